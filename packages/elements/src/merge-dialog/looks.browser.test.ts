import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import { DeskError } from '@deskcard/core';
import { expectAccessible } from '../../test/accessible.js';
import { buttonOf, choose, mergeQuietly, openDialog, people, peopleFor } from '../../test/merge-people.js';
import { rows, says, search, withCustomers } from '../../test/merge-people.js';
import { clearPage, inside, place, shownText, until } from '../../test/page.js';
import { strictPage } from '../../test/strict-page.js';
import { provideDeskcard } from '../context.js';
import { ko } from '../locales/ko.js';
import type { MergeDialog } from './merge-dialog.js';

/** Latin words in what a Korean agent reads, apart from what people are called. */
function english(dialog: MergeDialog): string[] {
  const words = shownText(dialog).match(/[A-Za-z]{3,}/g) ?? [];
  const names = /minseo|kim|example|com|org|net|img|alert|src|onerror|script/i;
  return words.filter((word) => !names.test(word));
}

const hostile = '<img src=x onerror="alert(1)">{{7*7}}';

describe('<merge-dialog>, as it looks', () => {
  afterEach(clearPage);
  after(() => setViewport({ width: 800, height: 600 }));

  it('can be used by everyone in every state, on light and on dark', async () => {
    const { desk, elsewhere, caller, writer, stranger } = await people();
    const dialog = await openDialog(desk, { customerNumber: caller, ticketId: 'T-1' });
    await until(() => rows(dialog).length === 1, 'the suggestion');
    await expectAccessible(dialog);
    await search(dialog, '김민');
    await expectAccessible(dialog);
    await search(dialog, 'nobody at all');
    await expectAccessible(dialog);
    await choose(dialog, stranger);
    buttonOf(dialog, 'Merge customers').click();
    await until(() => shownText(dialog).includes('Tick this box first.'), 'the word');
    await elsewhere.customers.edit({ customerNumber: stranger, values: { name: '김민석 (부산)' } });
    await until(() => says(dialog).includes('changed meanwhile'), 'the news');
    await expectAccessible(dialog);
    buttonOf(dialog, 'Choose another').click();
    await dialog.updateComplete;
    await choose(dialog, writer);
    buttonOf(dialog, 'Merge customers').click();
    await until(() => says(dialog).includes('is merged into'), 'the merge');
    await expectAccessible(dialog);
    dialog.view = 'history';
    await until(() => dialog.shadowRoot!.querySelector('.entry'), 'the history');
    buttonOf(dialog, 'Undo').click();
    await until(() => dialog.shadowRoot!.querySelector('.question'), 'the question');
    await expectAccessible(dialog);
  });

  it('can be used by everyone when it fails, waits or is not permitted', async () => {
    const { desk, caller } = await people();
    const failing = withCustomers(desk, { get: () => Promise.reject(new DeskError('internal', 'x')) });
    const waiting = withCustomers(desk, { get: () => new Promise(() => {}) });
    const { desk: denied, caller: other } = await peopleFor([]);
    for (const [deskAtHand, customerNumber] of [
      [failing, caller],
      [waiting, caller],
      [denied, other],
    ] as const) {
      const dialog = Object.assign(document.createElement('merge-dialog'), {
        desk: deskAtHand,
        customerNumber,
      });
      place(dialog);
      dialog.show();
      await until(() => dialog.shadowRoot?.querySelector('.status.error, .skeleton'), 'the state');
      await expectAccessible(dialog);
      dialog.remove();
    }
  });

  it('speaks Korean from beginning to end', async () => {
    const { desk, caller, writer, stranger } = await people();
    const outside = place();
    outside.lang = 'ko';
    provideDeskcard(outside, { desk, locales: [ko] });
    const dialog = Object.assign(document.createElement('merge-dialog'), {
      customerNumber: caller,
      ticketId: 'T-1',
    });
    outside.append(dialog);
    dialog.show();
    await until(() => rows(dialog).length === 1, 'the suggestion');
    expect(shownText(dialog)).to.contain('동일인일 수 있는 고객').and.to.contain('전화번호 일치');
    expect(english(dialog)).to.deep.equal([]);
    await choose(dialog, stranger);
    expect(shownText(dialog)).to.contain(`고객번호 ${stranger}은 새 티켓을 포함하여`);
    expect(english(dialog)).to.deep.equal([]);
    buttonOf(dialog, '다른 고객 선택').click();
    await dialog.updateComplete;
    await choose(dialog, writer);
    buttonOf(dialog, '고객 병합').click();
    await until(() => dialog.shadowRoot!.querySelector('.status.ok'), 'the merge');
    expect(says(dialog)).to.equal(`고객번호 ${writer}를 고객번호 ${caller}로 병합했습니다.`);
    expect(english(dialog)).to.deep.equal([]);
    buttonOf(dialog, '병합 취소').click();
    await until(() => says(dialog).includes('다시 별도의 고객입니다.'), 'the way back');
    expect(english(dialog)).to.deep.equal([]);
    dialog.view = 'history';
    await until(() => dialog.shadowRoot!.querySelector('.entry'), 'the history');
    expect(english(dialog)).to.deep.equal([]);
  });

  it('shows hostile values as text everywhere (trap 10)', async () => {
    const { desk, caller, writer, stranger } = await people();
    await desk.customers.edit({ customerNumber: writer, values: { name: hostile, memberId: '__proto__' } });
    await desk.customers.edit({ customerNumber: caller, values: { memberId: 'constructor' } });
    await mergeQuietly(desk, caller, stranger, hostile);
    const dialog = await openDialog(desk, { customerNumber: caller });
    await search(dialog, '<img');
    await until(() => rows(dialog).length === 1, 'the match');
    expect(shownText(rows(dialog)[0]!)).to.contain(hostile);
    rows(dialog)[0]!.click();
    await until(() => dialog.shadowRoot!.querySelector('.compare'), 'the preview');
    expect(shownText(inside(dialog, '.compare')))
      .to.contain(hostile)
      .and.to.contain('__proto__');
    inside(dialog, '.confirm input').click();
    buttonOf(dialog, 'Merge customers').click();
    await until(() => says(dialog).includes('is merged into'), 'the merge');
    expect(shownText(dialog)).to.contain(hostile);
    dialog.view = 'history';
    await until(() => dialog.shadowRoot!.querySelectorAll('.entry').length === 2, 'the history');
    expect(shownText(dialog)).to.contain(hostile);
    expect(dialog.shadowRoot!.querySelector('img')).to.equal(null);
  });

  it('fits into 320 pixels, with a hundred characters in a name (R21)', async () => {
    await setViewport({ width: 320, height: 640 });
    const { desk, caller, writer } = await people();
    await desk.customers.edit({ customerNumber: writer, values: { name: 'x'.repeat(100) } });
    const dialog = await openDialog(desk, { customerNumber: caller });
    const body = inside(dialog, '.dialog-body');
    const fits = (): void => {
      expect(body.scrollWidth).to.be.at.most(body.clientWidth);
      expect(inside(dialog, 'dialog').getBoundingClientRect().right).to.be.at.most(320);
    };
    await until(() => rows(dialog).length === 1, 'the suggestion');
    fits();
    await choose(dialog, writer);
    fits();
    expect(inside(dialog, '.compare .result .cell-label').clientWidth, 'the label of the result').to.be.above(
      20,
    );
    await mergeQuietly(desk, caller, writer, 'y'.repeat(400));
    dialog.view = 'history';
    await until(() => dialog.shadowRoot!.querySelector('.entry'), 'the history');
    fits();
  });

  it('keeps to the strictest policy of a page, from the search to the way back', async () => {
    const { desk, caller, writer } = await people();
    const { gradeId } = await desk.grades.save({ name: 'VIP', color: '#7a3fb0' });
    await desk.grades.assign({ gradeId, criterion: 'phone', value: '010-2345-6789' });
    const page = await strictPage(new URL('./define.ts', import.meta.url).href);
    const dialog = page.document.createElement('merge-dialog');
    page.document.body.append(Object.assign(dialog, { desk, customerNumber: caller, open: true }));
    const grade = await until(() => dialog.shadowRoot?.querySelector<HTMLElement>('.grade'), 'the grade');
    expect(grade.style.backgroundColor).to.equal('rgb(122, 63, 176)');
    await choose(dialog, writer);
    buttonOf(dialog, 'Merge customers').click();
    await until(() => says(dialog).includes('is merged into'), 'the merge');
    buttonOf(dialog, 'Undo merge').click();
    await until(() => says(dialog).includes('are two customers again'), 'the way back');
    dialog.view = 'history';
    await until(() => dialog.shadowRoot!.querySelector('.entry'), 'the history');
    expect(page.violations).to.deep.equal([]);
    page.close();
  });

  it('takes other words and another language while it is open', async () => {
    const { desk, caller } = await people();
    const outside = place();
    provideDeskcard(outside, { desk, locales: [ko] });
    const dialog = Object.assign(document.createElement('merge-dialog'), {
      customerNumber: caller,
      open: true,
    });
    outside.append(dialog);
    await until(() => shownText(dialog).includes('This customer'), 'English');
    outside.lang = 'ko';
    await until(() => shownText(dialog).includes('현재 고객'), 'Korean');
    dialog.strings = { current: '지금 상담 중인 고객' };
    await until(() => shownText(dialog).includes('지금 상담 중인 고객'), 'the word of the host');
  });
});
