/** R1, R2, R3: what is not available says why and what to do, in each of the four elements and in both languages. */
import { expect } from '@open-wc/testing';
import {
  createDesk,
  memoryStorage,
  type Desk,
  type Principal,
  type ServiceSettings,
  type StorageAdapter,
} from '@deskcard/core';
import { expectAccessible } from '../test/accessible.js';
import { ordersApi } from '../test/lookup-desk.js';
import { mergeQuietly, people } from '../test/merge-people.js';
import { clearPage, nextEvent, place, shownText, until } from '../test/page.js';
import { provideDeskcard } from './context.js';
import './customer-badge/define.js';
import './define.js';
import { ko } from './locales/ko.js';

const admin: Principal = { user: 'mina', role: 'admin' };
const agent: Principal = { user: 'jun', role: 'agent' };
const without = (principal: Principal): Principal => ({ ...principal, capabilities: ['personal.view'] });

interface Office {
  readonly storage: StorageAdapter;
  readonly customerNumber: string;
  readonly merged: string;
}

/** A store on which everything exists that any element could show. */
async function office(withApi = true): Promise<Office> {
  const storage = memoryStorage();
  const { desk, caller, writer, stranger } = await people(storage);
  await mergeQuietly(desk, caller, writer);
  const { gradeId } = await desk.grades.save({ name: 'VIP', color: '#123456' });
  await desk.grades.assign({ gradeId, criterion: 'phone', value: '010-2345-6789' });
  if (withApi) await desk.lookups.save(ordersApi());
  return { storage, customerNumber: stranger, merged: caller };
}

type Switches = Partial<Pick<ServiceSettings, 'customerManagement' | 'openApi'>>;

/** Puts an element on a page of a language. */
function show(desk: Desk, lang: string, element: HTMLElement): HTMLElement {
  const home = place();
  home.lang = lang;
  provideDeskcard(home, { desk, locales: [ko] });
  home.append(element);
  return element;
}

const make: Readonly<Record<string, (at: Office) => HTMLElement>> = {
  'info-search': () =>
    Object.assign(document.createElement('info-search'), { ticket: { channelId: 'web', fields: {} } }),
  'merge-dialog': ({ customerNumber }) =>
    Object.assign(document.createElement('merge-dialog'), { customerNumber, open: true }),
  'merge-dialog, history': ({ merged: customerNumber }) =>
    Object.assign(document.createElement('merge-dialog'), { customerNumber, open: true, view: 'history' }),
  'api-settings': () => document.createElement('api-settings'),
};

interface Case {
  readonly element: keyof typeof make & string;
  readonly when: string;
  readonly principal: Principal;
  readonly settings?: Switches;
  readonly withoutApi?: true;
  /** what happened and what to do, in English and in Korean */
  readonly says: readonly [english: readonly [string, string], korean: RegExp];
}

const serviceOff: Case['says'] = [
  ['Customer information management is switched off.', 'An administrator can switch it on'],
  /고객 정보 관리/,
];
const denied: Case['says'] = [['You are not allowed', 'Ask an administrator'], /권한/];
const openApiOff: Case['says'] = [['OPEN API is switched off.', 'switch on OPEN API'], /OPEN API/];

const cases: readonly Case[] = [
  ...Object.keys(make).flatMap((element) =>
    [admin, agent].map((principal): Case => {
      // To an agent the settings are closed either way; the service comes first.
      const settings = { customerManagement: false };
      return {
        element,
        when: `the service is off, for an ${principal.role} (R1)`,
        principal,
        settings,
        says: serviceOff,
      };
    }),
  ),
  {
    element: 'info-search',
    when: 'the right to search is missing (R2)',
    principal: without(agent),
    says: denied,
  },
  {
    element: 'info-search',
    when: 'an administrator may not search (R2)',
    principal: without(admin),
    says: denied,
  },
  {
    element: 'info-search',
    when: 'there is none and API settings are blocked (R3)',
    principal: admin,
    settings: { openApi: false },
    withoutApi: true,
    says: [['No lookup API is set up yet.', 'switch on OPEN API'], /OPEN API/],
  },
  {
    element: 'merge-dialog',
    when: 'the right to merge is missing (R2)',
    principal: without(agent),
    says: denied,
  },
  {
    element: 'merge-dialog, history',
    when: 'the right to undo is missing (R2)',
    principal: without(agent),
    says: denied,
  },
  {
    element: 'api-settings',
    when: 'somebody is an agent (R2)',
    principal: agent,
    says: [['API settings are for administrators.', 'Ask an administrator'], /관리자만/],
  },
  {
    element: 'api-settings',
    when: 'OPEN API is off (R3)',
    principal: admin,
    settings: { openApi: false },
    says: openApiOff,
  },
  {
    element: 'api-settings',
    when: 'somebody is an agent and OPEN API is off',
    principal: agent,
    settings: { openApi: false },
    says: [['API settings are for administrators.', 'Ask an administrator'], /관리자만/],
  },
];

describe('what is not available', () => {
  afterEach(clearPage);

  for (const { element, when, principal, settings, withoutApi, says } of cases) {
    it(`<${element}> says why and what to do when ${when}`, async () => {
      const at = await office(!withoutApi);
      const desk = createDesk({ storage: at.storage, principal, ...(settings && { settings }) });
      const english = show(desk, 'en', make[element]!(at));
      const [[what, todo], korean] = says;
      await until(() => shownText(english).includes(what), what);
      expect(shownText(english)).to.include(todo);
      await expectAccessible(english);
      english.remove();
      const inKorean = show(desk, 'ko', make[element]!(at));
      await until(() => korean.test(shownText(inKorean)), String(korean));
      expect(shownText(inKorean)).not.to.include(todo);
    });
  }

  it('<customer-badge> is no place for words: it stays empty, and tells the page the reason (R1)', async () => {
    const { storage, merged: customerNumber } = await office();
    const desk = createDesk({ storage, principal: agent, settings: { customerManagement: false } });
    const badge = Object.assign(document.createElement('customer-badge'), { customerNumber });
    const heard = nextEvent(badge, 'deskcard-badge-error');
    show(desk, 'en', badge);
    expect((await heard).detail.code).to.equal('service_disabled');
    expect(shownText(badge)).to.equal('');
    const on = createDesk({ storage, principal: without(agent), settings: { openApi: false } });
    badge.desk = on;
    await until(() => shownText(badge) === 'VIP', 'the grade, which needs no right of its own');
  });

  it('searches what is set up while OPEN API is off: it blocks the settings alone (R3)', async () => {
    const at = await office();
    const desk = createDesk({ storage: at.storage, principal: agent, settings: { openApi: false } });
    const panel = show(desk, 'en', make['info-search']!(at));
    await until(() => panel.shadowRoot!.querySelector('.api'), 'the lookup API');
  });
});
