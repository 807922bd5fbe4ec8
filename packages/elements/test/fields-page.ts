/** A ticket with its customer on a real desk in memory, and what an agent does with the fields of it. */
import { sendKeys } from '@web/test-runner-commands';
import { createDesk, memoryStorage } from '@deskcard/core';
import type { Capability, Desk, ServiceSettings, StorageAdapter, Ticket, TicketField } from '@deskcard/core';
import '../src/customer-fields/define.js';
import type { CustomerFields } from '../src/customer-fields/customer-fields.js';
import { inside, put, shownText, until } from './page.js';

export interface Counter {
  /** as the agent at the screen sees it */
  readonly desk: Desk;
  /** as an administrator elsewhere on the same store sees it */
  readonly elsewhere: Desk;
  readonly storage: StorageAdapter;
  /** 김미나, who called three times from two numbers; her last ticket is T-3 */
  readonly mina: string;
  /** 이태호, who wrote; his ticket is T-4 */
  readonly taeho: string;
  /** T-3 */
  readonly ticket: Ticket;
}

export interface CounterOptions {
  /** everything when absent */
  readonly capabilities?: readonly Capability[];
  readonly settings?: Partial<ServiceSettings>;
}

const field = (code: string, customerField?: string, more: Partial<TicketField> = {}): TicketField => ({
  code,
  label: code,
  type: 'text',
  maxLength: 100,
  ...(customerField ? { customerField } : {}),
  ...more,
});

/** The system fields with short labels, an address in a text area, and a plan to be chosen. */
export const ticketFields: readonly TicketField[] = [
  field('usercode', 'memberId', { label: 'Member ID' }),
  field('name', 'name', { label: 'Name' }),
  field('phone', 'phone', { label: 'Phone', maxLength: 30 }),
  field('mail', 'email', { label: 'E-mail' }),
  field('address', 'address', { label: 'Address', type: 'textarea', maxLength: 0 }),
  field('plan', 'plan', { label: 'Plan', type: 'dropdown', options: ['Free', 'Plus'] }),
  field('subject', undefined, { label: 'Subject', maxLength: 200 }),
  field('memo', undefined, { label: 'Memo' }),
];

export const settings: Partial<ServiceSettings> = {
  ticketFields: [...ticketFields],
  customerFields: [
    { code: 'address', label: 'Address' },
    { code: 'plan', label: 'Plan' },
    { code: 'birthday', label: 'Birthday' },
  ],
};

export async function counter({ capabilities, settings: own }: CounterOptions = {}): Promise<Counter> {
  const storage = memoryStorage();
  const service = { ...settings, ...own };
  const principal = { user: '한지수', role: 'agent', ...(capabilities ? { capabilities } : {}) } as const;
  const desk = createDesk({ storage, principal, settings: service });
  const elsewhere = createDesk({
    storage,
    principal: { user: '문태오', role: 'admin' },
    settings: { ...service, customerManagement: true },
  });
  const arrive = async (ticketId: string, channelId: string, fields: Record<string, string>) => {
    const createdAt = `2026-03-0${ticketId.at(-1)}T09:00:00Z`;
    return (await elsewhere.tickets.intake({ ticketId, channelId, fields, createdAt })).ticket;
  };
  await arrive('T-1', 'call', { phone: '010-1111-2222', name: '김미나' });
  await elsewhere.tickets.save({ ticketId: 'T-1', fields: { mail: 'mina@example.com', address: '서울' } });
  await arrive('T-2', 'email', { mail: 'mina@example.com', phone: '010-7777-8888', name: '김미나 고객님' });
  const ticket = await arrive('T-3', 'call', { phone: '010-1111-2222', subject: '환불 문의' });
  const other = await arrive('T-4', 'email', {
    mail: 'taeho@example.com',
    phone: '010-3333-4444',
    name: '이태호',
    usercode: 'taeho99',
  });
  const { gradeId } = await elsewhere.grades.save({ name: 'VIP', color: '#7a3fb0' });
  await elsewhere.grades.assign({ gradeId, criterion: 'memberId', value: 'taeho99' });
  const shown = await desk.tickets.get({ ticketId: 'T-3' }).catch(() => ticket);
  return {
    desk,
    elsewhere,
    storage,
    mina: ticket.customerNumber,
    taeho: other.customerNumber,
    ticket: shown,
  };
}

/** The fields on the page, drawn. */
export async function openFields(
  desk: Desk,
  properties: Partial<CustomerFields> = { ticketId: 'T-3' },
): Promise<CustomerFields> {
  const fields = put('customer-fields', { desk, ...properties });
  await ready(fields);
  return fields;
}

export async function ready(fields: CustomerFields): Promise<void> {
  await until(() => fields.shadowRoot?.querySelector('.cell'), 'the fields');
  await until(() => fields.shadowRoot?.querySelector('.toggle:not([hidden]), .hint'), 'the values on offer');
}

/** The control of the field with this label. */
export function box(fields: CustomerFields, label: string): HTMLInputElement {
  const found = [...fields.shadowRoot!.querySelectorAll('label')].find((each) => shownText(each) === label);
  if (!found?.control) throw new Error(`There is no field ${label}.`);
  return found.control as HTMLInputElement;
}

/** Types over what stands in the field, with real keys. */
export async function typeOver(fields: CustomerFields, label: string, text: string): Promise<void> {
  const control = box(fields, label);
  control.focus();
  control.select();
  await (text === '' ? sendKeys({ press: 'Delete' }) : sendKeys({ type: text }));
  await fields.updateComplete;
}

/** What the open list offers, each with where it comes from. */
export function offered(fields: CustomerFields): string[] {
  return [...fields.shadowRoot!.querySelectorAll('.offers:popover-open > .offer')].map((each) =>
    shownText(each),
  );
}

/** The option that is active in the list. */
export function active(fields: CustomerFields): string | undefined {
  const control = fields.shadowRoot!.activeElement;
  const id = control?.getAttribute('aria-activedescendant');
  const option = id ? fields.shadowRoot!.getElementById(id) : null;
  return option?.querySelector('bdi')?.textContent ?? undefined;
}

/** What the element says. */
export function says(fields: CustomerFields): string {
  return [...fields.shadowRoot!.querySelectorAll('.status')]
    .map((each) => shownText(each))
    .join(' ')
    .trim();
}

export function faultAt(fields: CustomerFields, label: string): string {
  const ids = (box(fields, label).getAttribute('aria-describedby') ?? '').split(' ');
  return ids.map((id) => shownText(fields.shadowRoot!.getElementById(id))).join(' ');
}

export function buttonOf(fields: CustomerFields, name: string): HTMLButtonElement {
  const found = [...fields.shadowRoot!.querySelectorAll('button')].find(
    (each) => (each.getAttribute('aria-label') ?? shownText(each)) === name,
  );
  if (!found) throw new Error(`There is no button ${name}.`);
  return found;
}

export const saveButton = (fields: CustomerFields): HTMLElement => inside(fields, '#save');

/** Presses keys while Control is down. */
export async function withControl(key: string): Promise<void> {
  await sendKeys({ down: 'Control' });
  await sendKeys({ press: key });
  await sendKeys({ up: 'Control' });
}

export async function withAlt(key: string): Promise<void> {
  await sendKeys({ down: 'Alt' });
  await sendKeys({ press: key });
  await sendKeys({ up: 'Alt' });
}
