import { expect } from '@open-wc/testing';
import { DeskError } from '@deskcard/core';
import { later } from '../../test/fake-desk.js';
import { buttonOf, choose, mergeQuietly, openDialog, people, peopleFor } from '../../test/merge-people.js';
import { says, withCustomers } from '../../test/merge-people.js';
import { clearPage, focused, inside, nextEvent, settle, shownText, until } from '../../test/page.js';
import type { MergeDialog } from './merge-dialog.js';

async function mergeInDialog(dialog: MergeDialog, number: string): Promise<void> {
  await choose(dialog, number);
  buttonOf(dialog, 'Merge customers').click();
  await until(() => says(dialog).includes('is merged into'), 'the merge');
}

const entries = (dialog: MergeDialog): string[] =>
  [...dialog.shadowRoot!.querySelectorAll('.entry')].map((entry) => shownText(entry));

describe('<merge-dialog>, the way back', () => {
  afterEach(clearPage);

  it('says what was merged, what came along and what was filled (R22, D6)', async () => {
    const { desk, caller, writer } = await people();
    const dialog = await openDialog(desk, { customerNumber: caller, ticketId: 'T-1' });
    await mergeInDialog(dialog, writer);
    expect(says(dialog)).to.equal(`No. ${writer} is merged into no. ${caller}.`);
    const text = shownText(dialog);
    expect(text).to.contain('With it: 2 tickets, all values and grades.');
    expect(text).to.contain('Filled in this ticket: Member ID, E-mail');
    expect(text).to.contain('minseo.kim@example.com');
    await until(() => focused()?.hasAttribute('data-focus'), 'the focus on the outcome');
  });

  it('takes the merge back right there, with what changed since (B1)', async () => {
    const { desk, elsewhere, caller, writer } = await people();
    const dialog = await openDialog(desk, { customerNumber: caller, ticketId: 'T-1' });
    await mergeInDialog(dialog, writer);
    await elsewhere.tickets.intake({
      channelId: 'call',
      fields: { phone: '010-2345-6789', name: '김민서 (집)' },
    });
    await elsewhere.tickets.intake({ channelId: 'email', fields: { mail: 'minseo.kim@example.com' } });
    const undone = nextEvent(dialog, 'deskcard-merge-undone');
    buttonOf(dialog, 'Undo merge').click();
    const { report, numbers } = (await undone).detail;
    expect(report.restored.customerNumber).to.equal(writer);
    expect(numbers).to.deep.equal({ [writer]: writer });
    await until(() => says(dialog).includes('are two customers again'), 'the outcome');
    const text = shownText(dialog);
    expect(text).to.contain(`1 ticket → No. ${caller}`);
    expect(text).to.contain(`1 ticket → No. ${writer}`);
    expect(text).to.contain(`Name 김민서 (집) → No. ${caller}`);
    expect(() => buttonOf(dialog, 'Undo merge')).to.throw();
    expect((await desk.tickets.get({ ticketId: 'T-1' })).fields['mail']).to.equal(undefined);
    expect(focused()?.hasAttribute('data-focus')).to.be.true;
  });

  it('undoes once, however often the button is pressed, and says when it failed', async () => {
    const { desk, caller, writer } = await people();
    const turn = later<undefined>();
    let calls = 0;
    const slow = withCustomers(desk, {
      unmerge: async (input, options) => {
        if (++calls === 1) await turn.promise;
        return desk.customers.unmerge(input, options);
      },
    });
    const dialog = await openDialog(slow, { customerNumber: caller });
    await mergeInDialog(dialog, writer);
    buttonOf(dialog, 'Undo merge').click();
    buttonOf(dialog, 'Undo merge').click();
    await until(() => says(dialog).includes('Undo merge…'), 'the busy sign');
    turn.reject(new DeskError('storage_aborted', 'x'));
    await until(() => says(dialog).includes('Saving was interrupted.'), 'the failure');
    expect(calls).to.equal(1);
    buttonOf(dialog, 'Undo merge').click();
    await until(() => says(dialog).includes('are two customers again'), 'the outcome');
    expect(calls).to.equal(2);
  });

  it('sees that somebody else took the merge back meanwhile', async () => {
    const { desk, elsewhere, caller, writer } = await people();
    const dialog = await openDialog(desk, { customerNumber: caller });
    await mergeInDialog(dialog, writer);
    const { items } = await elsewhere.customers.merges({ customerNumber: caller });
    await elsewhere.customers.unmerge({ mergeId: items[0]!.mergeId });
    await until(() => says(dialog).includes('are two customers again'), 'the news');
    expect(() => buttonOf(dialog, 'Undo merge')).to.throw();
  });

  it('keeps the way back open when the page follows the merge with its own number (D5)', async () => {
    const { desk, caller, writer } = await people();
    const dialog = await openDialog(desk, { customerNumber: caller });
    dialog.addEventListener('deskcard-customers-merged', ({ detail }) => {
      dialog.customerNumber = detail.customer.customerNumber;
    });
    await choose(dialog, writer);
    buttonOf(dialog, 'Swap').click();
    await until(() => inside(dialog, 'thead b').textContent!.includes(writer), 'the new preview');
    buttonOf(dialog, 'Merge customers').click();
    await until(() => dialog.customerNumber === writer, 'the page to follow');
    await settle();
    buttonOf(dialog, 'Undo merge').click();
    await until(() => says(dialog).includes('are two customers again'), 'the outcome');
  });

  it('lists every merge: who, when, why, active or undone (B8)', async () => {
    const { desk, elsewhere, caller, writer, stranger } = await people();
    const { merge } = await mergeQuietly(elsewhere, caller, stranger, 'by mistake');
    await desk.customers.unmerge({ mergeId: merge.mergeId });
    await mergeQuietly(desk, caller, writer, '<b>본인 확인</b>');
    const dialog = await openDialog(desk, { customerNumber: caller, view: 'history' });
    await until(() => entries(dialog).length === 2, 'the history');
    expect(entries(dialog)[0]).to.contain(`No. ${writer} → No. ${caller}`).and.to.contain('한지수');
    expect(entries(dialog)[0]).to.contain('<b>본인 확인</b>').and.to.contain('Active');
    expect(entries(dialog)[1])
      .to.contain('문태오')
      .and.to.contain('by mistake')
      .and.to.contain('Undone: 한지수');
  });

  it('undoes an old merge after saying what will go where, and reports (B1)', async () => {
    const { desk, caller, writer, stranger } = await people();
    await mergeQuietly(desk, caller, writer);
    await mergeQuietly(desk, caller, stranger);
    const dialog = await openDialog(desk, { customerNumber: caller });
    buttonOf(dialog, 'History').click();
    await until(() => entries(dialog).length === 2, 'the history');
    const entryOf = (number: string): HTMLElement =>
      [...dialog.shadowRoot!.querySelectorAll<HTMLElement>('.entry')].find((entry) =>
        entry.querySelector('b')!.textContent!.includes(number),
      )!;
    entryOf(writer).querySelector('button')!.click();
    await until(() => focused()?.id === 'undo', 'the question');
    expect(shownText(entryOf(writer))).to.contain(
      `No. ${writer} gets back its tickets, values and identifiers`,
    );
    buttonOf(dialog, 'Keep merged').click();
    await until(() => !dialog.shadowRoot!.querySelector('.question'), 'the question to go');
    expect(focused()?.textContent?.trim()).to.equal('History');
    entryOf(writer).querySelector('button')!.click();
    await until(() => focused()?.id === 'undo', 'the question again');
    const undone = nextEvent(dialog, 'deskcard-merge-undone');
    buttonOf(dialog, 'Undo merge').click();
    expect((await undone).detail.report.restored.customerNumber).to.equal(writer);
    await until(() => shownText(entryOf(writer)).includes('Undone'), 'the entry');
    expect(says(dialog)).to.equal(`No. ${caller} and no. ${writer} are two customers again.`);
    expect(shownText(dialog)).to.contain('Nothing has changed since the merge.');
    const restored = await desk.customers.get({ customerNumber: writer });
    expect(restored.customerNumber).to.equal(writer);
  });

  it('says when a merge was undone by somebody else in the same moment', async () => {
    const { desk, elsewhere, caller, writer } = await people();
    const { merge } = await mergeQuietly(desk, caller, writer);
    const deaf = { ...desk, changes: { subscribe: () => () => {} } };
    const dialog = await openDialog(deaf, { customerNumber: caller, view: 'history' });
    await until(() => entries(dialog).length === 1, 'the history');
    buttonOf(dialog, 'Undo').click();
    await until(() => focused()?.id === 'undo', 'the question');
    await elsewhere.customers.unmerge({ mergeId: merge.mergeId });
    buttonOf(dialog, 'Undo merge').click();
    await until(() => says(dialog).includes('This merge was undone already.'), 'the reason');
    await until(() => entries(dialog)[0]!.includes('Undone: 문태오'), 'the entry');
  });

  it('shows the history, but no way back, to an agent who may not merge (B8)', async () => {
    const { desk, elsewhere, caller, writer } = await peopleFor([]);
    await mergeQuietly(elsewhere, caller, writer);
    const dialog = await openDialog(desk, { customerNumber: caller, view: 'history' });
    await until(() => entries(dialog).length === 1, 'the history');
    expect(() => buttonOf(dialog, 'Undo')).to.throw();
  });

  it('says so when there is no history, and what failed when it cannot be read', async () => {
    const { desk, caller } = await people();
    let isBroken = true;
    const broken = withCustomers(desk, {
      merges: (input, options) =>
        isBroken ? Promise.reject(new DeskError('internal', 'x')) : desk.customers.merges(input, options),
    });
    const dialog = await openDialog(broken, { customerNumber: caller });
    buttonOf(dialog, 'History').click();
    await until(() => says(dialog).includes('Something unexpected went wrong.'), 'the failure');
    isBroken = false;
    buttonOf(dialog, 'Try again').click();
    await until(() => says(dialog).includes('This customer was never merged.'), 'the empty history');
  });
});
