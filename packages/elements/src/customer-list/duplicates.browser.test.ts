import { expect } from '@open-wc/testing';
import '../merge-dialog/define.js';
import { expectAccessible } from '../../test/accessible.js';
import { customerOffice, openList, openRow, type Office } from '../../test/customer-office.js';
import { arrive } from '../../test/duplicate-desk.js';
import { clearPage, focused, put, shownText, until } from '../../test/page.js';
import type { CustomerList } from './customer-list.js';

const section = (list: CustomerList): HTMLElement | null => list.shadowRoot!.querySelector('.suggested');
const says = (list: CustomerList): string => shownText(section(list));
const buttons = (list: CustomerList): HTMLElement[] => [
  ...list.shadowRoot!.querySelectorAll<HTMLElement>('.suggested button'),
];
const named = (list: CustomerList, name: string): HTMLElement => {
  const found = buttons(list).find((each) => (each.getAttribute('aria-label') ?? shownText(each)) === name);
  if (!found) throw new Error(`There is no button ${name}.`);
  return found;
};

async function withDouble(
  options: Parameters<typeof customerOffice>[0] = {},
): Promise<Office & { double: string }> {
  const office = await customerOffice(options);
  const double = await arrive(office.elsewhere, 'email', {
    name: '김민선',
    phone: '010-2345-6789',
    mail: 'minseon@example.net',
  });
  return { ...office, double };
}

async function open(office: Office, properties: Partial<CustomerList> = {}): Promise<CustomerList> {
  const list = await openList(office.desk, properties);
  await openRow(list, office.minseo);
  await until(() => section(list), 'who else they may be');
  return list;
}

describe('<customer-list>, who else a customer may be (B4)', () => {
  afterEach(clearPage);

  it('shows in the dialog whom the customer looks like, how likely and why', async () => {
    const office = await withDouble();
    const list = await open(office);
    await until(() => says(list).includes(office.double), 'the other');
    expect(says(list)).to.match(/^Possible duplicates/);
    expect(says(list)).to.include('same phone, name differs by one consonant');
    await expectAccessible(list);
  });

  it('remembers “not the same”, shows it folded, and lets it be decided again', async () => {
    const office = await withDouble();
    const list = await open(office);
    await until(() => says(list).includes(office.double), 'the other');
    named(list, `Not the same: no. ${office.double}`).click();
    await until(() => says(list).includes('Nobody else looks like this customer.'), 'nobody');
    await until(() => focused() === named(list, 'Undo'), 'the focus');
    const fold = list.shadowRoot!.querySelector<HTMLDetailsElement>('.suggested details')!;
    expect(shownText(fold.querySelector('summary'))).to.equal('Not the same (1)');
    fold.open = true;
    expect(shownText(fold)).to.match(/Not the same person: 한지수, \w+ \d+, \d{4}/);
    await expectAccessible(list);
    named(list, `Decide again: no. ${office.double}`).click();
    await until(() => list.shadowRoot!.querySelector('.duplicate .about + .row'), 'the question again');
    const { items } = await office.elsewhere.duplicates.list({ customerNumber: office.minseo });
    expect(items).to.have.length(1);
  });

  it('opens the merge dialog of the page above it, and follows the merge', async () => {
    const office = await withDouble();
    const dialog = put('merge-dialog', { desk: office.desk, id: 'merge-above' });
    const list = await open(office, { mergeDialog: 'merge-above' });
    await until(() => says(list).includes(office.double), 'the other');
    named(list, `Merge: no. ${office.double}`).click();
    await until(() => dialog.open && dialog.shadowRoot!.querySelector('.compare'), 'the preview');
    expect([dialog.customerNumber, dialog.otherNumbers?.join()]).to.deep.equal([
      office.minseo,
      office.double,
    ]);
    dialog.shadowRoot!.querySelector<HTMLElement>('.dialog-foot .primary')!.click();
    await until(() => says(list).includes('Nobody else looks like this customer.'), 'nobody');
  });

  it('gives no answers to whoever may not merge', async () => {
    const office = await withDouble({ capabilities: ['personal.view'] });
    const list = await open(office);
    await until(() => says(list).includes(office.double), 'the other');
    expect(buttons(list)).to.have.length(0);
    await expectAccessible(list);
  });
});
