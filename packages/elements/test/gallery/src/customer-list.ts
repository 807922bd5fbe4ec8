/** The list with many customers, masked and not; a customer; an import; nobody; and who may not. */
import { createDesk, memoryStorage } from '@deskcard/core';
import type { CustomerSummary, Desk } from '@deskcard/core';
import { provideDeskcard } from '../../../src/context.js';
import type { CustomerList } from '../../../src/customer-list/customer-list.js';
import { pickLocale } from '../../../src/locales/pick.js';
import { locales } from './locales.js';
import { buttonOf, customerOffice, enter, lines, search, type OfficeOptions } from '../../customer-office.js';
import { until } from '../../page.js';
import type { Scene } from './scene.js';

function listOn(stage: HTMLElement, desk: Desk): CustomerList {
  provideDeskcard(stage, { desk, locales });
  const list = document.createElement('customer-list');
  stage.append(list);
  return list;
}

async function shown(stage: HTMLElement, options: OfficeOptions = {}): Promise<CustomerList> {
  const list = listOn(stage, (await customerOffice(options)).desk);
  await until(() => lines(list).length > 0, 'the rows');
  return list;
}

const surnames = ['김', '이', '박', '최', '정', '강', '조', '윤', '장', '임'];
const given = ['민서', '서준', '하은', '지호', '수아', '도윤', '예린', '시우', '채원', '은우'];

/** As many as the largest desks have. */
function many(desk: Desk, count: number): Desk {
  const item = (index: number): CustomerSummary => {
    const at = new Date(Date.UTC(2026, 9, 30) - index * 5_400_000).toISOString();
    const name = surnames[index % 10]! + given[Math.floor(index / 10) % 10]!;
    const phone = `010-${String(2000 + (index % 7919)).slice(0, 4)}-${String(10_000 + index).slice(-4)}`;
    const values: Record<string, string> = { name, phone };
    if (index % 3) values['email'] = `customer${index}@example.com`;
    if (index % 4 === 0) values['memberId'] = `member_${index}`;
    return {
      customerNumber: String(count - index),
      values,
      absorbedNumbers: [],
      createdAt: at,
      updatedAt: at,
    };
  };
  return {
    ...desk,
    customers: {
      ...desk.customers,
      list: async ({ cursor = '0', limit = 50 } = {}) => {
        const from = Number(cursor);
        const end = Math.min(count, from + limit);
        const items = Array.from({ length: end - from }, (_, index) => item(from + index));
        return { items, total: count, ...(end < count ? { cursor: String(end) } : {}) };
      },
    },
    grades: {
      ...desk.grades,
      match: async ({ subjects }) => ({
        items: subjects.map(({ customerNumber = '' }) =>
          Number(customerNumber) % 6 === 0
            ? [{ gradeId: 'v', name: 'VIP', color: '#7a3fb0', order: 0, version: 1 }]
            : Number(customerNumber) % 11 === 0
              ? [{ gradeId: 'g', name: '골드', color: '#b8860b', order: 1, version: 1 }]
              : [],
        ),
      }),
    },
  };
}

const scene = (state: string, show: Scene['show']): Scene => ({ element: 'customer-list', state, show });

/** All at once, dialogs would lie on top of each other. */
const isAlone = (): boolean => new URLSearchParams(location.search).has('state');

const csv = `고객번호,이름,휴대폰,이메일,메모
,최수아,010-5555-1234,sua@example.com,신규
,김민서,010-2345-6789,,중복
,정도윤,12,doyun@,오류
`;

export async function importing(list: CustomerList, text: string): Promise<void> {
  const { strings } = pickLocale(document.documentElement.lang, locales) ?? {};
  buttonOf(list, strings?.customerList.importCsv ?? 'Import CSV').click();
  const input = await until(() => list.shadowRoot!.querySelector<HTMLInputElement>('#file'), 'the chooser');
  const files = new DataTransfer();
  files.items.add(new File([text], 'customers.csv', { type: 'text/csv' }));
  input.files = files.files;
  input.dispatchEvent(new Event('change'));
  await until(() => list.shadowRoot!.querySelector('.columns'), 'the columns');
}

export const customerListScenes: readonly Scene[] = [
  scene('many', async (stage) => {
    const { desk } = await customerOffice();
    const list = listOn(stage, many(desk, 100_000));
    await until(() => lines(list).length > 0, 'the rows');
  }),
  scene('few', async (stage) => void (await shown(stage))),
  scene('masked', async (stage) => void (await shown(stage, { capabilities: ['personal.reveal'] }))),
  scene('found', async (stage) => {
    const { desk, elsewhere, haeun, absorbed } = await customerOffice();
    await elsewhere.customers.edit({ customerNumber: haeun, values: { email: 'park@example.com' } });
    const list = listOn(stage, desk);
    list.unmasked = true;
    await until(() => lines(list).length > 0, 'the rows');
    await enter(list, 'email', 'ha');
    await enter(list, 'customerNumber', absorbed);
    await search(list);
    await until(() => list.shadowRoot!.querySelector('.former'), 'the former value');
  }),
  scene('nobody-found', async (stage) => {
    const list = await shown(stage);
    await enter(list, 'name', '없는 사람');
    await search(list);
  }),
  scene('empty', (stage) => {
    listOn(stage, createDesk({ storage: memoryStorage(), principal: { user: 'a', role: 'admin' } }));
  }),
  scene('not-permitted', async (stage) => {
    listOn(stage, (await customerOffice({ role: 'agent' })).desk);
  }),
  scene('customer', async (stage) => {
    const office = await customerOffice();
    const list = listOn(stage, office.desk);
    await until(() => lines(list).length > 0, 'the rows');
    if (!isAlone()) return;
    list.openCustomer(office.minseo);
    await until(() => list.shadowRoot!.querySelector('.tickets'), 'the customer');
  }),
  scene('customer-deletion', async (stage) => {
    const office = await customerOffice();
    const list = listOn(stage, office.desk);
    await until(() => lines(list).length > 0, 'the rows');
    if (!isAlone()) return;
    list.openCustomer(office.haeun);
    const offer = (): HTMLElement | null => list.shadowRoot!.querySelector('#delete-customer');
    (await until(offer, 'the customer')).click();
    await until(() => list.shadowRoot!.querySelector('#delete-question'), 'the question');
  }),
  scene('deleted-customer', async (stage) => {
    const office = await customerOffice();
    const list = listOn(stage, office.desk);
    await until(() => lines(list).length > 0, 'the rows');
    await office.elsewhere.customers.delete({ customerNumber: office.minseo });
    if (!isAlone()) return;
    list.openCustomer(office.minseo);
    await until(() => list.shadowRoot!.querySelector('.tickets'), 'the tickets');
  }),
  scene('merged-customer', async (stage) => {
    const office = await customerOffice({ capabilities: ['personal.reveal', 'customers.merge'] });
    const list = listOn(stage, office.desk);
    await until(() => lines(list).length > 0, 'the rows');
    if (!isAlone()) return;
    list.openCustomer(office.absorbed);
    await until(() => list.shadowRoot!.querySelector('.tickets'), 'the customer');
  }),
  scene('import-columns', async (stage) => {
    const list = await shown(stage);
    if (isAlone()) await importing(list, csv);
  }),
  scene('import-checked', async (stage) => {
    const list = await shown(stage);
    if (!isAlone()) return;
    await importing(list, csv);
    list.shadowRoot!.querySelector<HTMLElement>('.dialog-foot [data-next]')!.click();
    await until(() => list.shadowRoot!.querySelector('.outcomes .virtual-row'), 'the outcomes');
  }),
];
