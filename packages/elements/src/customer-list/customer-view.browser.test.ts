import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { DeskError } from '@deskcard/core';
import type { Desk } from '@deskcard/core';
import { expectAccessible } from '../../test/accessible.js';
import { buttonOf, customerOffice, openList, openRow, row, says } from '../../test/customer-office.js';
import { later } from '../../test/fake-desk.js';
import {
  clearPage,
  focused,
  inside,
  nextEvent,
  place,
  press,
  shownText,
  type,
  until,
} from '../../test/page.js';
import { provideDeskcard } from '../context.js';
import { ko } from '../locales/ko.js';
import type { CustomerList } from './customer-list.js';

const dialog = (list: CustomerList): HTMLDialogElement => inside<HTMLDialogElement>(list, 'dialog');
const textOf = (list: CustomerList): string => shownText(dialog(list));
const title = (list: CustomerList): string => shownText(inside(list, '#dialog-title'));

async function opened(desk: Desk, number: string): Promise<CustomerList> {
  const list = await openList(desk);
  list.openCustomer(number);
  await until(() => list.shadowRoot!.querySelector('.values'), 'the customer');
  return list;
}

/** What stands beside the name of a field. */
function valueOf(list: CustomerList, label: string): string {
  const pairs = [...dialog(list).querySelectorAll('.values > div')];
  return shownText(
    pairs.find((pair) => shownText(pair.querySelector('dt')!) === label)!.querySelector('dd')!,
  );
}

async function withAlt(key: string): Promise<void> {
  await sendKeys({ down: 'Alt' });
  await sendKeys({ press: key });
  await sendKeys({ up: 'Alt' });
}

describe('<customer-list>, the customer in the dialog', () => {
  afterEach(clearPage);

  it('shows all values with where they came from, and every other one registered (R10, R11, R16)', async () => {
    const { desk, elsewhere, minseo } = await customerOffice();
    await elsewhere.customers.edit({ customerNumber: minseo, values: { name: '김민지' } });
    const list = await openList(desk);
    await openRow(list, minseo);
    expect(title(list)).to.equal('김민지');
    expect(valueOf(list, 'Name')).to.contain('Entered by hand').and.to.contain('by 문태오');
    expect(valueOf(list, 'Name')).to.contain('more registered value').and.to.contain('김민서');
    expect(valueOf(list, 'Phone'))
      .to.contain('010-2345-6789')
      .and.to.contain('From a ticket')
      .and.to.contain('T-1');
    expect(valueOf(list, 'E-mail')).to.contain('minseo@example.com');
    await until(() => textOf(list).includes('VIP'), 'the grade');
    await until(() => dialog(list).querySelectorAll('.ticket').length === 3, 'the tickets');
    await expectAccessible(list);
  });

  it('lists the tickets under all numbers, newest first, and which number they came in on (R11, B2)', async () => {
    const { desk, haeun, absorbed } = await customerOffice();
    const list = await opened(desk, haeun);
    await until(() => dialog(list).querySelectorAll('.ticket').length === 2, 'the tickets');
    const [first, second] = [...dialog(list).querySelectorAll('.ticket')].map((each) => shownText(each));
    expect(first).to.contain('T-5').and.to.contain(`under no. ${absorbed}`);
    expect(second).to.contain('T-4').and.not.to.contain('under no.');
  });

  it('opens an absorbed number as the survivor, and says so (B2)', async () => {
    const { desk, haeun, absorbed } = await customerOffice();
    const list = await opened(desk, absorbed);
    expect(says(list)).to.contain(`No. ${absorbed} was merged into no. ${haeun}, shown here.`);
    expect(textOf(list)).to.contain(`also ${absorbed}`);
  });

  it('asks the page to open a ticket, here or in a new window, and can be refused (R13)', async () => {
    const { desk, minseo } = await customerOffice();
    const list = await opened(desk, minseo);
    await until(() => dialog(list).querySelector('.ticket'), 'the tickets');
    const happened: unknown[] = [];
    list.addEventListener('deskcard-ticket-opened', ({ detail }) => happened.push(detail));
    buttonOf(list, 'Open ticket T-2 in a new window').click();
    expect(happened).to.deep.equal([{ ticketId: 'T-2', customerNumber: minseo, newWindow: true }]);
    expect(dialog(list).open).to.be.true;
    list.addEventListener('deskcard-before-ticket-open', (event) => event.preventDefault(), { once: true });
    buttonOf(list, 'Open ticket T-2: 교환 요청').click();
    expect(happened).to.have.length(1);
    buttonOf(list, 'Open ticket T-2: 교환 요청').click();
    expect(happened[1]).to.deep.equal({ ticketId: 'T-2', customerNumber: minseo, newWindow: false });
    await until(() => !dialog(list).open, 'the page to be free for the ticket');
  });

  it('goes to the next and the previous customer by keyboard, and to their row when it is closed', async () => {
    const { desk, haeun, daniel } = await customerOffice();
    const list = await openList(desk, { unmasked: true });
    await openRow(list, daniel);
    await until(() => title(list) === 'Daniel Weber', 'the customer');
    expect(buttonOf(list, 'Previous customer').getAttribute('aria-disabled')).to.equal('true');
    await withAlt('ArrowDown');
    await until(() => title(list) === '박하은', 'the next one');
    expect(focused()?.closest('dialog')).to.equal(dialog(list));
    await withAlt('ArrowUp');
    await until(() => title(list) === 'Daniel Weber', 'the one before');
    buttonOf(list, 'Next customer').click();
    await until(() => title(list) === '박하은', 'the next one');
    await press('Escape');
    await until(() => row(list, haeun).contains(focused()), 'the focus on the row');
  });

  it('takes a merge back after it has asked, with a report (B1, B8)', async () => {
    const { desk, haeun, absorbed } = await customerOffice();
    const list = await opened(desk, haeun);
    await until(() => dialog(list).querySelector('.entry'), 'the merge');
    expect(textOf(list)).to.contain('본인 확인').and.to.contain('문태오');
    buttonOf(list, 'Undo').click();
    await until(() => dialog(list).querySelector('.question'), 'the question');
    await expectAccessible(list);
    const undone = nextEvent(list, 'deskcard-merge-undone');
    buttonOf(list, 'Undo merge').click();
    expect((await undone).detail.report.restored.customerNumber).to.equal(absorbed);
    await until(
      () => says(list).includes(`No. ${haeun} and no. ${absorbed} are two customers again.`),
      'the word',
    );
    expect(textOf(list)).to.contain('Nothing has changed since the merge.');
    await until(() => !textOf(list).includes(`also ${absorbed}`), 'the customer alone');
  });

  it('offers no way back to whoever may not merge (B8)', async () => {
    const { desk, haeun } = await customerOffice({ capabilities: ['personal.view'] });
    const list = await opened(desk, haeun);
    await until(() => dialog(list).querySelector('.entry'), 'the merge');
    expect(() => buttonOf(list, 'Undo')).to.throw();
  });

  it('shows whole values to whoever gives a reason, and the audit trail keeps it (D13, B13)', async () => {
    const { desk, elsewhere, minseo } = await customerOffice({ capabilities: ['personal.reveal'] });
    const list = await opened(desk, minseo);
    expect(valueOf(list, 'Phone')).to.contain('****6789');
    inside(list, '#reason').focus();
    await type('본인 요청');
    const revealed = nextEvent(list, 'deskcard-customer-revealed');
    await press('Enter');
    expect((await revealed).detail).to.deep.equal({ customerNumber: minseo });
    await until(() => valueOf(list, 'Phone').includes('010-2345-6789'), 'the whole value');
    await expectAccessible(list);
    const { items } = await elsewhere.audit.list({ operation: 'customers.reveal' });
    expect(JSON.stringify(items)).to.contain('본인 요청');
    buttonOf(list, 'Mask again').click();
    await until(() => valueOf(list, 'Phone').includes('****6789'), 'the mask');
  });

  it('says why there are masks where nobody may show more', async () => {
    const { desk, minseo } = await customerOffice({ capabilities: [] });
    const list = await opened(desk, minseo);
    expect(says(list)).to.contain('Values are masked for you, and you are not allowed to show them.');
    expect(dialog(list).querySelector('#reason')).to.equal(null);
  });

  it('follows what others change, and drops an answer about a customer who is not shown any more', async () => {
    const { desk, elsewhere, minseo, daniel } = await customerOffice();
    const slow = later<Awaited<ReturnType<typeof desk.customers.get>>>();
    const late: Desk = {
      ...desk,
      customers: {
        ...desk.customers,
        get: (input, options) =>
          input.customerNumber === minseo ? slow.promise : desk.customers.get(input, options),
      },
    };
    const list = await openList(late);
    list.openCustomer(minseo);
    await until(() => dialog(list).open, 'the dialog');
    list.openCustomer(daniel);
    await until(() => list.shadowRoot!.querySelector('.values'), 'the customer');
    slow.resolve(await desk.customers.get({ customerNumber: minseo }));
    await list.updateComplete;
    expect(title(list)).to.equal('Daniel Weber');
    await elsewhere.customers.edit({ customerNumber: daniel, values: { name: 'Dan Weber' } });
    await until(() => title(list) === 'Dan Weber', 'the new name');
  });

  it('says what failed at its place, and tries again', async () => {
    const { desk, minseo } = await customerOffice();
    let isBroken = true;
    const fail = <T>(answer: () => Promise<T>): Promise<T> =>
      isBroken ? Promise.reject(new DeskError('desk_unreachable', 'x')) : answer();
    const broken: Desk = {
      ...desk,
      customers: { ...desk.customers, get: (...given) => fail(() => desk.customers.get(...given)) },
      tickets: { ...desk.tickets, ofCustomer: (...given) => fail(() => desk.tickets.ofCustomer(...given)) },
    };
    const list = await openList(broken);
    list.openCustomer(minseo);
    await until(() => says(list).includes('The server cannot be reached.'), 'the failure');
    await expectAccessible(list);
    isBroken = false;
    buttonOf(list, 'Try again', 'dialog').click();
    await until(() => dialog(list).querySelectorAll('.ticket').length === 3, 'the tickets');
  });

  it('is closed when the list is moved within the page, and opened anew as it was before', async () => {
    const { desk, minseo } = await customerOffice();
    const list = await opened(desk, minseo);
    place(list);
    await until(() => !dialog(list).open, 'the list alone');
    await until(() => row(list, minseo), 'the rows');
    await openRow(list, minseo);
    expect(dialog(list).matches(':modal')).to.equal(true);
  });

  it('stays at a ticket, with the focus, when another one comes in before it (R11)', async () => {
    const { desk, elsewhere, minseo } = await customerOffice();
    const list = await opened(desk, minseo);
    const tickets = (): HTMLElement[] => [...dialog(list).querySelectorAll<HTMLElement>('.ticket .item')];
    await until(() => tickets().length === 3, 'the tickets');
    tickets()[0]!.focus();
    expect(shownText(focused())).to.include('T-3');
    await elsewhere.tickets.intake({
      ticketId: 'T-9',
      channelId: 'call',
      fields: { phone: '010-2345-6789', name: '김민서' },
    });
    await until(() => tickets().length === 4, 'the new one');
    expect(shownText(focused())).to.include('T-3');
  });

  it('is not opened where the page shows customers elsewhere', async () => {
    const { desk, minseo } = await customerOffice();
    const list = await openList(desk);
    list.addEventListener('deskcard-before-customer-open', (event) => event.preventDefault());
    row(list, minseo).click();
    await list.updateComplete;
    expect(dialog(list).open).to.be.false;
  });

  it('speaks Korean on a Korean page, the history of merges too', async () => {
    const { desk, haeun } = await customerOffice();
    document.documentElement.lang = 'ko';
    const provision = provideDeskcard(document.body, { desk, locales: [ko] });
    const list = await opened(desk, haeun);
    await until(() => dialog(list).querySelector('.entry'), 'the merge');
    expect(textOf(list)).to.contain('상담 이력').and.to.contain('병합됨').and.to.contain('되돌리기');
    await expectAccessible(list);
    provision.remove();
  });
});
