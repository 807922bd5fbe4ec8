import { expect } from '@open-wc/testing';
import { DeskError } from '@deskcard/core';
import type { CustomerDeletion, Desk } from '@deskcard/core';
import { expectAccessible } from '../../test/accessible.js';
import {
  buttonOf,
  customerOffice,
  numbers,
  openList,
  openRow,
  row,
  says,
} from '../../test/customer-office.js';
import { later } from '../../test/fake-desk.js';
import { withAlt } from '../../test/fields-page.js';
import { clearPage, focused, inside, nextEvent, press, shownText, type, until } from '../../test/page.js';
import { provideDeskcard } from '../context.js';
import { ja } from '../locales/ja.js';
import { ko } from '../locales/ko.js';
import type { CustomerList } from './customer-list.js';

const dialog = (list: CustomerList): HTMLDialogElement => inside<HTMLDialogElement>(list, 'dialog');
const textOf = (list: CustomerList): string => shownText(dialog(list));
const said = (list: CustomerList): string => shownText(inside(list, '.said[role=status]'));

async function asked(desk: Desk, number: string): Promise<CustomerList> {
  const list = await openList(desk, { unmasked: true });
  await openRow(list, number);
  buttonOf(list, 'Delete customer…').click();
  await until(() => focused()?.id === 'keep-customer', 'the question');
  return list;
}

/** The same desk, but for deleting. */
const deletingBy = (desk: Desk, remove: Desk['customers']['delete']): Desk => ({
  ...desk,
  customers: { ...desk.customers, delete: remove },
});

describe('<customer-list>, deleting the customer in the dialog', () => {
  afterEach(clearPage);

  it('says what goes and what stays, and deletes by keyboard; the next row has the focus', async () => {
    const { desk, elsewhere, haeun, absorbed, minseo } = await customerOffice();
    const list = await openList(desk, { unmasked: true });
    await openRow(list, haeun);
    inside(list, '#delete-customer').focus();
    await press('Enter');
    await until(() => focused()?.id === 'keep-customer', 'the focus on the way out');
    expect(textOf(list))
      .to.contain(`Delete the customer with no. ${haeun}, ${absorbed} for good?`)
      .and.to.contain('all registered values, under every number')
      .and.to.contain('it is never given again');
    await expectAccessible(list);
    inside(list, '#delete-reason').focus();
    await type('By letter');
    await press('Tab');
    expect(focused()?.id).to.equal('delete-for-good');
    const deleted = nextEvent(list, 'deskcard-customer-deleted');
    await press('Enter');
    expect((await deleted).detail).to.deep.equal({ customerNumber: haeun, numbers: [haeun, absorbed] });
    await until(() => !dialog(list).open, 'the list');
    await until(() => !numbers(list).includes(haeun), 'the row to be gone');
    await until(() => row(list, minseo).contains(focused()), 'the focus on the row behind it');
    expect(said(list)).to.equal(`The customer with no. ${haeun} was deleted.`);
    const { items } = await elsewhere.audit.list({ operation: 'customers.delete' });
    expect(items[0]?.facts['reason']).to.equal('By letter');
  });

  it('lets go of the question without having done anything, and the focus goes back', async () => {
    const { desk, minseo } = await customerOffice();
    await asked(desk, minseo);
    await press('Enter');
    await until(() => focused()?.id === 'delete-customer', 'the focus to be back');
    expect((await desk.customers.get({ customerNumber: minseo })).values['name']).to.equal('김민서');
  });

  it('can be prevented by the page', async () => {
    const { desk, minseo } = await customerOffice();
    const list = await asked(desk, minseo);
    list.addEventListener('deskcard-before-customer-delete', (event) => event.preventDefault());
    buttonOf(list, 'Delete for good').click();
    await list.updateComplete;
    expect(dialog(list).open).to.be.true;
    expect(await desk.customers.get({ customerNumber: minseo })).to.be.an('object');
  });

  it('says why where an administrator may not delete', async () => {
    const { desk, minseo } = await customerOffice({ capabilities: ['personal.view', 'customers.edit'] });
    const list = await openList(desk, { unmasked: true });
    await openRow(list, minseo);
    expect(textOf(list)).to.contain('You are not allowed to delete customers.');
    expect(() => buttonOf(list, 'Delete customer…')).to.throw();
  });

  it('refuses what was changed meanwhile, and deletes what is looked at then', async () => {
    const { desk, minseo } = await customerOffice();
    const versions: (number | undefined)[] = [];
    const overtaken = deletingBy(desk, (input, options) => {
      versions.push(input.version);
      if (versions.length > 1) return desk.customers.delete(input, options);
      return Promise.reject(new DeskError('version_conflict', 'x'));
    });
    const list = await asked(overtaken, minseo);
    buttonOf(list, 'Delete for good').click();
    await until(() => says(list).includes('Somebody else has saved in the meantime.'), 'the refusal');
    await until(() => focused()?.id === 'keep-customer', 'the focus on the way out');
    await expectAccessible(list);
    await desk.customers.edit({ customerNumber: minseo, values: { name: '김민아' } });
    await until(() => textOf(list).includes('김민아'), 'the new name');
    buttonOf(list, 'Delete for good').click();
    await until(() => !dialog(list).open, 'the list');
    expect(versions[1]).to.be.greaterThan(versions[0]!);
  });

  it('keeps the reason when the server cannot be reached, and asks once again under the same key', async () => {
    const { desk, minseo } = await customerOffice();
    const keys: (string | undefined)[] = [];
    const broken = deletingBy(desk, (input, options) => {
      keys.push(options?.idempotencyKey);
      if (keys.length > 1) return desk.customers.delete(input, options);
      return Promise.reject(new DeskError('desk_unreachable', 'x'));
    });
    const list = await asked(broken, minseo);
    inside(list, '#delete-reason').focus();
    await type('x');
    buttonOf(list, 'Delete for good').click();
    await until(() => says(list).includes('The server cannot be reached.'), 'the failure');
    expect(inside<HTMLInputElement>(list, '#delete-reason').value).to.equal('x');
    buttonOf(list, 'Delete for good').click();
    await until(() => !dialog(list).open, 'the list');
    expect(keys[1]).to.equal(keys[0]).and.not.to.equal(undefined);
  });

  it('shows nothing of whom somebody else deletes meanwhile but their tickets, and no error', async () => {
    const { desk, elsewhere, minseo } = await customerOffice();
    const list = await openList(desk, { unmasked: true });
    await openRow(list, minseo);
    await elsewhere.customers.delete({ customerNumber: minseo });
    await until(() => says(list).includes('This customer was deleted.'), 'the word');
    await until(() => dialog(list).querySelectorAll('.ticket').length === 3, 'the tickets');
    expect(dialog(list).querySelector('.values')).to.equal(null);
    expect(textOf(list)).not.to.contain('김민서').and.not.to.contain('6789');
    expect(dialog(list).querySelector('.status.error')).to.equal(null);
    expect(() => buttonOf(list, 'Try again', 'dialog')).to.throw();
    await expectAccessible(list);
    await until(() => !numbers(list).includes(minseo), 'the row to be gone');
    await press('Escape');
    await until(() => !dialog(list).open, 'the list');
  });

  it('clears the tickets of somebody with very many, says how far it is, and goes on after a failure', async () => {
    const { desk, minseo } = await customerOffice();
    let calls = 0;
    const slow = deletingBy(desk, async (input, options): Promise<CustomerDeletion> => {
      calls++;
      if (calls === 1)
        return { ...(await desk.customers.delete(input, options)), tickets: 500, ticketsLeft: true };
      if (calls === 2) throw new DeskError('desk_unreachable', 'x');
      throw new DeskError('customer_deleted', 'Somebody else cleared the rest.');
    });
    const list = await asked(slow, minseo);
    buttonOf(list, 'Delete for good').click();
    await until(() => says(list).includes('not all of their tickets are cleared'), 'the failure');
    expect(textOf(list)).not.to.contain('김민서');
    await until(() => dialog(list).querySelector('.values') === null, 'nobody to be shown');
    await expectAccessible(list);
    buttonOf(list, 'Try again', 'dialog').click();
    await until(() => !dialog(list).open, 'the list');
    expect(calls).to.equal(3);
  });

  it('is not left half-way: nothing closes the dialog or shows another customer before it is done', async () => {
    const { desk, minseo } = await customerOffice();
    const rest = later<CustomerDeletion>();
    const signals: AbortSignal[] = [];
    const slow = deletingBy(desk, async (input, options): Promise<CustomerDeletion> => {
      signals.push(options!.signal!);
      if (signals.length > 1) return rest.promise;
      return { ...(await desk.customers.delete(input, options)), tickets: 500, ticketsLeft: true };
    });
    const list = await asked(slow, minseo);
    buttonOf(list, 'Delete for good').click();
    await until(() => signals.length === 2, 'the rest of the tickets');
    for (const selector of ['#next', '#previous', '[aria-label=Close]', '.ticket .item']) {
      dialog(list).querySelector<HTMLElement>(selector)!.click();
    }
    await withAlt('ArrowDown');
    await withAlt('ArrowUp');
    await press('Escape');
    expect([dialog(list).open, signals.length, signals[1]!.aborted]).to.deep.equal([true, 2, false]);
    rest.resolve({
      customerNumber: minseo,
      numbers: [minseo],
      tickets: 3,
      ticketsLeft: false,
    } as CustomerDeletion);
    await until(() => !dialog(list).open, 'the list');
    expect(said(list)).to.equal(`The customer with no. ${minseo} was deleted.`);
  });

  it('puts the focus into the conditions when nobody is left', async () => {
    const { desk, elsewhere, minseo, haeun, daniel } = await customerOffice();
    for (const customerNumber of [haeun, daniel]) await elsewhere.customers.delete({ customerNumber });
    const list = await asked(desk, minseo);
    buttonOf(list, 'Delete for good').click();
    await until(() => !dialog(list).open, 'the list');
    await until(() => focused()?.matches('form .input') === true, 'the focus in the conditions');
  });

  for (const [language, locale, words] of [
    ['ko', ko, ['고객 삭제…', '영구히 삭제할까요?', '영구 삭제']],
    ['ja', ja, ['顧客を削除…', '完全に削除しますか？', '完全に削除']],
  ] as const) {
    it(`asks in ${language} on such a page`, async () => {
      const { desk, minseo } = await customerOffice();
      document.documentElement.lang = language;
      const provision = provideDeskcard(document.body, { desk, locales: [locale] });
      const list = await openList(desk, { unmasked: true });
      await openRow(list, minseo);
      buttonOf(list, words[0]).click();
      await until(() => focused()?.id === 'keep-customer', 'the question');
      expect(textOf(list)).to.contain(words[1]).and.to.contain(words[2]);
      await expectAccessible(list);
      provision.remove();
    });
  }
});
