/** A real desk in memory with customers on it, seen by an administrator, and what is done with the list. */
import { createDesk, memoryStorage } from '@deskcard/core';
import type { Capability, CreateDeskOptions, Desk, StorageAdapter } from '@deskcard/core';
import '../src/customer-list/define.js';
import type { CustomerList } from '../src/customer-list/customer-list.js';
import { inside, put, shownText, until } from './page.js';

export interface Office {
  /** as the administrator at the screen sees it */
  readonly desk: Desk;
  /** as somebody else on the same store sees it */
  readonly elsewhere: Desk;
  readonly storage: StorageAdapter;
  /** 김민서, VIP, who called first and wrote twice since; ticket T-1 */
  readonly minseo: string;
  /** 박하은, merged from two records */
  readonly haeun: string;
  /** the number that leads to 박하은 now */
  readonly absorbed: string;
  readonly mergeId: string;
  /** Daniel Weber, who came last */
  readonly daniel: string;
}

export interface OfficeOptions {
  readonly capabilities?: readonly Capability[];
  readonly role?: 'agent' | 'admin';
  readonly settings?: CreateDeskOptions['settings'];
}

export async function customerOffice({
  capabilities,
  role = 'admin',
  settings = {},
}: OfficeOptions = {}): Promise<Office> {
  const storage = memoryStorage();
  const elsewhere = createDesk({ storage, principal: { user: '문태오', role: 'admin' } });
  let day = 0;
  const arrive = async (
    channelId: string,
    fields: Record<string, string>,
    ticketId?: string,
  ): Promise<string> => {
    const createdAt = `2026-03-${String(++day).padStart(2, '0')}T03:00:00Z`;
    const draft = { channelId, fields, createdAt, ...(ticketId ? { ticketId } : {}) };
    return (await elsewhere.tickets.intake(draft)).ticket.customerNumber;
  };
  const phone = '010-2345-6789';
  const minseo = await arrive('call', { name: '김민서', phone, subject: '배송 문의' }, 'T-1');
  await arrive('call', { name: '김민서', phone, usercode: 'minseo_k', subject: '교환 요청' }, 'T-2');
  await arrive('call', { name: '김민서 고객', phone, mail: 'minseo@example.com' }, 'T-3');
  const haeun = await arrive('email', { name: '박하은', mail: 'haeun@example.com' }, 'T-4');
  const absorbed = await arrive('chat', { name: '박하은', mail: 'haeun.park@example.org' }, 'T-5');
  const daniel = await arrive('email', { name: 'Daniel Weber', mail: 'daniel@example.net' }, 'T-6');
  const pair = { survivorNumber: haeun, absorbedNumbers: [absorbed] };
  const { fingerprint } = await elsewhere.customers.planMerge(pair);
  const { merges } = await elsewhere.customers.merge({ ...pair, fingerprint, reason: '본인 확인' });
  const { gradeId } = await elsewhere.grades.save({ name: 'VIP', color: '#7a3fb0' });
  await elsewhere.grades.assign({ gradeId, criterion: 'phone', value: phone });
  const desk = createDesk({
    storage,
    principal: { user: '한지수', role, ...(capabilities ? { capabilities } : {}) },
    settings,
    checkAnswers: true,
  });
  return { desk, elsewhere, storage, minseo, haeun, absorbed, mergeId: merges[0]!.mergeId, daniel };
}

/** The list with its rows. */
export async function openList(desk: Desk, properties: Partial<CustomerList> = {}): Promise<CustomerList> {
  const list = put('customer-list', { desk, ...properties });
  await until(() => lines(list).length > 0, 'the rows');
  return list;
}

/** The rows that are on the page. */
export const lines = (list: CustomerList): HTMLElement[] => [
  ...(list.shadowRoot?.querySelectorAll<HTMLElement>('.customers .virtual-row') ?? []),
];

/** What stands in each row, cell by cell. */
export const table = (list: CustomerList): string[][] =>
  lines(list).map((line) => [...line.children].map((cell) => shownText(cell)));

/** The numbers in their order. */
export const numbers = (list: CustomerList): string[] => lines(list).map(numberOf);

/** Without the old number by which it was found. */
const numberOf = (line: HTMLElement): string => shownText(line.children[0]!.firstElementChild!);

export const row = (list: CustomerList, number: string): HTMLElement => {
  const found = lines(list).find((line) => numberOf(line) === number);
  if (!found) throw new Error(`There is no row for ${number}.`);
  return found;
};

/** The button with this label or name. */
export function buttonOf(list: CustomerList, label: string, within = ''): HTMLButtonElement {
  const buttons = [...list.shadowRoot!.querySelectorAll<HTMLButtonElement>(`${within} button`)];
  const found = buttons.find((each) => (each.ariaLabel ?? shownText(each)).startsWith(label));
  if (!found) throw new Error(`There is no button ${label}.`);
  return found;
}

/** The texts of every status line that says something. */
export const says = (list: CustomerList): string =>
  [...list.shadowRoot!.querySelectorAll('.status')]
    .map((line) => shownText(line))
    .filter((text) => text !== '')
    .join(' ');

/** Puts a text into a search condition. */
export async function enter(list: CustomerList, id: string, value: string): Promise<void> {
  const input = inside<HTMLInputElement>(list, `#${id}`);
  input.value = value;
  input.dispatchEvent(new Event('input'));
  input.dispatchEvent(new Event('change'));
  await list.updateComplete;
}

export async function search(list: CustomerList): Promise<void> {
  inside<HTMLFormElement>(list, 'form').requestSubmit();
  await until(
    () =>
      list.shadowRoot!.querySelector('[aria-busy=true]') === null &&
      !shownText(inside(list, '#count')).includes('Searching'),
    'the answer',
  );
}

/** Opens a customer by their row, and waits for what is known of them. */
export async function openRow(list: CustomerList, number: string): Promise<void> {
  row(list, number).click();
  await until(() => list.shadowRoot!.querySelector('.values'), 'the customer');
}
