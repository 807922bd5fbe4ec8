import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startDesk, type RunningDesk } from '@deskcard/tools/sandbox';
import { Screen } from './screen.js';

/** The page takes callers in turn; this says whose turn it is, as a real telephone system would decide who calls. */
const nextCaller = (screen: Screen, turn: number): Promise<void> =>
  screen.page.evaluate((value) => localStorage.setItem('naru.arrivals', JSON.stringify(value)), turn);

const number = '.customer-number';

describe('the main job, in the sandbox helpdesk', () => {
  let desk: RunningDesk;
  let screen: Screen;
  let vip = '';
  let other = '';
  let turnOfVip = 0;
  let otherTurn = 0;

  /** A call comes in, its ticket is opened, and the lookup that runs by itself has come back. */
  const call = async (turn: number): Promise<string> => {
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
  };

  before(async () => {
    desk = await startDesk({ port: 0, quiet: true });
    screen = await Screen.open(desk.url);
  });
  after(async () => {
    await screen?.close();
    await desk?.close();
  });

  it('starts with three hundred tickets of its own', async () => {
    await screen.press('button', /English/);
    await screen.reads('body', /300 tickets/);
  });

  it('shows the grade of a caller whose number is known (R7, R24)', async () => {
    for (let turn = 0; vip === '' && turn < 40; turn++) {
      const customer = await call(turn);
      const grades = await screen.page.$$eval('.history-section customer-badge', (badges) =>
        badges.map((badge) => badge.shadowRoot?.textContent ?? '').join(''),
      );
      if (/VIP/.test(grades)) [vip, turnOfVip] = [customer, turn];
    }
    assert.notEqual(vip, '', 'none of forty callers has a grade');
  });

  it('has looked the caller up by itself over a verified signature, and filled empty fields only (R53, R54, R55)', async () => {
    await screen.reads('.status', /: Found/);
    const level = await screen.value('[data-field=memberLevel] .input');
    assert.notEqual(level, '');
    await screen.press('button', /^\s*Undo\s*$/);
    await screen.reads('.status', /Taken back/);
    assert.equal(await screen.value('[data-field=memberLevel] .input'), '');
    await screen.type('[data-field=memo] .input', 'my own note');
    await screen.press('button', /^\s*Search\s*$/);
    await screen.press('button', /Fill again/);
    await screen.reads('.status', /Filled in the ticket/);
    await screen.reads('p, li', /Not filled, has a value: Memo/);
    assert.equal(await screen.value('[data-field=memberLevel] .input'), level);
    assert.equal(await screen.value('[data-field=memo] .input'), 'my own note');
  });

  it('merges a second record of the same person, once, after a preview (R17–R22, B3)', async () => {
    otherTurn = turnOfVip + 1;
    other = await call(otherTurn);
    assert.notEqual(other, vip);
    await call(turnOfVip);
    await screen.press('.whose button', /Merge/);
    await screen.type('[name=search]', other);
    await screen.press('.list button.item', new RegExp(other));
    await screen.reads('.points', new RegExp(`${other} leads to no\\. ${vip}`));
    // Nothing in common: the dialog wants a deliberate yes.
    await screen.press('label', /I have checked/);
    await screen.press('.dialog-foot button.primary', /Merge/);
    await screen.reads('.status', new RegExp(`${other} is merged into no\\. ${vip}`));
    await screen.press('.dialog-foot button', /Close/);
    assert.equal((await screen.reads(number, /\d/)).trim(), vip);
  });

  it('finds the survivor by the old number, and on the next call from the old phone (B2, trap 5)', async () => {
    assert.equal(await call(otherTurn), vip);
    await screen.press('.whose button', /Merge/);
    await screen.type('[name=search]', other);
    await screen.reads('.list .item', new RegExp(vip));
    await screen.page.keyboard.press('Escape');
  });

  it('keeps everything over a reload', async () => {
    await screen.page.reload();
    await screen.reads('body', /3\d\d tickets/);
    assert.equal((await screen.reads(number, /\d/)).trim(), vip);
  });

  it('takes the merge back from the history, and both are who they were (B1)', async () => {
    await screen.press('[role=tab]', /Customer/);
    await screen.press('button', /Undo/);
    await screen.press('.dialog button', /^\s*Undo\s*$/);
    await screen.press('.dialog button', /Undo merge/);
    await screen.reads('.status', new RegExp(`${other} are two customers again`));
    await screen.page.keyboard.press('Escape');
    await screen.press('[role=tab]', /Information search/);
    assert.equal(await call(otherTurn), other);
    assert.equal(await call(turnOfVip), vip);
  });
});
