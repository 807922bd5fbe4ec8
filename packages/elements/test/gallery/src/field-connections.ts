/** Field connections: suggestions, several items for one field, mistakes, preview, two administrators, nothing yet. */
import type { FieldLink, LookupApiDraft, TicketField } from '@deskcard/core';
import { systemTicketFields } from '@deskcard/core';
import '../../../src/field-connections/define.js';
import type { FieldConnectionsElement } from '../../../src/field-connections/field-connections.js';
import { provideDeskcard } from '../../../src/context.js';
import { locales } from './locales.js';
import { lookupDesk, membersApi, ordersApi, type LookupDesk } from '../../lookup-desk.js';
import type { Scene } from './scene.js';

const say = (korean: string, english: string): string =>
  document.documentElement.lang === 'ko' ? korean : english;

const fields = (): TicketField[] => [
  ...systemTicketFields.map((field) => ({
    ...field,
    label:
      {
        usercode: say('회원 아이디', 'Member ID'),
        name: say('이름', 'Name'),
        phone: say('전화번호', 'Phone'),
        mail: say('이메일', 'E-mail'),
        subject: say('제목', 'Subject'),
        content: say('내용', 'Content'),
      }[field.code] ?? field.label,
  })),
  { code: 'level', label: say('회원 등급', 'Level'), type: 'text', maxLength: 10 },
  { code: 'memo', label: say('메모', 'Memo'), type: 'textarea', maxLength: 0 },
  { code: 'city', label: say('지역', 'City'), type: 'dropdown', maxLength: 0, options: [] },
  { code: 'visit', label: say('방문 날짜', 'Visit'), type: 'date', maxLength: 0 },
];

const members = (): LookupApiDraft =>
  membersApi({
    name: say('회원 서비스', 'Member service'),
    resultItems: [
      { itemId: 'name', screenName: say('회원 이름', 'Member name'), dataName: 'name' },
      { itemId: 'level', screenName: say('회원 등급', 'Level'), dataName: 'level' },
      { itemId: 'mail', screenName: say('연락처', 'Contact'), dataName: 'contact.email' },
      { itemId: 'order', screenName: say('최근 주문', 'Last order'), dataName: 'orders[0].item' },
    ],
  });
const orders = (): LookupApiDraft => ordersApi({ name: say('주문 조회', 'Orders') });

async function show(
  stage: HTMLElement,
  { apis = [members(), orders()], links = [] }: { apis?: LookupApiDraft[]; links?: FieldLink[] } = {},
): Promise<{ element: FieldConnectionsElement; office: LookupDesk }> {
  const office = await lookupDesk({ apis, links, settings: { ticketFields: fields() } });
  provideDeskcard(stage, { desk: office.admin, locales });
  const element = document.createElement('field-connections');
  stage.append(element);
  while (!element.shadowRoot!.querySelector('.intro')) await new Promise((done) => setTimeout(done, 20));
  return { element, office };
}

const link = (resultItemId: string, fieldCode: string): FieldLink => ({ resultItemId, fieldCode });
const scene = (state: string, show: Scene['show']): Scene => ({ element: 'field-connections', state, show });

function choose(element: FieldConnectionsElement, at: number, code: string): void {
  const select = element.shadowRoot!.querySelectorAll('select')[at]!;
  select.value = code;
  select.dispatchEvent(new Event('change'));
}

export const connectionScenes: readonly Scene[] = [
  scene('suggestions', async (stage) => {
    await show(stage);
  }),
  scene('preview', async (stage) => {
    const { element } = await show(stage, {
      apis: [members()],
      links: [link('name', 'subject'), link('level', 'level'), link('order', 'memo'), link('mail', 'memo')],
    });
    for (const each of element.shadowRoot!.querySelectorAll<HTMLDetailsElement>('details')) each.open = true;
    const area = element.shadowRoot!.querySelector('textarea')!;
    area.value = JSON.stringify({
      data: {
        name: '김민서',
        level: say('플래티넘 플러스 회원', 'Platinum Plus'),
        contact: { email: 'minseo@example.com' },
        orders: [{ item: say('코트\n(네이비, M)', 'Coat\n(navy, M)') }],
      },
    });
    area.dispatchEvent(new Event('input'));
  }),
  scene('conflict', async (stage) => {
    const { element, office } = await show(stage, { apis: [members()] });
    choose(element, 0, 'subject');
    choose(element, 1, 'level');
    const { apiId } = office.apis[0]!;
    await office.admin.connections.save({ apiId, links: [link('order', 'subject')] });
  }),
  scene('nothing', async (stage) => {
    await show(stage, { apis: [] });
  }),
];
