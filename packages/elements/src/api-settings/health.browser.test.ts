import { expect } from '@open-wc/testing';
import type { LookupApiHealth, LookupHealth } from '@deskcard/core';
import { DeskError } from '@deskcard/core/errors';
import { provideDeskcard } from '../context.js';
import { ko } from '../locales/ko.js';
import { expectAccessible } from '../../test/accessible.js';
import { fakeDesk } from '../../test/fake-desk.js';
import { lookupDesk, membersApi, ordersApi, type LookupDesk } from '../../test/lookup-desk.js';
import { clearPage, place, put, settle, shownText, until } from '../../test/page.js';
import { all, openSettings } from '../../test/settings-page.js';
import type { ApiSettings } from './api-settings.js';
import './define.js';

const at = (): string => new Date().toISOString();
const quiet = { calls: 12, failed: 0, underWay: 0, breaker: { state: 'closed', failures: 0 } } as const;

function over(
  office: LookupDesk,
  answer: () => LookupHealth | Promise<LookupHealth>,
): ReturnType<typeof fakeDesk> {
  return fakeDesk({
    'service.describe': () => office.admin.service.describe(),
    'lookups.list': () => office.admin.lookups.list(),
    'lookups.health': answer,
  });
}

const lines = (settings: ApiSettings): string[] =>
  all(settings, '[part=health]').map((each) => shownText(each));

/** The list with the measures of its only API. */
async function showing(of: Omit<LookupApiHealth, 'apiId'>): Promise<ApiSettings> {
  const office = await lookupDesk();
  const { apiId } = office.apis[0]!;
  const settings = put('api-settings', {
    desk: over(office, () => ({ measured: true, items: [{ apiId, ...of }] })).desk,
  });
  await until(() => lines(settings).length === 1, 'the line');
  return settings;
}

describe('<api-settings>, how calls fare (B9)', () => {
  afterEach(clearPage);

  it('says of each lookup API when and how its last call ended, and how many failed', async () => {
    const last = { at: at(), durationMs: 119.6, outcome: 'answered', status: 200 } as const;
    const settings = await showing({ ...quiet, since: at(), last });
    expect(lines(settings)[0]).to.match(/^Last call \d.*: answered, 120 ms · none of 12 calls failed since /);
    expect(all(settings, '.health.bad').length).to.equal(0);
    expect(shownText(settings)).to.include('as this server has measured them');
    await expectAccessible(settings);
  });

  it('says what stood in the way, with a sign beside the words', async () => {
    const last = { at: at(), durationMs: 15000, outcome: 'timeout', reason: 'noConnection' } as const;
    const settings = await showing({ ...quiet, failed: 3, since: at(), last });
    expect(lines(settings)[0]).to.include('no answer in time, 15000 ms · 3 of 12 calls failed');
    expect(lines(settings)[0]).to.include('firewall must let this server');
    expect(all(settings, '.health.bad .icon').length).to.equal(1);
    await expectAccessible(settings);
  });

  it('says until when calls are paused, and that the next one is a trial', async () => {
    const last = { at: at(), durationMs: 5, outcome: 'network', reason: 'refused' } as const;
    const breaker = { state: 'open', failures: 5, until: at() } as const;
    const paused = await showing({ ...quiet, failed: 5, since: at(), last, breaker });
    expect(lines(paused)[0]).to.match(/^Paused until \d.* after 5 failures in a row; calls are refused/);
    const trial = await showing({
      ...quiet,
      since: at(),
      last,
      breaker: { state: 'halfOpen', failures: 5 },
    });
    expect(lines(trial)[0]).to.include('the next call is a trial');
  });

  it('says so when an API was not called yet, and where nothing is measured', async () => {
    const settings = await showing({ ...quiet, calls: 0 });
    expect(lines(settings)).to.deep.equal(['Not called yet']);
    const page = await openSettings(await lookupDesk());
    await until(() => shownText(page).includes('is not measured here: it takes a gateway'), 'the word');
    expect(lines(page)).to.deep.equal([]);
    await expectAccessible(page);
  });

  it('does not stand in the way when it cannot be had', async () => {
    const office = await lookupDesk({ apis: [membersApi(), ordersApi()] });
    const fake = over(office, () => Promise.reject(new DeskError('desk_unreachable', '')));
    const settings = put('api-settings', { desk: fake.desk });
    await until(() => shownText(settings).includes('not known at the moment'), 'the word');
    expect(all(settings, '.apis .item').length).to.equal(2);
  });

  it('asks once for all of them, and not while the list is out of sight', async () => {
    const office = await lookupDesk({ apis: [membersApi(), ordersApi()] });
    const fake = over(office, () => ({ measured: true, items: [] }));
    const home = place();
    const above = document.createElement('div');
    above.style.blockSize = '4000px';
    home.append(above);
    const settings = Object.assign(document.createElement('api-settings'), { desk: fake.desk });
    home.append(settings);
    window.scrollTo(0, 0);
    await until(() => settings.shadowRoot!.querySelector('#add'), 'the list');
    await settle(10);
    expect(fake.callsOf('lookups.health').length).to.equal(0);
    above.remove();
    await until(() => fake.callsOf('lookups.health').length === 1, 'the question');
    for (let turn = 0; turn < 5; turn++) {
      fake.emit({ type: 'lookupApisChanged', apiId: office.apis[0]!.apiId });
      await settle(5);
    }
    expect(fake.callsOf('lookups.health').length).to.equal(1);
    settings.remove();
    await settle();
    expect(fake.callsOf('lookups.health').length).to.equal(1);
  });

  it('is in Korean on a Korean page', async () => {
    const office = await lookupDesk({ apis: [ordersApi({ name: '주문' })] });
    const { apiId } = office.apis[0]!;
    const last = { at: at(), durationMs: 1200, outcome: 'serverError', status: 500 } as const;
    const fake = over(office, () => ({
      measured: true,
      items: [{ apiId, ...quiet, failed: 2, since: at(), last }],
    }));
    const home = place();
    home.lang = 'ko';
    provideDeskcard(home, { desk: fake.desk, locales: [ko] });
    const settings = document.createElement('api-settings');
    home.append(settings);
    await until(() => lines(settings).length === 1, 'the line');
    expect(lines(settings)[0]).to.match(
      /^마지막 호출 .*: 제공자 서버 오류, 1,200ms · .*호출 12건 중 실패 2건/,
    );
    await expectAccessible(settings);
  });
});
