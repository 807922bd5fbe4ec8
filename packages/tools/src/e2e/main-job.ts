/**
 * The main job of an agent, as a person does it at the screen: a call comes in, the caller is known, looked up, joined
 * with a second record, found again, and taken apart. The same wherever the data lives.
 */
import assert from 'node:assert/strict';
import { afterEach, it } from 'node:test';
import type { Screen } from './screen.js';

const number = '.customer-number';

/** The page takes callers in turn; this says whose turn it is, as a real telephone system would decide who calls. */
export const nextCaller = (screen: Screen, turn: number): Promise<void> =>
  screen.page.evaluate((value) => localStorage.setItem('naru.arrivals', JSON.stringify(value)), turn);

/** A call comes in, its ticket is opened, and the lookup that runs by itself has come back. */
export async function takeCall(screen: Screen, turn: number): Promise<string> {
  const topTicket = '.row:first-child[aria-selected=true]';
  const before = await screen.page.$$eval('.row', ([row]) => row?.getAttribute('data-ticket') ?? '');
  await nextCaller(screen, turn);
  await screen.press('.arrivals button', /Incoming call/);
  await screen.press('[role=menuitem]', /From a known customer/);
  await screen.page.waitForFunction(
    (selector, last) => (document.querySelector(selector)?.getAttribute('data-ticket') ?? last) !== last,
    {},
    topTicket,
    before,
  );
  await screen.reads('.status', /^\s*Member service: /);
  return (await screen.reads(number, /\d/)).trim();
}

/** Registers the steps; call it inside a `describe` whose `before` opens the screen. */
export function mainJob(at: () => Screen): void {
  let vip = '';
  let other = '';
  let turnOfVip = 0;
  let otherTurn = 0;
  const call = (turn: number): Promise<string> => takeCall(at(), turn);

  afterEach(() => at().look());

  it('starts with three hundred tickets of its own', async () => {
    await at().press('button', /English/);
    await at().reads('body', /300 tickets/);
  });

  it('shows the grade of a caller whose number is known (R7, R24)', async () => {
    for (let turn = 0; vip === '' && turn < 40; turn++) {
      const customer = await call(turn);
      const grades = await at().page.$$eval('.history-section customer-badge', (badges) =>
        badges.map((badge) => badge.shadowRoot?.textContent ?? '').join(''),
      );
      if (/VIP/.test(grades)) [vip, turnOfVip] = [customer, turn];
    }
    assert.notEqual(vip, '', 'none of forty callers has a grade');
  });

  it('has looked the caller up by itself over a verified signature, and filled empty fields only (R53, R54, R55)', async () => {
    await at().reads('.status', /: Found/);
    const level = await at().value('[data-field=memberLevel] .input');
    assert.notEqual(level, '');
    await at().press('button', /^\s*Undo\s*$/);
    await at().reads('.status', /Taken back/);
    assert.equal(await at().value('[data-field=memberLevel] .input'), '');
    await at().type('[data-field=memo] .input', 'my own note');
    await at().press('button', /^\s*Search\s*$/);
    await at().press('button', /Fill again/);
    await at().reads('.status', /Filled in the ticket/);
    await at().reads('p, li', /Not filled, has a value: Memo/);
    assert.equal(await at().value('[data-field=memberLevel] .input'), level);
    assert.equal(await at().value('[data-field=memo] .input'), 'my own note');
  });

  it('shows in the side tab whose call it is, with what the lookup found (R52, R53)', async () => {
    const caller = (await at().reads(number, /\d/)).trim();
    await at().press('[role=tab]', /Customer/);
    await at().reads('.customer dl', new RegExp(caller));
    await at().reads('.api .status', /Member service:\s+Found/);
    await at().press('[role=tab]', /Information search/);
  });

  it('keeps a new value with the customer and offers it from then on, newest first (R14–R16)', async () => {
    const address = 'as.told.on.the.phone@example.com';
    await at().type('[data-field=mail] .input', address);
    await at().press('.save-bar button', /Save/);
    await at().reads('.foot .status', /Saved: .*E-mail/);
    await call(turnOfVip);
    await at().type('[data-field=mail] .input', 'as.told');
    await at().reads('.offer', new RegExp(`^\\s*${address}[^]*typed in`));
    await at().page.keyboard.press('ArrowDown');
    await at().page.keyboard.press('Enter');
    assert.equal(await at().value('[data-field=mail] .input'), address);
    await at().press('.save-bar button', /Save/);
    await at().reads('.foot .status', /Saved: /);
  });

  it('asks whose a number is that belongs to somebody else, and saves nothing meanwhile (B5)', async () => {
    otherTurn = turnOfVip + 1;
    other = await call(otherTurn);
    assert.notEqual(other, vip);
    const phone = await at().value('[data-field=phone] .input');
    await call(turnOfVip);
    await at().type('[data-field=phone] .input', phone);
    await at().press('.save-bar button', /Save/);
    await at().reads('.taken', new RegExp(`${phone}[^]* no\\. ${other}`));
    await at().page.keyboard.press('Escape');
    assert.equal(await at().value('[data-field=phone] .input'), phone);
    await at().press('.save-bar button', /Discard/);
    assert.notEqual(await at().value('[data-field=phone] .input'), phone);
  });

  it('merges a second record of the same person, once, after a preview (R17–R22, B3)', async () => {
    await at().press('.whose button', /Merge/);
    await at().type('[name=search]', other);
    await at().press('.list button.item', new RegExp(other));
    await at().reads('.points', new RegExp(`${other} leads to no\\. ${vip}`));
    // Nothing in common: the dialog wants a deliberate yes.
    await at().press('label', /I have checked/);
    await at().press('.dialog-foot button.primary', /Merge/);
    await at().reads('.status', new RegExp(`${other} is merged into no\\. ${vip}`));
    await at().press('.dialog-foot button', /Close/);
    assert.equal((await at().reads(number, /\d/)).trim(), vip);
  });

  it('finds the survivor by the old number, and on the next call from the old phone (B2, trap 5)', async () => {
    assert.equal(await call(otherTurn), vip);
    await at().press('.whose button', /Merge/);
    await at().type('[name=search]', other);
    await at().reads('.list .item', new RegExp(vip));
    await at().page.keyboard.press('Escape');
  });

  it('keeps everything over a reload', async () => {
    await at().page.reload();
    await at().reads('body', /3\d\d tickets/);
    assert.equal((await at().reads(number, /\d/)).trim(), vip);
  });

  it('takes the merge back from the history, and both are who they were (B1)', async () => {
    await at().press('[role=tab]', /Customer/);
    await at().press('button', /Undo/);
    await at().press('.dialog button', /^\s*Undo\s*$/);
    await at().press('.dialog button', /Undo merge/);
    await at().reads('.status', new RegExp(`${other} are two customers again`));
    await at().page.keyboard.press('Escape');
    await at().press('[role=tab]', /Information search/);
    assert.equal(await call(otherTurn), other);
    assert.equal(await call(turnOfVip), vip);
  });
}
