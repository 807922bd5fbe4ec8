import { expect } from '@open-wc/testing';
import { DeskError } from '@deskcard/core';
import type { Desk, InputOf } from '@deskcard/core';
import { readCsv } from '@deskcard/core/csv';
import { expectAccessible } from '../../test/accessible.js';
import {
  buttonOf,
  customerOffice,
  enter,
  lines,
  openList,
  says,
  search,
} from '../../test/customer-office.js';
import { chooseFile, downloads } from '../../test/customer-files.js';
import { later } from '../../test/fake-desk.js';
import { clearPage, focused, inside, nextEvent, press, settle, shownText, until } from '../../test/page.js';
import { strictPage } from '../../test/strict-page.js';
import type { CustomerList } from './customer-list.js';

const dialog = (list: CustomerList): HTMLDialogElement => inside<HTMLDialogElement>(list, 'dialog');
const next = (list: CustomerList): HTMLElement => inside(list, '[data-next]');
const outcomes = (list: CustomerList): string[][] =>
  [...dialog(list).querySelectorAll('.outcomes .virtual-row')].map((each) =>
    [...each.children].map((cell) => shownText(cell)),
  );
const withImport = (desk: Desk, answer: Desk['customers']['import']): Desk => ({
  ...desk,
  customers: { ...desk.customers, import: answer },
});

/** A file of new customers. */
const people = (count: number): string =>
  `name,email\n${Array.from({ length: count }, (_, at) => `P${at},p${at}@example.com`).join('\n')}\n`;

async function checked(desk: Desk, csv: string): Promise<CustomerList> {
  const list = await openList(desk);
  buttonOf(list, 'Import CSV').click();
  await chooseFile(list, csv);
  next(list).click();
  await until(
    () => says(list).includes('Every row is checked.') || says(list).includes('nothing to import'),
    'the check',
  );
  return list;
}

describe('<customer-list>, a CSV file out', () => {
  afterEach(clearPage);

  it('writes who meets the conditions, with masks or whole, and the file can be read again (B14, D13)', async () => {
    const files = downloads();
    const { desk, minseo } = await customerOffice();
    const list = await openList(desk);
    await enter(list, 'phone', '6789');
    await search(list);
    buttonOf(list, 'Export CSV').click();
    await until(() => dialog(list).open && dialog(list).querySelector('#start'), 'the dialog');
    expect(shownText(dialog(list)))
      .to.contain('who meet the search conditions')
      .and.to.contain('masked');
    await expectAccessible(list);
    inside(list, 'dialog .choice input').click();
    await until(() => shownText(dialog(list)).includes('personal data'), 'the warning');
    const exported = nextEvent(list, 'deskcard-customers-exported');
    buttonOf(list, 'Export', '.dialog-foot').click();
    expect((await exported).detail).to.deep.equal({ conditions: { phone: '6789' }, rows: 1 });
    expect(says(list)).to.contain('The file holds 1 customer.');
    const [{ name, text }] = (await files.taken()) as [{ name: string; text: string }];
    expect(name).to.match(/^customers-\d{4}-\d\d-\d\d\.csv$/);
    const table = readCsv(text);
    expect(table).to.have.length(2);
    expect(table[1]).to.include(minseo).and.to.include('010-2345-6789');
    files.restore();
  });

  it('goes on after a page that did not come, and writes no file when it is cancelled', async () => {
    const files = downloads();
    const { desk } = await customerOffice();
    const first = later<Awaited<ReturnType<Desk['customers']['export']>>>();
    let calls = 0;
    const flaky: Desk = {
      ...desk,
      customers: {
        ...desk.customers,
        export: ({ limit: _, ...input } = {}, options) => {
          calls++;
          if (calls === 1) return first.promise;
          if (calls === 3) return Promise.reject(new DeskError('desk_unreachable', 'x'));
          return desk.customers.export({ ...input, limit: 1 }, options);
        },
      },
    };
    const list = await openList(flaky);
    buttonOf(list, 'Export CSV').click();
    await until(() => dialog(list).querySelector('#start'), 'the dialog');
    buttonOf(list, 'Export', '.dialog-foot').click();
    await until(() => says(list).includes('Written: 0'), 'the progress');
    await press('Escape');
    expect(dialog(list).open).to.be.true;
    buttonOf(list, 'Cancel', '.dialog-foot').click();
    await until(() => says(list).includes('was cancelled. No file was written.'), 'the word');
    buttonOf(list, 'Export', '.dialog-foot').click();
    await until(() => says(list).includes('The server cannot be reached.'), 'the failure');
    expect(await files.taken()).to.have.length(0);
    buttonOf(list, 'Continue').click();
    await until(() => says(list).includes('The file holds 3 customers.'), 'the end');
    expect(readCsv((await files.taken())[0]!.text)).to.have.length(4);
    files.restore();
  });
});

describe('<customer-list>, a CSV file in', () => {
  afterEach(clearPage);

  it('recognises the columns, which can be changed, and imports none twice', async () => {
    const { desk } = await customerOffice();
    const list = await openList(desk);
    buttonOf(list, 'Import CSV').click();
    await until(() => dialog(list).querySelector('#file'), 'the chooser');
    await expectAccessible(list);
    await chooseFile(list, '고객명,연락처,메모\n최수아,010-5555-1234,신규\n');
    const targets = (): string[] => [...dialog(list).querySelectorAll('select')].map(({ value }) => value);
    expect(targets()).to.deep.equal(['name', 'phone', '']);
    expect(shownText(dialog(list))).to.contain('010-5555-1234');
    await enter(list, 'column-2', 'name');
    expect(shownText(dialog(list))).to.contain('This is chosen for another column already.');
    expect(next(list).getAttribute('aria-disabled')).to.equal('true');
    await expectAccessible(list);
    await enter(list, 'column-2', 'memberId');
    expect(next(list).hasAttribute('aria-disabled')).to.be.false;
  });

  it('checks every row before anything is stored, and says why one cannot be (trap 12)', async () => {
    const { desk, elsewhere, minseo } = await customerOffice();
    const csv =
      'customerNumber,name,phone,email\n' +
      ',최수아,010-5555-1234,sua@example.com\n' +
      `${minseo},김민서,,minseo.new@example.com\n` +
      ',A,010-7777-1111,\n,B,010-7777-1111,\n' +
      '999999999,C,,c@example.com\n,D,,d@example.com,cut\n,E,,no address\n';
    const list = await checked(desk, csv);
    const all = outcomes(list);
    expect(all.map(([line, outcome]) => `${line} ${outcome}`)).to.deep.equal([
      '2 New customer',
      '3 Changes an existing customer',
      '4 Not imported',
      '5 Not imported',
      '6 Not imported',
      '7 Not imported',
      '8 Not imported',
    ]);
    expect(all[2]![2]).to.equal('Phone also stands in row 5.');
    expect(all[4]![2]).to.contain('no customer with this number');
    expect(all[5]![2]).to.contain('more cells than columns');
    expect(all[6]![2]).to.contain('E-mail');
    expect(shownText(next(list))).to.equal('Import 2 rows');
    expect((await elsewhere.customers.list()).total).to.equal(3);
    await expectAccessible(list);
    inside(list, 'dialog .choice input').click();
    await until(() => outcomes(list).length === 5, 'the problems alone');
  });

  it('stores what was checked, says so, and gives the result as a file', async () => {
    const files = downloads();
    const { desk, elsewhere, minseo } = await customerOffice();
    const csv = `고객번호,name,email\n,최수아,sua@example.com\n${minseo},,minseo.new@example.com\n,X,bad\n`;
    const list = await checked(desk, csv);
    const before = nextEvent(list, 'deskcard-before-customers-import');
    const imported = nextEvent(list, 'deskcard-customers-imported');
    next(list).click();
    expect((await before).detail).to.deep.equal({ fileName: 'customers.csv', rows: 2, refused: 1 });
    expect((await imported).detail).to.deep.equal({ fileName: 'customers.csv', rows: 2, refused: 1 });
    await until(() => says(list).includes('Done. 2 rows are stored.'), 'the end');
    expect(outcomes(list).map(([, outcome]) => outcome)).to.deep.equal([
      'Created',
      'Changed',
      'Not imported',
    ]);
    await until(() => lines(list).length === 4, 'the new row in the list');
    buttonOf(list, 'Download the result').click();
    const result = readCsv((await files.taken())[0]!.text);
    expect(result[1]!.slice(0, 3)).to.deep.equal(['', '최수아', 'sua@example.com']);
    expect(result[1]![4]).to.equal('Created');
    expect(result[2]![3]).to.equal(minseo);
    const { registered } = await elsewhere.customers.get({ customerNumber: minseo });
    expect(registered['email']!.some(({ source }) => source === 'import')).to.be.true;
    files.restore();
  });

  it('stops after the rows that are on their way, says what is stored, and can go on', async () => {
    const { desk, elsewhere } = await customerOffice();
    const gate = later<undefined>();
    let stored = 0;
    const slow = withImport(desk, async (input, options) => {
      if (!input.dryRun && stored++ === 0) await gate.promise;
      return desk.customers.import(input, options);
    });
    const list = await checked(slow, people(450));
    next(list).click();
    await until(() => says(list).includes('Stored 0 of 450 rows'), 'the progress');
    await press('Escape');
    expect(dialog(list).open).to.be.true;
    buttonOf(list, 'Cancel the import').click();
    await until(() => says(list).includes('finished first'), 'the word');
    gate.resolve(undefined);
    const text = 'Cancelled. 200 of 450 rows are stored completely, the others not at all.';
    await until(() => says(list).includes(text), 'what is stored');
    expect((await elsewhere.customers.list()).total).to.equal(203);
    await expectAccessible(list);
    buttonOf(list, 'Continue').click();
    await until(() => says(list).includes('Done. 450 rows are stored.'), 'the end');
    expect((await elsewhere.customers.list()).total).to.equal(453);
  });

  it('goes on with the same file when the network failed, and stores nothing twice', async () => {
    const { desk, elsewhere } = await customerOffice();
    let sent = 0;
    const keys: (string | undefined)[] = [];
    const lossy = withImport(desk, async (input: InputOf<'customers.import'>, options) => {
      const answer = await desk.customers.import(input, options);
      if (input.dryRun) return answer;
      keys.push(options?.idempotencyKey);
      // It was stored, but the answer got lost.
      if (++sent === 2) throw new DeskError('desk_unreachable', 'x');
      return answer;
    });
    const list = await openList(lossy);
    buttonOf(list, 'Import CSV').focus();
    await press('Enter');
    await chooseFile(list, people(450));
    next(list).click();
    await until(() => says(list).includes('Every row is checked.'), 'the check');
    next(list).click();
    await until(() => says(list).includes('The server cannot be reached.'), 'the failure');
    expect(says(list)).to.contain('200 of 450 rows are known to be stored. The file is still here.');
    await press('Escape');
    await until(() => !dialog(list).open, 'the dialog to close');
    expect(focused()?.id).to.equal('import');
    buttonOf(list, 'Import CSV').click();
    await until(() => dialog(list).querySelector('.outcomes'), 'where it was');
    buttonOf(list, 'Continue').click();
    await until(() => says(list).includes('Done. 450 rows are stored.'), 'the end');
    expect(keys).to.have.length(4);
    expect(keys[1]).to.equal(keys[2]);
    expect((await elsewhere.customers.list()).total).to.equal(453);
  });

  it('reads a file that it wrote, in which nothing is new (trap 12)', async () => {
    const files = downloads();
    const { desk } = await customerOffice();
    const list = await openList(desk, { unmasked: true });
    buttonOf(list, 'Export CSV').click();
    (await until(() => list.shadowRoot!.querySelector<HTMLElement>('#start'), 'the dialog')).click();
    await until(() => says(list).includes('The file holds 3 customers.'), 'the file');
    const [file] = await files.taken();
    const { text } = file!;
    files.restore();
    expect(text).to.contain('010-2345-6789');
    buttonOf(list, 'Close', '.dialog-foot').click();
    await until(() => !dialog(list).open, 'the dialog to close');
    buttonOf(list, 'Import CSV').click();
    await chooseFile(list, text);
    next(list).click();
    await until(() => outcomes(list).length === 3 && says(list).includes('nothing to import'), 'the check');
    expect(outcomes(list).map(([, outcome]) => outcome)).to.deep.equal(Array(3).fill('Nothing new'));
  });

  it('leaves neither the file nor the rows to whoever sits there next', async () => {
    const { desk, elsewhere } = await customerOffice();
    const list = await checked(desk, people(2));
    const slow = later<Awaited<ReturnType<Desk['customers']['list']>>>();
    list.desk = { ...elsewhere, customers: { ...elsewhere.customers, list: () => slow.promise } };
    await until(() => !dialog(list).open && lines(list).length === 0, 'everything to go');
    slow.resolve(await elsewhere.customers.list());
    await until(() => lines(list).length === 3, 'the rows of the other');
    buttonOf(list, 'Import CSV').click();
    await until(() => dialog(list).querySelector('#file'), 'the chooser');
  });

  it('stores nothing where the page says no', async () => {
    const { desk, elsewhere } = await customerOffice();
    const list = await checked(desk, people(1));
    list.addEventListener('deskcard-before-customers-import', (event) => event.preventDefault());
    next(list).click();
    await list.updateComplete;
    expect((await elsewhere.customers.list()).total).to.equal(3);
    expect(shownText(next(list))).to.equal('Import 1 row');
  });

  it('says what is wrong with a file, and another one can be chosen', async () => {
    const { desk } = await customerOffice();
    const list = await openList(desk);
    buttonOf(list, 'Import CSV').click();
    await chooseFile(list, 'name\n"never closed\n', '.status.error');
    expect(says(list)).to.contain('Line 2 cannot be read');
    await expectAccessible(list);
    await chooseFile(list, 'name\n', '#file');
    await until(() => says(list).includes('nothing below the first row'), 'the reason');
    await chooseFile(list, people(2));
    expect(shownText(dialog(list))).to.contain('customers.csv · 2 rows');
  });

  it('lets a file be chosen again once it was mended', async () => {
    const { desk } = await customerOffice();
    const list = await openList(desk);
    buttonOf(list, 'Import CSV').click();
    await chooseFile(list, 'name', '.status.error');
    expect(inside<HTMLInputElement>(list, '#file').files).to.have.length(0);
  });

  it('goes on with the file that was chosen last, whichever is read first', async () => {
    const { desk } = await customerOffice();
    const list = await openList(desk);
    buttonOf(list, 'Import CSV').click();
    const input = await until(() => list.shadowRoot!.querySelector<HTMLInputElement>('#file'), 'the chooser');
    const slow = later<ArrayBuffer>();
    const first = Object.assign(new File([], 'first.csv'), { arrayBuffer: () => slow.promise });
    Object.defineProperty(input, 'files', { value: [first], configurable: true });
    input.dispatchEvent(new Event('change'));
    Reflect.deleteProperty(input, 'files');
    await chooseFile(list, people(2));
    slow.resolve(await new Blob(['name,phone\nX,010-9999-0000\n']).arrayBuffer());
    await settle();
    expect(shownText(dialog(list)))
      .to.contain('customers.csv')
      .and.not.to.contain('first.csv');
  });

  it('works under the strictest content security policy', async () => {
    const { desk } = await customerOffice();
    const page = await strictPage(new URL('./define.ts', import.meta.url).href);
    await page.document.defaultView!.customElements.whenDefined('customer-list');
    const list = Object.assign(page.document.createElement('customer-list'), { desk });
    page.document.body.append(list);
    await until(() => lines(list).length === 3, 'the rows');
    list.openCustomer((await desk.customers.list()).items[0]!.customerNumber);
    await until(() => list.shadowRoot!.querySelector('.values'), 'the customer');
    dialog(list).close();
    await until(() => !list.shadowRoot!.querySelector('.values'), 'the dialog to go');
    buttonOf(list, 'Export CSV').click();
    const start = await until(() => list.shadowRoot!.querySelector<HTMLElement>('#start'), 'the dialog');
    start.click();
    await until(() => says(list).includes('The file holds 3 customers.'), 'the file');
    expect(page.violations).to.deep.equal([]);
    page.close();
  });
});
