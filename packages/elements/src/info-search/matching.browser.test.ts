import { expect } from '@open-wc/testing';
import { DeskError, type LookupApiDraft, type Ticket } from '@deskcard/core';
import { expectAccessible } from '../../test/accessible.js';
import { fakeDesk } from '../../test/fake-desk.js';
import { lookupDesk, membersApi, ordersApi, type LookupDesk } from '../../test/lookup-desk.js';
import { clearPage, focused, inside, nextEvent, press, settle, shownText, until } from '../../test/page.js';
import {
  buttonSaying,
  callTicket,
  customerCard,
  enter,
  input,
  matchingRows,
  openPanel,
  plain,
  webTicket,
} from '../../test/search-panel.js';
import './define.js';
import type { InfoSearch } from './info-search.js';

const day = 86_400_000;

function daysAgo(days: number): string {
  return new Date(Date.now() - days * day).toISOString();
}

function arrive(
  office: LookupDesk,
  subject: string,
  days: number,
  fields: Record<string, string> = {},
): Promise<Ticket> {
  const draft = {
    channelId: 'call',
    status: 'solved' as const,
    createdAt: daysAgo(days),
    fields: { phone: '010-2345-6789', ...fields, subject },
  };
  return office.admin.tickets.intake(draft).then(({ ticket }) => ticket);
}

const subjects = (panel: InfoSearch): string[] =>
  [...panel.shadowRoot!.querySelectorAll('.subject')].map(plain);

describe('<info-search> and the tickets that match', () => {
  afterEach(clearPage);

  it('lists those of the last three months with date, channel, subject and status, newest first (R51, D8)', async () => {
    const office = await lookupDesk();
    await arrive(office, 'Refund', 40);
    await arrive(office, 'Delivery', 2);
    await arrive(office, 'Long ago', 200);
    await arrive(office, 'Somebody else', 1, { phone: '010-7777-0000' });
    const panel = await openPanel(office, callTicket);
    await until(() => matchingRows(panel).length === 2, 'the tickets');
    expect(subjects(panel)).to.deep.equal(['Delivery', 'Refund']);
    const date = new Intl.DateTimeFormat('en', { dateStyle: 'medium' }).format(Date.now() - 2 * day);
    expect(matchingRows(panel)[0]).to.equal(`Delivery ${date} Call Solved`);
    expect(plain(inside(panel, '.conditions'))).to.equal('Phone 010-2345-6789');
    await expectAccessible(panel);
  });

  it('does so whether or not the API answers (D8)', async () => {
    const office = await lookupDesk();
    office.answer = () => new DeskError('lookup_network', '');
    await arrive(office, 'Delivery', 2);
    const panel = await openPanel(office, callTicket);
    await until(() => shownText(panel).includes('The provider cannot be reached'), 'the failure');
    await until(() => subjects(panel).length === 1, 'the tickets');
    office.answer = () => new Promise(() => undefined);
    panel.ticket = { ...callTicket, ticketId: 'T-2' };
    await until(() => shownText(panel).includes('Searching…'), 'the lookup under way');
    await until(() => subjects(panel).length === 1, 'the tickets meanwhile');
  });

  it('meets every condition that was filled for the search, and follows what the agent typed (R51, D8)', async () => {
    const office = await lookupDesk();
    await arrive(office, 'With id', 2, { usercode: 'M-7' });
    await arrive(office, 'Without', 3);
    const panel = await openPanel(office, webTicket);
    await until(() => subjects(panel).length === 2, 'both');
    enter(panel, 'Member ID', 'M-7');
    await panel.search(office.apis[0]!.apiId);
    await until(() => subjects(panel).join() === 'With id', 'the one that has the id');
    expect(plain(inside(panel, '.conditions'))).to.equal('Member ID M-7 · Phone 010-2345-6789');
  });

  it('can be asked for a year and for all time', async () => {
    const office = await lookupDesk();
    for (const days of [2, 200, 900]) await arrive(office, `${days} days`, days);
    const panel = await openPanel(office, callTicket);
    await until(() => subjects(panel).join() === '2 days', 'three months');
    const period = inside<HTMLSelectElement>(panel, '#period');
    expect([...period.options].map(({ text }) => text.trim())).to.deep.equal(['3 months', '1 year', 'All']);
    enter(panel, 'Period', 'year');
    await until(() => subjects(panel).length === 2, 'a year');
    enter(panel, 'Period', 'all');
    await until(() => subjects(panel).length === 3, 'all time');
  });

  it('shows twenty, and more on demand', async () => {
    const office = await lookupDesk();
    for (let count = 0; count < 23; count++) await arrive(office, `No. ${count}`, 2);
    const panel = await openPanel(office, callTicket);
    await until(() => subjects(panel).length === 20, 'the first twenty');
    expect(shownText(panel)).to.include('The newest 20 tickets');
    buttonSaying(panel, 'Show more').click();
    await until(() => subjects(panel).length === 23, 'all of them');
    expect(shownText(panel)).not.to.include('The newest');
  });

  it('marks the ticket at hand, and says when there is none or nothing to look for', async () => {
    const office = await lookupDesk();
    const own = await arrive(office, 'Now', 0);
    const panel = await openPanel(office, { ...callTicket, ticketId: own.ticketId });
    await until(() => matchingRows(panel)[0]?.endsWith('Solved this ticket'), 'the mark');
    panel.ticket = { ...callTicket, ticketId: 'T-8', fields: { phone: '010-0000-1111' } };
    await until(() => shownText(panel).includes('No tickets in this period.'), 'that there is none');
    panel.ticket = { ...callTicket, ticketId: 'T-9', fields: {} };
    await until(() => shownText(panel).includes('Fill in a member ID, phone, e-mail or name'), 'what to do');
    await expectAccessible(panel);
  });

  it('is not there when no API searches by member id, phone, e-mail or name (D8)', async () => {
    const [phone] = membersApi().searchItems as [
      Extract<LookupApiDraft['searchItems'][0], { fieldCode: string }>,
    ];
    const bySubject = membersApi({ searchItems: [{ ...phone, fieldCode: 'subject' }] });
    const office = await lookupDesk({ apis: [bySubject, ordersApi()] });
    const panel = await openPanel(office, { ...callTicket, fields: { subject: 'Refund' } });
    await until(() => office.calls.length === 1, 'the lookup');
    await settle();
    expect(panel.shadowRoot!.querySelector('.matching') === null).to.equal(true);
  });

  describe('a ticket that is selected', () => {
    const open = async (): Promise<{ office: LookupDesk; panel: InfoSearch; ticket: Ticket }> => {
      const office = await lookupDesk();
      const ticket = await arrive(office, 'Delivery', 2, {
        name: '김민서',
        mail: 'kim@example.com',
        usercode: 'M-7',
      });
      const panel = await openPanel(office, callTicket);
      await until(() => subjects(panel).length === 1, 'the ticket');
      return { office, panel, ticket };
    };

    it('shows its customer below it and tells the host, by keyboard too (R52)', async () => {
      const { office, panel, ticket } = await open();
      const { customerNumber } = ticket;
      await office.admin.customers.edit({ customerNumber, values: { phone: '02-345-6789' } });
      const row = inside<HTMLButtonElement>(panel, '.ticket');
      row.focus();
      const selected = nextEvent(panel, 'deskcard-ticket-selected');
      await press('Enter');
      const { detail } = await selected;
      expect([detail.ticket.ticketId, detail.customerNumber]).to.deep.equal([
        ticket.ticketId,
        customerNumber,
      ]);
      expect(row.getAttribute('aria-expanded')).to.equal('true');
      await until(() => customerCard(panel).includes('김민서'), 'the customer');
      expect(customerCard(panel)).to.equal(
        `김민서 Customer no. ${customerNumber} Member ID M-7 Phone 02-345-6789 010-2345-6789 E-mail kim@example.com`,
      );
      expect(focused() === row).to.equal(true);
      await expectAccessible(panel);
      await press('Enter');
      expect(panel.shadowRoot!.querySelector('.card') === null).to.equal(true);
    });

    it('stays closed when the host cancels it', async () => {
      const { panel } = await open();
      const told: string[] = [];
      panel.addEventListener('deskcard-before-ticket-select', (event) => event.preventDefault());
      panel.addEventListener('deskcard-ticket-selected', () => told.push('selected'));
      inside(panel, '.ticket').click();
      await panel.updateComplete;
      expect(panel.shadowRoot!.querySelector('.card') === null).to.equal(true);
      expect(told).to.deep.equal([]);
    });

    it('shows the survivor once its customer was merged into another one (trap 4)', async () => {
      const { office, panel, ticket } = await open();
      const other = await arrive(office, 'Other', 1, { phone: '010-5555-6666', name: 'Min-seo Kim' });
      inside(panel, '.ticket').click();
      await until(() => customerCard(panel).includes('김민서'), 'the customer');
      const pair = { survivorNumber: other.customerNumber, absorbedNumbers: [ticket.customerNumber] };
      const { fingerprint } = await office.admin.customers.planMerge(pair);
      await office.admin.customers.merge({ ...pair, fingerprint });
      const survivor = `Customer no. ${other.customerNumber} (also ${ticket.customerNumber})`;
      await until(() => customerCard(panel).includes(survivor), 'the survivor');
    });

    it('shows what is edited of its customer meanwhile', async () => {
      const { office, panel, ticket } = await open();
      inside(panel, '.ticket').click();
      await until(() => customerCard(panel).includes('김민서'), 'the customer');
      const { customerNumber } = ticket;
      await office.admin.customers.edit({ customerNumber, values: { name: '김민서 부장' } });
      await until(() => customerCard(panel).includes('김민서 부장'), 'the new name');
      expect(inside(panel, '.ticket').getAttribute('aria-expanded')).to.equal('true');
    });

    it('says when its customer cannot be read, and tries again', async () => {
      const { office, panel } = await open();
      const fake = fakeDesk({
        'service.describe': () => office.desk.service.describe(),
        'lookups.list': () => office.desk.lookups.list(),
        'lookups.auto': () => ({ items: [] }),
        'tickets.matching': (input) => office.desk.tickets.matching(input),
        'customers.get': () => Promise.reject(new DeskError('storage_closed', '')),
      });
      panel.desk = fake.desk;
      await until(() => fake.callsOf('tickets.matching').length === 1, 'the other desk');
      await until(() => subjects(panel).length === 1, 'its tickets');
      inside(panel, '.ticket').click();
      await until(() => panel.shadowRoot!.querySelector('.card .error'), 'what happened');
      await expectAccessible(panel);
      fake.answers['customers.get'] = (input) => office.desk.customers.get(input);
      buttonSaying(panel, 'Try again').click();
      await until(() => customerCard(panel).includes('김민서'), 'the customer');
    });
  });

  it('brings in a ticket that arrives while the agent looks', async () => {
    const office = await lookupDesk();
    const panel = await openPanel(office, callTicket);
    await until(() => shownText(panel).includes('No tickets in this period.'), 'an empty list');
    await arrive(office, 'Just now', 0);
    await until(() => subjects(panel).join() === 'Just now', 'the new ticket');
  });

  it('keeps the focus on its ticket when another one arrives before it', async () => {
    const office = await lookupDesk();
    for (const [subject, days] of [
      ['Delivery', 2],
      ['Refund', 3],
    ] as const) {
      await arrive(office, subject, days);
    }
    const panel = await openPanel(office, callTicket);
    await until(() => matchingRows(panel).length === 2, 'the tickets');
    inside(panel, '.ticket').focus();
    await arrive(office, 'Just now', 0);
    await until(() => subjects(panel)[0] === 'Just now', 'the new one');
    expect(shownText(focused())).to.include('Delivery');
  });

  it('says when the tickets cannot be read, and tries again', async () => {
    const office = await lookupDesk();
    await arrive(office, 'Delivery', 2);
    const fake = fakeDesk({
      'service.describe': () => office.desk.service.describe(),
      'lookups.list': () => office.desk.lookups.list(),
      'lookups.auto': () => ({ items: [] }),
      'tickets.matching': () => Promise.reject(new DeskError('storage_closed', '')),
    });
    const panel = await openPanel(fake, callTicket);
    await until(() => shownText(panel).includes('The connection to the data was closed.'), 'what happened');
    fake.answers['tickets.matching'] = (input) => office.desk.tickets.matching(input);
    buttonSaying(panel, 'Try again').click();
    await until(() => subjects(panel).join() === 'Delivery', 'the ticket');
    expect(input(panel, 'Phone').value).to.equal('010-2345-6789');
  });

  it('shows hostile subjects and names as text (trap 10)', async () => {
    const office = await lookupDesk();
    const hostile = '<img src=x onerror=alert(1)>';
    await arrive(office, hostile, 1, { name: hostile });
    const panel = await openPanel(office, callTicket);
    await until(() => subjects(panel).join() === hostile, 'the subject as text');
    inside(panel, '.ticket').click();
    await until(() => customerCard(panel).includes(hostile), 'the name as text');
    expect(panel.shadowRoot!.querySelector('img') === null).to.equal(true);
  });
});
