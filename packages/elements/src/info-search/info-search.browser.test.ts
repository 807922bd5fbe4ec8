import { expect } from '@open-wc/testing';
import { DeskError } from '@deskcard/core';
import { expectAccessible } from '../../test/accessible.js';
import { fakeDesk, later } from '../../test/fake-desk.js';
import { lookupDesk, membersApi, ordersApi, type ProviderAnswer } from '../../test/lookup-desk.js';
import {
  clearPage,
  focused,
  inside,
  nextEvent,
  place,
  press,
  put,
  shownText,
  type,
  until,
} from '../../test/page.js';
import { strictPage } from '../../test/strict-page.js';
import {
  buttonSaying,
  callTicket,
  enter,
  faultAt,
  input,
  openPanel,
  results,
  says,
  searchButton,
  section,
  webTicket,
} from '../../test/search-panel.js';
import { provideDeskcard } from '../context.js';
import { ko } from '../locales/ko.js';
import './define.js';

const minseo = { name: '김민서', level: 'Gold' };

describe('<info-search>', () => {
  afterEach(clearPage);

  describe('before the search', () => {
    it('shows the configured inputs in their order and the result fields with a dash (R48, R50)', async () => {
      const panel = await openPanel(await lookupDesk(), webTicket);
      expect([...section(panel).querySelectorAll('label')].map((each) => each.textContent)).to.deep.equal([
        'Phone *(required)',
        'Member ID',
        'Shop',
      ]);
      expect(results(panel)).to.deep.equal(['Member name: —', 'Level: —', 'Address: —']);
      await expectAccessible(panel);
    });

    it('fills ticket-field items from the ticket and general items with their default (R37, R43)', async () => {
      const panel = await openPanel(await lookupDesk(), webTicket);
      expect(input(panel, 'Phone').value).to.equal('010-2345-6789');
      expect(input(panel, 'Member ID').value).to.equal('');
      expect(input(panel, 'Shop').value).to.equal('online');
    });

    it('follows the ticket while the agent types there, except where they typed here', async () => {
      const panel = await openPanel(await lookupDesk(), webTicket);
      enter(panel, 'Member ID', 'M-7');
      panel.ticket = { ...webTicket, fields: { phone: '010-9999-0000', usercode: 'other' } };
      await panel.updateComplete;
      expect(input(panel, 'Phone').value).to.equal('010-9999-0000');
      expect(input(panel, 'Member ID').value).to.equal('M-7');
      buttonSaying(panel, 'Reset').click();
      await panel.updateComplete;
      expect(input(panel, 'Member ID').value).to.equal('other');
      enter(panel, 'Phone', '1');
      enter(panel, 'Phone', '010-9999-0000');
      panel.ticket = { ...webTicket, fields: { phone: '010-3333-4444' } };
      await panel.updateComplete;
      expect(input(panel, 'Phone').value, 'typed back is as if not typed').to.equal('010-3333-4444');
    });
  });

  describe('a search', () => {
    it('sends what stands in the inputs on Enter, and shows values below the button (R49, R50)', async () => {
      const office = await lookupDesk();
      office.answer = () => ({ data: minseo });
      const panel = await openPanel(office, webTicket);
      panel.focus();
      expect(focused() === input(panel, 'Phone')).to.equal(true);
      await press('Tab');
      await type('M-7');
      await press('Enter');
      await until(() => says(panel).startsWith('Member service: Found'), 'the outcome');
      expect(office.calls).to.deep.equal([
        {
          url: 'https://members.example.com/customer',
          inputs: { tel: '010-2345-6789', memberId: 'M-7', shop: 'online' },
        },
      ]);
      expect(results(panel)).to.deep.equal(['Member name: 김민서', 'Level: Gold', 'Address: —']);
      const below = searchButton(panel).compareDocumentPosition(inside(panel, '.results'));
      expect(below & Node.DOCUMENT_POSITION_FOLLOWING).to.be.greaterThan(0);
      expect(focused() === input(panel, 'Member ID'), 'the focus stays where the agent typed').to.equal(true);
      await expectAccessible(panel);
    });

    it('says when and how fast the answer came, and that it is old once the values changed', async () => {
      const office = await lookupDesk();
      const panel = await openPanel(office, webTicket);
      searchButton(panel).click();
      await until(() => says(panel).includes('Found'), 'the outcome');
      expect(says(panel)).to.match(/as of \d+:\d\d [AP]M · [\d.]+s/);
      expect(says(panel)).not.to.include('search again');
      enter(panel, 'Shop', 'seoul');
      await panel.updateComplete;
      expect(says(panel)).to.include('The values have changed since: search again.');
      panel.ticket = { ...webTicket, fields: { phone: '010-0000-0000' } };
      await panel.updateComplete;
      expect(office.calls, 'nothing was sent again').to.have.length(1);
    });

    it('works on a ticket that is not saved yet (trap 8)', async () => {
      const office = await lookupDesk();
      office.answer = () => ({ data: minseo });
      const panel = await openPanel(office, { channelId: 'web', fields: { phone: '010-2345-6789' } });
      const finished = nextEvent(panel, 'deskcard-lookup-finished');
      const result = await panel.search(office.apis[0]!.apiId);
      expect(result?.outcome).to.equal('found');
      const { detail } = await finished;
      expect([detail.auto, detail.result.apiName]).to.deep.equal([false, 'Member service']);
    });

    it('asks for what is required at its field, sends nothing, and goes there', async () => {
      const office = await lookupDesk();
      const panel = await openPanel(office, { ...webTicket, fields: {} });
      expect(faultAt(panel, 'Phone')).to.equal('');
      searchButton(panel).click();
      await until(() => faultAt(panel, 'Phone') === 'Fill this in.', 'the reason at the field');
      await until(() => focused() === input(panel, 'Phone'), 'the focus in the field');
      expect(input(panel, 'Phone').getAttribute('aria-invalid')).to.equal('true');
      await expectAccessible(panel);
      await type('010-1');
      expect(faultAt(panel, 'Phone')).to.equal('');
      expect(office.calls).to.deep.equal([]);
    });

    it('blocks a value that is too long with a message at once, and never cuts it (D14)', async () => {
      const office = await lookupDesk({ apis: [ordersApi()] });
      const panel = await openPanel(office, webTicket);
      enter(panel, 'Order number', '👍'.repeat(10));
      await panel.updateComplete;
      expect(faultAt(panel, 'Order number'), 'ten characters are ten, whatever they weigh').to.equal('');
      enter(panel, 'Order number', '👍'.repeat(11));
      await panel.updateComplete;
      expect(faultAt(panel, 'Order number')).to.equal('At most 10 characters.');
      expect(await panel.search(office.apis[0]!.apiId)).to.equal(undefined);
      expect(office.calls).to.deep.equal([]);
      expect(input(panel, 'Order number').value).to.equal('👍'.repeat(11));
    });

    it('takes hostile terms as what they are: values (trap 9)', async () => {
      const long = { ...ordersApi().searchItems[0]!, dataLength: 0 };
      const office = await lookupDesk({ apis: [ordersApi({ searchItems: [long] })] });
      const panel = await openPanel(office, webTicket);
      const terms = ['#{7*7}', '{{7*7}}', '${7*7}', 'a&x=1', '<b>&amp;</b>', '__proto__', 'é'.repeat(10_000)];
      for (const term of terms) {
        enter(panel, 'Order number', term);
        await panel.search(office.apis[0]!.apiId);
      }
      expect(office.calls.map(({ inputs }) => inputs)).to.deep.equal(
        terms.map((orderNumber) => ({ orderNumber })),
      );
      expect(office.calls.every(({ url }) => url === 'https://orders.example.com/find')).to.equal(true);
    });

    it('keeps the lines of a text area that is searched for', async () => {
      const [phone] = membersApi().searchItems;
      const content = {
        ...phone!,
        fieldCode: 'content',
        dataLength: 0,
        screenName: 'Content',
      } as typeof phone;
      const office = await lookupDesk({ apis: [membersApi({ searchItems: [content!] })] });
      const panel = await openPanel(office, { ...webTicket, fields: { content: 'one\ntwo' } });
      expect(input(panel, 'Content').value).to.equal('one\ntwo');
      await panel.search(office.apis[0]!.apiId);
      expect(office.calls[0]?.inputs).to.deep.equal({ tel: 'one\ntwo' });
    });
  });

  describe('what came of it', () => {
    const reply = (status: number, body = ''): ProviderAnswer => ({ status, contentType: '', body });
    const outcomes: [ProviderAnswer, string][] = [
      [reply(400, '{"error":{}}'), 'No result Check the values and search again.'],
      [reply(401), 'Not allowed The provider refused.'],
      [reply(403), 'Not allowed The provider refused.'],
      [reply(404), 'Error at the provider An administrator can check'],
      [reply(418), 'Error at the provider'],
      [reply(503), 'Server error at the provider Try again'],
      [reply(200, '<h1>Hello</h1>'), 'The answer cannot be read Tell your administrator'],
      [reply(302), 'This address may not be called'],
      [new DeskError('lookup_timeout', ''), 'No answer in time Try again'],
      [new DeskError('lookup_network', ''), 'The provider cannot be reached Try again.'],
      [new DeskError('lookup_blocked', ''), 'This address may not be called An administrator'],
      [new DeskError('lookup_too_large', ''), 'The answer is too large Search with more exact'],
    ];

    it('is said in words with what to do, and leaves no old value behind (trap 11)', async () => {
      const office = await lookupDesk();
      const panel = await openPanel(office, webTicket);
      for (const [answer, words] of outcomes) {
        office.answer = () => ({ data: minseo });
        await panel.search(office.apis[0]!.apiId);
        office.answer = () => answer;
        await panel.search(office.apis[0]!.apiId);
        await panel.updateComplete;
        expect(says(panel)).to.include(`Member service: ${words}`);
        expect(results(panel)[0]).to.equal('Member name: —');
        expect(section(panel).querySelector('.status.busy') === null).to.equal(true);
      }
      await expectAccessible(panel);
    });

    it('gives the provider’s own words to an administrator and to nobody else', async () => {
      for (const role of ['agent', 'admin'] as const) {
        const office = await lookupDesk({ principal: { user: 'a', role } });
        office.answer = () => reply(400, '{"error":{"code":"E40","message":"no such member"}}');
        const panel = await openPanel(office, webTicket);
        await panel.search(office.apis[0]!.apiId);
        await panel.updateComplete;
        expect(says(panel).includes('The provider says: E40: no such member')).to.equal(role === 'admin');
      }
    });

    it('is said when the desk itself fails, at the section it concerns', async () => {
      const office = await lookupDesk({ apis: [membersApi(), ordersApi()] });
      const panel = await openPanel(office, webTicket);
      await office.admin.lookups.remove({ apiId: office.apis[0]!.apiId });
      searchButton(panel).click();
      await until(() => shownText(panel).includes('Orders'), 'the other API');
      await until(() => panel.shadowRoot!.querySelectorAll('.api').length === 1, 'the section gone');
      expect(shownText(panel)).not.to.include('Member service');
    });

    it('comes within a deadline even when the desk never answers (trap 11)', async () => {
      const office = await lookupDesk();
      const fake = fakeDesk({
        'service.describe': () => office.desk.service.describe(),
        'lookups.list': () => office.desk.lookups.list(),
        'lookups.search': () => new Promise(() => undefined),
      });
      const panel = await openPanel(fake, webTicket, { noAuto: true });
      const giveUp = holdTimers();
      searchButton(panel).click();
      await until(() => says(panel) === 'Member service: Searching…', 'the search under way');
      giveUp();
      await until(
        () => says(panel) === 'Member service: No answer in time Try again in a moment.',
        'the end',
      );
      expect(fake.callsOf('lookups.search')[0]?.options.signal?.aborted).to.equal(true);
    });
  });

  describe('a slow search', () => {
    it('can be cancelled by keyboard alone; its answer is not waited for, and the focus goes to Search', async () => {
      const office = await lookupDesk();
      const slow = later<ProviderAnswer>();
      office.answer = () => slow.promise;
      const panel = await openPanel(office, webTicket);
      searchButton(panel).focus();
      await press('Enter');
      await until(() => says(panel) === 'Member service: Searching…', 'the search under way');
      expect(searchButton(panel).getAttribute('aria-disabled')).to.equal('true');
      await expectAccessible(panel);
      searchButton(panel).focus();
      await press('Enter', 'Tab', 'Enter');
      await until(() => says(panel) === 'Member service: Cancelled', 'the end');
      expect(focused() === searchButton(panel)).to.equal(true);
      expect(office.calls, 'Enter did not send it twice').to.have.length(1);
      slow.resolve({ data: minseo });
      office.answer = () => ({ data: { name: 'the second' } });
      await panel.search(office.apis[0]!.apiId);
      await panel.updateComplete;
      expect(results(panel)[0]).to.equal('Member name: the second');
    });

    it('is given up when the element leaves the page, and the rest is there when it comes back', async () => {
      const office = await lookupDesk();
      const panel = await openPanel(office, webTicket);
      office.answer = () => ({ data: minseo });
      await panel.search(office.apis[0]!.apiId);
      const fake = fakeDesk();
      fake.answers['lookups.search'] = () => new Promise(() => undefined);
      const parent = panel.parentElement!;
      panel.remove();
      await panel.updateComplete;
      parent.append(panel);
      await panel.updateComplete;
      expect(results(panel)[0], 'a panel that was put away keeps what it found').to.equal(
        'Member name: 김민서',
      );
      const slow = later<ProviderAnswer>();
      office.answer = () => slow.promise;
      searchButton(panel).click();
      await until(() => says(panel).includes('Searching'), 'the search under way');
      panel.remove();
      await panel.updateComplete;
      parent.append(panel);
      await panel.updateComplete;
      expect(section(panel).querySelector('.busy') === null).to.equal(true);
    });
  });

  describe('values', () => {
    const show = async (data: unknown) => {
      const office = await lookupDesk();
      office.answer = () => ({ data });
      const panel = await openPanel(office, webTicket);
      await panel.search(office.apis[0]!.apiId);
      await panel.updateComplete;
      return panel;
    };

    it('are only ever text, however hostile (trap 10)', async () => {
      const hostile = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>{{7*7}}';
      const panel = await show({ name: hostile, level: '\u202Eabc\u202C', address: '</dd><b>x' });
      expect(results(panel)).to.deep.equal([
        `Member name: ${hostile}`,
        'Level: \u202Eabc\u202C',
        'Address: </dd><b>x',
      ]);
      expect(section(panel).querySelector('img, script, dd b') === null).to.equal(true);
      expect('hacked' in window).to.equal(false);
    });

    it('that are objects are read line by line; empty and missing ones are a dash (D12)', async () => {
      const panel = await show({ name: { first: '민서', id: 7 }, level: '' });
      expect(results(panel)).to.deep.equal([
        'Member name: {\n  "first": "민서",\n  "id": 7\n}',
        'Level: —',
        'Address: —',
      ]);
    });

    it('that are long are folded and open on demand, by keyboard too', async () => {
      const long = '가나다라마바사아자차'.repeat(100);
      const panel = await show({ name: long });
      expect(results(panel)[0]).to.match(/가나다라…$|…$/);
      expect(results(panel)[0]!.length).to.be.lessThan(300);
      const fold = buttonSaying(panel, 'Show all Member name');
      fold.focus();
      await press('Enter');
      expect(results(panel)[0]).to.equal(`Member name: ${long}`);
      expect(fold.getAttribute('aria-expanded')).to.equal('true');
      expect(focused() === fold).to.equal(true);
      await expectAccessible(panel);
    });

    it('can be copied one by one, as they came and not as they are shown', async () => {
      const copied: string[] = [];
      const restore = stubClipboard(async (text) => void copied.push(text));
      const address = { city: 'Seoul', zip: '04038' };
      const panel = await show({ name: '김민서', address });
      inside(panel, '[aria-label="Copy Address"]').click();
      await until(() => shownText(panel).includes('Copied'), 'the word that it was copied');
      expect(copied).to.deep.equal([JSON.stringify(address)]);
      restore();
    });

    it('are selected to be copied by hand where the browser forbids it', async () => {
      const restore = stubClipboard(() => Promise.reject(new Error('not allowed')));
      const panel = await show({ name: '김민서'.repeat(100) });
      inside(panel, '[aria-label="Copy Member name"]').click();
      await until(() => shownText(panel).includes('Copy the selected text'), 'what to do');
      expect(results(panel)[0], 'all of it is there to be selected').to.equal(
        `Member name: ${'김민서'.repeat(100)}`,
      );
      restore();
    });
  });

  describe('several APIs', () => {
    it('have one section each, with own inputs, own button and own status line (D9)', async () => {
      const office = await lookupDesk({ apis: [membersApi(), ordersApi()] });
      office.answer = (inputs) => ({ data: 'tel' in inputs ? minseo : { state: 'shipped' } });
      const panel = await openPanel(office, webTicket);
      enter(panel, 'Order number', 'A-1');
      searchButton(panel, 1).click();
      await until(() => says(panel, 1).startsWith('Orders: Found'), 'the second outcome');
      expect(results(panel, 1)).to.deep.equal(['State: shipped']);
      expect(results(panel, 0)[0]).to.equal('Member name: —');
      expect(office.calls.map(({ inputs }) => inputs)).to.deep.equal([{ orderNumber: 'A-1' }]);
      await expectAccessible(panel);
    });

    it('are found by focus() where one is open, even when the first is folded', async () => {
      const office = await lookupDesk({ apis: [membersApi(), ordersApi()] });
      const panel = await openPanel(office, webTicket);
      section(panel).querySelector('summary')!.click();
      panel.focus();
      expect(focused() === input(panel, 'Order number')).to.equal(true);
    });

    it('fold one by one, and a folded one still says how it went', async () => {
      const office = await lookupDesk({ apis: [membersApi(), ordersApi()] });
      const panel = await openPanel(office, webTicket);
      await panel.search(office.apis[0]!.apiId);
      const summary = section(panel).querySelector('summary')!;
      summary.focus();
      await press('Enter');
      expect((section(panel) as HTMLDetailsElement).open).to.equal(false);
      expect(summary.innerText.replace(/\s+/g, ' ').trim()).to.equal('Member service Found');
      await expectAccessible(panel);
    });

    it('come and go while the panel is open, and what was typed stays', async () => {
      const office = await lookupDesk({ apis: [membersApi(), ordersApi()] });
      const panel = await openPanel(office, webTicket);
      enter(panel, 'Order number', 'A-1');
      const [members, orders] = office.apis;
      await office.admin.lookups.reorder({ apiIds: [orders!.apiId, members!.apiId] });
      await office.admin.lookups.save({ ...(await byName(office.admin, 'Orders')), name: 'Order service' });
      await until(() => section(panel, 0).textContent?.includes('Order service'), 'the new order and name');
      expect(input(panel, 'Order number').value).to.equal('A-1');
    });
  });

  describe('says why there is nothing', () => {
    it('when no API is set up, and an administrator where to add one', async () => {
      for (const role of ['agent', 'admin'] as const) {
        const { desk } = await lookupDesk({ apis: [], principal: { user: 'a', role } });
        const panel = put('info-search', { desk, ticket: webTicket });
        const hint = role === 'admin' ? ' Add one in the API settings.' : '';
        await until(
          () => shownText(panel) === `No lookup API is set up yet.${hint}`,
          `the words for ${role}`,
        );
        await expectAccessible(panel);
      }
    });

    it('when customer information management is switched off (R1)', async () => {
      const { desk } = await lookupDesk({ settings: { customerManagement: false } });
      const panel = put('info-search', { desk, ticket: callTicket });
      await until(
        () => shownText(panel).startsWith('Customer information management is switched off.'),
        'why',
      );
      expect(panel.shadowRoot!.querySelector('.api') === null).to.equal(true);
      await expectAccessible(panel);
    });

    it('when the agent may not search; the tickets of the customer are still found (R2)', async () => {
      const office = await lookupDesk({ principal: { user: 'm', role: 'agent', capabilities: [] } });
      const panel = put('info-search', { desk: office.desk, ticket: callTicket });
      await until(() => shownText(panel).startsWith('You are not allowed to search'), 'why');
      await until(() => shownText(panel).includes('No tickets in this period.'), 'the matching tickets');
      expect(office.calls).to.deep.equal([]);
      expect(panel.shadowRoot!.querySelector('.api') === null).to.equal(true);
    });

    it('when the page has no desk, and when the desk cannot be read, with another try', async () => {
      const panel = put('info-search', { ticket: webTicket });
      await panel.updateComplete;
      expect(shownText(panel)).to.equal('Customer information is not connected on this page.');
      const office = await lookupDesk();
      const fake = fakeDesk({
        'service.describe': () => office.desk.service.describe(),
        'lookups.list': () => Promise.reject(new DeskError('storage_closed', '')),
      });
      panel.desk = fake.desk;
      await until(() => shownText(panel).includes('The connection to the data was closed.'), 'what happened');
      panel.desk = office.desk;
      await until(() => panel.shadowRoot!.querySelector('.api'), 'the sections of the other desk');
    });

    it('when the desk does not answer in time (trap 11)', async () => {
      const giveUp = holdTimers();
      const hang = (): Promise<never> => new Promise(() => undefined);
      const fake = fakeDesk({ 'service.describe': hang, 'lookups.list': hang });
      const panel = put('info-search', { desk: fake.desk, ticket: webTicket });
      await until(() => shownText(panel) === 'Loading', 'that it loads');
      giveUp();
      await until(() => shownText(panel).includes('did not answer in time. Try again.'), 'the end');
      await expectAccessible(panel);
    });
  });

  describe('in a page', () => {
    it('reads a saved ticket by its id, and follows it when it is saved', async () => {
      const office = await lookupDesk();
      const { ticket } = await office.admin.tickets.intake({
        channelId: 'web',
        fields: { phone: '010-2345-6789', mail: 'kim@example.com' },
      });
      const panel = await openPanel(office, undefined);
      panel.setAttribute('ticket-id', ticket.ticketId);
      await until(() => input(panel, 'Phone').value === '010-2345-6789', 'the phone of the ticket');
      await office.admin.tickets.save({ ticketId: ticket.ticketId, fields: { phone: '010-7777-8888' } });
      await until(() => input(panel, 'Phone').value === '010-7777-8888', 'the saved phone');
      panel.ticketId = 'gone';
      await until(() => shownText(panel).includes('There is no such ticket.'), 'what is wrong');
      expect(input(panel, 'Phone').value, 'nothing of the other ticket stays').to.equal('');
    });

    it('takes its properties in any order, before and after it is upgraded', async () => {
      const office = await lookupDesk();
      const panel = document.createElement('info-search');
      const parent = place(panel);
      panel.ticket = webTicket;
      await panel.updateComplete;
      provideDeskcard(parent, { desk: office.desk, locales: [ko] });
      await until(() => panel.shadowRoot!.querySelector('.api'), 'the sections');
      expect(input(panel, 'Phone').value).to.equal('010-2345-6789');
    });

    it('takes what a page without types gives it', async () => {
      const office = await lookupDesk();
      const fields = { phone: 1023456789, usercode: null, name: undefined } as unknown as Record<
        string,
        string
      >;
      const panel = await openPanel(office, { ticketId: 7, channelId: 'web', fields } as never);
      expect(input(panel, 'Phone').value).to.equal('1023456789');
      panel.ticket = {} as never;
      await panel.updateComplete;
      expect(input(panel, 'Phone').value).to.equal('');
    });

    it('speaks Korean, to the last word', async () => {
      const office = await lookupDesk({ apis: [membersApi(), ordersApi()] });
      office.answer = () => ({ status: 400, contentType: '', body: '' });
      const parent = place();
      parent.lang = 'ko';
      provideDeskcard(parent, { desk: office.desk, locales: [ko] });
      const panel = Object.assign(document.createElement('info-search'), { ticket: callTicket });
      parent.append(panel);
      await until(() => shownText(panel).includes('Member service: 조회 결과 없음'), 'the outcome');
      const named =
        /Member service|Member name|Member ID|Order number|Orders|Phone|Shop|Online|Seoul|Level|Address|State/g;
      await until(() => shownText(panel).includes('일치하는 티켓이 없습니다'), 'the matching tickets');
      expect(shownText(panel).replace(named, '')).not.to.match(/[A-Za-z]{2}/);
      await expectAccessible(panel);
    });

    it('works under the strictest policy a page may have', async () => {
      const office = await lookupDesk({ apis: [membersApi(), ordersApi()] });
      office.answer = () => ({ data: { name: { first: '민서' }, level: 'x'.repeat(500) } });
      const page = await strictPage(new URL('./define.ts', import.meta.url).href);
      const panel = page.document.createElement('info-search');
      page.document.body.append(Object.assign(panel, { desk: office.desk, ticket: callTicket }));
      await until(() => shownText(panel.shadowRoot).includes('Member service: Found'), 'the outcome');
      await until(
        () => shownText(panel.shadowRoot).includes('No tickets in this period.'),
        'the matching tickets',
      );
      expect(page.violations).to.deep.equal([]);
      page.close();
    });

    it('keeps letters that are typed from the hotkeys of the page', async () => {
      const heard: string[] = [];
      const listen = ({ key }: KeyboardEvent): void => void heard.push(key);
      document.addEventListener('keydown', listen);
      const panel = await openPanel(await lookupDesk(), webTicket);
      panel.focus();
      await press('a', 'Escape');
      expect(heard).to.deep.equal(['Escape']);
      document.removeEventListener('keydown', listen);
    });

    it('starts anew on reset()', async () => {
      const office = await lookupDesk();
      office.answer = () => ({ data: minseo });
      const panel = await openPanel(office, callTicket);
      await until(() => results(panel)[0] === 'Member name: 김민서', 'the auto lookup');
      enter(panel, 'Member ID', 'M-7');
      panel.reset();
      await panel.updateComplete;
      expect([results(panel)[0], says(panel), input(panel, 'Member ID').value]).to.deep.equal([
        'Member name: —',
        '',
        '',
      ]);
      expect(office.calls).to.have.length(1);
    });
  });
});

async function byName(desk: Awaited<ReturnType<typeof lookupDesk>>['admin'], name: string) {
  const { items } = await desk.lookups.list();
  return items.find((api) => api.name === name)!;
}

/** Holds back every long timer from now on, until the function that is returned lets them all go off. */
function holdTimers(): () => void {
  const real = window.setTimeout;
  const held: (() => void)[] = [];
  window.setTimeout = ((run: () => void, delay = 0, ...rest: unknown[]) =>
    delay < 10_000 ? real(run, delay, ...rest) : held.push(run)) as typeof window.setTimeout;
  return () => {
    window.setTimeout = real;
    for (const run of held) run();
  };
}

function stubClipboard(writeText: (text: string) => Promise<void>): () => void {
  Object.defineProperty(navigator, 'clipboard', { value: { writeText }, configurable: true });
  return () => void delete (navigator as { clipboard?: unknown }).clipboard;
}
