import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import { createDesk } from '@deskcard/core';
import { fakeDesk, later } from '../../test/fake-desk.js';
import { expectAccessible } from '../../test/accessible.js';
import {
  box,
  buttonOf,
  counter,
  openFields,
  saveButton,
  says,
  settings,
  typeOver,
} from '../../test/fields-page.js';
import { mergeQuietly } from '../../test/merge-people.js';
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
  until,
} from '../../test/page.js';
import { strictPage } from '../../test/strict-page.js';
import type { CustomerFieldsChangedDetail } from './customer-fields.events.js';
import type { CustomerFields } from './customer-fields.js';

const fill = (fieldCode: string, text: string) => ({ fieldCode, text, itemId: fieldCode, screenName: '' });
const cellOf = (fields: CustomerFields, label: string): string =>
  shownText(box(fields, label).closest('.cell'));

describe('<customer-fields>, what is typed and not saved', () => {
  afterEach(clearPage);

  it('stays with its ticket while others are looked at, and the page hears of it again', async () => {
    const { desk } = await counter();
    const fields = await openFields(desk);
    const told: CustomerFieldsChangedDetail[] = [];
    fields.addEventListener('deskcard-customer-fields-changed', ({ detail }) => told.push(detail));
    await typeOver(fields, 'Name', '김민아');
    fields.ticketId = 'T-4';
    await until(() => box(fields, 'Name').value === '이태호', 'the other ticket');
    expect([fields.hasUnsavedChanges, fields.unsaved]).to.deep.equal([true, 0]);
    expect(says(fields)).to.equal('');
    told.length = 0;
    fields.ticketId = 'T-3';
    await until(
      () => fields.shadowRoot!.querySelector('.cell') && box(fields, 'Name').value === '김민아',
      'it',
    );
    expect(told.at(-1)).to.include({ ticketId: 'T-3', unsaved: 1 });
    expect(fields.values['name']).to.equal('김민아');
  });

  it('survives a move within the page, and ends a save that nobody waits for', async () => {
    const { desk } = await counter();
    const fields = await openFields(desk);
    await typeOver(fields, 'Name', '김민아');
    place().append(fields);
    await fields.updateComplete;
    expect(box(fields, 'Name').value).to.equal('김민아');
  });

  it('is not for the next person who signs in, and stays with whoever signs in again', async () => {
    const { desk, storage } = await counter();
    const fields = await openFields(desk);
    const signIn = async (user: string): Promise<void> => {
      fields.desk = createDesk({ storage, principal: { user, role: 'agent' }, settings });
      await fields.updateComplete;
      await until(() => fields.shadowRoot!.querySelector('.cell'), 'the fields');
    };
    await typeOver(fields, 'Name', '김민아');
    await signIn('한지수');
    expect(box(fields, 'Name').value).to.equal('김민아');
    await signIn('윤서진');
    expect([box(fields, 'Name').value, fields.hasUnsavedChanges]).to.deep.equal(['', false]);
  });

  it('drops an answer that comes for another ticket', async () => {
    const { desk } = await counter();
    const slow = later<Awaited<ReturnType<typeof desk.tickets.get>>>();
    const get: typeof desk.tickets.get = (input, options) =>
      input.ticketId === 'T-3' ? slow.promise : desk.tickets.get(input, options);
    const fields = put('customer-fields', {
      desk: { ...desk, tickets: { ...desk.tickets, get } },
      ticketId: 'T-3',
    });
    await until(() => says(fields).includes('Loading'), 'the wait');
    fields.ticketId = 'T-4';
    await until(
      () => fields.shadowRoot!.querySelector('.cell') && box(fields, 'Name').value === '이태호',
      'T-4',
    );
    slow.resolve(await desk.tickets.get({ ticketId: 'T-3' }));
    await settle();
    expect(box(fields, 'Name').value).to.equal('이태호');
  });

  it('goes on being saved when another ticket is opened meanwhile, and only in its own ticket', async () => {
    const { desk, elsewhere } = await counter();
    const gate = later<undefined>();
    const edit: typeof desk.customers.edit = async (input, options) => {
      await gate.promise;
      return desk.customers.edit(input, options);
    };
    const fields = await openFields({ ...desk, customers: { ...desk.customers, edit } });
    await typeOver(fields, 'Name', '김민아');
    await typeOver(fields, 'Birthday', '1990-05-01');
    const saved = nextEvent(fields, 'deskcard-customer-fields-saved');
    saveButton(fields).click();
    await until(() => says(fields).includes('Saving…'), 'the save');
    fields.ticketId = 'T-4';
    await until(
      () => fields.shadowRoot!.querySelector('.cell') && box(fields, 'Name').value === '이태호',
      'T-4',
    );
    gate.resolve(undefined);
    expect((await saved).detail.ticketId).to.equal('T-3');
    expect(says(fields)).to.equal('');
    expect(fields.hasUnsavedChanges).to.equal(false);
    const [own, other] = await Promise.all(
      ['T-3', 'T-4'].map((ticketId) => elsewhere.tickets.get({ ticketId })),
    );
    expect([own!.fields['name'], other!.fields['name'], other!.version]).to.deep.equal([
      '김민아',
      '이태호',
      1,
    ]);
  });

  it('what was typed while it was being saved is not lost', async () => {
    const { desk } = await counter();
    const gate = later<undefined>();
    const save: typeof desk.tickets.save = async (input, options) => {
      await gate.promise;
      return desk.tickets.save(input, options);
    };
    const fields = await openFields({ ...desk, tickets: { ...desk.tickets, save } });
    await typeOver(fields, 'Name', '김민아');
    saveButton(fields).click();
    await until(() => says(fields).includes('Saving…'), 'the save');
    await typeOver(fields, 'Name', '김민아 님');
    gate.resolve(undefined);
    await until(() => says(fields).includes('Saved: Name'), 'the end of it');
    expect(box(fields, 'Name').value).to.equal('김민아 님');
    expect(fields.unsaved).to.equal(1);
  });
});

describe('<customer-fields>, filled in (D6, D11)', () => {
  afterEach(clearPage);

  it('takes the fills of a lookup that are its own and blank, marks them, and saves where they came from', async () => {
    const { desk, elsewhere } = await counter();
    const fields = await openFields(desk);
    const rest = await fields.fill('members', [
      fill('usercode', 'mina90'),
      fill('phone', '010-0000-0000'),
      fill('memo', 'gold'),
    ]);
    expect(rest.map(({ fieldCode }) => fieldCode)).to.deep.equal(['memo']);
    await fields.updateComplete;
    expect([box(fields, 'Member ID').value, box(fields, 'Phone').value]).to.deep.equal([
      'mina90',
      '010-1111-2222',
    ]);
    expect(cellOf(fields, 'Member ID')).to.include('Filled in by a lookup');
    await expectAccessible(fields);
    saveButton(fields).click();
    await until(() => says(fields).includes('Saved: Member ID'), 'the save');
    const { filled } = await elsewhere.tickets.get({ ticketId: 'T-3' });
    expect(filled['usercode']).to.include({ by: 'connection', source: 'members' });
    expect(cellOf(fields, 'Member ID')).to.include('Filled in by a lookup');
  });

  it('waits with a fill for the ticket, which may have a value there (R55)', async () => {
    const { desk } = await counter();
    const fields = put('customer-fields', { desk, ticketId: 'T-3' });
    await fields.fill('members', [fill('phone', '010-0000-0000'), fill('usercode', 'mina90')]);
    await fields.updateComplete;
    expect([box(fields, 'Phone').value, box(fields, 'Member ID').value, fields.unsaved]).to.deep.equal([
      '010-1111-2222',
      'mina90',
      1,
    ]);
  });

  it('takes one back with its button, by keyboard, before and after it was saved', async () => {
    const { desk, elsewhere } = await counter();
    const fields = await openFields(desk);
    await fields.fill('members', [fill('usercode', 'mina90')]);
    await fields.updateComplete;
    buttonOf(fields, 'Undo what was filled in: Member ID').focus();
    await press('Enter');
    await until(() => box(fields, 'Member ID').value === '', 'the blank field');
    expect([focused() === box(fields, 'Member ID'), fields.unsaved]).to.deep.equal([true, 0]);
    await fields.fill('members', [fill('usercode', 'mina90')]);
    await fields.save();
    await fields.updateComplete;
    buttonOf(fields, 'Undo what was filled in: Member ID').click();
    await until(() => fields.unsaved === 1, 'a change to be saved');
    await fields.save();
    const { fields: after } = await elsewhere.tickets.get({ ticketId: 'T-3' });
    expect(after['usercode']).to.equal(undefined);
  });

  it('takes back what a lookup takes back, unless it was typed over', async () => {
    const { desk } = await counter();
    const fields = await openFields(desk);
    const both = [fill('usercode', 'mina90'), fill('name', '김미나'), fill('memo', 'gold')];
    await fields.fill('members', both);
    await typeOver(fields, 'Name', '김민아');
    const rest = await fields.unfill(both);
    expect(rest.map(({ fieldCode }) => fieldCode)).to.deep.equal(['memo']);
    await fields.updateComplete;
    expect([box(fields, 'Member ID').value, box(fields, 'Name').value]).to.deep.equal(['', '김민아']);
    expect(cellOf(fields, 'Name')).not.to.include('Filled');
  });
});

describe('<customer-fields>, when customers are merged elsewhere (trap 4, D6)', () => {
  afterEach(clearPage);

  it('goes on with the survivor, and a draft of a customer without a ticket goes along', async () => {
    const { desk, elsewhere, mina, taeho } = await counter();
    const atTicket = await openFields(desk);
    const alone = await openFields(desk, { customerNumber: mina });
    await typeOver(alone, 'Birthday', '1990-05-01');
    await typeOver(atTicket, 'Name', '김민아');
    const { merge } = await mergeQuietly(elsewhere, taeho, mina);
    for (const fields of [atTicket, alone]) {
      await until(() => shownText(inside(fields, '.customer-number')) === taeho, 'the survivor');
    }
    expect(box(atTicket, 'Name').value).to.equal('김민아');
    expect(box(alone, 'Birthday').value).to.equal('1990-05-01');
    await elsewhere.customers.unmerge({ mergeId: merge.mergeId });
    await until(() => shownText(inside(atTicket, '.customer-number')) === mina, 'the first one again');
    saveButton(alone).click();
    await until(() => says(alone).includes('Saved: Birthday'), 'the save');
  });

  it('marks what the merge filled in the ticket, with the way back', async () => {
    const { desk, elsewhere, mina, taeho } = await counter();
    const fields = await openFields(desk);
    const pair = { survivorNumber: mina, absorbedNumbers: [taeho] };
    const { fingerprint } = await elsewhere.customers.planMerge(pair);
    await elsewhere.customers.merge({ ...pair, fingerprint, ticketId: 'T-3' });
    await until(() => box(fields, 'Member ID').value === 'taeho99', 'the fill');
    expect(cellOf(fields, 'Member ID')).to.include('Filled in by a merge');
    await expectAccessible(fields);
    buttonOf(fields, 'Undo what was filled in: Member ID').click();
    await until(() => box(fields, 'Member ID').value === '', 'the blank field');
    await fields.save();
    expect((await elsewhere.tickets.get({ ticketId: 'T-3' })).filled['usercode']).to.equal(undefined);
  });
});

describe('<customer-fields> in a page with a form of its own', () => {
  afterEach(clearPage);

  it('tells a page with an unsaved ticket what was typed, and has no Save of its own (trap 8)', async () => {
    const { desk, mina } = await counter();
    const ticket = { fields: { phone: '010-1111-2222' }, customerNumber: mina };
    const fields = await openFields(desk, { ticket });
    expect(fields.shadowRoot!.querySelector('#save')).to.equal(null);
    const changed = nextEvent(fields, 'deskcard-customer-fields-changed');
    box(fields, 'Name').focus();
    await press('ArrowDown', 'Enter');
    const { detail } = await changed;
    expect(detail.fields).to.include({ name: '김미나', phone: '010-1111-2222' });
    fields.ticket = { ...ticket, fields: detail.fields };
    await fields.updateComplete;
    expect([box(fields, 'Name').value, fields.hasUnsavedChanges]).to.deep.equal(['김미나', false]);
    await expectAccessible(fields);
  });

  it('leaves to the page what the page has in its unsaved ticket, so the next one begins blank', async () => {
    const { desk, ticket } = await counter();
    const fields = put('customer-fields', { desk, ticket: { fields: {} } });
    await until(() => fields.shadowRoot!.querySelector('.cell'), 'the fields');
    const takeOver = ({ detail }: CustomEvent<CustomerFieldsChangedDetail>): void => {
      fields.ticket = { fields: { ...detail.fields } };
    };
    fields.addEventListener('deskcard-customer-fields-changed', takeOver);
    await typeOver(fields, 'Name', '김민아');
    await fields.fill('members', [fill('usercode', 'mina90')]);
    await fields.updateComplete;
    expect(cellOf(fields, 'Member ID')).to.include('Filled in by a lookup');
    fields.ticket = { fields: {} };
    await fields.updateComplete;
    expect([box(fields, 'Name').value, box(fields, 'Member ID').value]).to.deep.equal(['', '']);
    await typeOver(fields, 'Name', '이태호');
    fields.removeEventListener('deskcard-customer-fields-changed', takeOver);
    fields.ticket = ticket;
    await until(() => box(fields, 'Name').value !== '이태호', 'the saved ticket');
    expect(fields.hasUnsavedChanges).to.equal(false);
  });

  it('needs no customer: a ticket that just came in has none yet', async () => {
    const { desk } = await counter();
    const fields = put('customer-fields', { desk, ticket: { fields: {} } });
    await until(() => fields.shadowRoot!.querySelector('.cell'), 'the fields');
    expect(shownText(fields)).to.include('The customer gets a number when the ticket is saved.');
    await typeOver(fields, 'Phone', '02-555-0100');
    expect(fields.values['phone']).to.equal('02-555-0100');
    await expectAccessible(fields);
  });

  it('saves with what the page adds, in one transaction, when the page says so', async () => {
    const { desk, elsewhere, ticket } = await counter();
    const fields = await openFields(desk, { ticket, noSave: true });
    expect(fields.shadowRoot!.querySelector('#save')).to.equal(null);
    await typeOver(fields, 'Name', '김민아');
    const result = await fields.save({ fields: { memo: 'called' }, status: 'solved' });
    expect([result.saved, result.ticket?.version]).to.deep.equal([true, 2]);
    const { fields: after, status } = await elsewhere.tickets.get({ ticketId: 'T-3' });
    expect([after['name'], after['memo'], status]).to.deep.equal(['김민아', 'called', 'solved']);
  });

  it('gives the page what is wrong with its own fields', async () => {
    const { desk, elsewhere, ticket } = await counter();
    const fields = await openFields(desk, { ticket, noSave: true });
    const tooLong = await fields.save({ fields: { memo: 'x'.repeat(101) } });
    expect((tooLong.error as { issues: { path: unknown }[] }).issues[0]!.path).to.deep.equal([
      'fields',
      'memo',
    ]);
    await elsewhere.tickets.save({ ticketId: 'T-3', fields: { memo: 'theirs' } });
    const overtaken = await fields.save({ fields: { memo: 'mine' } });
    expect([overtaken.saved, (overtaken.error as { code: string }).code]).to.deep.equal([
      false,
      'version_conflict',
    ]);
    expect((await elsewhere.tickets.get({ ticketId: 'T-3' })).fields['memo']).to.equal('theirs');
  });

  it('bears whatever a page without types hands over', async () => {
    const { desk } = await counter();
    const ticket = { ticketId: 7, fields: { phone: 10, name: null, mail: undefined }, customerNumber: null };
    const fields = put('customer-fields', { desk, ticket: ticket as never });
    await until(() => fields.shadowRoot!.querySelector('.cell'), 'the fields');
    expect([box(fields, 'Phone').value, box(fields, 'Name').value]).to.deep.equal(['10', '']);
    fields.ticket = {} as never;
    await fields.updateComplete;
    expect(box(fields, 'Phone').value).to.equal('');
  });

  it('stands under the strictest policy of a page, and on 320 px', async () => {
    const page = await strictPage(new URL('./define.ts', import.meta.url).href);
    const { desk } = await counter();
    await until(() => page.document.defaultView!.customElements.get('customer-fields'), 'the tag');
    const fields = page.document.createElement('customer-fields');
    Object.assign(fields, { desk, ticketId: 'T-3' });
    page.document.body.append(fields);
    await until(() => fields.shadowRoot?.querySelector('.toggle:not([hidden])'), 'the fields');
    fields.shadowRoot!.querySelector<HTMLElement>('.toggle:not([hidden])')!.click();
    await until(() => fields.shadowRoot!.querySelector('.offers:popover-open'), 'the list');
    expect(page.violations).to.deep.equal([]);
    page.close();
    await setViewport({ width: 320, height: 640 });
    const narrow = await openFields(desk);
    box(narrow, 'Phone').focus();
    await press('ArrowDown');
    await until(() => narrow.shadowRoot!.querySelector('.offers:popover-open'), 'the list');
    expect(document.documentElement.scrollWidth).to.equal(320);
    const list = inside(narrow, '.offers:popover-open').getBoundingClientRect();
    expect([list.left >= 0, list.right <= 320]).to.deep.equal([true, true]);
    await setViewport({ width: 800, height: 600 });
  });

  it('asks a desk nothing that it does not need', async () => {
    const { desk, ticket } = await counter();
    const counted = fakeDesk({
      'service.describe': () => desk.service.describe(),
      'customers.get': (input) => desk.customers.get(input),
      'duplicates.list': (input) => desk.duplicates.list(input),
    });
    const fields = await openFields(counted.desk, { ticket });
    await settle();
    expect(counted.calls.map(({ name }) => name)).to.deep.equal([
      'service.describe',
      'customers.get',
      'duplicates.list',
    ]);
    fields.remove();
    await settle();
    expect(counted.subscribers()).to.equal(0);
  });
});
