import { expect } from '@open-wc/testing';
import { DeskError } from '@deskcard/core';
import { expectAccessible } from '../../test/accessible.js';
import { fakeDesk } from '../../test/fake-desk.js';
import { lookupDesk, membersApi, ordersApi } from '../../test/lookup-desk.js';
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
import { holdTimers } from '../../test/timers.js';
import { provideDeskcard } from '../context.js';
import { ko } from '../locales/ko.js';
import './define.js';

const minseo = { name: '김민서', level: 'Gold' };

describe('<info-search>', () => {
  afterEach(clearPage);

  describe('before the search', () => {
    it('shows the configured inputs in their order and the result fields with a dash (R46, R48, R50)', async () => {
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
    it('takes the focus (R47), sends its inputs on Enter, and shows values below the button (R49, R50)', async () => {
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
      await until(() => shownText(panel).includes('No answer came in time. Try again.'), 'the end');
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

    for (const [label, before, after] of [
      ['Order number', '', 'A-17'],
      ['Phone', callTicket.fields['phone']!, `${callTicket.fields['phone']!}A-17`],
    ] as const) {
      it(`leaves the caret in ${label} when an administrator puts the APIs into another order`, async () => {
        const office = await lookupDesk({ apis: [membersApi(), ordersApi()] });
        const panel = await openPanel(office, webTicket);
        const box = input(panel, label);
        expect(box.value).to.equal(before);
        box.focus();
        await press('End');
        await type('A-');
        const apiIds = office.apis.map(({ apiId }) => apiId).reverse();
        await office.admin.lookups.reorder({ apiIds });
        await until(() => shownText(section(panel)).includes('Orders'), 'the other order');
        await type('17');
        await panel.updateComplete;
        expect(input(panel, label).value).to.equal(after);
      });
    }

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
