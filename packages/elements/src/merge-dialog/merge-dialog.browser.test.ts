import { expect } from '@open-wc/testing';
import { DeskError } from '@deskcard/core';
import { later } from '../../test/fake-desk.js';
import {
  buttonOf,
  openDialog,
  people,
  peopleFor,
  rows,
  says,
  withCustomers,
} from '../../test/merge-people.js';
import {
  clearPage,
  focused,
  inside,
  nextEvent,
  place,
  press,
  put,
  settle,
  shownText,
} from '../../test/page.js';
import { type, until } from '../../test/page.js';
import { provideDeskcard } from '../context.js';
import './define.js';

const native = (dialog: Element): HTMLDialogElement => inside<HTMLDialogElement>(dialog, 'dialog');

describe('<merge-dialog>, the dialog', () => {
  afterEach(clearPage);

  it('opens from a button with the focus in the search box, and Escape gives it back (R18)', async () => {
    const { desk, caller } = await people();
    const dialog = put('merge-dialog', { desk, customerNumber: caller });
    const opener = document.createElement('button');
    opener.addEventListener('click', () => dialog.show());
    place(opener);
    opener.focus();
    await press('Enter');
    await until(() => focused()?.matches('[name=search]'), 'the search box');
    expect(native(dialog).matches(':modal')).to.be.true;
    await type('x');
    const closed = nextEvent(dialog, 'close');
    // The first one empties the box, as in every search box.
    await press('Escape', 'Escape');
    await closed;
    expect(dialog.open).to.be.false;
    expect(dialog.hasAttribute('open')).to.be.false;
    expect(focused()).to.equal(opener);
  });

  it('says that it opened and closed to its own listeners only', async () => {
    const { desk, caller } = await people();
    const heard: string[] = [];
    const outside = place();
    for (const name of ['open', 'close']) outside.addEventListener(name, () => heard.push(`${name} outside`));
    const dialog = Object.assign(document.createElement('merge-dialog'), { desk, customerNumber: caller });
    for (const name of ['open', 'close']) dialog.addEventListener(name, () => heard.push(name));
    outside.append(dialog);
    dialog.show();
    await until(() => heard.length === 1, 'open');
    buttonOf(dialog, 'Close').click();
    await until(() => heard.length > 1, 'close');
    await settle();
    expect(heard).to.deep.equal(['open', 'close']);
  });

  it('shows the customer on top: number, name, member id, phone, e-mail and grades (R19)', async () => {
    const { desk, writer } = await people();
    const { gradeId } = await desk.grades.save({ name: 'VIP', color: '#7a3fb0' });
    await desk.grades.assign({ gradeId, criterion: 'memberId', value: 'minseo_k' });
    const dialog = await openDialog(desk, { customerNumber: writer });
    await until(() => dialog.shadowRoot!.querySelector('.grade'), 'the grade');
    const values = [...dialog.shadowRoot!.querySelectorAll('.card bdi')].map((each) => each.textContent);
    expect(values).to.deep.equal([
      writer,
      '김민서 고객님',
      'minseo_k',
      '+82 10-2345-6789',
      'minseo.kim@example.com',
    ]);
    expect(shownText(dialog)).to.contain('Grades: VIP');
  });

  it('does not care in which order its properties come, or whether it was written before', async () => {
    const { desk, caller } = await people();
    const outside = place();
    outside.innerHTML = `<merge-dialog open view="history" customer-number="${caller}"></merge-dialog>`;
    const dialog = outside.querySelector('merge-dialog')!;
    await until(() => says(dialog).includes('not connected'), 'the word that no desk is there');
    provideDeskcard(outside, { desk });
    await until(() => says(dialog).includes('never merged'), 'the history');
    dialog.view = 'merge';
    await until(() => shownText(dialog).includes('010-2345-6789'), 'the customer');
    expect(dialog.getAttribute('view')).to.equal('merge');
  });

  it('takes the customer of the ticket when only that is named', async () => {
    const { desk } = await people();
    const dialog = await openDialog(desk, { ticketId: 'T-1' });
    expect(shownText(inside(dialog, '.card'))).to.contain('010-2345-6789');
  });

  it('says so when nobody is named, and offers nothing', async () => {
    const { desk } = await people();
    const dialog = await openDialog(desk, { ticketId: 'not-saved-yet' });
    expect(says(dialog)).to.equal('No customer is chosen.');
    expect(dialog.shadowRoot!.querySelector('[name=search]')).to.equal(null);
  });

  it('says what is wrong with a number that nobody has, and tries again', async () => {
    const { desk, caller } = await people();
    const dialog = put('merge-dialog', { desk, open: true, customerNumber: '99' });
    await until(() => says(dialog).includes('no customer with this number'), 'the reason');
    dialog.customerNumber = caller;
    await until(() => shownText(dialog).includes('010-2345-6789'), 'the customer');
  });

  it('mends a failed start where it is shown', async () => {
    const { desk, caller } = await people();
    let isBroken = true;
    const broken = withCustomers(desk, {
      get: (input, options) =>
        isBroken
          ? Promise.reject(new DeskError('storage_closed', 'closed'))
          : desk.customers.get(input, options),
    });
    const dialog = put('merge-dialog', { desk: broken, open: true, customerNumber: caller });
    await until(() => says(dialog).includes('The connection to the data was closed.'), 'the failure');
    isBroken = false;
    buttonOf(dialog, 'Try again').click();
    await until(() => shownText(dialog).includes('010-2345-6789'), 'the customer');
  });

  it('does not wait for ever for a slow desk (trap 11)', async () => {
    const { desk, caller } = await people();
    const timers: (() => void)[] = [];
    const real = window.setTimeout;
    window.setTimeout = ((act: () => void, ms?: number) => {
      if (ms === 15_000) return timers.push(act);
      return real(act, ms);
    }) as typeof setTimeout;
    try {
      const slow = withCustomers(desk, { get: () => new Promise(() => {}) });
      const dialog = put('merge-dialog', { desk: slow, open: true, customerNumber: caller });
      await until(() => dialog.shadowRoot!.querySelector('.card'), 'the place of the customer');
      expect(dialog.shadowRoot!.querySelector('.skeleton')).not.to.equal(null);
      for (const timeIsUp of timers) timeIsUp();
      await until(() => says(dialog).includes('No answer came in time.'), 'the end of waiting');
      expect(dialog.shadowRoot!.querySelector('.skeleton')).to.equal(null);
    } finally {
      window.setTimeout = real;
    }
  });

  it('tells an agent without the permission so, instead of offering what would fail (B8, trap 13)', async () => {
    const { desk, caller } = await peopleFor(['customers.edit']);
    const dialog = await openDialog(desk, { customerNumber: caller });
    await until(() => says(dialog).includes('You are not allowed to do this.'), 'the reason');
    expect(dialog.shadowRoot!.querySelector('[name=search]')).to.equal(null);
    expect(rows(dialog)).to.have.length(0);
  });

  it('calls off what is under way when it is closed, removed or turned to somebody else', async () => {
    const { desk, caller, writer } = await people();
    const signals: AbortSignal[] = [];
    const answer = later<never>();
    const slow = withCustomers(desk, {
      get: (_input, { signal } = {}) => {
        signals.push(signal!);
        return answer.promise;
      },
    });
    const dialog = put('merge-dialog', { desk: slow, open: true, customerNumber: caller });
    await until(() => signals.length === 1, 'the first call');
    dialog.customerNumber = writer;
    await until(() => signals.length === 2, 'the second call');
    expect(signals.map(({ aborted }) => aborted)).to.deep.equal([true, false]);
    dialog.close();
    await until(() => signals[1]!.aborted, 'the second to be called off');
    dialog.show();
    await until(() => signals.length === 3, 'the third call');
    dialog.remove();
    expect(signals[2]!.aborted).to.be.true;
    answer.reject(new Error('late'));
    await settle();
  });

  it('gives the focus back when it is taken off the page, and opens again where it is put', async () => {
    const { desk, caller } = await people();
    const opener = document.createElement('button');
    const elsewhere = place();
    place(opener);
    opener.focus();
    const dialog = put('merge-dialog', { desk, customerNumber: caller });
    dialog.show();
    await until(() => focused()?.matches('[name=search]'), 'the search box');
    dialog.remove();
    expect(focused()).to.equal(opener);
    elsewhere.append(dialog);
    await until(() => native(dialog).matches(':modal'), 'the dialog again');
    await until(() => shownText(dialog).includes('010-2345-6789'), 'the customer');
  });

  it('keeps what is typed from the shortcuts of the page', async () => {
    const { desk, caller } = await people();
    const heard: string[] = [];
    const listen = (event: KeyboardEvent): void => void heard.push(event.key);
    document.addEventListener('keydown', listen);
    await openDialog(desk, { customerNumber: caller });
    await until(() => focused()?.matches('[name=search]'), 'the search box');
    await type('r');
    await press('Tab');
    document.removeEventListener('keydown', listen);
    expect(heard).to.deep.equal(['Tab']);
  });
});
