/**
 * Knowing people, without a mouse: a relative on a customer's telephone is not taken for the customer (B7), three
 * records become one at once, and the middle one comes out again by itself (B1).
 */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { nothingSerious } from './axe.js';
import { callsAt, type Call } from './calls.js';
import type { Hands } from './hands.js';
import { beginning, saying, wordsIn, type Language } from './words.js';

/** Registers the steps; call it inside a `describe` whose `before` opens the screen. */
export function peopleWalk(language: Language, at: () => Hands): void {
  const w = wordsIn(language);
  const calls = callsAt(at, w);
  const button = { role: 'button' };
  let relative: Call;
  let [first, middle, last] = ['', '', ''];

  it('takes a call from a relative’s phone, and sees that nobody was joined, and why (B7)', async () => {
    const { screen } = at();
    await screen.reads('.list-count', /3\d\d/);
    relative = await calls.relative();
    const why = await screen.reads('[part=duplicates] .status', saying(w.theNameDiffers));
    assert.ok(!why.includes(relative.customerNumber), 'the owner is named, not the one who calls');
    await nothingSerious(screen, 'customer-fields');
  });

  it('says that the two are not the same, and is not asked again when the relative calls again (B4, B7)', async () => {
    const { screen } = at();
    await at().use(beginning(w.notSame), button);
    await screen.reads('[part=duplicates] .status', saying(w.areNotSame));
    await at().isAt(w.undo, 'button');
    const again = await calls.relative(relative.turn);
    assert.equal(again.customerNumber, relative.customerNumber);
    await screen.reads('.row:first-child', saying(relative.customerNumber));
    assert.deepEqual(await screen.page.$$('customer-fields >>> [part=duplicate]'), []);
  });

  it('ticks two more records, sees what would become of all three, and merges them at once (R22, B3)', async () => {
    const { screen } = at();
    for (let taken = 0; taken < 3; taken++) {
      [first, middle] = [middle, last];
      last = (await calls.known()).customerNumber;
    }
    await at().use(w.merge, { ...button, back: true });
    for (const other of [first, middle]) {
      await at().fill(w.search, other, { role: 'searchbox', back: true });
      await screen.reads('.list button.item', saying(other));
      await at().tabTo(saying(w.choose, other), { role: 'checkbox' });
      await at().press('Space');
    }
    await at().use(w.previewThree, button);
    await at().isAt(w.preview, 'heading');
    await screen.reads('.compare.many', saying(first, middle));
    await nothingSerious(screen, 'merge-dialog');
    await at().tabTo(w.confirmThree, { role: 'checkbox' });
    await at().press('Space');
    await at().use(w.mergeCustomers, button);
    await screen.reads('.status', saying(first, middle, w.areAllMerged));
    await nothingSerious(screen, 'merge-dialog');
  });

  it('takes the middle one out again, and the history says who did what and what still holds (B1, B8)', async () => {
    const { screen } = at();
    await at().use(saying(w.undoOf, middle), button);
    await screen.reads('.status', saying(middle, w.apart));
    await at().use(w.history, { ...button, back: true });
    await screen.reads('.entry .entry', saying(first, w.active));
    await screen.reads('.entry .entry', saying(middle, `${w.undone}: `));
    await nothingSerious(screen, 'merge-dialog');
    await at().use(w.close, { ...button, back: true });
    await at().isAt(w.merge, 'button');
  });

  it('finds the first one by its old number with the survivor, and the middle one by itself (B2, trap 5)', async () => {
    const { screen } = at();
    await at().use(w.merge, { ...button, back: true });
    await at().isAt(w.search, 'searchbox');
    await screen.page.keyboard.type(first);
    await screen.reads('.list .item', saying(last));
    await at().fill(w.search, middle, { role: 'searchbox' });
    await screen.reads('.list button.item', saying(middle));
    await at().press('Escape');
  });
}
