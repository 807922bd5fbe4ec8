import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { createDesk, DeskError, memoryStorage } from '@deskcard/core';
import type { Desk } from '@deskcard/core';
import { expectAccessible } from '../../test/accessible.js';
import { buttonOf, customerOffice, enter, lines, numbers, openList } from '../../test/customer-office.js';
import { row, says, search, table } from '../../test/customer-office.js';
import { later } from '../../test/fake-desk.js';
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
import type { CustomerList } from './customer-list.js';

describe('<customer-list>, who is there', () => {
  afterEach(clearPage);

  it('lists every customer once, who came last on top, with masks (R5, D13)', async () => {
    const { desk, minseo, haeun, daniel } = await customerOffice();
    const list = await openList(desk);
    expect(numbers(list)).to.deep.equal([daniel, haeun, minseo]);
    expect(table(list)[0]!.slice(1, 6)).to.deep.equal(['D*** W***', '', '—', '—', 'd***@example.net']);
    expect(shownText(inside(list, '#count'))).to.equal('3 customers');
    await expectAccessible(list);
  });

  it('shows whole values once an administrator who may see them says so (D13)', async () => {
    const { desk } = await customerOffice();
    const list = await openList(desk);
    inside<HTMLInputElement>(list, '#unmasked').click();
    await until(() => table(list)[0]![1] === 'Daniel Weber', 'the whole name');
    expect(list.unmasked).to.be.true;
    list.unmasked = false;
    await until(() => table(list)[0]![1] === 'D*** W***', 'the mask');
  });

  it('has no such switch for whoever sees masks, and says why (D13)', async () => {
    const { desk } = await customerOffice({ capabilities: [] });
    const list = await openList(desk, { unmasked: true });
    expect(table(list)[0]![1]).to.equal('D*** W***');
    expect(list.shadowRoot!.querySelector('#unmasked')).to.equal(null);
    expect(shownText(list)).to.contain('Values of customers are masked for you.');
    expect(shownText(list)).to.contain('Enter whole values');
    expect(() => buttonOf(list, 'Name')).to.throw();
    await expectAccessible(list);
  });

  it('puts the grade labels into the rows, with one question for all of them (B14, D7)', async () => {
    const { desk, minseo } = await customerOffice();
    let asked = 0;
    const counting = {
      ...desk,
      grades: {
        ...desk.grades,
        match: (...args: Parameters<typeof desk.grades.match>) => {
          asked++;
          return desk.grades.match(...args);
        },
      },
    };
    const list = await openList(counting);
    await until(() => shownText(row(list, minseo).children[2]!) === 'VIP', 'the label');
    expect(asked).to.equal(1);
  });

  const conditions: [string, string, (office: Awaited<ReturnType<typeof customerOffice>>) => string[]][] = [
    ['name', '김ㅁ', ({ minseo }) => [minseo]],
    ['phone', '6789', ({ minseo }) => [minseo]],
    ['email', 'haeun', ({ haeun }) => [haeun]],
    ['memberId', 'minseo_k', ({ minseo }) => [minseo]],
    ['from', '2026-03-05', ({ daniel }) => [daniel]],
    ['to', '2026-03-02', ({ minseo }) => [minseo]],
  ];
  for (const [condition, value, expected] of conditions) {
    it(`finds by ${condition} (R5)`, async () => {
      const office = await customerOffice();
      const list = await openList(office.desk);
      await enter(list, condition, value);
      await search(list);
      await until(() => lines(list).length === 1, 'one row');
      expect(numbers(list)).to.deep.equal(expected(office));
    });
  }

  it('finds by grade, by an absorbed number, and all again once the conditions are cleared (R5, B2)', async () => {
    const { desk, minseo, haeun, absorbed } = await customerOffice();
    const list = await openList(desk);
    const grade = inside<HTMLSelectElement>(list, '#gradeId');
    await until(() => grade.options.length === 2, 'the grades');
    await enter(list, 'gradeId', grade.options[1]!.value);
    await search(list);
    await until(() => lines(list).length === 1, 'whoever has the grade');
    expect(numbers(list)).to.deep.equal([minseo]);
    buttonOf(list, 'Clear all').click();
    await until(() => lines(list).length === 3, 'all of them');
    expect(focused()?.id).to.equal('customerNumber');
    await enter(list, 'customerNumber', absorbed);
    await search(list);
    await until(() => lines(list).length === 1, 'the survivor');
    expect(numbers(list)).to.deep.equal([haeun]);
  });

  const marks = (list: CustomerList): string[] =>
    [...list.shadowRoot!.querySelectorAll('.customers mark')].map((each) => each.textContent!);

  it('marks what was searched for, in masks the whole of it or the digits they show (R5, R21, D13)', async () => {
    const { desk, minseo } = await customerOffice();
    const list = await openList(desk);
    await enter(list, 'name', '김ㅁ');
    await enter(list, 'phone', '6789');
    await search(list);
    await until(() => lines(list).length === 1, 'the match');
    expect(marks(list)).to.deep.equal(['김*서', '6789']);
    expect(shownText(row(list, minseo).children[4]!)).to.equal('****6789');
    inside<HTMLInputElement>(list, '#unmasked').click();
    await until(() => marks(list)[0] === '김민', 'the marks in whole values');
    expect(marks(list)).to.deep.equal(['김민', '6789']);
    expect(shownText(row(list, minseo).children[1]!)).to.equal('김민서');
    await expectAccessible(list);
    buttonOf(list, 'Clear all').click();
    await until(() => lines(list).length === 3, 'all of them');
    expect(marks(list)).to.deep.equal([]);
  });

  it('names the former value and the old number that somebody was found by (B2)', async () => {
    const { desk, elsewhere, haeun, absorbed } = await customerOffice();
    await elsewhere.customers.edit({ customerNumber: haeun, values: { email: 'new@example.com' } });
    const list = await openList(desk, { unmasked: true });
    await enter(list, 'email', 'haeun@');
    await search(list);
    await until(() => lines(list).length === 1, 'the match');
    expect(shownText(row(list, haeun).children[5]!)).to.equal('new@example.com was haeun@example.com');
    expect(marks(list)).to.deep.equal(['haeun@']);
    await enter(list, 'email', '');
    await enter(list, 'customerNumber', absorbed);
    await search(list);
    await until(() => shownText(row(list, haeun).children[0]!).includes(absorbed), 'the old number');
    expect(shownText(row(list, haeun).children[0]!)).to.equal(`${haeun} was ${absorbed}`);
    await expectAccessible(list);
  });

  it('keeps the marks when a customer changes, where the value is as it was', async () => {
    const { desk, elsewhere, minseo } = await customerOffice();
    const list = await openList(desk, { unmasked: true });
    await enter(list, 'phone', '6789');
    await search(list);
    await until(() => marks(list).length === 1, 'the mark');
    await elsewhere.customers.edit({ customerNumber: minseo, values: { name: '김민서라' } });
    await until(() => shownText(row(list, minseo).children[1]!) === '김민서라', 'the new name');
    expect(marks(list)).to.deep.equal(['6789']);
  });

  it('says when nobody meets the conditions, and when there is nobody at all', async () => {
    const { desk } = await customerOffice();
    const list = await openList(desk);
    await enter(list, 'name', 'Nobody');
    await search(list);
    await until(() => says(list).includes('Nobody meets these conditions.'), 'the words');
    await expectAccessible(list);
    const empty = put('customer-list', {
      desk: createDesk({ storage: memoryStorage(), principal: { user: 'a', role: 'admin' } }),
    });
    await until(() => says(empty).includes('There are no customers yet.'), 'the words');
    await expectAccessible(empty);
  });

  it('marks a period that ends before it begins, and asks nobody', async () => {
    const { desk } = await customerOffice();
    const list = await openList(desk);
    await enter(list, 'from', '2026-03-05');
    await enter(list, 'to', '2026-03-01');
    await search(list);
    await until(() => focused()?.id === 'to', 'the field');
    expect(shownText(list)).to.contain('The period ends before it begins.');
    expect(lines(list)).to.have.length(3);
    await expectAccessible(list);
  });

  it('takes years of four digits, so that a date which begins with its year is typed in one go', async () => {
    const list = await openList((await customerOffice()).desk);
    for (const day of ['#from', '#to']) {
      expect(inside<HTMLInputElement>(list, day).max).to.equal('9999-12-31');
    }
  });

  it('sorts by a column and the other way round, and says so', async () => {
    const { desk, minseo, haeun, daniel } = await customerOffice();
    const list = await openList(desk);
    const head = (): Element => inside(list, '.head .is-createdAt');
    expect(head().getAttribute('aria-sort')).to.equal('descending');
    buttonOf(list, 'First known', '.head').click();
    await until(() => numbers(list)[0] === minseo, 'the oldest on top');
    expect(head().getAttribute('aria-sort')).to.equal('ascending');
    expect(shownText(inside(list, '.said[role=status]'))).to.equal('Sorted by First known, ascending.');
    buttonOf(list, 'Name', '.head').click();
    await until(() => numbers(list)[0] === daniel, 'in order of the names');
    expect(head().getAttribute('aria-sort')).to.equal('none');
    expect(numbers(list)).to.deep.equal([daniel, minseo, haeun]);
  });
});

describe('<customer-list>, with the keyboard', () => {
  afterEach(clearPage);

  const at = (): string =>
    `${focused()?.closest('[role=row]')?.getAttribute('aria-rowindex')} ${focused()
      ?.closest('[role]')
      ?.className.replace(/^cell is-/, '')
      .replace(' blank', '')}`;

  it('has one stop in the tab order, and the arrow keys go through heads and rows', async () => {
    const { desk, daniel } = await customerOffice();
    const list = await openList(desk);
    inside(list, '.actions button').focus();
    for (let tabs = 0; tabs < 9 && !focused()?.closest('[role=grid]'); tabs++) await press('Tab');
    expect(at()).to.equal('2 customerNumber');
    await press('ArrowRight', 'ArrowDown');
    expect(at()).to.equal('3 name');
    await press('End');
    expect(at()).to.equal('3 updatedAt');
    await press('Home', 'PageDown');
    expect(at()).to.equal('4 customerNumber');
    await press('PageUp', 'ArrowUp');
    expect(at()).to.equal('1 customerNumber');
    await press('ArrowRight');
    expect(focused()!.localName).to.equal('button');
    await press('Enter');
    await until(() => numbers(list)[0] === daniel, 'sorted by name');
    expect(list.shadowRoot!.querySelectorAll('[role=grid] [tabindex="0"]')).to.have.length(1);
  });

  it('opens a row with Enter and gives the focus back to it (R10)', async () => {
    const { desk, haeun } = await customerOffice();
    const list = await openList(desk);
    const cell = row(list, haeun).children[1] as HTMLElement;
    cell.focus();
    const opened = nextEvent(list, 'deskcard-customer-opened');
    await press('Enter');
    expect((await opened).detail).to.deep.equal({ customerNumber: haeun });
    await until(() => list.shadowRoot!.querySelector('.values'), 'the customer');
    expect(focused()?.id).to.equal('dialog-title');
    await press('Escape');
    await until(() => focused() === cell, 'the focus on the row');
  });

  it('keeps the focus with its customer when the rows change', async () => {
    const { desk, elsewhere, haeun } = await customerOffice();
    const list = await openList(desk);
    (row(list, haeun).children[1] as HTMLElement).focus();
    expect(at()).to.equal('3 name');
    await elsewhere.tickets.intake({ channelId: 'email', fields: { mail: 'new@example.com', name: 'New' } });
    await until(() => says(list).includes('Customers were added'), 'the word');
    list.reload();
    await until(() => lines(list).length === 4, 'the new row');
    expect(at()).to.equal('4 name');
    expect(focused()).to.equal(row(list, haeun).children[1]);
  });
});

async function withControl(key: string): Promise<void> {
  await sendKeys({ down: 'Control' });
  await sendKeys({ press: key });
  await sendKeys({ up: 'Control' });
}

describe('<customer-list>, with many customers', () => {
  afterEach(clearPage);

  /** So many that they come in three pages. */
  async function manyOf(count: number): Promise<{ list: CustomerList; pages: number[] }> {
    const desk = createDesk({ storage: memoryStorage(), principal: { user: 'a', role: 'admin' } });
    for (let at = 0; at < count; at++) {
      await desk.tickets.intake({ channelId: 'email', fields: { mail: `p${at}@example.com` } });
    }
    const pages: number[] = [];
    const counting: Desk = {
      ...desk,
      customers: {
        ...desk.customers,
        list: async (...given) => {
          const page = await desk.customers.list(...given);
          pages.push(page.items.length);
          return page;
        },
      },
    };
    return { list: await openList(counting), pages };
  }

  it('has few rows on the page, in their order, and asks for more as one scrolls (R5)', async () => {
    const { list, pages } = await manyOf(420);
    const grid = inside(list, '[role=grid]');
    expect(grid.getAttribute('aria-rowcount')).to.equal('421');
    expect(pages).to.deep.equal([100]);
    expect(lines(list).length).to.be.lessThan(60);
    const isAtEnd = (): boolean => {
      grid.scrollTop = grid.scrollHeight;
      return lines(list).at(-1)!.getAttribute('aria-rowindex') === '421';
    };
    await until(isAtEnd, 'the last row');
    expect(pages).to.deep.equal([100, 200, 120]);
    const places = lines(list).map((line) => Number(line.getAttribute('aria-rowindex')));
    expect(places.slice(-3)).to.deep.equal([419, 420, 421]);
    expect(places).to.deep.equal([...places].sort((a, b) => a - b));
    await expectAccessible(list);
  });

  it('goes to the last and the first row by keyboard, and keeps the focus on a row out of sight', async () => {
    const { list } = await manyOf(150);
    const grid = inside(list, '[role=grid]');
    const index = (): string | null => focused()!.closest('[role=row]')!.getAttribute('aria-rowindex');
    (lines(list)[0]!.children[0] as HTMLElement).focus();
    await withControl('End');
    await until(() => grid.scrollTop > 0, 'the list to scroll');
    await until(() => Number(lines(list).at(-1)!.getAttribute('aria-rowindex')) > 101, 'more rows');
    await withControl('End');
    expect(index()).to.equal('151');
    grid.scrollTop = 0;
    await until(() => lines(list)[0]!.getAttribute('aria-rowindex') === '2', 'the first rows');
    expect(index()).to.equal('151');
    await press('ArrowUp');
    expect(index()).to.equal('150');
    expect(grid.scrollTop).to.be.greaterThan(0);
    await withControl('Home');
    expect(index()).to.equal('2');
  });

  it('says why more do not come, and tries again', async () => {
    const desk = createDesk({ storage: memoryStorage(), principal: { user: 'a', role: 'admin' } });
    for (let at = 0; at < 120; at++) await desk.tickets.intake({ channelId: 'chat', fields: {} });
    let isBroken = true;
    const broken: Desk = {
      ...desk,
      customers: {
        ...desk.customers,
        list: (input, options) =>
          input?.cursor !== undefined && isBroken
            ? Promise.reject(new DeskError('desk_unreachable', 'x'))
            : desk.customers.list(input, options),
      },
    };
    const list = await openList(broken);
    inside(list, '[role=grid]').scrollTop = 100_000;
    await until(() => says(list).includes('The server cannot be reached.'), 'the failure');
    expect(lines(list).length).to.be.greaterThan(10);
    isBroken = false;
    buttonOf(list, 'Try again').click();
    await until(() => lines(list).at(-1)!.getAttribute('aria-rowindex') !== '101', 'more rows');
    await until(() => !says(list).includes('reached'), 'the failure to go');
  });

  it('shows each row once when it was moved on the page', async () => {
    const { desk } = await customerOffice();
    const list = await openList(desk);
    place(list);
    await until(() => lines(list).length === 3, 'the rows');
    expect(new Set(numbers(list)).size).to.equal(3);
    list.remove();
    place(list);
    await until(() => lines(list).length === 3, 'the rows again');
  });
});

describe('<customer-list>, what changes and what fails', () => {
  afterEach(clearPage);

  it('shows what somebody else changed in the rows that are there', async () => {
    const { desk, elsewhere, minseo, daniel } = await customerOffice();
    const list = await openList(desk, { unmasked: true });
    await elsewhere.customers.edit({ customerNumber: daniel, values: { phone: '010-8800-1200' } });
    await until(() => table(list)[0]![4] === '010-8800-1200', 'the new phone');
    const { gradeId } = await elsewhere.grades.save({ name: 'Gold', color: '#b8860b' });
    await elsewhere.grades.assign({ gradeId, criterion: 'phone', value: '010-8800-1200' });
    await until(() => table(list)[0]![2] === 'Gold', 'the new grade');
    const pair = { survivorNumber: daniel, absorbedNumbers: [minseo] };
    const { fingerprint } = await elsewhere.customers.planMerge(pair);
    await elsewhere.customers.merge({ ...pair, fingerprint });
    await until(() => lines(list).length === 2, 'one row less');
    expect(numbers(list)).not.to.include(minseo);
  });

  it('says that customers were added, and shows them when asked', async () => {
    const { desk, elsewhere } = await customerOffice();
    const list = await openList(desk);
    await elsewhere.tickets.intake({ channelId: 'email', fields: { mail: 'new@example.com' } });
    await until(() => says(list).includes('Customers were added or changed elsewhere.'), 'the word');
    expect(lines(list)).to.have.length(3);
    buttonOf(list, 'Show').focus();
    await press('Enter');
    await until(() => lines(list).length === 4, 'the new row');
    expect(says(list)).not.to.contain('added');
    await until(() => lines(list)[0]!.contains(focused()), 'the focus on the first row');
  });

  it('says why the list does not come, and tries again', async () => {
    const { desk } = await customerOffice();
    let isBroken = true;
    const broken = {
      ...desk,
      customers: {
        ...desk.customers,
        list: (...args: Parameters<typeof desk.customers.list>) =>
          isBroken ? Promise.reject(new DeskError('desk_unreachable', 'x')) : desk.customers.list(...args),
      },
    };
    const list = put('customer-list', { desk: broken });
    await until(() => says(list).includes('The server cannot be reached.'), 'the failure');
    await expectAccessible(list);
    isBroken = false;
    buttonOf(list, 'Try again').click();
    await until(() => lines(list).length === 3, 'the rows');
  });

  it('forgets the answer to conditions that were overtaken', async () => {
    const { desk, daniel } = await customerOffice();
    const slow = later<Awaited<ReturnType<typeof desk.customers.list>>>();
    const late = {
      ...desk,
      customers: {
        ...desk.customers,
        list: (...[input, options]: Parameters<typeof desk.customers.list>) =>
          input?.name === 'slow' ? slow.promise : desk.customers.list(input, options),
      },
    };
    const list = await openList(late);
    await enter(list, 'name', 'slow');
    inside<HTMLFormElement>(list, 'form').requestSubmit();
    await enter(list, 'name', 'Daniel');
    await search(list);
    await until(() => lines(list).length === 1, 'the answer');
    slow.resolve(await desk.customers.list({}));
    await list.updateComplete;
    expect(numbers(list)).to.deep.equal([daniel]);
  });

  it('is for administrators: agents are told so, and the desk is not asked (R2)', async () => {
    const { desk } = await customerOffice({ role: 'agent' });
    const list = put('customer-list', { desk });
    await until(() => says(list).includes('The customer list is for administrators.'), 'the reason');
    expect(list.shadowRoot!.querySelector('form')).to.equal(null);
    await expectAccessible(list);
  });

  it('says that the service is switched off (R1), or that no desk is connected', async () => {
    const { desk } = await customerOffice({ settings: { customerManagement: false } });
    const list = put('customer-list', { desk });
    await until(() => says(list).includes('is switched off'), 'the reason');
    expect(says(put('customer-list'))).to.equal('');
    const alone = put('customer-list');
    await until(() => says(alone).includes('not connected'), 'the reason');
  });

  it('speaks Korean on a Korean page', async () => {
    const { desk } = await customerOffice();
    const home = place();
    home.lang = 'ko';
    provideDeskcard(home, { desk, locales: [ko] });
    const list = document.createElement('customer-list');
    home.append(list);
    await until(() => lines(list).length === 3, 'the rows');
    expect(shownText(inside(list, '#count'))).to.equal('고객 3명');
    expect(shownText(list)).to.contain('조건 초기화').and.to.contain('최초 등록');
    await expectAccessible(list);
  });
});
