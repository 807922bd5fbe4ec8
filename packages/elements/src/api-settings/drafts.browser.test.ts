import { expect } from '@open-wc/testing';
import type { Desk, Principal } from '@deskcard/core';
import { createDesk, memoryStorage } from '@deskcard/core';
import { DeskError } from '@deskcard/core/errors';
import { fakeDesk, type FakeAnswers } from '../../test/fake-desk.js';
import { lookupDesk, membersApi, ordersApi, type LookupDesk } from '../../test/lookup-desk.js';
import { clearPage, inside, put, settle, shownText, until } from '../../test/page.js';
import { all, buttonOf, control, enter, namesIn, openSettings, save } from '../../test/settings-page.js';
import type { ApiSettings } from './api-settings.js';
import './define.js';

const foot = (settings: ApiSettings): string => shownText(inside(settings, '.foot'));

/** A desk that answers as the real one does, until a test says otherwise. */
function over({ admin }: LookupDesk, answers: FakeAnswers = {}): ReturnType<typeof fakeDesk> {
  return fakeDesk({
    'service.describe': () => admin.service.describe(),
    'lookups.list': () => admin.lookups.list(),
    'lookups.save': (input, options) => admin.lookups.save(input, options),
    'lookups.keys': (input) => admin.lookups.keys(input),
    'lookups.health': () => admin.lookups.health(),
    ...answers,
  });
}

/** The editor with another name typed into it. */
async function typing(office: LookupDesk, desk: Desk): Promise<ApiSettings> {
  const settings = put('api-settings', { desk });
  await settings.edit(office.apis[0]!.apiId);
  await until(() => settings.shadowRoot!.querySelector('#name'), 'the editor');
  await enter(control(settings, 'Name'), 'My draft');
  return settings;
}

const nameIn = (settings: ApiSettings): string =>
  settings.shadowRoot!.querySelector<HTMLInputElement>('#name')?.value ?? '(no editor)';

describe('<api-settings>, a draft', () => {
  afterEach(clearPage);

  for (const [what, error, words] of [
    ['an error of the network', new DeskError('desk_unreachable', ''), 'The server cannot be reached.'],
    ['an ended sign-in (401)', new DeskError('unauthenticated', ''), 'Your sign-in has ended.'],
    ['a refusal (R2)', new DeskError('not_permitted', ''), 'You are not allowed to do this.'],
    [
      'OPEN API switched off meanwhile (R3)',
      new DeskError('open_api_disabled', ''),
      'OPEN API is switched off.',
    ],
    ['a full store', new DeskError('storage_full', ''), 'There is no space left'],
    ['something nobody expected', new TypeError('x is undefined'), 'Something unexpected went wrong.'],
  ] as const) {
    it(`survives ${what}, which is said with what to do, and is saved once when it can be`, async () => {
      const office = await lookupDesk();
      const fake = over(office, { 'lookups.save': () => Promise.reject(error) });
      const settings = await typing(office, fake.desk);
      inside(settings, '[part=save]').click();
      await until(() => foot(settings).includes(words), 'the reason');
      expect(nameIn(settings)).to.equal('My draft');
      expect(settings.hasUnsavedChanges).to.equal(true);
      fake.answers['lookups.save'] = (input, options) => office.admin.lookups.save(input, options);
      await save(settings);
      const keys = fake.callsOf('lookups.save').map(({ options }) => options.idempotencyKey);
      expect(new Set(keys).size).to.equal(1, 'the second attempt is the same request');
      expect((await office.admin.lookups.list()).items.map(({ name }) => name)).to.deep.equal(['My draft']);
    });
  }

  it('survives a save whose answer was lost: the same again is no second one and no conflict', async () => {
    const office = await lookupDesk();
    const fake = over(office, {
      'lookups.save': async (input, options) => {
        await office.admin.lookups.save(input, options);
        throw new DeskError('desk_unreachable', '');
      },
    });
    const settings = await typing(office, fake.desk);
    inside(settings, '[part=save]').click();
    await until(() => foot(settings).includes('cannot be reached'), 'the reason');
    const { apiId } = office.apis[0]!;
    fake.emit({ type: 'lookupApisChanged', apiId });
    await until(() => !settings.hasUnsavedChanges, 'what was saved after all');
    expect(all(settings, '.conflict').length).to.equal(0);
    expect(nameIn(settings)).to.equal('My draft');
  });

  it('survives that the page signs in again and gives the element a new desk', async () => {
    const office = await lookupDesk();
    const before = over(office, {
      'lookups.save': () => Promise.reject(new DeskError('unauthenticated', '')),
    });
    const settings = await typing(office, before.desk);
    inside(settings, '[part=save]').click();
    await until(() => foot(settings).includes('Your sign-in has ended.'), 'the reason');
    settings.desk = undefined;
    await until(() => shownText(settings).includes('not connected'), 'no desk');
    expect(settings.hasUnsavedChanges).to.equal(true);
    settings.desk = over(office).desk;
    await until(() => nameIn(settings) === 'My draft', 'the draft');
    await save(settings);
  });

  it('survives while the new desk cannot answer yet', async () => {
    const office = await lookupDesk();
    const settings = await typing(office, over(office).desk);
    const broken = over(office, {
      'service.describe': () => Promise.reject(new DeskError('unauthenticated', '')),
    });
    settings.desk = broken.desk;
    await until(() => shownText(settings).includes('Your sign-in has ended.'), 'the reason');
    broken.answers['service.describe'] = () => office.admin.service.describe();
    buttonOf(settings, 'Try again').click();
    await until(() => nameIn(settings) === 'My draft', 'the draft');
    await save(settings);
  });

  it('of a new lookup API survives it as well', async () => {
    const office = await lookupDesk({ apis: [] });
    const settings = put('api-settings', { desk: over(office).desk });
    await settings.add();
    await enter(control(settings, 'Name'), 'Brand new');
    settings.desk = over(office).desk;
    await settle();
    await until(() => nameIn(settings) === 'Brand new', 'the draft');
  });

  it('meets what somebody saved meanwhile, when the new desk knows of it', async () => {
    const office = await lookupDesk();
    const settings = await typing(office, over(office).desk);
    const { apiId, version } = office.apis[0]!;
    await office.admin.lookups.save({ ...membersApi({ name: 'Theirs' }), apiId, version });
    settings.desk = over(office).desk;
    await until(() => all(settings, '.conflict').length === 1, 'both');
    expect(nameIn(settings)).to.equal('My draft');
  });

  it('is not for the next person: another user of the desk begins with nothing', async () => {
    const storage = memoryStorage();
    const office = await lookupDesk({ storage });
    const settings = await typing(office, office.admin);
    const principal: Principal = { user: 'somebody else', role: 'admin' };
    settings.desk = createDesk({ storage, principal });
    await until(() => !settings.hasUnsavedChanges, 'the draft given up');
    await until(() => namesIn(settings).join() === 'Member service', 'the list');
    expect(all(settings, '.editor').length).to.equal(0);
  });

  it('survives that the element leaves the page and comes back', async () => {
    const office = await lookupDesk({ apis: [membersApi(), ordersApi()] });
    const settings = await openSettings(office);
    await settings.edit(office.apis[0]!.apiId);
    await enter(control(settings, 'Name'), 'My draft');
    const home = settings.parentElement!;
    settings.remove();
    home.append(settings);
    await until(() => nameIn(settings) === 'My draft', 'the draft');
  });
});
