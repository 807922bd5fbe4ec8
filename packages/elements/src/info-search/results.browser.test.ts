import { expect } from '@open-wc/testing';
import { expectAccessible } from '../../test/accessible.js';
import { lookupDesk, membersApi, ordersApi } from '../../test/lookup-desk.js';
import { clearPage, focused, inside, press, shownText, until } from '../../test/page.js';
import {
  buttonSaying,
  enter,
  input,
  openPanel,
  results,
  says,
  searchButton,
  section,
  webTicket,
} from '../../test/search-panel.js';
import './define.js';

const minseo = { name: '김민서', level: 'Gold' };

describe('<info-search> and its result fields', () => {
  afterEach(clearPage);

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
});

async function byName(desk: Awaited<ReturnType<typeof lookupDesk>>['admin'], name: string) {
  const { items } = await desk.lookups.list();
  return items.find((api) => api.name === name)!;
}

function stubClipboard(writeText: (text: string) => Promise<void>): () => void {
  Object.defineProperty(navigator, 'clipboard', { value: { writeText }, configurable: true });
  return () => void delete (navigator as { clipboard?: unknown }).clipboard;
}
