import { expect } from '@open-wc/testing';
import { DeskError } from '@deskcard/core';
import { expectAccessible } from '../../test/accessible.js';
import { fakeDesk, later } from '../../test/fake-desk.js';
import { lookupDesk, membersApi, ordersApi, type ProviderAnswer } from '../../test/lookup-desk.js';
import { clearPage, focused, press, shownText, until } from '../../test/page.js';
import { openPanel, results, says, searchButton, section, webTicket } from '../../test/search-panel.js';
import { holdTimers } from '../../test/timers.js';
import './define.js';

const minseo = { name: '김민서', level: 'Gold' };

describe('<info-search> and what came of a search', () => {
  afterEach(clearPage);

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
      [new DeskError('lookup_busy', ''), 'Many searches at once Try again in a moment.'],
      [new DeskError('lookup_paused', ''), 'The provider is failing and is left alone Try again'],
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
});
