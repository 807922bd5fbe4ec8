/** API settings: the list, the editor, mistakes, a test call, two administrators, nothing yet, and who may not. */
import { agentList, type LookupApiDraft } from '@deskcard/core';
import { DeskError } from '@deskcard/core/errors';
import type { LookupMeasures } from '@deskcard/core/ports';
import { jweCipher } from '@deskcard/core/jwe';
import { createProvider } from '@deskcard/core/provider';
import '../../../src/api-settings/define.js';
import type { ApiSettings } from '../../../src/api-settings/api-settings.js';
import { provideDeskcard } from '../../../src/context.js';
import { locales } from './locales.js';
import { lookupDesk, ordersApi, type LookupDesk, type LookupDeskOptions } from '../../lookup-desk.js';
import type { Scene } from './scene.js';

const say = (korean: string, english: string): string =>
  document.documentElement.lang === 'ko' ? korean : english;
const ticketField = { division: 'ticketField', required: false, dataLength: 30 } as const;

const members = (): LookupApiDraft => ({
  name: say('회원 서비스', 'Member service'),
  baseUrl: 'https://members.example.com/v1/customer',
  security: { mode: 'signature', signedText: 'body+timestamp' },
  searchItems: [
    {
      ...ticketField,
      itemId: 'phone',
      required: true,
      fieldCode: 'phone',
      screenName: say('전화번호', 'Phone'),
      variableName: 'phone',
      autoChannels: ['call', 'kakao'],
    },
    {
      ...ticketField,
      itemId: 'member',
      fieldCode: 'usercode',
      screenName: say('회원 아이디', 'Member ID'),
      variableName: 'memberId',
      autoChannels: [],
    },
    {
      itemId: 'shop',
      division: 'general',
      control: 'dropdown',
      required: false,
      dataLength: 0,
      screenName: say('구매처', 'Shop'),
      variableName: 'shop',
      defaultValue: 'online',
      options: [
        { value: 'online', label: say('온라인 몰', 'Online') },
        { value: 'seoul', label: say('서울 매장', 'Seoul store') },
      ],
    },
  ],
  resultItems: [
    { itemId: 'name', screenName: say('회원 이름', 'Member name'), dataName: 'name' },
    { itemId: 'level', screenName: say('회원 등급', 'Level'), dataName: 'level' },
    { itemId: 'item', screenName: say('최근 주문', 'Last order'), dataName: 'lastOrder.item' },
  ],
});

const orders = (): LookupApiDraft => ordersApi({ name: say('주문 조회', 'Orders') });
const stamps = (): LookupApiDraft => ({
  ...orders(),
  name: say('스탬프 적립 내역', 'Loyalty stamps'),
  baseUrl: 'https://stamps.example.co.kr/api/lookup',
  security: { mode: 'signature', signedText: 'body+timestamp' },
});

const minseo = {
  name: '김민서',
  level: 'VIP',
  points: 12450,
  email: 'minseo.kim@example.com',
  lastOrder: { number: 'A-20931', item: say('무선 이어폰', 'Wireless earbuds'), total: 89000 },
};

/** Members answers, orders are paused, stamps were never called. */
function measures(url: string): LookupMeasures | undefined {
  const ago = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();
  const shared = { since: ago(300), calls: 1248, failed: 3, underWay: 0, failures: 0, pausedMs: 0 };
  if (url === members().baseUrl) {
    return { ...shared, breaker: 'closed', last: { at: ago(2), durationMs: 143, status: 200 } };
  }
  if (url !== orders().baseUrl) return undefined;
  const last = { at: ago(0), durationMs: 10_000, code: 'lookup_timeout', reason: 'noConnection' } as const;
  return { ...shared, breaker: 'open', failed: 5, failures: 5, pausedMs: 24_000, last };
}

/** A host that has set up server information, with a mail server that is choosy. */
const hosted = (): LookupDeskOptions => ({
  settings: { serverInformation: { addresses: ['203.0.113.10', '203.0.113.11', '2001:db8:1::/48'] } },
  host: {
    agentDirectory: agentList([
      { userId: 'seoyeon', name: say('박서연', 'Seoyeon Park'), email: 'seoyeon.park@desk.example' },
      { userId: 'daniel', name: say('다니엘 브라운', 'Daniel Brown'), email: 'daniel@desk.example' },
      { userId: 'jiho', name: say('정지호', 'Jiho Jung'), email: 'desk.example' },
    ]),
    mailer: {
      async send({ to }) {
        if (to.address.startsWith('daniel')) {
          throw new DeskError('mail_refused', '', { details: { answer: '550 5.1.1 Mailbox unavailable' } });
        }
      },
    },
  },
});

interface Shown {
  readonly settings: ApiSettings;
  readonly office: LookupDesk;
}

async function show(stage: HTMLElement, options: LookupDeskOptions = {}, asAgent = false): Promise<Shown> {
  const office = await lookupDesk({
    apis: [members(), orders(), stamps()],
    links: [{ resultItemId: 'name', fieldCode: 'name' }],
    ...options,
  });
  office.answer = () => ({ data: minseo });
  provideDeskcard(stage, { desk: asAgent ? office.desk : office.admin, locales });
  const settings = document.createElement('api-settings');
  stage.append(settings);
  return { settings, office };
}

async function edit(stage: HTMLElement, options?: LookupDeskOptions): Promise<Shown> {
  const shown = await show(stage, options);
  await shown.settings.edit(shown.office.apis[0]!.apiId);
  await shown.settings.updateComplete;
  return shown;
}

const all = <T extends Element = HTMLElement>({ settings }: Shown, selector: string): T[] => [
  ...settings.shadowRoot!.querySelectorAll<T>(selector),
];

function enter(shown: Shown, selector: string, value: string, at = 0): void {
  const input = all<HTMLInputElement>(shown, selector)[at]!;
  input.value = value;
  input.dispatchEvent(new Event('input'));
}

async function soon(condition: () => unknown): Promise<void> {
  while (!condition()) await new Promise((done) => setTimeout(done, 10));
}

const scene = (state: string, show: Scene['show']): Scene => ({ element: 'api-settings', state, show });

export const settingsScenes: readonly Scene[] = [
  scene('editor', async (stage) => {
    await edit(stage);
  }),
  scene('items', async (stage) => {
    const shown = await edit(stage);
    for (const details of all<HTMLDetailsElement>(shown, '.cards details')) details.open = true;
  }),
  scene('encrypted', async (stage) => {
    const security = { mode: 'encrypted', signedText: 'body+timestamp' } as const;
    await edit(stage, {
      cipher: jweCipher(),
      apis: [{ ...members(), security, cacheSeconds: 300 }, orders()],
      links: [],
    });
  }),
  scene('encrypted-test', async (stage) => {
    const security = { mode: 'encrypted', signedText: 'body+timestamp' } as const;
    const cipher = jweCipher();
    const shown = await edit(stage, { cipher, apis: [{ ...orders(), security }], links: [] });
    const { office } = shown;
    const { keyId, key } = await office.admin.lookups.showKey({ apiId: office.apis[0]!.apiId });
    const provider = createProvider({
      encryption: { cipher, keys: { [keyId]: key } },
      lookup: async () => ({ state: say('배송 중', 'on its way') }),
    });
    office.answer = async (_, { url, headers, body }) => {
      const reply = await provider(new Request(url, { method: 'POST', headers, body }));
      return { status: reply.status, contentType: 'application/jose', body: await reply.text() };
    };
    enter(shown, '.test .input', 'A-20931');
    all(shown, '[part=send]')[0]!.click();
    await soon(() => all(shown, '.exchange').length > 0);
  }),
  scene('key-made', async (stage) => {
    const shown = await edit(stage, { settings: { keyDisplay: 'once' } });
    await soon(() => all(shown, '#key-make').length > 0);
    all(shown, '#key-make')[0]!.click();
    await soon(() => all(shown, '[part=secret]').length > 0);
  }),
  scene('keys', async (stage) => {
    const shown = await edit(stage);
    const { apiId } = shown.office.apis[0]!;
    const { lookups } = shown.office.admin;
    const made = [await lookups.makeKey({ apiId }), await lookups.makeKey({ apiId })];
    await lookups.activateKey({ apiId, keyId: made[0]!.keyId });
    await lookups.revokeKey({ apiId, keyId: made[1]!.keyId });
    await lookups.makeKey({ apiId });
    await soon(() => all(shown, '.ring li').length === 4);
  }),
  scene('list', async (stage) => {
    await show(stage);
  }),
  scene('new', async (stage) => {
    await (await show(stage)).settings.add();
  }),
  scene('empty', async (stage) => {
    await show(stage, { apis: [] });
  }),
  scene('mistakes', async (stage) => {
    const shown = await edit(stage);
    enter(shown, '#name', '');
    enter(shown, '#baseUrl', 'members.example.com');
    enter(shown, '.cards [id$=variableName]', 'memberId');
    enter(shown, '.cards [id$=dataLength]', 'x', 2);
    await shown.settings.updateComplete;
    all(shown, '[part=save]')[0]!.click();
  }),
  scene('test', async (stage) => {
    const shown = await edit(stage);
    enter(shown, '.test .input', '010-2345-6789');
    all(shown, '[part=send]')[0]!.click();
    await soon(() => all(shown, '.exchange').length > 0);
  }),
  scene('conflict', async (stage) => {
    const shown = await edit(stage);
    enter(shown, '#name', say('회원 정보 서비스', 'Customer directory'));
    const { apiId, version } = shown.office.apis[0]!;
    const theirs = members();
    theirs.searchItems[0]!.dataLength = 20;
    await shown.office.admin.lookups.save({
      ...theirs,
      apiId,
      version,
      baseUrl: 'https://members.example.com/v2/customer',
      resultItems: theirs.resultItems.slice(1),
    });
  }),
  scene('health', async (stage) => {
    await show(stage, { health: (_, url) => measures(url) });
  }),
  scene('server-information', async (stage) => {
    const { settings } = await show(stage, hosted());
    await settings.showServerInformation();
  }),
  scene('recipients', async (stage) => {
    const shown = await show(stage, hosted());
    await shown.settings.showServerInformation();
    await soon(() => all(shown, '#recipients').length > 0);
    const press = (key: string): unknown =>
      all(shown, '#recipients')[0]!.dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true }));
    enter(shown, '#recipients', 'desk.example');
    await soon(() => all(shown, '[role=option]').length > 0);
    for (const key of ['ArrowDown', 'Enter', 'ArrowDown', 'ArrowDown', 'Enter', 'ArrowUp']) press(key);
  }),
  scene('mails', async (stage) => {
    const shown = await show(stage, hosted());
    await shown.settings.showServerInformation();
    await soon(() => all(shown, '#recipients').length > 0);
    enter(shown, '#recipients', 'desk.example');
    await soon(() => all(shown, '[role=option]').length > 0);
    for (const option of all(shown, '[role=option]')) option.click();
    await shown.settings.updateComplete;
    all(shown, '[part=send-mail]')[0]!.click();
    await soon(() => all(shown, '[part=results]').length > 0);
  }),
  scene('nothing-set-up', async (stage) => {
    await (await show(stage)).settings.showServerInformation();
  }),
  scene('delete', async (stage) => {
    const shown = await edit(stage);
    all(shown, '.editor .danger')[0]!.click();
  }),
  scene('agent', async (stage) => {
    await show(stage, {}, true);
  }),
  scene('hostile', async (stage) => {
    const name = '<img src=x onerror=alert(1)> {{constructor}} ${1} \u202Eمرحبا\u202C'.slice(0, 50);
    await edit(stage, {
      apis: [
        {
          ...members(),
          name,
          baseUrl: `https://example.com/${'a'.repeat(300)}`,
          resultItems: [{ itemId: '__proto__', screenName: 'ㄱ'.repeat(50), dataName: '__proto__' }],
        },
      ],
      links: [],
    });
  }),
];
