import { expect } from '@open-wc/testing';
import { DeskError, type Desk, type LookupApiDraft, type Ticket } from '@deskcard/core';
import { provideDeskcard } from '../context.js';
import { ko } from '../locales/ko.js';
import { expectAccessible } from '../../test/accessible.js';
import { fakeDesk, later } from '../../test/fake-desk.js';
import {
  lookupDesk,
  membersApi,
  ordersApi,
  type LookupDesk,
  type LookupDeskOptions,
  type ProviderAnswer,
} from '../../test/lookup-desk.js';
import {
  clearPage,
  focused,
  nextEvent,
  place,
  press,
  put,
  settle,
  shownText,
  until,
} from '../../test/page.js';
import { callTicket, openPanel, results } from '../../test/search-panel.js';
import '../info-search/define.js';
import type { CustomerInfo } from './customer-info.js';
import './define.js';

const minseo = { phone: '010-2345-6789', name: '김민서', mail: 'minseo@example.com' };
const agentWith = (
  ...capabilities: ('lookups.search' | 'personal.view')[]
): LookupDeskOptions['principal'] => ({
  user: 'mina',
  role: 'agent',
  capabilities,
});

async function call(
  office: LookupDesk,
  ticketId = 'T-1',
  fields: Record<string, string> = minseo,
): Promise<Ticket> {
  const { ticket } = await office.admin.tickets.intake({ ticketId, channelId: 'call', fields });
  return ticket;
}

/** What the tab says about a lookup, and then its values; once the first says something. */
const lookup = (tab: CustomerInfo, index = 0): HTMLElement =>
  tab.shadowRoot!.querySelectorAll<HTMLElement>('.api')[index]!;
const says = (tab: CustomerInfo, index = 0): string =>
  shownText(lookup(tab, index)?.querySelector('.status'));
const pairs = (from: Element | null | undefined): string[] =>
  [...(from?.querySelectorAll('.results > div') ?? [])].map((row) =>
    [row.querySelector('dt'), row.querySelector('.text') ?? row.querySelector('dd')]
      .map(shownText)
      .join(': '),
  );
const customer = (tab: CustomerInfo): string[] => pairs(tab.shadowRoot!.querySelector('.customer'));
const again = (tab: CustomerInfo, index = 0): HTMLElement | null =>
  lookup(tab, index)?.querySelector<HTMLElement>('.again') ?? null;

async function open(office: { desk: Desk }, properties: Partial<CustomerInfo>): Promise<CustomerInfo> {
  const tab = put('customer-info', { desk: office.desk, ...properties });
  await until(() => tab.shadowRoot!.querySelector('.who, .status b'), 'something to read');
  return tab;
}

describe('<customer-info>', () => {
  afterEach(clearPage);

  it('shows whose ticket it is: number, values with earlier ones, grades in their order (R52, D7)', async () => {
    const office = await lookupDesk();
    const { customerNumber } = await call(office);
    await call(office, 'T-2', { ...minseo, mail: 'kim@example.com' });
    for (const [name, color] of [
      ['VIP', '#7a3ff2'],
      ['Care', '#c2571a'],
    ] as const) {
      const { gradeId } = await office.admin.grades.save({ name, color });
      await office.admin.grades.assign({ gradeId, criterion: 'phone', value: minseo.phone, note: '' });
    }
    const tab = await open(office, { ticketId: 'T-1' });
    await until(() => tab.shadowRoot!.querySelectorAll('.grade').length === 2, 'the grades');
    expect(shownText(tab.shadowRoot!.querySelector('.who'))).to.equal('김민서 Grade: VIP Care');
    expect(customer(tab).slice(0, -1)).to.deep.equal([
      `Customer no.: ${customerNumber}`,
      'Member ID: —',
      'Name: 김민서',
      'Phone: 010-2345-6789',
      'E-mail: kim@example.com',
    ]);
    expect(shownText(tab.shadowRoot!.querySelector('.before'))).to.equal('Earlier: minseo@example.com');
  });

  it('looks up by itself when a ticket on a linked channel is selected, and says of when it is (R53, B11)', async () => {
    const office = await lookupDesk();
    office.answer = () => ({ data: { name: '김민서', level: 'VIP' } });
    await call(office);
    const tab = put('customer-info', { desk: office.desk, ticketId: 'T-1' });
    const { detail } = await nextEvent(tab, 'deskcard-lookup-finished');
    await tab.updateComplete;
    expect(detail.auto).to.equal(true);
    expect(says(tab)).to.match(/^Member service: Found as of \d+:\d\d/);
    expect(pairs(lookup(tab))).to.deep.equal(['Member name: 김민서', 'Level: VIP', 'Address: —']);
    expect(office.calls.map(({ inputs }) => inputs)).to.deep.equal([{ tel: minseo.phone, shop: 'online' }]);
  });

  it('stays in view, with the focus in it, while a ticket that somebody saved is read again', async () => {
    const office = await lookupDesk();
    await call(office);
    const tab = await open(office, { ticketId: 'T-1' });
    const copy = await until(() => tab.shadowRoot!.querySelector<HTMLElement>('.copy'), 'a value');
    copy.focus();
    await office.admin.tickets.save({ ticketId: 'T-1', fields: { name: '김민아' } });
    await until(() => customer(tab).includes('Name: 김민아'), 'the new name');
    expect(copy.isConnected && focused() === copy).to.equal(true);
  });

  it('asks the provider anew on Reload, where an answer is kept too, and keeps the focus there (B11)', async () => {
    const office = await lookupDesk({ apis: [membersApi({ cacheSeconds: 600 })] });
    office.answer = () => ({ data: { name: 'before' } });
    await call(office);
    const tab = await open(office, { ticketId: 'T-1' });
    await until(() => pairs(lookup(tab))[0] === 'Member name: before', 'the first answer');
    const slow = later<ProviderAnswer>();
    office.answer = () => slow.promise;
    again(tab)!.focus();
    await press('Enter');
    await until(() => says(tab) === 'Member service: Searching…', 'that it is under way');
    await press('Enter');
    slow.resolve({ data: { name: 'after' } });
    await until(() => pairs(lookup(tab))[0] === 'Member name: after', 'the second answer');
    expect(focused() === again(tab)).to.equal(true);
    expect(focused()!.getAttribute('aria-label')).to.equal('Reload: Member service');
    expect(office.calls).to.have.length(2);
  });

  it('takes the focus along when an administrator puts the APIs into another order', async () => {
    const office = await lookupDesk({ apis: [membersApi(), membersApi({ name: 'Points' })] });
    office.answer = () => ({ data: { name: 'Mina' } });
    await call(office);
    const tab = await open(office, { ticketId: 'T-1' });
    const copy = await until(() => lookup(tab)?.querySelector<HTMLElement>('.copy'), 'a value');
    copy.focus();
    const apiIds = office.apis.map(({ apiId }) => apiId).reverse();
    await office.admin.lookups.reorder({ apiIds });
    await until(() => lookup(tab).getAttribute('aria-label') === 'Points', 'the other order');
    expect(lookup(tab, 1).contains(focused()), 'the focus is in the member service').to.equal(true);
  });

  it('calls no provider twice when the information search stands on the same page (R53, B11)', async () => {
    const office = await lookupDesk();
    office.answer = () => ({ data: { name: '김민서' } });
    await call(office);
    const [tab, panel] = await Promise.all([
      open(office, { ticket: callTicket }),
      openPanel(office, callTicket),
    ]);
    await until(() => pairs(lookup(tab))[0] === 'Member name: 김민서', 'the side tab');
    await until(() => results(panel)[0] === 'Member name: 김민서', 'the information search');
    const late = await open(office, { ticket: callTicket });
    await until(() => pairs(lookup(late))[0] === 'Member name: 김민서', 'one that came later');
    expect(office.calls).to.have.length(1);
    // Nobody shows it any more: whoever comes now asks anew.
    for (const each of [tab, panel, late]) each.remove();
    await settle();
    const next = await open(office, { ticket: callTicket });
    await until(() => pairs(lookup(next))[0] === 'Member name: 김민서', 'the next');
    expect(office.calls).to.have.length(2);
  });

  it('goes on for one of them when the other one leaves before the answer came', async () => {
    const office = await lookupDesk();
    const slow = later<ProviderAnswer>();
    office.answer = () => slow.promise;
    const [tab, panel] = await Promise.all([
      open(office, { ticket: callTicket }),
      openPanel(office, callTicket),
    ]);
    await until(() => office.calls.length === 1, 'the call');
    panel.remove();
    await settle();
    slow.resolve({ data: { name: '김민서' } });
    await until(() => pairs(lookup(tab))[0] === 'Member name: 김민서', 'the answer');
    expect(office.calls).to.have.length(1);
  });

  it('drops what comes back for a ticket that the agent has left, customer and lookup (D10)', async () => {
    const office = await lookupDesk();
    await call(office);
    await call(office, 'T-2', { phone: '010-1111-2222', name: '이도윤' });
    const slow = later<ProviderAnswer>();
    office.answer = ({ tel }) => (tel === minseo.phone ? slow.promise : { data: { name: 'the second' } });
    const tab = await open(office, { ticketId: 'T-1' });
    await until(() => office.calls.length === 1, 'the first call');
    tab.ticketId = 'T-2';
    await until(() => pairs(lookup(tab))[0] === 'Member name: the second', 'the second caller');
    slow.resolve({ data: { name: 'the first' } });
    await settle();
    expect(pairs(lookup(tab))[0]).to.equal('Member name: the second');
    expect(customer(tab)[2]).to.equal('Name: 이도윤');
    expect(shownText(tab)).not.to.include('김민서');
  });

  it('says quietly why nothing ran, and searches when asked to: the channel is not linked (D10)', async () => {
    const office = await lookupDesk({ apis: [membersApi(), ordersApi()] });
    office.answer = () => ({ data: { name: '김민서' } });
    const tab = await open(office, { ticket: { ...callTicket, channelId: 'web' } });
    await until(() => says(tab).includes('not searched'), 'the reason');
    expect(says(tab)).to.equal('Member service: not searched by itself, as this channel is not linked');
    expect(tab.shadowRoot!.querySelectorAll('.api').length, 'no API that no ticket concerns').to.equal(1);
    expect(pairs(lookup(tab)), 'nothing to be seen').to.deep.equal([]);
    expect(office.calls).to.deep.equal([]);
    expect(again(tab)!.getAttribute('aria-label')).to.equal('Search: Member service');
    again(tab)!.click();
    await until(() => pairs(lookup(tab))[0] === 'Member name: 김민서', 'the values');
  });

  it('says which value is missing or too long, and offers the search once it is there (D10)', async () => {
    const office = await lookupDesk();
    const tab = await open(office, { ticket: { ...callTicket, fields: {} } });
    const missing = 'Member service: not searched by itself, as a value is missing: Phone';
    await until(() => says(tab) === missing, 'what is missing');
    expect(again(tab) === null, 'nothing to press').to.equal(true);
    tab.ticket = { ...callTicket, fields: { phone: '0'.repeat(21) } };
    const long = 'Member service: not searched by itself, as a value is too long: Phone';
    await until(() => says(tab) === long, 'what is too long');
    tab.ticket = callTicket;
    await until(() => says(tab) === 'Member service: not searched yet', 'that it may be searched');
    again(tab)!.click();
    await until(() => says(tab).includes('Found'), 'the answer');
  });

  it('says that the values have changed since, and runs nothing by itself while somebody types', async () => {
    const office = await lookupDesk();
    const tab = await open(office, { ticket: callTicket });
    await until(() => says(tab).includes('Found'), 'the lookup');
    tab.ticket = { ...callTicket, fields: { phone: '010-9999-0000' } };
    await until(() => says(tab).includes('search again'), 'that it is of before');
    expect(office.calls).to.have.length(1);
  });

  it('does not call a value changed that the very lookup filled in the ticket (R54)', async () => {
    const office = await lookupDesk({ links: [{ resultItemId: 'level', fieldCode: 'usercode' }] });
    office.answer = () => ({ data: { level: 'M-7' } });
    const tab = await open(office, { ticket: callTicket });
    await until(() => says(tab).includes('Found'), 'the lookup');
    tab.ticket = { ...callTicket, fields: { ...callTicket.fields, usercode: 'M-7' } };
    await tab.updateComplete;
    expect(says(tab)).not.to.include('search again');
    tab.ticket = { ...callTicket, fields: { ...callTicket.fields, usercode: 'M-8' } };
    await tab.updateComplete;
    expect(says(tab)).to.include('search again');
  });

  it('shows the customer to somebody who may not look up, and says so (R2)', async () => {
    const office = await lookupDesk({ principal: agentWith('personal.view') });
    await call(office);
    const tab = await open(office, { ticketId: 'T-1' });
    await until(() => customer(tab)[2] === 'Name: 김민서', 'the customer');
    expect(shownText(lookup(tab))).to.equal(
      'You are not allowed to search for customer information. Ask an administrator for the permission.',
    );
    expect(office.calls).to.deep.equal([]);
    await expectAccessible(tab);
  });

  it('says that the service is switched off (R1)', async () => {
    const office = await lookupDesk({ settings: { customerManagement: false } });
    const tab = await open(office, { ticketId: 'T-1' });
    await until(() => shownText(tab).includes('is switched off'), 'the reason');
    expect(tab.shadowRoot!.querySelector('.customer') === null).to.equal(true);
    await expectAccessible(tab);
  });

  it('tells an administrator how to have something looked up where nothing runs by itself', async () => {
    const office = await lookupDesk({ apis: [ordersApi()] });
    await call(office);
    const tab = await open({ desk: office.admin }, { ticketId: 'T-1' });
    await until(() => lookup(tab), 'the line');
    expect(shownText(lookup(tab))).to.include('In the API settings, give one a ticket field');
  });

  it('shows a customer without a ticket, by a number that was merged away too, and asks no provider (B2)', async () => {
    const office = await lookupDesk();
    const one = await call(office);
    const other = await call(office, 'T-2', { phone: '010-1111-2222', name: '이도윤' });
    const tab = await open(office, { customerNumber: other.customerNumber });
    await until(() => customer(tab)[2] === 'Name: 이도윤', 'the customer');
    const pair = { survivorNumber: one.customerNumber, absorbedNumbers: [other.customerNumber] };
    const { fingerprint } = await office.admin.customers.planMerge(pair);
    await office.admin.customers.merge({ ...pair, fingerprint });
    await until(() => customer(tab)[0] === `Customer no.: ${one.customerNumber}`, 'the survivor');
    expect(shownText(tab)).to.include(`also ${other.customerNumber}`);
    expect(lookup(tab) === undefined).to.equal(true);
    expect(office.calls).to.deep.equal([]);
  });

  it('follows an edit that somebody else makes', async () => {
    const office = await lookupDesk();
    const { customerNumber } = await call(office);
    const tab = await open(office, { ticketId: 'T-1' });
    await until(() => customer(tab)[2] === 'Name: 김민서', 'the customer');
    await office.admin.customers.edit({ customerNumber, values: { name: '김민지' } });
    await until(() => customer(tab)[2] === 'Name: 김민지', 'the new name');
  });

  it('shows nothing of a customer who is deleted, nor what was looked up about them, and no error', async () => {
    const office = await lookupDesk();
    await call(office);
    const tab = await open(office, { ticketId: 'T-1' });
    await until(() => pairs(lookup(tab)).length > 0, 'what was looked up');
    const { customerNumber } = await office.admin.tickets.get({ ticketId: 'T-1' });
    await office.admin.customers.delete({ customerNumber });
    await until(() => shownText(tab).includes('This customer was deleted.'), 'the word');
    await until(() => pairs(lookup(tab)).length === 0, 'nothing looked up');
    expect(shownText(tab)).not.to.contain('김민서').and.not.to.contain('6789');
    expect(tab.shadowRoot!.querySelector('.status.error, .skeleton')).to.equal(null);
    await expectAccessible(tab);
  });

  it('shows masks as they come, copies none and sends none (D13)', async () => {
    const office = await lookupDesk({ principal: agentWith('lookups.search') });
    office.answer = () => ({ data: { name: '김민서' } });
    await call(office);
    const tab = await open(office, { ticketId: 'T-1' });
    await until(() => says(tab).includes('Found'), 'the lookup');
    expect(customer(tab)[3]).to.equal('Phone: ****6789');
    expect(shownText(tab)).to.include('Values of customers are masked for you.');
    expect(tab.shadowRoot!.querySelectorAll('.copy').length).to.equal(0);
    again(tab)!.click();
    await until(() => office.calls.length === 2, 'the second call');
    expect(office.calls.map(({ inputs }) => inputs['tel'])).to.deep.equal([minseo.phone, minseo.phone]);
    await expectAccessible(tab);
  });

  it('shows hostile and long values as text, folded (D12, trap 10)', async () => {
    const office = await lookupDesk();
    office.answer = () => ({ data: { name: '<img src=x onerror="alert(1)">', level: 'ㄱ'.repeat(5_000) } });
    const tab = await open(office, { ticket: callTicket });
    await until(() => says(tab).includes('Found'), 'the lookup');
    expect(tab.shadowRoot!.querySelectorAll('img').length).to.equal(0);
    expect(pairs(lookup(tab))[0]).to.equal('Member name: <img src=x onerror="alert(1)">');
    expect(pairs(lookup(tab))[1]!.length).to.be.lessThan(200);
    lookup(tab).querySelector<HTMLElement>('.fold')!.click();
    await tab.updateComplete;
    expect(pairs(lookup(tab))[1]!.length).to.be.greaterThan(5_000);
  });

  it('says that the desk cannot be reached, and tries again without losing its place', async () => {
    const office = await lookupDesk();
    const { customerNumber } = await call(office);
    const fake = fakeDesk({
      'service.describe': () => office.desk.service.describe(),
      'lookups.list': () => office.desk.lookups.list(),
      'lookups.auto': (input) => office.desk.lookups.auto(input),
      'grades.match': () => Promise.reject(new DeskError('desk_unreachable', '')),
      'customers.get': () => Promise.reject(new DeskError('desk_unreachable', '')),
    });
    const tab = await open(fake, { ticket: { ...callTicket, customerNumber } });
    await until(() => shownText(tab).includes('The server cannot be reached.'), 'what happened');
    await until(() => says(tab).includes('Found'), 'the lookup all the same');
    fake.answers['customers.get'] = (input) => office.desk.customers.get(input);
    tab.shadowRoot!.querySelector<HTMLElement>('.customer .status button')!.click();
    await until(() => customer(tab)[2] === 'Name: 김민서', 'the customer');
    expect(shownText(tab)).to.include('The grades could not be read. Try again');
    fake.answers['grades.match'] = (input) => office.desk.grades.match(input);
    tab.shadowRoot!.querySelector<HTMLElement>('.who button')!.click();
    await until(() => !shownText(tab).includes('could not be read'), 'that the grades are read');
  });

  it('is read by axe without complaint and says the same in Korean', async () => {
    const office = await lookupDesk({
      apis: [membersApi(), membersApi({ name: 'B' } satisfies Partial<LookupApiDraft>)],
    });
    let turn = 0;
    office.answer = () => (turn++ ? new DeskError('lookup_timeout', '') : { data: { name: '김민서' } });
    await call(office);
    const home = place();
    home.lang = 'ko';
    provideDeskcard(home, { desk: office.desk, locales: [ko] });
    const tab = document.createElement('customer-info');
    tab.ticketId = 'T-1';
    home.append(tab);
    await until(() => lookup(tab, 1) && says(tab, 1).includes('응답 시간 초과'), 'the second one');
    expect(says(tab)).to.match(/^Member service: 조회 완료 오[전후] \d+:\d\d 기준/);
    expect(customer(tab)[0]).to.match(/^고객번호: \d+/);
    await expectAccessible(tab);
  });

  it('is read by axe without complaint while it waits, where nothing ran, and where something failed', async () => {
    const office = await lookupDesk();
    await call(office);
    office.answer = () => new Promise(() => undefined);
    const waiting = await open(office, { ticketId: 'T-1' });
    await until(() => says(waiting) === 'Member service: Searching…', 'that it is under way');
    const quiet = await open(office, { ticket: { ...callTicket, channelId: 'web' } });
    await until(() => says(quiet).includes('not linked'), 'the reason');
    const broken = await open(
      fakeDesk({
        'service.describe': () => office.desk.service.describe(),
        'lookups.list': () => office.desk.lookups.list(),
        'lookups.auto': () => Promise.reject(new DeskError('desk_unreachable', '')),
      }),
      { ticket: callTicket },
    );
    await until(() => says(broken).includes('The server cannot be reached.'), 'what happened');
    for (const each of [waiting, quiet, broken]) await expectAccessible(each);
  });

  it('is worked with the keyboard: each value is copied, each lookup asked anew', async () => {
    const office = await lookupDesk();
    office.answer = () => ({ data: { name: '김민서' } });
    await call(office);
    const tab = await open(office, { ticketId: 'T-1' });
    await until(() => says(tab).includes('Found'), 'the lookup');
    const stops: string[] = [];
    tab.tabIndex = -1;
    tab.focus();
    for (let step = 0; step < 12; step++) {
      await press('Tab');
      const active = tab.shadowRoot!.activeElement;
      if (active === null) break;
      stops.push(active.getAttribute('aria-label') ?? shownText(active));
    }
    expect(stops).to.deep.equal([
      'Copy Customer no.',
      'Copy Name',
      'Copy Phone',
      'Copy E-mail',
      'Reload: Member service',
      'Copy Member name',
    ]);
  });

  it('says what to do without a ticket, and without a desk', async () => {
    const office = await lookupDesk();
    const tab = await open(office, {});
    await until(() => shownText(tab) === 'Select a ticket to see whose it is.', 'the advice');
    const alone = put('customer-info');
    await until(() => shownText(alone).includes('not connected'), 'that there is no desk');
    tab.ticket = { channelId: 'call', fields: { phone: '010-1' } };
    await until(() => shownText(tab).includes('This ticket has no customer yet.'), 'a draft');
  });
});
