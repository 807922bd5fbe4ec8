/** Side tab: found, why not, under way, masked, long and hostile, who may not. */
import { DeskError } from '@deskcard/core';
import '../../../src/customer-info/define.js';
import { provideDeskcard } from '../../../src/context.js';
import { locales } from './locales.js';
import { lookupDesk, membersApi, type LookupDesk, type LookupDeskOptions } from '../../lookup-desk.js';
import type { Scene } from './scene.js';

const say = (korean: string, english: string): string =>
  document.documentElement.lang === 'ko' ? korean : english;

const members = () =>
  membersApi({
    name: say('회원 서비스', 'Member service'),
    searchItems: membersApi().searchItems.map((item) => ({
      ...item,
      screenName:
        { phone: say('전화번호', 'Phone'), member: say('회원 아이디', 'Member ID') }[item.itemId] ??
        item.screenName,
    })),
    resultItems: [
      { itemId: 'name', screenName: say('회원 이름', 'Member name'), dataName: 'name' },
      { itemId: 'level', screenName: say('회원 등급', 'Level'), dataName: 'level' },
      { itemId: 'points', screenName: say('포인트', 'Points'), dataName: 'points' },
      { itemId: 'address', screenName: say('주소', 'Address'), dataName: 'address' },
    ],
  });

const minseo = {
  name: '김민서',
  level: 'VIP',
  points: 12450,
  address: '서울특별시 마포구 양화로 45, 1203호 (서교동, 메세나폴리스)',
};

async function show(
  stage: HTMLElement,
  options: LookupDeskOptions = {},
  prepare?: (office: LookupDesk) => void,
  channelId = 'call',
): Promise<LookupDesk> {
  const office = await lookupDesk({ apis: [members()], ...options });
  office.answer = () => ({ data: minseo });
  const fields = { phone: '010-2345-6789', name: '김민서', mail: 'minseo@example.com', usercode: 'M-10023' };
  await office.admin.tickets.intake({
    ticketId: 'T-1',
    channelId: 'web',
    fields: { ...fields, phone: '02-123-4567' },
  });
  await office.admin.tickets.intake({
    ticketId: 'T-2',
    channelId,
    fields: { ...fields, mail: 'minseo@example.com' },
  });
  for (const [name, color] of [
    ['VIP', '#7A3FF2'],
    [say('주의', 'Care'), '#C2571A'],
  ] as const) {
    const { gradeId } = await office.admin.grades.save({ name, color });
    await office.admin.grades.assign({ gradeId, criterion: 'email', value: 'minseo@example.com', note: '' });
  }
  prepare?.(office);
  provideDeskcard(stage, { desk: office.desk, locales });
  const tab = document.createElement('customer-info');
  tab.ticketId = 'T-2';
  stage.append(tab);
  return office;
}

const scene = (state: string, show: Scene['show']): Scene => ({ element: 'customer-info', state, show });

export const infoScenes: readonly Scene[] = [
  scene('found', async (stage) => {
    await show(stage, {
      apis: [
        members(),
        {
          ...members(),
          name: say('주문 조회', 'Orders'),
          resultItems: [{ itemId: 'a', screenName: say('최근 주문', 'Last order'), dataName: 'order' }],
        },
      ],
    });
  }),
  scene('not-linked', async (stage) => {
    await show(stage, {}, undefined, 'chat');
  }),
  scene('failed', async (stage) => {
    await show(stage, {}, (office) => {
      office.answer = () => new DeskError('lookup_timeout', '');
    });
  }),
  scene('running', async (stage) => {
    await show(stage, {}, (office) => {
      office.answer = () => new Promise(() => undefined);
    });
  }),
  scene('masked', async (stage) => {
    await show(stage, { principal: { user: 'a', role: 'agent', capabilities: ['lookups.search'] } });
  }),
  scene('hostile', async (stage) => {
    await show(stage, {}, (office) => {
      office.answer = () => ({
        data: {
          name: '<img src=x onerror=alert(1)>',
          level: 'ㄱ'.repeat(900),
          points: '\u202Eمرحبا',
          address: { city: '서울', zip: ['04038'] },
        },
      });
    });
  }),
  scene('not-permitted', async (stage) => {
    await show(stage, { principal: { user: 'm', role: 'agent', capabilities: ['personal.view'] } });
  }),
  scene('off', async (stage) => {
    await show(stage, { settings: { customerManagement: false } });
  }),
];
