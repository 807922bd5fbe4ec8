import { expect } from '@open-wc/testing';
import { DeskError } from '@deskcard/core';
import type { Desk } from '@deskcard/core';
import { expectAccessible } from '../../test/accessible.js';
import { buttonOf, mergeQuietly, openDialog, people, says, unclearTicket } from '../../test/merge-people.js';
import { clearPage, focused, press, shownText, until } from '../../test/page.js';
import type { MergeDialog } from './merge-dialog.js';

const questions = (dialog: MergeDialog): string[] =>
  [...dialog.shadowRoot!.querySelectorAll('.answers')].map((each) => shownText(each));

const answers = (dialog: MergeDialog): HTMLButtonElement[] => [
  ...dialog.shadowRoot!.querySelectorAll<HTMLButtonElement>('.answers .row button'),
];

const whose = async (desk: Desk): Promise<string> =>
  (await desk.tickets.get({ ticketId: 'T-9' })).customerNumber;

/** A merge that was undone in the history, and a ticket that it could not place. */
async function undone(adapt: (desk: Desk) => Desk = (desk) => desk) {
  const known = await people();
  const { desk, caller, stranger } = known;
  await mergeQuietly(desk, caller, stranger);
  await unclearTicket(desk);
  const dialog = await openDialog(adapt(desk), { customerNumber: caller, view: 'history' });
  await until(() => dialog.shadowRoot!.querySelector('.entry'), 'the history');
  buttonOf(dialog, 'Undo').click();
  await until(() => focused()?.id === 'undo', 'the question');
  await press('Enter');
  await until(() => questions(dialog).length === 1, 'the ticket');
  return { ...known, dialog };
}

const withTickets = (desk: Desk, answered: Partial<Desk['tickets']>): Desk => ({
  ...desk,
  tickets: { ...desk.tickets, ...answered },
});

describe('<merge-dialog>, tickets that an unmerge could not place (B1)', () => {
  afterEach(clearPage);

  it('asks whose each is, with both customers to choose from, and places it at once', async () => {
    const { dialog, desk, caller, stranger } = await undone();
    await until(() => focused()?.id === 'unclear', 'the focus at the question');
    expect(shownText(dialog)).to.contain('Whose are these tickets?');
    expect(questions(dialog)[0]).to.contain('Ticket T-9').and.to.contain('환불 문의');
    expect(questions(dialog)[0]).to.contain(`Now with no. ${caller}`);
    expect(shownText(dialog)).to.contain(`1 ticket → No. ${caller}`);
    expect(answers(dialog).map((each) => shownText(each))).to.deep.equal([
      `No. ${caller} 김민서`,
      `No. ${stranger} 김민석`,
    ]);
    await expectAccessible(dialog);
    await press('Tab', 'Tab', 'Enter');
    await until(() => questions(dialog)[0]!.includes(`It is with no. ${stranger}.`), 'its place');
    expect(answers(dialog).map((each) => each.ariaPressed)).to.deep.equal(['false', 'true']);
    expect(focused(), 'the focus stays').to.equal(answers(dialog)[1]);
    expect(await whose(desk)).to.equal(stranger);
    expect(shownText(dialog)).to.contain(`1 ticket → No. ${stranger}`);
    await expectAccessible(dialog);
  });

  it('leaves it where it is without a word to the desk, and takes a decision back', async () => {
    const calls: unknown[] = [];
    const { dialog, desk, caller, stranger } = await undone((each) =>
      withTickets(each, {
        move: (input, options) => {
          calls.push(input);
          return each.tickets.move(input, options);
        },
      }),
    );
    answers(dialog)[0]!.click();
    await until(() => questions(dialog)[0]!.includes(`It is with no. ${caller}.`), 'its place');
    expect(calls).to.deep.equal([]);
    answers(dialog)[1]!.click();
    await until(() => questions(dialog)[0]!.includes(`It is with no. ${stranger}.`), 'its other place');
    answers(dialog)[0]!.click();
    await until(() => questions(dialog)[0]!.includes(`It is with no. ${caller}.`), 'its first place');
    expect(await whose(desk)).to.equal(caller);
    expect(calls).to.have.length(2);
  });

  it('says what failed at the ticket itself, and tries again', async () => {
    let isBroken = true;
    const { dialog, desk, stranger } = await undone((each) =>
      withTickets(each, {
        move: (input, options) =>
          isBroken
            ? Promise.reject(new DeskError('desk_unreachable', 'x'))
            : each.tickets.move(input, options),
      }),
    );
    answers(dialog)[1]!.click();
    await until(() => dialog.shadowRoot!.querySelector('.answers .status.error'), 'the failure');
    expect(says(dialog)).to.contain('two customers again');
    await expectAccessible(dialog);
    isBroken = false;
    buttonOf(dialog, 'Try again').click();
    await until(() => questions(dialog)[0]!.includes(`It is with no. ${stranger}.`), 'its place');
    expect(await whose(desk)).to.equal(stranger);
  });

  it('keeps asking while another merge is undone', async () => {
    const { dialog, desk, caller, writer } = await undone();
    await mergeQuietly(desk, caller, writer);
    await until(() => shownText(dialog).includes('Active'), 'the other merge');
    buttonOf(dialog, 'Undo').click();
    await until(() => focused()?.id === 'undo', 'the question');
    expect(questions(dialog)).to.have.length(1);
    await press('Enter');
    await until(() => says(dialog).includes(`no. ${writer} are two customers again`), 'the way back');
    expect(questions(dialog)).to.have.length(1);
  });

  it('is told which tickets went where their identifiers are', async () => {
    const { desk, caller, stranger } = await people();
    await mergeQuietly(desk, caller, stranger);
    await unclearTicket(desk);
    await desk.tickets.save({ ticketId: 'T-9', fields: { phone: '' } });
    const dialog = await openDialog(desk, { customerNumber: caller, view: 'history' });
    await until(() => dialog.shadowRoot!.querySelector('.entry'), 'the history');
    buttonOf(dialog, 'Undo').click();
    await until(() => focused()?.id === 'undo', 'the question');
    await press('Enter');
    await until(
      () => shownText(dialog).includes(`Moved to where its identifiers are: Ticket T-9 → No. ${stranger}`),
      'the ticket',
    );
    expect(await whose(desk)).to.equal(stranger);
  });
});
