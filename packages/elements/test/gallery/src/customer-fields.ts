/** The customer fields in their states: as they come, open, typed into, filled in, masked, in conflict, asked about. */
import { DeskError } from '@deskcard/core';
import type { Desk, Ticket } from '@deskcard/core';
import { provideDeskcard } from '../../../src/context.js';
import type { CustomerFields } from '../../../src/customer-fields/customer-fields.js';
import { locales } from './locales.js';
import { arrive } from '../../duplicate-desk.js';
import { counter, type Counter } from '../../fields-page.js';
import { until } from '../../page.js';
import type { Scene } from './scene.js';

async function shown(
  stage: HTMLElement,
  desk: Desk,
  properties: Partial<CustomerFields> = { ticketId: 'T-3' },
): Promise<CustomerFields> {
  provideDeskcard(stage, { desk, locales });
  const fields = document.createElement('customer-fields');
  Object.assign(fields, properties);
  stage.append(fields);
  await until(() => fields.shadowRoot?.querySelector('.cell, .status.error'), 'the fields');
  return fields;
}

const at = (fields: CustomerFields, selector: string): HTMLInputElement =>
  fields.shadowRoot!.querySelector<HTMLInputElement>(selector)!;

async function type(fields: CustomerFields, id: string, text: string): Promise<void> {
  const control = at(fields, `#${id}`);
  control.value = text;
  control.dispatchEvent(new Event('input'));
  control.dispatchEvent(new Event('blur'));
  await fields.updateComplete;
}

async function pressed(fields: CustomerFields, selector: string, expected: string): Promise<void> {
  at(fields, selector).click();
  await until(() => fields.shadowRoot!.querySelector(expected), expected);
}

/** Two who look like 김미나. */
const doubles = async (desk: Desk): Promise<string[]> => [
  await arrive(desk, 'email', { name: '김민아', phone: '010-1111-2222', mail: 'mina.kim@example.org' }),
  await arrive(desk, 'chat', { name: '김미나', phone: '010-7777-8888', mail: 'm@example.net' }),
];

const scene = (
  state: string,
  show: (stage: HTMLElement, at: Counter) => unknown,
  options: Parameters<typeof counter>[0] = {},
): Scene => ({
  element: 'customer-fields',
  state,
  show: async (stage) => void (await show(stage, await counter(options))),
});

export const fieldsScenes: readonly Scene[] = [
  scene('ticket', (stage, { desk }) => shown(stage, desk)),
  scene('customer', (stage, { desk, mina }) => shown(stage, desk, { customerNumber: mina })),
  scene('unsaved-ticket', (stage, { desk, mina }) =>
    shown(stage, desk, { ticket: { fields: { phone: '010-1111-2222' }, customerNumber: mina } }),
  ),
  scene('offers', async (stage, { desk }) => {
    const fields = await shown(stage, desk);
    await until(() => at(fields, '.toggle:not([hidden])'), 'the values');
    // All at once they would lie on top of each other.
    if (new URLSearchParams(location.search).has('state')) at(fields, '#ticket-phone ~ .toggle').click();
  }),
  scene('typed', async (stage, { desk }) => {
    const fields = await shown(stage, desk);
    await type(fields, 'ticket-name', '김민아');
    await type(fields, 'ticket-mail', 'a'.repeat(101));
  }),
  scene('filled', async (stage, { desk, elsewhere, mina }) => {
    const { ticket } = await elsewhere.tickets.intake({ channelId: 'web', fields: { usercode: 'mina90' } });
    const pair = { survivorNumber: mina, absorbedNumbers: [ticket.customerNumber] };
    const { fingerprint } = await elsewhere.customers.planMerge(pair);
    await elsewhere.customers.merge({ ...pair, fingerprint, ticketId: 'T-3' });
    const fields = await shown(stage, desk);
    const plan = { fieldCode: 'plan', text: 'Plus', itemId: 'plan', screenName: 'Plan' };
    await fields.unfill([{ ...plan, fieldCode: 'address', text: '서울' }]);
    await fields.fill('members', [plan, { ...plan, fieldCode: 'address', text: '서울 중구' }]);
  }),
  scene('duplicates', async (stage, { desk, elsewhere }) => {
    await doubles(elsewhere);
    const fields = await shown(stage, desk);
    await until(() => at(fields, '.suggested'), 'who else it may be');
  }),
  scene('held', async (stage, { desk, elsewhere, ticket }) => {
    const [likely] = await doubles(elsewhere);
    const held: Ticket['held'] = [
      { kind: 'phone', reason: 'differentName', customerNumbers: [likely!] },
      { kind: 'email', reason: 'shared', customerNumbers: ['10000071', '10000072', '10000073'] },
    ];
    const fields = await shown(stage, desk, { ticket: { ...ticket, held } });
    await until(() => at(fields, '#more-duplicates'), 'who else it may be');
    await pressed(fields, '#more-duplicates', '.duplicate + .duplicate');
  }),
  scene('conflict', async (stage, { desk, elsewhere }) => {
    const fields = await shown(stage, desk);
    await type(fields, 'ticket-phone', '010-1111-2223');
    await elsewhere.tickets.save({ ticketId: 'T-3', fields: { phone: '010-9999-0000' } });
    await until(() => at(fields, '.conflict'), 'the conflict');
  }),
  scene('taken', async (stage, { desk }) => {
    const fields = await shown(stage, desk);
    await type(fields, 'ticket-phone', '010-3333-4444');
    if (new URLSearchParams(location.search).has('state')) await pressed(fields, '#save', '.person');
  }),
  scene('masked', (stage, { desk }) => shown(stage, desk), {
    capabilities: ['customers.edit', 'personal.reveal'],
  }),
  scene(
    'reveal',
    async (stage, { desk }) => {
      const fields = await shown(stage, desk);
      await until(() => at(fields, '#reveal'), 'the button');
      await pressed(fields, '#reveal', '.reveal');
    },
    { capabilities: ['customers.edit', 'personal.reveal'] },
  ),
  scene('read-only', (stage, { desk }) => shown(stage, desk), { capabilities: ['personal.view'] }),
  scene('error', (stage, { desk }) => {
    const get = () => Promise.reject(new DeskError('storage_closed', 'closed'));
    return shown(stage, { ...desk, tickets: { ...desk.tickets, get } });
  }),
];
