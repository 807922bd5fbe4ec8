import { expect } from '@open-wc/testing';
import type { Capability, LookupApiDraft, Ticket } from '@deskcard/core';
import { provideDeskcard } from '../context.js';
import { ko } from '../locales/ko.js';
import { expectAccessible } from '../../test/accessible.js';
import { lookupDesk, membersApi, type LookupDesk, type LookupDeskOptions } from '../../test/lookup-desk.js';
import { clearPage, place, press, settle, shownText, type, until } from '../../test/page.js';
import {
  customerCard,
  enter,
  faultAt,
  fillNote,
  input,
  matchingRows,
  openPanel,
  plain,
  results,
  says,
  searchButton,
} from '../../test/search-panel.js';
import type { InfoSearch } from './info-search.js';
import './define.js';

/** Nobody who sees values: only who may search. */
const capabilities: readonly Capability[] = ['lookups.search'];
const principal = { user: 'mina', role: 'agent', capabilities } as const;
const links = [{ resultItemId: 'name', fieldCode: 'name' }];

interface Masked {
  readonly office: LookupDesk;
  readonly ticket: Ticket;
}

/** A desk that masks, and a saved ticket of a customer as the agent gets it. */
async function masked(options: LookupDeskOptions = {}, fields: Record<string, string> = {}): Promise<Masked> {
  const office = await lookupDesk({ principal, links, ...options });
  office.answer = () => ({ data: { name: '김민서', level: 'VIP', address: 'Seoul' } });
  await office.admin.tickets.intake({
    ticketId: 'T-1',
    channelId: 'web',
    fields: { phone: '010-2345-6789', mail: 'minseo@example.com', subject: 'Where is 5*3?', ...fields },
  });
  return { office, ticket: await office.desk.tickets.get({ ticketId: 'T-1' }) };
}

const sentence = (panel: InfoSearch): string => plain(panel.shadowRoot!.querySelector('.masked'));

async function search(panel: InfoSearch, expected = 'Found'): Promise<void> {
  searchButton(panel).click();
  await until(() => says(panel).includes(expected), expected);
}

describe('<info-search>, for somebody who sees masks (D13)', () => {
  afterEach(clearPage);

  it('searches with the values of the saved ticket, and never sends a mask', async () => {
    const { office, ticket } = await masked();
    const panel = await openPanel(office, ticket);
    const phone = input(panel, 'Phone');
    expect([phone.value, phone.placeholder]).to.deep.equal(['', '****6789']);
    expect(sentence(panel)).to.include('Values of customers are masked for you.');
    await search(panel);
    expect(office.calls.at(-1)!.inputs).to.deep.equal({ tel: '010-2345-6789', shop: 'online' });
    expect(results(panel)).to.deep.equal(['Member name: ******', 'Level: ******', 'Address: ******']);
    await expectAccessible(panel);
  });

  it('reads the saved ticket by its id just as well', async () => {
    const { office } = await masked();
    const panel = await openPanel(office, undefined, { ticketId: 'T-1' });
    await until(() => input(panel, 'Phone').placeholder === '****6789', 'the mask');
    await search(panel);
    expect(office.calls.at(-1)!.inputs.tel).to.equal('010-2345-6789');
  });

  it('sends what is typed instead, nothing where it was emptied, and the ticket’s own after Reset', async () => {
    const { office, ticket } = await masked({}, { usercode: 'minseo_k' });
    const panel = await openPanel(office, ticket);
    expect(input(panel, 'Member ID').placeholder).to.equal('m****');
    input(panel, 'Phone').focus();
    await type('010-8800-1200');
    enter(panel, 'Member ID', 'x');
    enter(panel, 'Member ID', '');
    await search(panel);
    expect(office.calls.at(-1)!.inputs).to.deep.equal({ tel: '010-8800-1200', shop: 'online' });
    enter(panel, 'Phone', '');
    searchButton(panel).click();
    await until(() => faultAt(panel, 'Phone') === 'Fill this in.', 'the reason');
    [...panel.shadowRoot!.querySelectorAll('button')].find((each) => plain(each) === 'Reset')!.click();
    await panel.updateComplete;
    searchButton(panel).click();
    await until(() => office.calls.length === 2, 'the second call');
    expect(office.calls.at(-1)!.inputs).to.include({ tel: '010-2345-6789', memberId: 'minseo_k' });
  });

  it('says at the field that a mask which was typed is none of this ticket’s values', async () => {
    const { office, ticket } = await masked();
    const panel = await openPanel(office, ticket);
    enter(panel, 'Phone', '****1234');
    searchButton(panel).click();
    await until(() => faultAt(panel, 'Phone').startsWith('This is masked.'), 'the reason');
    expect(office.calls.length).to.equal(0);
    expect(input(panel, 'Phone').value).to.equal('****1234');
  });

  it('does not take a star for a mask where no value is hidden, nor measure what it cannot see', async () => {
    const [phone, member, shop] = membersApi().searchItems;
    const searchItems = [
      { ...phone!, dataLength: 13 },
      { ...member!, fieldCode: 'subject' },
      shop!,
    ] as LookupApiDraft['searchItems'];
    const { office, ticket } = await masked({ apis: [membersApi({ searchItems })] });
    const panel = await openPanel(office, ticket);
    expect(input(panel, 'Member ID').value).to.equal('Where is 5*3?');
    const mail = await masked(
      { apis: [membersApi({ searchItems: [{ ...phone!, fieldCode: 'mail', dataLength: 5 }] as never })] },
      {},
    );
    const tooLong = await openPanel(mail.office, mail.ticket);
    expect(faultAt(tooLong, 'Phone')).to.equal('');
    searchButton(tooLong).click();
    await until(() => faultAt(tooLong, 'Phone').includes('At most 5 characters'), 'what the desk says');
    expect(mail.office.calls.length).to.equal(0);
  });

  it('fills nothing in the ticket and offers nothing to fill or copy (D11)', async () => {
    const { office, ticket } = await masked();
    const panel = await openPanel(office, ticket);
    let filled = 0;
    panel.addEventListener('deskcard-fields-filled', () => filled++);
    await search(panel);
    await settle();
    expect(filled).to.equal(0);
    expect(fillNote(panel)).to.equal('');
    expect(panel.shadowRoot!.querySelector('.copy')).to.equal(null);
    expect(sentence(panel)).to.include('nothing is filled in the ticket');
  });

  it('finds the matching tickets by the hidden values, and shows masks of their customer (R51)', async () => {
    const { office, ticket } = await masked();
    await office.admin.tickets.intake({
      channelId: 'call',
      fields: { phone: '01023456789', subject: 'Earlier' },
    });
    const panel = await openPanel(office, ticket);
    await search(panel);
    await until(() => matchingRows(panel).length === 2, 'both tickets');
    panel.shadowRoot!.querySelector<HTMLElement>('.ticket')!.click();
    await until(() => customerCard(panel).includes('****6789'), 'the customer');
    expect(shownText(panel)).not.to.include('2345');
    await expectAccessible(panel);
  });

  it('says quietly that a draft with a mask in it can be matched with nothing', async () => {
    const { office } = await masked();
    const panel = await openPanel(office, { channelId: 'web', fields: { phone: '****6789' } });
    await panel.search(office.apis[0]!.apiId);
    await until(() => faultAt(panel, 'Phone') === 'Fill this in.', 'what is missing');
    const matching = panel.shadowRoot!.querySelector('.matching .status');
    await until(() => plain(matching).startsWith('This is masked.'), 'why nothing matches');
    expect(office.calls.length).to.equal(0);
  });

  it('runs the auto lookup of a saved call with its values (R53)', async () => {
    const { office } = await masked();
    await office.admin.tickets.intake({
      ticketId: 'T-2',
      channelId: 'call',
      fields: { phone: '010-8800-1200' },
    });
    const panel = await openPanel(office, undefined, { ticketId: 'T-2' });
    await until(() => says(panel).includes('Found'), 'the answer');
    expect(office.calls.at(-1)!.inputs.tel).to.equal('010-8800-1200');
    expect(results(panel)[0]).to.equal('Member name: ******');
  });

  it('says all of it in Korean, and nothing of it to those who see values', async () => {
    const { office, ticket } = await masked();
    const home = place();
    home.lang = 'ko';
    provideDeskcard(home, { desk: office.desk, locales: [ko] });
    const panel = document.createElement('info-search');
    panel.ticket = ticket;
    home.append(panel);
    await until(() => sentence(panel).includes('고객 정보가 가려져 있습니다.'), 'the sentence');
    await expectAccessible(panel);
    const open = await openPanel({ desk: office.admin }, { ...ticket, fields: { phone: '****6789' } });
    expect(sentence(open)).to.equal('');
    expect(input(open, 'Phone').value).to.equal('****6789');
  });
});

describe('<info-search>, an answer that was kept (B11)', () => {
  afterEach(clearPage);

  const cached = { apis: [membersApi({ cacheSeconds: 600 })] };
  const ticket = { ticketId: 'T-1', channelId: 'web', fields: { phone: '010-2345-6789' } };
  const reload = (panel: InfoSearch): HTMLButtonElement | undefined =>
    [...panel.shadowRoot!.querySelectorAll('button')].find((each) => plain(each) === 'Reload');

  it('says as of when it is, and Reload asks the provider anew, with the keyboard', async () => {
    const office = await lookupDesk(cached);
    office.answer = () => ({ data: { level: 'Gold' } });
    const panel = await openPanel(office, ticket);
    await search(panel);
    expect(reload(panel)).to.equal(undefined);
    office.answer = () => ({ data: { level: 'VIP' } });
    await search(panel);
    const again = await until(() => reload(panel), 'Reload');
    expect(results(panel)).to.include('Level: Gold');
    expect(says(panel)).to.match(/as of \d+:\d\d [AP]M/);
    expect(says(panel)).not.to.include('0.1');
    expect(office.calls.length).to.equal(1);
    await expectAccessible(panel);
    again.focus();
    await press('Enter');
    await until(() => results(panel).includes('Level: VIP'), 'the new answer');
    expect(office.calls.length).to.equal(2);
    expect(reload(panel)).to.equal(undefined);
    expect(panel.shadowRoot!.activeElement).to.equal(searchButton(panel));
  });

  it('is asked for anew by the page as well', async () => {
    const office = await lookupDesk(cached);
    office.answer = () => ({ data: { level: 'Gold' } });
    const panel = await openPanel(office, ticket);
    const { apiId } = office.apis[0]!;
    expect((await panel.search(apiId))!.cached).to.equal(false);
    expect((await panel.search(apiId))!.cached).to.equal(true);
    expect((await panel.search(apiId, { reload: true }))!.cached).to.equal(false);
    expect(office.calls.length).to.equal(2);
  });

  it('names the day as well when it is not of today, and is as good for an auto lookup', async () => {
    const office = await lookupDesk(cached);
    office.answer = () => ({ data: { level: 'Gold' } });
    const search = office.desk.lookups.search;
    const lookups: typeof office.desk.lookups = {
      ...office.desk.lookups,
      search: async (...given) => ({
        ...(await search(...given)),
        cached: true,
        asOf: '2026-03-01T03:42:00Z',
      }),
    };
    const panel = await openPanel({ desk: { ...office.desk, lookups } }, ticket);
    await panel.search(office.apis[0]!.apiId);
    await until(() => says(panel).includes('as of Mar 1, 2026'), 'the day');
    await search({ apiId: office.apis[0]!.apiId, inputs: { tel: '010-2345-6789' } });
    const first = await openPanel(office, { ...ticket, channelId: 'call', ticketId: 'T-8' });
    await until(() => says(first).includes('Found'), 'the answer');
    const second = await openPanel(office, { ...ticket, channelId: 'call', ticketId: 'T-9' });
    await until(() => reload(second), 'Reload');
  });
});
