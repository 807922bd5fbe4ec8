import { expect } from '@open-wc/testing';
import { DeskError } from '@deskcard/core';
import type { InputOf } from '@deskcard/core';
import { later } from '../../test/fake-desk.js';
import { buttonOf, mergeQuietly, openDialog, people, rows } from '../../test/merge-people.js';
import { says, search, withCustomers } from '../../test/merge-people.js';
import { clearPage, focused, inside, press, shownText, type, until } from '../../test/page.js';
import type { MergeDialog } from './merge-dialog.js';

const marks = (dialog: MergeDialog): string[] =>
  [...dialog.shadowRoot!.querySelectorAll('.list mark')].map((each) => each.textContent ?? '');

async function pick(dialog: MergeDialog, condition: string): Promise<void> {
  const select = inside<HTMLSelectElement>(dialog, '[name=condition]');
  select.value = condition;
  select.dispatchEvent(new Event('change'));
}

describe('<merge-dialog>, finding the other record', () => {
  afterEach(clearPage);

  it('offers whoever shares an identifier before anything is typed, and why (B4)', async () => {
    const { desk, caller, writer } = await people();
    const dialog = await openDialog(desk, { customerNumber: caller });
    await until(() => rows(dialog).length === 1, 'the suggestion');
    expect(shownText(rows(dialog)[0]!)).to.contain(writer);
    expect(shownText(rows(dialog)[0]!)).to.contain('Same phone');
    expect(marks(dialog), 'nothing was searched for').to.deep.equal([]);
  });

  const ways: [string, string, (known: { writer: string }) => string, string][] = [
    ['customer number', 'customerNumber', ({ writer }) => writer, ''],
    ['name', 'name', () => '김ㅁ', '김민'],
    ['member id', 'memberId', () => 'MINSEO', 'minseo'],
    ['phone', 'phone', () => '2345', '2345'],
    ['e-mail', 'email', () => 'kim@ex', 'kim@ex'],
  ];
  for (const [name, condition, textOf, mark] of ways) {
    it(`finds by ${name}, in all fields and in that one alone, and marks what matched (R20, R21)`, async () => {
      const known = await people();
      const text = textOf(known);
      const dialog = await openDialog(known.desk, { customerNumber: known.stranger });
      await search(dialog, text);
      await until(() => rows(dialog).some((row) => row.textContent!.includes(known.writer)), 'the match');
      if (mark) expect(marks(dialog)).to.include(mark);
      await pick(dialog, condition);
      await until(() => inside(dialog, '.list').ariaBusy === 'false', 'the answer');
      expect(rows(dialog).some((row) => row.textContent!.includes(known.writer))).to.be.true;
    });
  }

  it('looks in one field only when told so (R20)', async () => {
    const { desk, caller } = await people();
    const dialog = await openDialog(desk, { customerNumber: caller });
    await search(dialog, 'minseo');
    await until(() => rows(dialog).length === 3, 'three matches by member id and e-mail');
    await pick(dialog, 'memberId');
    await until(() => rows(dialog).length === 1, 'one match by member id');
    await pick(dialog, 'phone');
    await until(() => says(dialog).includes('Nobody matches.'), 'none by phone');
    expect(rows(dialog)).to.have.length(0);
  });

  it('says why somebody is listed whose current values do not match', async () => {
    const { desk, caller, writer, stranger } = await people();
    await mergeQuietly(desk, writer, stranger);
    const dialog = await openDialog(desk, { customerNumber: caller });
    await search(dialog, stranger);
    await until(() => rows(dialog).length === 1, 'the match');
    expect(shownText(rows(dialog)[0]!)).to.contain(`Formerly: No. ${stranger}`);
    expect(marks(dialog)).to.deep.equal([stranger]);
  });

  it('reads a value out as one, with its mark in it, and shows the mark without colour too', async () => {
    const { desk, stranger } = await people();
    const dialog = await openDialog(desk, { customerNumber: stranger });
    await search(dialog, '2345');
    await until(() => marks(dialog).includes('2345'), 'the mark');
    const mark = dialog.shadowRoot!.querySelector('.list mark')!;
    expect(mark.closest('bdi')!.textContent)
      .to.match(/^\S+ ?\S+$/)
      .and.to.contain('-2345-');
    expect(getComputedStyle(mark).textDecorationLine).to.equal('underline');
  });

  it('shows the customer at hand among the matches, but not to be chosen (trap 1)', async () => {
    const { desk, caller } = await people();
    const dialog = await openDialog(desk, { customerNumber: caller });
    await search(dialog, '김민서');
    const itself = await until(() => dialog.shadowRoot!.querySelector('.itself'), 'the customer itself');
    expect(itself.textContent).to.contain(caller).and.to.contain('This customer');
    expect(itself.localName).to.equal('div');
    expect(rows(dialog).some((row) => row.textContent!.includes(caller))).to.be.false;
  });

  it('asks once when somebody types a word, and not at all about a blank', async () => {
    const { desk, caller } = await people();
    const asked: (InputOf<'customers.search'> | undefined)[] = [];
    const counting = withCustomers(desk, {
      search: (input, options) => {
        asked.push(input);
        return desk.customers.search(input, options);
      },
    });
    const dialog = await openDialog(counting, { customerNumber: caller });
    await until(() => focused()?.matches('[name=search]'), 'the search box');
    await type('  ');
    await type('minseo');
    await until(() => asked.length > 0 && rows(dialog).length === 3, 'the matches');
    expect(asked).to.deep.equal([{ text: 'minseo', limit: 20 }]);
  });

  it('forgets an answer that was overtaken by more typing', async () => {
    const { desk, caller } = await people();
    const first = later<Awaited<ReturnType<typeof desk.customers.search>>>();
    const signals: AbortSignal[] = [];
    const slow = withCustomers(desk, {
      search: (input, options) => {
        signals.push(options!.signal!);
        return input?.text === '김' ? first.promise : desk.customers.search(input, options);
      },
    });
    const dialog = await openDialog(slow, { customerNumber: caller });
    const box = inside<HTMLInputElement>(dialog, '[name=search]');
    box.value = '김';
    box.dispatchEvent(new Event('input'));
    await until(() => signals.length === 1, 'the first question');
    await search(dialog, 'minseok');
    await until(() => rows(dialog).length === 1, 'the second answer');
    first.resolve(await desk.customers.search({ text: '김' }));
    await dialog.updateComplete;
    expect(signals[0]!.aborted).to.be.true;
    expect(rows(dialog)).to.have.length(1);
  });

  it('says that there are more than it shows', async () => {
    const { desk, caller } = await people();
    for (let index = 0; index < 25; index++) {
      await desk.tickets.intake({
        channelId: 'email',
        fields: { name: '박하은', mail: `p${index}@example.com` },
      });
    }
    const dialog = await openDialog(desk, { customerNumber: caller });
    await search(dialog, '박하은');
    await until(() => rows(dialog).length === 20, 'the matches');
    expect(says(dialog)).to.equal('More than 20 matches. Type more to narrow them down.');
  });

  it('says what failed beside the search box, and tries again there', async () => {
    const { desk, caller } = await people();
    let isBroken = true;
    const broken = withCustomers(desk, {
      search: (input, options) =>
        isBroken ? Promise.reject(new DeskError('internal', 'x')) : desk.customers.search(input, options),
    });
    const dialog = await openDialog(broken, { customerNumber: caller });
    await search(dialog, 'minseok');
    await until(() => says(dialog).includes('Something unexpected went wrong.'), 'the failure');
    isBroken = false;
    buttonOf(dialog, 'Try again').click();
    await until(() => rows(dialog).length === 1, 'the match');
  });

  it('takes a hostile search term as text (trap 9)', async () => {
    const { desk, caller } = await people();
    const dialog = await openDialog(desk, { customerNumber: caller });
    for (const term of [
      '<img src=x onerror=alert(1)>',
      '#{7*7}{{7*7}}',
      '&x=1\n',
      '‮'.repeat(3),
      'x'.repeat(10_000),
    ]) {
      await search(dialog, term);
      await until(() => says(dialog).includes('Nobody matches.'), `an answer to ${term.slice(0, 20)}`);
    }
    expect(dialog.shadowRoot!.querySelector('img')).to.equal(null);
  });

  it('works with the keyboard alone: type, Enter, arrows, Enter, and back', async () => {
    const { desk, caller } = await people();
    const dialog = await openDialog(desk, { customerNumber: caller });
    await until(() => focused()?.matches('[name=search]'), 'the search box');
    await type('김민');
    await press('Enter');
    await until(() => rows(dialog).length === 3, 'the matches');
    await press('Enter');
    expect(focused()).to.equal(rows(dialog)[0]);
    await press('ArrowDown', 'ArrowDown', 'ArrowDown');
    expect(focused()).to.equal(rows(dialog)[2]);
    await press('Home', 'ArrowUp');
    expect(focused()?.matches('[name=search]')).to.be.true;
    await press('ArrowDown', 'End', 'Enter');
    await until(() => dialog.shadowRoot!.querySelector('.compare'), 'the preview');
    expect(focused()?.textContent).to.equal('Preview of the merge');
    buttonOf(dialog, 'Choose another').focus();
    await press('Enter');
    await until(() => focused()?.matches('[name=search]'), 'the search box again');
    expect(inside<HTMLInputElement>(dialog, '[name=search]').value).to.equal('김민');
    expect(rows(dialog)).to.have.length(3);
  });
});
