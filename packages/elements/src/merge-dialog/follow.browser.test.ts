import { expect } from '@open-wc/testing';
import { DeskError } from '@deskcard/core';
import { buttonOf, choose, mergeQuietly, openDialog, people, rows } from '../../test/merge-people.js';
import { says, search, withCustomers } from '../../test/merge-people.js';
import { clearPage, inside, put, settle, shownText, until } from '../../test/page.js';
import { fakeDesk } from '../../test/fake-desk.js';

describe('<merge-dialog>, while others work on the same desk', () => {
  afterEach(clearPage);

  it('goes on with the survivor when its customer is merged away elsewhere, and says so (trap 4)', async () => {
    const { desk, elsewhere, caller, writer } = await people();
    const dialog = await openDialog(desk, { customerNumber: caller });
    const { merge } = await mergeQuietly(elsewhere, writer, caller);
    await until(() => shownText(inside(dialog, '.card')).includes(writer), 'the survivor');
    expect(says(dialog)).to.contain(`you see no. ${writer} now instead of no. ${caller}`);
    await elsewhere.customers.unmerge({ mergeId: merge.mergeId });
    await until(() => shownText(inside(dialog, '.card')).includes(caller), 'the customer again');
    expect(says(dialog)).to.contain(`you see no. ${caller} now instead of no. ${writer}`);
  });

  it('opens for the survivor when it is given a number that was merged away (D5)', async () => {
    const { desk, caller, writer } = await people();
    await mergeQuietly(desk, writer, caller);
    const dialog = await openDialog(desk, { customerNumber: caller });
    expect(shownText(inside(dialog, '.card'))).to.contain(writer);
    expect(says(dialog)).to.contain(`you see no. ${writer} now`);
  });

  it('shows what an edit elsewhere changed in the preview, and asks again (B3, trap 2)', async () => {
    const { desk, elsewhere, caller, stranger } = await people();
    const dialog = await openDialog(desk, { customerNumber: caller });
    await choose(dialog, stranger);
    inside(dialog, '.confirm input').click();
    await elsewhere.customers.edit({ customerNumber: caller, values: { name: '김민서 (본사)' } });
    await until(() => says(dialog).includes('The customers have changed meanwhile.'), 'the word');
    expect(shownText(dialog)).to.contain(`No. ${caller} · Name: 김민서 → 김민서 (본사)`);
    expect(inside<HTMLInputElement>(dialog, '.confirm input').checked).to.be.false;
  });

  it('says why the next preview does not come after such a change, and tries again', async () => {
    const { desk, elsewhere, caller, stranger } = await people();
    let isGone = false;
    const shaky = withCustomers(desk, {
      planMerge: (input, options) =>
        isGone
          ? Promise.reject(new DeskError('desk_unreachable', 'x'))
          : desk.customers.planMerge(input, options),
    });
    const dialog = await openDialog(shaky, { customerNumber: caller });
    await choose(dialog, stranger);
    await elsewhere.customers.edit({ customerNumber: caller, values: { name: '김민서 (본사)' } });
    await until(() => says(dialog).includes('The customers have changed meanwhile.'), 'the word');
    isGone = true;
    buttonOf(dialog, 'Swap').click();
    await until(() => says(dialog).includes('The server cannot be reached.'), 'the reason');
    isGone = false;
    buttonOf(dialog, 'Try again').click();
    await until(() => buttonOf(dialog, 'Merge customers').ariaDisabled !== 'true', 'the preview again');
    expect(says(dialog)).to.contain('The customers have changed meanwhile.');
  });

  it('counts a ticket that comes in meanwhile, without asking again', async () => {
    const { desk, elsewhere, caller, writer } = await people();
    const dialog = await openDialog(desk, { customerNumber: caller });
    await choose(dialog, writer);
    expect(shownText(dialog)).to.contain('With it: 2 tickets');
    await elsewhere.tickets.intake({ channelId: 'email', fields: { mail: 'minseo.kim@example.com' } });
    await until(() => shownText(dialog).includes('With it: 3 tickets'), 'the ticket');
    expect(says(dialog)).not.to.contain('changed');
  });

  it('previews with the survivor when the other one is merged away elsewhere (trap 4)', async () => {
    const { desk, elsewhere, caller, writer, stranger } = await people();
    const dialog = await openDialog(desk, { customerNumber: caller });
    await choose(dialog, writer);
    await mergeQuietly(elsewhere, stranger, writer);
    await until(() => inside(dialog, 'thead').textContent!.includes(stranger), 'the survivor');
    expect(shownText(dialog)).to.contain(`No. ${stranger} · No.: ${writer} → ${stranger}`);
    expect(buttonOf(dialog, 'Merge customers').ariaDisabled).not.to.equal('true');
  });

  it('says that its customer was deleted, and shows nothing of them', async () => {
    const { desk, elsewhere, caller } = await people();
    const dialog = await openDialog(desk, { customerNumber: caller });
    await elsewhere.customers.delete({ customerNumber: caller });
    await until(() => says(dialog).includes('This customer was deleted.'), 'the word');
    expect(dialog.shadowRoot!.querySelector('.card')).to.equal(null);
    expect(shownText(dialog)).not.to.contain('김민서');
    expect(() => buttonOf(dialog, 'Try again')).to.throw();
  });

  it('says in the preview that the other one was deleted, and offers another', async () => {
    const { desk, elsewhere, caller, stranger } = await people();
    const dialog = await openDialog(desk, { customerNumber: caller });
    await choose(dialog, stranger);
    await elsewhere.customers.delete({ customerNumber: stranger });
    await until(() => says(dialog).includes('This customer was deleted.'), 'the word');
    expect(buttonOf(dialog, 'Merge customers').ariaDisabled).to.equal('true');
    expect(() => buttonOf(dialog, 'Try again')).to.throw();
    buttonOf(dialog, 'Choose another').click();
    await until(() => dialog.shadowRoot!.querySelector('[name=search]'), 'the search');
  });

  it('says that the two are one already when somebody merges them in the same moment (trap 15)', async () => {
    const { desk, elsewhere, caller, writer } = await people();
    const dialog = await openDialog(desk, { customerNumber: caller });
    await choose(dialog, writer);
    await mergeQuietly(elsewhere, writer, caller);
    await until(() => says(dialog).includes('one and the same customer'), 'the reason');
    expect(buttonOf(dialog, 'Merge customers').ariaDisabled).to.equal('true');
    buttonOf(dialog, 'Choose another').click();
    await until(
      () => dialog.shadowRoot!.querySelector('.card')?.textContent?.includes(writer),
      'the survivor',
    );
  });

  it('lets exactly one of two opposed merges win (trap 15)', async () => {
    const { desk, elsewhere, caller, writer } = await people();
    const one = await openDialog(desk, { customerNumber: caller });
    await choose(one, writer);
    const other = await openDialog(elsewhere, { customerNumber: writer });
    await choose(other, caller);
    buttonOf(one, 'Merge customers').click();
    buttonOf(other, 'Merge customers').click();
    await until(() => /is merged into/.test(says(one) + says(other)), 'a winner');
    await until(() => /one and the same|merged already/.test(says(one) + says(other)), 'a loser');
    await settle();
    expect((await desk.customers.merges({ customerNumber: caller })).items).to.have.length(1);
  });

  it('finds again what it shows when one of the matches is merged away', async () => {
    const { desk, elsewhere, caller, writer, stranger } = await people();
    const dialog = await openDialog(desk, { customerNumber: caller });
    await search(dialog, 'M100226');
    await until(() => rows(dialog).length === 1, 'the match');
    await mergeQuietly(elsewhere, writer, stranger);
    await until(() => rows(dialog)[0]?.textContent?.includes(writer), 'the survivor in the list');
  });

  it('follows nothing while it is closed or off the page', async () => {
    const { desk, emit, callsOf, subscribers } = fakeDesk();
    const dialog = put('merge-dialog', { desk, customerNumber: '7' });
    await dialog.updateComplete;
    emit({ type: 'customerEdited', customerNumber: '7' });
    await settle();
    expect(callsOf('customers.get')).to.have.length(0);
    dialog.remove();
    expect(subscribers()).to.equal(0);
  });
});
