/** Information search: before, found and filled, several APIs with every outcome, matching tickets, long and hostile. */
import { DeskError, type FieldLink, type LookupApiDraft } from '@deskcard/core';
import '../../../src/info-search/define.js';
import { provideDeskcard } from '../../../src/context.js';
import type { InfoSearchTicket } from '../../../src/lookups/section.js';
import { locales } from './locales.js';
import { lookupDesk, type LookupDesk, type LookupDeskOptions } from '../../lookup-desk.js';
import type { Scene } from './scene.js';

const autoChannels = ['call'];
const ticketField = {
  division: 'ticketField',
  required: false,
  dataLength: 20,
  autoChannels: ['call'],
} as const;
const general = { division: 'general', required: false, dataLength: 0 } as const;

const members: LookupApiDraft = {
  name: '회원 서비스',
  baseUrl: 'https://members.example.com/customer',
  security: { mode: 'none', signedText: 'body+timestamp' },
  searchItems: [
    {
      ...ticketField,
      autoChannels,
      itemId: 'p',
      required: true,
      fieldCode: 'phone',
      screenName: '전화번호',
      variableName: 'tel',
    },
    {
      ...ticketField,
      autoChannels,
      itemId: 'm',
      fieldCode: 'usercode',
      screenName: '회원 아이디',
      variableName: 'id',
    },
    {
      ...general,
      itemId: 's',
      control: 'dropdown',
      screenName: '구매처',
      variableName: 'shop',
      defaultValue: 'online',
      options: [
        { value: 'online', label: '온라인 몰' },
        { value: 'seoul', label: '서울 매장' },
      ],
    },
  ],
  resultItems: [
    { itemId: 'name', screenName: '회원 이름', dataName: 'name' },
    { itemId: 'level', screenName: '회원 등급', dataName: 'level' },
    { itemId: 'points', screenName: '포인트', dataName: 'points' },
    { itemId: 'email', screenName: '이메일', dataName: 'email' },
    { itemId: 'address', screenName: '주소', dataName: 'address' },
    { itemId: 'manager', screenName: '담당자', dataName: 'manager' },
  ],
};

const orders: LookupApiDraft = {
  ...members,
  name: '주문 조회',
  baseUrl: 'https://orders.example.com/find',
  searchItems: [
    {
      ...general,
      itemId: 'n',
      control: 'text',
      required: true,
      screenName: '주문 번호',
      variableName: 'no',
      dataLength: 10,
    },
  ],
  resultItems: [
    { itemId: 'state', screenName: '배송 상태', dataName: 'state' },
    { itemId: 'item', screenName: '상품', dataName: 'item' },
  ],
};

const links: FieldLink[] = [
  { resultItemId: 'name', fieldCode: 'name' },
  { resultItemId: 'email', fieldCode: 'mail' },
  { resultItemId: 'level', fieldCode: 'subject' },
];

const minseo = {
  name: '김민서',
  level: 'VIP',
  points: 12450,
  email: 'minseo.kim@example.com',
  address: '서울특별시 마포구 양화로 45, 1203호 (서교동, 메세나폴리스)',
};

const ticket: InfoSearchTicket = {
  ticketId: 'T-7',
  channelId: 'call',
  fields: { phone: '010-2345-6789', subject: '배송이 늦어지고 있어요' },
};

async function show(
  stage: HTMLElement,
  options: LookupDeskOptions,
  prepare?: (office: LookupDesk) => void | Promise<void>,
  shown: InfoSearchTicket = ticket,
): Promise<{ panel: HTMLElementTagNameMap['info-search']; office: LookupDesk }> {
  const office = await lookupDesk(options);
  office.answer = () => ({ data: minseo });
  await prepare?.(office);
  provideDeskcard(stage, { desk: office.desk, locales });
  const panel = document.createElement('info-search');
  panel.ticket = shown;
  panel.addEventListener('deskcard-fields-filled', ({ detail }) => {
    const filled = Object.fromEntries(detail.fills.map(({ fieldCode, text }) => [fieldCode, text]));
    panel.ticket = { ...panel.ticket!, fields: { ...panel.ticket!.fields, ...filled } };
  });
  stage.append(panel);
  return { panel, office };
}

async function earlierTickets({ admin }: LookupDesk): Promise<void> {
  const subjects = ['주문한 상품이 도착하지 않았습니다', '환불은 언제 되나요?', '교환 신청 방법 문의', ''];
  for (const [index, subject] of subjects.entries()) {
    const day = new Date(Date.now() - index * 9 * 86_400_000).toISOString();
    await admin.tickets.intake({
      ticketId: `T-${7 - index}`,
      channelId: index % 2 ? 'kakao' : 'call',
      status: (['new', 'reply', 'solved', 'closed'] as const)[index],
      createdAt: day,
      fields: { phone: '010-2345-6789', name: '김민서', mail: 'minseo.kim@example.com', subject },
    });
  }
}

const outcomes: readonly [string, unknown][] = [
  [
    '결과 없음',
    { status: 400, contentType: '', body: '{"error":{"code":"E40","message":"no such member"}}' },
  ],
  ['권한 없음', { status: 403, contentType: '', body: '' }],
  ['제공자 오류', { status: 404, contentType: '', body: '' }],
  ['서버 오류', { status: 500, contentType: '', body: '' }],
  ['시간 초과', new DeskError('lookup_timeout', '')],
  ['연결 불가', new DeskError('lookup_network', '')],
  ['차단된 주소', new DeskError('lookup_blocked', '')],
  ['형식 오류', { status: 200, contentType: 'text/html', body: '<h1>Hi</h1>' }],
  ['너무 큼', new DeskError('lookup_too_large', '')],
];

const scene = (state: string, show: Scene['show']): Scene => ({ element: 'info-search', state, show });

export const searchScenes: readonly Scene[] = [
  scene('found', async (stage) => {
    await show(stage, { apis: [members], links }, earlierTickets);
  }),
  scene('before', async (stage) => {
    await show(stage, { apis: [members] }, undefined, { ...ticket, channelId: 'web' });
  }),
  scene('several', async (stage) => {
    await show(stage, { apis: [members, orders], links }, earlierTickets);
  }),
  scene('selected', async (stage) => {
    const { panel } = await show(stage, { apis: [members], links }, earlierTickets);
    const rows = (): NodeListOf<HTMLElement> => panel.shadowRoot!.querySelectorAll<HTMLElement>('.ticket');
    while (rows().length < 2) await new Promise((done) => setTimeout(done, 20));
    rows()[1]?.click();
  }),
  scene('running', async (stage) => {
    await show(stage, { apis: [members] }, (office) => {
      office.answer = () => new Promise(() => undefined);
    });
  }),
  scene('mistakes', async (stage) => {
    const { panel, office } = await show(stage, { apis: [orders, members] }, undefined, {
      ...ticket,
      fields: { phone: '010-2345-6789 (어머니 번호, 오후 6시 이후에만 통화 가능)' },
    });
    await panel.search(office.apis[0]!.apiId);
  }),
  scene('outcomes', async (stage) => {
    const apis = outcomes.map(([name]) => ({
      ...members,
      name,
      resultItems: members.resultItems.slice(0, 1),
    }));
    await show(stage, { apis, principal: { user: 'a', role: 'admin' } }, (office) => {
      let turn = 0;
      office.answer = () => outcomes[turn++ % outcomes.length]![1] as never;
    });
  }),
  scene('kept', async (stage) => {
    const { panel, office } = await show(stage, { apis: [{ ...members, cacheSeconds: 600 }], links });
    const { apiId } = office.apis[0]!;
    await panel.search(apiId);
    await panel.search(apiId);
  }),
  scene('masked', async (stage) => {
    const principal = { user: 'a', role: 'agent', capabilities: ['lookups.search'] } as const;
    const { panel, office } = await show(stage, { apis: [members], links, principal }, earlierTickets);
    panel.ticket = await office.desk.tickets.get({ ticketId: 'T-7' });
    await panel.search(office.apis[0]!.apiId);
  }),
  scene('hostile', async (stage) => {
    await show(stage, { apis: [members] }, (office) => {
      office.answer = () => ({
        data: {
          name: '<img src=x onerror=alert(1)> {{constructor}} ${1}',
          level: 'ㄱ'.repeat(2000),
          points: 12345678901234567890n.toString(),
          email: '\u202Eمرحبا\u202C a@b.example',
          address: {
            city: '서울',
            zip: '04038',
            lines: ['양화로 45', '1203호'],
            geo: { lat: 37.55, lon: 126.91 },
          },
          manager: 'a\nb\nc\nd\ne\nf\ng\nh\ni',
        },
      });
    });
  }),
  scene('nothing', async (stage) => {
    await show(stage, { apis: [], principal: { user: 'a', role: 'admin' } });
  }),
  scene('off', async (stage) => {
    await show(stage, { apis: [members], settings: { customerManagement: false } });
  }),
  scene('not-permitted', async (stage) => {
    await show(stage, { apis: [members], principal: { user: 'm', role: 'agent', capabilities: [] } });
  }),
];
