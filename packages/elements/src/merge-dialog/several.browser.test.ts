import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import type { Desk } from '@deskcard/core';
import { expectAccessible } from '../../test/accessible.js';
import { buttonOf, mergeAll, openDialog, people, rows, says, search, tick } from '../../test/merge-people.js';
import {
  clearPage,
  focused,
  inside,
  nextEvent,
  place,
  press,
  put,
  shownText,
  until,
} from '../../test/page.js';
import { provideDeskcard } from '../context.js';
import { ko } from '../locales/ko.js';
import type { MergeDialog } from './merge-dialog.js';

/** The heads of the preview, one for each customer. */
const heads = (dialog: MergeDialog): string[] =>
  [...dialog.shadowRoot!.querySelectorAll('.compare thead th:not(.result)')].map((head) => shownText(head));

const chips = (dialog: MergeDialog): string[] =>
  [...dialog.shadowRoot!.querySelectorAll('.chip')].map((chip) => shownText(chip));

const preview = (dialog: MergeDialog): Promise<Element> =>
  until(() => dialog.shadowRoot!.querySelector('.compare.many'), 'the preview of several');

const isDone = (dialog: MergeDialog): boolean => says(dialog).includes('are merged into');

const liveOf = async (desk: Desk, customerNumber: string): Promise<string> =>
  (await desk.customers.get({ customerNumber })).customerNumber;

async function several(properties: Partial<MergeDialog> = {}) {
  const known = await people();
  const { caller, writer, stranger, desk } = known;
  const dialog = put('merge-dialog', {
    desk,
    customerNumber: caller,
    otherNumbers: [writer, stranger],
    open: true,
    ...properties,
  });
  await preview(dialog);
  return { ...known, dialog };
}

describe('<merge-dialog>, several at once', () => {
  afterEach(clearPage);
  after(() => setViewport({ width: 800, height: 600 }));

  it('keeps those who are ticked while somebody else is searched for, and merges them all (R17, R22)', async () => {
    const { desk, caller, writer, stranger } = await people();
    const dialog = await openDialog(desk, { customerNumber: caller, ticketId: 'T-1' });
    await search(dialog, 'kim@ex');
    await tick(dialog, writer);
    await search(dialog, 'minseok');
    await tick(dialog, stranger);
    expect(chips(dialog)).to.deep.equal([`${writer} 김민서 고객님`, `${stranger} 김민석`]);
    expect(shownText(dialog)).to.contain('2 chosen');
    buttonOf(dialog, 'Preview 3 customers').click();
    await preview(dialog);
    expect(heads(dialog).map((head) => /\d+/.exec(head)![0])).to.deep.equal([caller, writer, stranger]);
    inside(dialog, '.confirm input').click();
    const merged = nextEvent(dialog, 'deskcard-customers-merged');
    buttonOf(dialog, 'Merge customers').click();
    const { detail } = await merged;
    expect(detail.numbers).to.deep.equal({ [writer]: caller, [stranger]: caller });
    expect(detail.merges.map(({ absorbedNumber }) => absorbedNumber)).to.deep.equal([writer, stranger]);
    await until(
      () => says(dialog).includes(`No. ${writer}, ${stranger} are merged into no. ${caller}.`),
      'it',
    );
    expect(await liveOf(desk, stranger)).to.equal(caller);
  });

  it('is done with the keyboard alone: into the list, space to tick, on to the preview, and merged', async () => {
    const { desk, caller } = await people();
    const dialog = await openDialog(desk, { customerNumber: caller });
    await search(dialog, 'minseo');
    await until(() => rows(dialog).length === 3, 'three matches');
    inside(dialog, '[name=search]').focus();
    await press('Tab', 'Space', 'ArrowDown', 'Space', 'ArrowDown', 'Space');
    await until(() => chips(dialog).length === 3, 'three chosen');
    await press('Home');
    // Another person of the same name.
    const namesake = rows(dialog).find((row) => row.textContent!.includes('minseo1990'))!.parentElement!;
    while (!namesake.contains(focused()!)) await press('ArrowDown');
    await press('Space');
    await until(() => chips(dialog).length === 2, 'two chosen');
    while (!shownText(focused()!).startsWith('Preview')) await press('Tab');
    await press('Enter');
    await preview(dialog);
    await until(() => focused()?.matches('[data-focus]'), 'the focus at the preview');
    while (!focused()!.matches('.confirm input')) await press('Tab');
    await press('Space');
    while (shownText(focused()!) !== 'Merge customers') await press('Tab');
    await press('Enter');
    await until(() => isDone(dialog), 'the merge');
    expect((await desk.customers.get({ customerNumber: caller })).absorbedNumbers).to.have.length(2);
  });

  it('takes those who are ticked along when a row is pressed, and leaves one out again', async () => {
    const { desk, caller, writer, stranger } = await people();
    const dialog = await openDialog(desk, { customerNumber: caller });
    await search(dialog, 'minseo');
    await until(() => rows(dialog).length === 3, 'three matches');
    await tick(dialog, writer);
    rows(dialog)
      .find((row) => row.textContent!.includes(stranger))!
      .click();
    await preview(dialog);
    buttonOf(dialog, 'Choose another').click();
    await until(() => chips(dialog).length === 2, 'both still chosen');
    buttonOf(dialog, `Leave out no. ${stranger}`).click();
    await until(() => chips(dialog).length === 1, 'one of them');
    const box = rows(dialog).map((row) => row.parentElement!.querySelector<HTMLInputElement>('.tick input')!);
    expect(box.filter(({ checked }) => checked)).to.have.length(1);
  });

  it('lets any of them stay, and what was chosen stays chosen (D5, B3)', async () => {
    const { dialog, desk, caller, writer, stranger } = await several();
    inside(dialog, `[name=value-name][value="${caller}"]`).click();
    buttonOf(dialog, `Keep this: no. ${stranger}`).click();
    await until(() => heads(dialog)[0]!.includes(stranger), 'the other survivor');
    expect(heads(dialog)[0]).to.contain('Stays');
    expect(inside<HTMLInputElement>(dialog, `[name=value-name][value="${caller}"]`).checked).to.be.true;
    inside(dialog, '.confirm input').click();
    const merged = nextEvent(dialog, 'deskcard-customers-merged');
    buttonOf(dialog, 'Merge customers').click();
    const { customer, merges } = (await merged).detail;
    expect(customer.customerNumber).to.equal(stranger);
    expect(customer.values['name']).to.equal('김민서');
    expect(merges[0]!.choices).to.deep.equal({ name: caller });
    expect(await liveOf(desk, writer)).to.equal(stranger);
  });

  it('becomes a pair with its swap when all but one are left out', async () => {
    const { dialog, caller, writer, stranger } = await several();
    buttonOf(dialog, `Leave out no. ${stranger}`).click();
    await until(() => dialog.shadowRoot!.querySelector('.compare:not(.many)'), 'the preview of two');
    expect(heads(dialog)).to.deep.equal([
      `Stays No. ${caller} This customer`,
      `Becomes an alias No. ${writer}`,
    ]);
    buttonOf(dialog, 'Swap').click();
    await until(() => heads(dialog)[0]!.includes(writer), 'the other number');
  });

  it('says which customers a warning is about, and that all of them are to be one person', async () => {
    const { dialog, stranger, writer } = await several();
    expect(says(dialog))
      .to.contain(
        `Different member IDs: these may be different people. This is about no. ${writer}, ${stranger}.`,
      )
      .and.to.contain(`Nothing in common: these may be different people. This is about no. ${stranger}.`);
    expect(shownText(dialog)).to.contain('I have checked that all 3 are the same person.');
  });

  it('says which of them are merged already', async () => {
    const { desk, caller, writer, stranger } = await people();
    await mergeAll(desk, writer, [stranger]);
    const dialog = put('merge-dialog', {
      desk,
      customerNumber: caller,
      otherNumbers: [writer, stranger],
      open: true,
    });
    await until(
      () => says(dialog).includes(`These are merged already. This is about no. ${writer}, ${stranger}.`),
      'the reason',
    );
    buttonOf(dialog, 'Choose another').click();
    await until(() => dialog.shadowRoot!.querySelector('[name=search]'), 'the search');
  });

  it('shows the new preview when one of them has changed, and merges nobody before that (B3)', async () => {
    const { dialog, desk, elsewhere, caller, stranger } = await several();
    inside(dialog, '.confirm input').click();
    await elsewhere.customers.edit({ customerNumber: stranger, values: { email: 'new@example.net' } });
    await until(() => says(dialog).includes('The customers have changed meanwhile.'), 'the word');
    expect(shownText(dialog)).to.contain(`No. ${stranger} · E-mail: minseok@example.net → new@example.net`);
    expect(inside<HTMLInputElement>(dialog, '.confirm input').checked).to.be.false;
    expect(await liveOf(desk, caller)).to.equal(caller);
  });

  it('is opened by the page with several chosen, by property or attribute, its own number left aside', async () => {
    const { desk, caller, writer, stranger } = await people();
    const home = place();
    home.innerHTML = `<merge-dialog customer-number="${caller}" other-numbers="${caller} ${writer}, ${stranger}"></merge-dialog>`;
    const dialog = home.querySelector('merge-dialog')!;
    expect(dialog.otherNumbers).to.deep.equal([caller, writer, stranger]);
    dialog.desk = desk;
    dialog.show();
    await preview(dialog);
    expect(heads(dialog)).to.have.length(3);
  });

  it('ticks nine at most, and says so', async () => {
    const { desk, caller } = await people();
    for (let i = 0; i < 10; i++) {
      await desk.tickets.intake({
        channelId: 'email',
        fields: { mail: `same${i}@example.com`, name: '나한결' },
      });
    }
    const dialog = await openDialog(desk, { customerNumber: caller });
    await search(dialog, '나한결');
    await until(() => rows(dialog).length === 10, 'ten matches');
    const boxes = () => [...dialog.shadowRoot!.querySelectorAll<HTMLInputElement>('.tick input')];
    for (const box of boxes().slice(0, 9)) box.click();
    await until(() => shownText(dialog).includes('At most 10 customers are merged at once.'), 'the word');
    expect(
      boxes()
        .map(({ disabled }) => disabled)
        .filter(Boolean),
    ).to.have.length(1);
  });

  it('takes back the middle one alone, right after the merge and from the history (B1)', async () => {
    const { dialog, desk, caller, writer, stranger } = await several();
    inside(dialog, '.confirm input').click();
    buttonOf(dialog, 'Merge customers').click();
    await until(() => isDone(dialog), 'the merge');
    buttonOf(dialog, `Undo the merge of no. ${stranger}`).click();
    await until(
      () => says(dialog).includes(`No. ${caller} and no. ${stranger} are two customers again.`),
      'the way back',
    );
    expect([await liveOf(desk, writer), await liveOf(desk, stranger)]).to.deep.equal([caller, stranger]);
    expect(() => buttonOf(dialog, `Undo the merge of no. ${stranger}`)).to.throw();
    dialog.view = 'history';
    await until(() => dialog.shadowRoot!.querySelector('.entry .entry'), 'the history');
    const [entry, ...parts] = [...dialog.shadowRoot!.querySelectorAll('.entry')].map((each) =>
      shownText(each),
    );
    expect(entry).to.contain(`No. ${writer}, ${stranger} → No. ${caller}`);
    expect(parts[0]).to.contain(`No. ${writer}`).and.to.contain('Active');
    expect(parts[1]).to.contain(`No. ${stranger}`).and.to.contain('Undone: 한지수');
    buttonOf(dialog, `Undo the merge of no. ${writer}`).click();
    await until(() => focused()?.id === 'undo', 'the question');
    await press('Enter');
    await until(
      () => says(dialog).includes(`No. ${caller} and no. ${writer} are two customers again.`),
      'the second way back',
    );
    expect(await liveOf(desk, writer)).to.equal(writer);
  });

  it('can be used by everyone in every state, light and dark, in Korean, and at 320 pixels', async () => {
    await setViewport({ width: 320, height: 640 });
    const { desk, caller, writer, stranger } = await people();
    const home = place();
    home.lang = 'ko';
    provideDeskcard(home, { desk, locales: [ko] });
    const dialog = Object.assign(document.createElement('merge-dialog'), { customerNumber: caller });
    home.append(dialog);
    dialog.show();
    await until(() => rows(dialog).length === 1, 'the suggestion');
    const body = inside(dialog, '.dialog-body');
    const check = async (): Promise<void> => {
      expect(body.scrollWidth).to.be.at.most(body.clientWidth);
      expect(
        shownText(dialog)
          .match(/[A-Za-z]{3,}/g)
          ?.filter((word) => !/minseo|exam|ple|com|net|org|kim/.test(word)) ?? [],
      ).to.deep.equal([]);
      await expectAccessible(dialog);
    };
    await search(dialog, 'minseo');
    await tick(dialog, writer, stranger);
    expect(shownText(dialog)).to.contain('2명 선택됨');
    await check();
    buttonOf(dialog, '3명 병합 미리보기').click();
    await preview(dialog);
    await check();
    await setViewport({ width: 1000, height: 800 });
    await check();
    inside(dialog, '.confirm input').click();
    buttonOf(dialog, '고객 병합').click();
    await until(() => dialog.shadowRoot!.querySelector('.status.ok'), 'the merge');
    expect(says(dialog)).to.contain(`고객번호 ${writer}, ${stranger}을 고객번호 ${caller}로 병합했습니다.`);
    await check();
    dialog.view = 'history';
    await until(() => dialog.shadowRoot!.querySelector('.entry .entry'), 'the history');
    await check();
  });
});
