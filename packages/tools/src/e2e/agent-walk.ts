/** An agent without a mouse: takes a call, looks the caller up, corrects an entry, and joins and parts two records. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { nothingSerious } from './axe.js';
import { callsAt } from './calls.js';
import type { Hands } from './hands.js';
import { saying, wordsIn, type Language } from './words.js';

const number = '.customer-number';
const field = (code: string): string => `[data-field=${code}] .input`;

/** Registers the steps; call it inside a `describe` whose `before` opens the screen. */
export function agentWalk(language: Language, at: () => Hands): void {
  const w = wordsIn(language);
  let caller = '';
  let other = '';
  let otherPhone = '';
  const calls = callsAt(at, w);
  const takeCall = async (): Promise<string> => (await calls.known()).customerNumber;

  const grades = (): Promise<string> =>
    at().screen.page.$$eval('.history-section customer-badge', (badges) =>
      badges.map((badge) => badge.shadowRoot?.textContent ?? '').join(''),
    );

  it('takes calls until one has a grade, and sees grade and number at the ticket (R7, R24)', async () => {
    const { screen } = at();
    await screen.reads('.list-count', /300/);
    do caller = await takeCall();
    while (!/VIP/.test(await grades()) && calls.taken < 40);
    assert.match(await grades(), /VIP/);
    await nothingSerious(screen, 'body');
  });

  it('jumps over the list into the ticket, and on to whose call it is in the side tab (R52, R53)', async () => {
    const { screen } = at();
    await at().use(w.skipToTicket, { role: 'link', back: true });
    await at().tabTo(w.informationSearch, { role: 'tab' });
    await at().press('ArrowRight');
    await at().isAt(w.customer, 'tab');
    await screen.reads('.customer dl', saying(caller));
    await nothingSerious(screen, '#side');
    await at().press('ArrowLeft');
    await at().isAt(w.informationSearch, 'tab');
  });

  it('takes back what the lookup filled in, fills it in again, and searches with a value of their own (R47, R48, R49, R50, D11)', async () => {
    const { screen } = at();
    await screen.reads('.status', saying(w.filled));
    const level = await screen.value(field('memberLevel'));
    assert.notEqual(level, '');
    await at().use(w.undo, { role: 'button' });
    await screen.reads('.status', saying(w.takenBack));
    assert.equal(await screen.value(field('memberLevel')), '');
    await at().isAt(w.fillAgain, 'button');
    await at().press('Enter');
    await screen.reads('.status', saying(w.filled));
    assert.equal(await screen.value(field('memberLevel')), level);
    await at().choose(w.shop, w.online);
    await at().use(w.search, { role: 'button' });
    await screen.reads('.status', saying(`${w.api}: ${w.found}`));
    await nothingSerious(screen, 'info-search');
  });

  it('corrects the e-mail address, and takes the one before from those registered, with the arrow keys (R12, R14, R15, R16)', async () => {
    const { screen } = at();
    const email = { role: 'combobox', back: true };
    for (const address of ['first.told@example.com', 'then.told@example.com']) {
      await at().fill(w.email, address, email);
      await at().use(w.save, { role: 'button' });
      await screen.reads('.foot .status', saying(w.saved, w.email));
    }
    await at().fill(w.email, 'told', email);
    await screen.reads('.offer', /first\.told/);
    await nothingSerious(screen, 'customer-fields');
    await at().press('ArrowDown');
    await at().press('ArrowDown');
    await at().press('Enter');
    assert.equal(await at().value(), 'first.told@example.com');
    await at().press('Enter', 'Control');
    await screen.reads('.foot .status', saying(w.saved));
  });

  it('opens another ticket from the list with the arrow keys (R46)', async () => {
    const { screen } = at();
    other = await takeCall();
    assert.notEqual(other, caller);
    otherPhone = await screen.value(field('phone'));
    await at().use(w.skipToList, { role: 'link', back: true });
    await at().tabTo(/./, { role: 'option' });
    await at().press('ArrowDown');
    await at().press('Enter');
    await screen.reads(number, saying(caller));
    await at().isAt(/./, 'heading');
  });

  it('is asked whose a number is that belongs to somebody else, and goes back to the field (B5)', async () => {
    const { screen } = at();
    const phone = await screen.value(field('phone'));
    await at().fill(w.phone, otherPhone, { role: 'combobox' });
    await at().use(w.save, { role: 'button' });
    await screen.reads('.taken', saying(otherPhone, other));
    await at().tabTo(saying(w.moveHere), { role: 'button' });
    await nothingSerious(screen, 'customer-fields');
    await at().use(w.cancel, { role: 'button' });
    await at().isAt(w.phone, 'combobox');
    assert.equal(await at().value(), otherPhone);
    await at().use(w.discard, { role: 'button' });
    assert.equal(await screen.value(field('phone')), phone);
  });

  it('finds the other record, sees what a merge would do, and merges (R17, R18, R19, R20, R21, R22, B3)', async () => {
    const { screen } = at();
    await at().use(w.merge, { role: 'button', back: true });
    await at().isAt(w.search, 'searchbox');
    await screen.page.keyboard.type(other);
    await screen.reads('.list button.item', saying(other));
    await nothingSerious(screen, 'merge-dialog');
    await at().press('ArrowDown');
    await at().isAt(saying(other), 'button');
    await at().press('Enter');
    await at().isAt(w.preview, 'heading');
    await screen.reads('.points', saying(other));
    await nothingSerious(screen, 'merge-dialog');
    await at().tabTo(w.confirm, { role: 'checkbox' });
    await at().press('Space');
    await at().use(w.mergeCustomers, { role: 'button' });
    await screen.reads('.status', saying(other, w.merged));
    await nothingSerious(screen, 'merge-dialog');
  });

  it('takes the merge back, closes, and is where they were (B1)', async () => {
    const { screen } = at();
    await at().use(w.undoMerge, { role: 'button' });
    await screen.reads('.status', saying(other, w.apart));
    await at().use(w.close, { role: 'button' });
    await at().isAt(w.merge, 'button');
    assert.equal((await screen.reads(number, /\d/)).trim(), caller);
  });
}
