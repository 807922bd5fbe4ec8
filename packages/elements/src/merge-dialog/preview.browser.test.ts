import { expect } from '@open-wc/testing';
import { DeskError } from '@deskcard/core';
import type { CallOptions, InputOf, MergeResult } from '@deskcard/core';
import { later } from '../../test/fake-desk.js';
import { buttonOf, choose, mergeQuietly, openDialog, people } from '../../test/merge-people.js';
import { says, search, rows, withCustomers } from '../../test/merge-people.js';
import {
  clearPage,
  focused,
  inside,
  nextEvent,
  press,
  put,
  settle,
  shownText,
  until,
} from '../../test/page.js';
import type { MergeDialog } from './merge-dialog.js';

/** A field's line of the preview, cell by cell; a chosen value has a star. */
function line(dialog: MergeDialog, label: string): string[] {
  const found = [...dialog.shadowRoot!.querySelectorAll('.compare tbody tr')].find(
    (row) => row.querySelector('th')?.textContent === label,
  );
  return [...(found?.querySelectorAll('td') ?? [])].map((cell) => {
    const isChosen = cell.querySelector<HTMLInputElement>('input')?.checked;
    return `${cell.querySelector('bdi, .muted')?.textContent}${isChosen ? '*' : ''}`;
  });
}

const heads = (dialog: MergeDialog): string[] =>
  [...dialog.shadowRoot!.querySelectorAll('.compare thead th')].slice(0, 2).map((head) => shownText(head));

function take(dialog: MergeDialog, field: string, whose: string): void {
  inside(dialog, `[name=value-${field}][value="${whose}"]`).click();
}

const isDone = (dialog: MergeDialog): boolean => says(dialog).includes('is merged into');

describe('<merge-dialog>, the preview', () => {
  afterEach(clearPage);

  it('comes at once where the page knows the other record, and the search is a step back', async () => {
    const { desk, caller, writer } = await people();
    const dialog = put('merge-dialog', {
      desk,
      customerNumber: caller,
      otherNumbers: [writer],
      open: true,
    });
    await until(() => dialog.shadowRoot!.querySelector('.compare'), 'the preview');
    expect(shownText(dialog)).to.include(writer);
    buttonOf(dialog, 'Choose another').click();
    await until(() => dialog.shadowRoot!.querySelector('[name=search]'), 'the search');
  });

  it('shows field by field what both have and what will be shown, equal values once (B3)', async () => {
    const { desk, caller, writer } = await people();
    await desk.customers.edit({ customerNumber: writer, values: { name: '김민서' } });
    const dialog = await openDialog(desk, { customerNumber: caller });
    await choose(dialog, writer);
    expect(line(dialog, 'Name')).to.deep.equal(['김민서', '김민서']);
    expect(line(dialog, 'Member ID')).to.deep.equal(['—', 'minseo_k', 'minseo_k']);
    expect(line(dialog, 'E-mail')).to.deep.equal(['—', 'minseo.kim@example.com', 'minseo.kim@example.com']);
    expect(line(dialog, 'Phone')).to.deep.equal(['010-2345-6789', '+82 10-2345-6789*', '+82 10-2345-6789']);
  });

  it('shows something to decide on for two people of one name, and everything of them (trap 7)', async () => {
    const { desk, caller } = await people();
    const { items } = await desk.customers.search({ phone: '88001200' });
    const dialog = await openDialog(desk, { customerNumber: caller });
    await choose(dialog, items[0]!.customerNumber);
    expect(line(dialog, 'Name')).to.deep.equal(['김민서', '김민서']);
    expect(line(dialog, 'Phone').slice(0, 2).join())
      .to.contain('010-2345-6789')
      .and.to.contain('010-8800-1200');
  });

  it('says in plain words which number stays and what comes along (D5)', async () => {
    const { desk, caller, writer } = await people();
    const dialog = await openDialog(desk, { customerNumber: caller, ticketId: 'T-1' });
    await choose(dialog, writer);
    expect(heads(dialog)).to.deep.equal([
      `Stays No. ${caller} This customer`,
      `Becomes an alias No. ${writer}`,
    ]);
    const text = shownText(dialog);
    expect(text).to.contain(`No. ${writer} leads to no. ${caller} for ever, also for new tickets.`);
    expect(text).to.contain('With it: 2 tickets, all values and grades.');
  });

  it('lets another value be shown, and merges with exactly these choices and the reason (B3)', async () => {
    const { desk, caller, writer } = await people();
    const dialog = await openDialog(desk, { customerNumber: caller, ticketId: 'T-1' });
    await choose(dialog, writer);
    take(dialog, 'name', caller);
    await until(() => line(dialog, 'Name')[2] === '김민서', 'the chosen name');
    const reason = inside<HTMLInputElement>(dialog, '#reason');
    reason.value = '본인 확인';
    reason.dispatchEvent(new Event('input'));
    const merged = nextEvent(dialog, 'deskcard-customers-merged');
    buttonOf(dialog, 'Merge customers').click();
    const { detail, bubbles, composed } = await merged;
    expect([bubbles, composed]).to.deep.equal([true, true]);
    expect(detail.numbers).to.deep.equal({ [writer]: caller });
    expect(detail.merges[0]).to.deep.include({
      survivorNumber: caller,
      absorbedNumber: writer,
      reason: '본인 확인',
    });
    expect(detail.merges[0]!.choices).to.deep.equal({ name: caller });
    expect(detail.customer.values).to.include({ name: '김민서', email: 'minseo.kim@example.com' });
    const ticket = await desk.tickets.get({ ticketId: 'T-1' });
    expect(ticket.fields).to.include({ mail: 'minseo.kim@example.com', usercode: 'minseo_k' });
  });

  it('swaps the two, and the chosen values stay chosen (D5)', async () => {
    const { desk, caller, writer } = await people();
    const dialog = await openDialog(desk, { customerNumber: caller, ticketId: 'T-1' });
    await choose(dialog, writer);
    take(dialog, 'name', caller);
    await until(() => line(dialog, 'Name')[2] === '김민서', 'the chosen name');
    const swap = buttonOf(dialog, 'Swap');
    swap.focus();
    swap.click();
    await until(() => heads(dialog)[0]!.includes(writer), 'the other number');
    expect(line(dialog, 'Name')).to.deep.equal(['김민서 고객님', '김민서*', '김민서']);
    expect(focused()).to.equal(swap);
    const merged = nextEvent(dialog, 'deskcard-customers-merged');
    buttonOf(dialog, 'Merge customers').click();
    const { detail } = await merged;
    expect(detail.numbers).to.deep.equal({ [caller]: writer });
    expect(detail.customer.values['name']).to.equal('김민서');
    const { customerNumber } = await desk.tickets.get({ ticketId: 'T-1' });
    expect(customerNumber, 'the ticket follows').to.equal(writer);
  });

  it('asks for a deliberate word when the two have nothing in common, before it merges (B3)', async () => {
    const { desk, caller, stranger } = await people();
    const dialog = await openDialog(desk, { customerNumber: caller });
    await choose(dialog, stranger);
    expect(says(dialog)).to.contain('Nothing in common: these may be different people.');
    buttonOf(dialog, 'Merge customers').click();
    await until(() => shownText(dialog).includes('Tick this box first.'), 'the word');
    await until(() => focused()?.matches('.confirm input'), 'the focus on the box');
    expect((await desk.customers.get({ customerNumber: stranger })).customerNumber).to.equal(stranger);
    await press('Space');
    buttonOf(dialog, 'Merge customers').click();
    await until(() => isDone(dialog), 'the merge');
  });

  it('warns of two member ids', async () => {
    const { desk, writer, stranger } = await people();
    const dialog = await openDialog(desk, { customerNumber: writer });
    await choose(dialog, stranger);
    expect(says(dialog)).to.contain('Different member IDs: these may be different people.');
  });

  it('says what forbids a merge, and offers no button for it (trap 1)', async () => {
    const { desk, elsewhere, caller, writer } = await people();
    const stale = await desk.customers.search({ customerNumber: writer });
    await mergeQuietly(elsewhere, caller, writer);
    const dialog = await openDialog(withCustomers(desk, { search: async () => stale }), {
      customerNumber: caller,
    });
    await search(dialog, writer);
    rows(dialog)[0]!.click();
    await until(() => says(dialog).includes('These are merged already.'), 'the reason');
    expect(buttonOf(dialog, 'Merge customers').ariaDisabled).to.equal('true');
    expect(dialog.shadowRoot!.querySelector('.compare')).to.equal(null);
  });

  it('merges once, however often the button is pressed and however slow the desk is (trap 7)', async () => {
    const { desk, caller, writer } = await people();
    const calls: InputOf<'customers.merge'>[] = [];
    const turn = later<undefined>();
    const slow = withCustomers(desk, {
      merge: async (input, options) => {
        calls.push(input);
        await turn.promise;
        return desk.customers.merge(input, options);
      },
    });
    const dialog = await openDialog(slow, { customerNumber: caller });
    await choose(dialog, writer);
    let told = 0;
    dialog.addEventListener('deskcard-customers-merged', () => told++);
    const merge = buttonOf(dialog, 'Merge customers');
    merge.click();
    merge.click();
    merge.focus();
    await press('Enter', 'Enter', 'Space');
    expect(says(dialog)).to.contain('Merge customers…');
    expect(inside<HTMLFieldSetElement>(dialog, 'fieldset').disabled).to.be.true;
    turn.resolve(undefined);
    await until(() => isDone(dialog), 'the merge');
    await settle();
    expect(calls).to.have.length(1);
    expect(told).to.equal(1);
    expect((await desk.customers.merges({ customerNumber: caller })).items).to.have.length(1);
  });

  it('repeats a merge whose answer was lost with the same key, so that it still happens once (trap 7)', async () => {
    const { desk, caller, writer } = await people();
    const keys: (string | undefined)[] = [];
    const lossy = withCustomers(desk, {
      merge: async (input, options: CallOptions = {}) => {
        keys.push(options.idempotencyKey);
        const result = await desk.customers.merge(input, options);
        if (keys.length === 1) throw new DeskError('internal', 'The answer was lost.');
        return result;
      },
      // What this desk hears of its own merge is lost as well.
      planMerge: (input, options) => desk.customers.planMerge(input, options),
    });
    const deaf = { ...lossy, changes: { subscribe: () => () => {} } };
    const dialog = await openDialog(deaf, { customerNumber: caller });
    await choose(dialog, writer);
    buttonOf(dialog, 'Merge customers').click();
    await until(() => says(dialog).includes('Something unexpected went wrong.'), 'the failure');
    buttonOf(dialog, 'Merge customers').click();
    await until(() => isDone(dialog), 'the merge');
    expect(keys[0]).to.be.a('string').and.to.equal(keys[1]);
    expect((await desk.customers.merges({ customerNumber: caller })).items).to.have.length(1);
  });

  it('lets the page prevent a merge, and stays as it was', async () => {
    const { desk, caller, writer } = await people();
    const dialog = await openDialog(desk, { customerNumber: caller, ticketId: 'T-1' });
    await choose(dialog, writer);
    const asked = nextEvent(dialog, 'deskcard-before-merge');
    dialog.addEventListener('deskcard-before-merge', (event) => event.preventDefault());
    buttonOf(dialog, 'Merge customers').click();
    const { detail } = await asked;
    expect(detail).to.deep.include({ survivorNumber: caller, absorbedNumbers: [writer], ticketId: 'T-1' });
    await settle();
    expect(dialog.shadowRoot!.querySelector('.compare')).not.to.equal(null);
    expect((await desk.customers.merges({ customerNumber: caller })).items).to.have.length(0);
  });

  it('shows the new preview when somebody was faster, says what changed, and asks again (B3)', async () => {
    const { desk, elsewhere, caller, stranger } = await people();
    // A desk that hears of nothing finds out only when it merges.
    const deaf = { ...desk, changes: { subscribe: () => () => {} } };
    const dialog = await openDialog(deaf, { customerNumber: caller });
    await choose(dialog, stranger);
    take(dialog, 'name', caller);
    inside(dialog, '.confirm input').click();
    const reason = inside<HTMLInputElement>(dialog, '#reason');
    reason.value = 'asked her';
    reason.dispatchEvent(new Event('input'));
    await elsewhere.customers.edit({ customerNumber: stranger, values: { email: 'new@example.net' } });
    buttonOf(dialog, 'Merge customers').click();
    await until(() => says(dialog).includes('The customers have changed meanwhile.'), 'the word');
    await until(() => line(dialog, 'E-mail')[1] === 'new@example.net', 'the new preview');
    expect(shownText(dialog)).to.contain(`No. ${stranger} · E-mail: minseok@example.net → new@example.net`);
    expect(line(dialog, 'Name')).to.deep.equal(['김민서*', '김민석', '김민서']);
    expect(inside<HTMLInputElement>(dialog, '#reason').value).to.equal('asked her');
    expect(inside<HTMLInputElement>(dialog, '.confirm input').checked).to.be.false;
    inside(dialog, '.confirm input').click();
    const merged = nextEvent(dialog, 'deskcard-customers-merged');
    buttonOf(dialog, 'Merge customers').click();
    expect((await merged).detail.customer.values).to.include({ name: '김민서', email: 'new@example.net' });
  });

  it('refuses a reason that is too long at its field, and cuts nothing (D14)', async () => {
    const { desk, caller, writer } = await people();
    const dialog = await openDialog(desk, { customerNumber: caller });
    await choose(dialog, writer);
    const reason = inside<HTMLInputElement>(dialog, '#reason');
    reason.value = '😀'.repeat(501);
    reason.dispatchEvent(new Event('input'));
    await until(() => shownText(dialog).includes('At most 500 characters.'), 'the fault');
    expect(buttonOf(dialog, 'Merge customers').ariaDisabled).to.equal('true');
    reason.value = '😀'.repeat(500);
    reason.dispatchEvent(new Event('input'));
    await until(() => buttonOf(dialog, 'Merge customers').ariaDisabled !== 'true', 'the button');
    buttonOf(dialog, 'Merge customers').click();
    await until(() => isDone(dialog), 'the merge');
  });

  it('closes while it merges: what cannot be called off any more is still told to the page', async () => {
    const { desk, caller, writer } = await people();
    const turn = later<undefined>();
    const signals: AbortSignal[] = [];
    const slow = withCustomers(desk, {
      merge: async (input, { signal, ...options } = {}): Promise<MergeResult> => {
        signals.push(signal!);
        const result = await desk.customers.merge(input, options);
        await turn.promise;
        return result;
      },
    });
    const dialog = await openDialog(slow, { customerNumber: caller });
    await choose(dialog, writer);
    const merged = nextEvent(dialog, 'deskcard-customers-merged');
    buttonOf(dialog, 'Merge customers').click();
    await until(() => signals.length === 1, 'the merge to be under way');
    dialog.close();
    await until(() => signals[0]!.aborted, 'the wish to call it off');
    turn.resolve(undefined);
    expect((await merged).detail.customer.customerNumber).to.equal(caller);
    dialog.show();
    await until(() => dialog.shadowRoot!.querySelector('[name=search]'), 'a fresh start');
  });

  it('merges without a ticket that is not saved yet or is somebody else’s', async () => {
    const { desk, caller, writer, stranger } = await people();
    const other = await desk.tickets.ofCustomer({ customerNumber: stranger });
    for (const ticketId of ['draft-7', other.items[0]!.ticketId]) {
      const dialog = await openDialog(desk, { customerNumber: caller, ticketId });
      await choose(dialog, writer);
      const merged = nextEvent(dialog, 'deskcard-customers-merged');
      buttonOf(dialog, 'Merge customers').click();
      const [merge] = (await merged).detail.merges;
      expect(merge!.filled).to.equal(undefined);
      await desk.customers.unmerge({ mergeId: merge!.mergeId });
      dialog.remove();
    }
  });
});
