import { expect } from '@open-wc/testing';
import { fakeDesk, later } from '../../test/fake-desk.js';
import { lookupDesk, membersApi, ordersApi, type ProviderAnswer } from '../../test/lookup-desk.js';
import { clearPage, nextEvent, settle, until } from '../../test/page.js';
import {
  buttonSaying,
  callTicket,
  enter,
  input,
  openPanel,
  results,
  says,
  searchButton,
  webTicket,
} from '../../test/search-panel.js';
import './define.js';

const otherCall = { ...callTicket, ticketId: 'T-2', fields: { phone: '010-1111-2222' } };

describe('<info-search> by itself', () => {
  afterEach(clearPage);

  it('looks up whoever comes in on a linked channel, and shows the values (R53)', async () => {
    const office = await lookupDesk();
    office.answer = () => ({ data: { name: '김민서' } });
    const panel = await openPanel(office, undefined);
    panel.ticket = callTicket;
    const { detail } = await nextEvent(panel, 'deskcard-lookup-finished');
    await panel.updateComplete;
    expect(detail.auto).to.equal(true);
    expect(results(panel)[0]).to.equal('Member name: 김민서');
    expect(says(panel)).to.match(/^Member service: Found as of/);
    expect(office.calls.map(({ inputs }) => inputs)).to.deep.equal([
      { tel: '010-2345-6789', shop: 'online' },
    ]);
  });

  it('says quietly why it did not: the channel is not linked (D10)', async () => {
    const office = await lookupDesk({ apis: [membersApi(), ordersApi()] });
    const panel = await openPanel(office, webTicket);
    await until(() => says(panel), 'the reason');
    expect(says(panel)).to.equal('Member service: not searched by itself, as this channel is not linked');
    expect(says(panel, 1), 'an API without ticket fields has no reason to give').to.equal('');
    expect(office.calls).to.deep.equal([]);
  });

  it('says quietly why it did not: a value is missing or too long, and only as long as it is (D10)', async () => {
    const office = await lookupDesk();
    const panel = await openPanel(office, { ...callTicket, fields: {} });
    const missing = 'Member service: not searched by itself, as a value is missing: Phone';
    await until(() => says(panel) === missing, 'the reason');
    panel.ticket = callTicket;
    await panel.updateComplete;
    expect(says(panel), 'the value is there now').to.equal('');
    panel.ticket = { ...callTicket, ticketId: 'T-2', fields: { phone: '0'.repeat(21) } };
    const long = 'Member service: not searched by itself, as a value is too long: Phone';
    await until(() => says(panel) === long, 'the other reason');
    expect(office.calls).to.deep.equal([]);
  });

  it('drops the reply for a ticket that the agent has left (D10)', async () => {
    const office = await lookupDesk();
    const first = later<ProviderAnswer>();
    office.answer = ({ tel }) => (tel === '010-2345-6789' ? first.promise : { data: { name: 'the second' } });
    const panel = await openPanel(office, callTicket);
    await until(() => office.calls.length === 1, 'the first call');
    panel.ticket = otherCall;
    await until(() => results(panel)[0] === 'Member name: the second', 'the second caller');
    first.resolve({ data: { name: 'the first' } });
    await settle();
    expect(results(panel)[0]).to.equal('Member name: the second');
  });

  it('leaves nothing of one caller on the screen of the next', async () => {
    const office = await lookupDesk();
    office.answer = () => ({ data: { name: '김민서' } });
    const panel = await openPanel(office, callTicket);
    await until(() => results(panel)[0] === 'Member name: 김민서', 'the first caller');
    enter(panel, 'Member ID', 'M-7');
    panel.ticket = { ...webTicket, ticketId: 'T-3' };
    await panel.updateComplete;
    expect(results(panel)[0]).to.equal('Member name: —');
    expect(input(panel, 'Member ID').value).to.equal('');
  });

  it('runs once per ticket, however often the agent types in it', async () => {
    const office = await lookupDesk();
    const panel = await openPanel(office, callTicket);
    await until(() => says(panel).includes('Found'), 'the first lookup');
    for (const phone of ['010-2345-67', '010-2345-6', '010']) {
      panel.ticket = { ...callTicket, fields: { phone } };
      await panel.updateComplete;
    }
    await settle();
    expect(office.calls).to.have.length(1);
    expect(says(panel)).to.include('search again');
  });

  it('takes a draft that is saved as it stood for the same ticket, and another draft for another', async () => {
    const office = await lookupDesk();
    const draft = { channelId: 'call', fields: { phone: '010-2345-6789' } };
    const panel = await openPanel(office, draft);
    await until(() => says(panel).includes('Found'), 'the lookup of the draft');
    panel.ticket = { ...draft, ticketId: 'T-9', customerNumber: '10000001' };
    await panel.updateComplete;
    expect(says(panel), 'it was saved').to.include('Found');
    panel.ticket = { ...draft, channelId: 'web' };
    await panel.updateComplete;
    expect(says(panel)).not.to.include('Found');
  });

  it('does nothing of the kind with no-auto, until that is taken away', async () => {
    const office = await lookupDesk();
    const panel = await openPanel(office, callTicket, { noAuto: true });
    await settle();
    expect(office.calls).to.deep.equal([]);
    expect(panel.shadowRoot!.querySelector('.matching') === null).to.equal(true);
    panel.removeAttribute('no-auto');
    panel.noAuto = false;
    await until(() => office.calls.length === 1, 'the lookup');
  });

  it('begins again when the element was away before the answer came, and not when it came', async () => {
    const office = await lookupDesk();
    office.answer = () => new Promise(() => undefined);
    const panel = await openPanel(office, callTicket);
    const parent = panel.parentElement!;
    await until(() => office.calls.length === 1, 'the first call');
    panel.remove();
    await panel.updateComplete;
    office.answer = () => ({ data: { name: '김민서' } });
    parent.append(panel);
    await until(() => results(panel)[0] === 'Member name: 김민서', 'the second call');
    panel.remove();
    await panel.updateComplete;
    parent.append(panel);
    await panel.updateComplete;
    await settle();
    expect(office.calls).to.have.length(2);
  });

  it('can be cancelled for one API while the others go on; a search by hand takes its place', async () => {
    const office = await lookupDesk({
      apis: [membersApi({ name: 'A' }), membersApi({ name: 'B' }), membersApi({ name: 'C' })],
    });
    const slow = later<ProviderAnswer>();
    office.answer = () => slow.promise;
    const panel = await openPanel(office, callTicket);
    await until(() => office.calls.length === 3, 'three calls');
    buttonSaying(panel, 'Cancel').click();
    await until(() => says(panel, 0) === 'A: Cancelled', 'the first one cancelled');
    office.answer = () => ({ data: { name: 'by hand' } });
    await panel.search(office.apis[0]!.apiId);
    slow.resolve({ data: { name: 'by itself' } });
    await until(() => says(panel, 2).startsWith('C: Found'), 'the third one');
    expect([0, 1, 2].map((index) => results(panel, index)[0])).to.deep.equal([
      'Member name: by hand',
      'Member name: by itself',
      'Member name: by itself',
    ]);
  });

  it('shows a failure of the desk where it was to show values, and can be searched by hand', async () => {
    const office = await lookupDesk();
    const fake = fakeDesk({
      'service.describe': () => office.desk.service.describe(),
      'lookups.list': () => office.desk.lookups.list(),
      'tickets.matching': (input) => office.desk.tickets.matching(input),
      'lookups.auto': () => Promise.reject(new TypeError('fetch failed')),
      'lookups.search': (input) => office.desk.lookups.search(input),
    });
    const panel = await openPanel(fake, callTicket);
    await until(() => says(panel).includes('Something unexpected went wrong.'), 'what happened');
    searchButton(panel).click();
    await until(() => says(panel).includes('Found'), 'the search by hand');
  });

  it('asks only for the fields that the lookups need', async () => {
    const office = await lookupDesk();
    const asked: unknown[] = [];
    const fake = fakeDesk({
      'service.describe': () => office.desk.service.describe(),
      'lookups.list': () => office.desk.lookups.list(),
      'tickets.matching': (input) => office.desk.tickets.matching(input),
      'lookups.auto': (input) => (asked.push(input), { items: [] }),
    });
    const secret = { phone: '010-2345-6789', content: 'private', 'not a code': 'x' };
    const panel = await openPanel(fake, { ...callTicket, fields: secret });
    await until(() => asked.length === 1, 'the auto lookup');
    expect(asked[0]).to.deep.equal({
      ticket: { ticketId: 'T-1', channelId: 'call', fields: { phone: '010-2345-6789', usercode: '' } },
    });
    await panel.updateComplete;
    expect(says(panel)).to.equal('');
  });
});
