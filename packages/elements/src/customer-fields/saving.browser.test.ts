import { expect } from '@open-wc/testing';
import type { Desk } from '@deskcard/core';
import { DeskError } from '@deskcard/core';
import { expectAccessible } from '../../test/accessible.js';
import {
  box,
  buttonOf,
  counter,
  openFields,
  saveButton,
  says,
  ticketFields,
  typeOver,
} from '../../test/fields-page.js';
import { clearPage, focused, inside, press, put, shownText, until } from '../../test/page.js';
import '../merge-dialog/define.js';
import type { CustomerFields } from './customer-fields.js';

const conflict = (fields: CustomerFields): string => shownText(fields.shadowRoot!.querySelector('.conflict'));
const question = (fields: CustomerFields): HTMLDialogElement => inside<HTMLDialogElement>(fields, '.taken');

/** 김미나's ticket, in which the number of 이태호 was typed and Save was pressed. */
async function asked(options: Parameters<typeof counter>[0] = {}, properties: Partial<CustomerFields> = {}) {
  const office = await counter(options);
  const fields = await openFields(office.desk, { ticketId: 'T-3', ...properties });
  await typeOver(fields, 'Phone', '010 3333 4444');
  saveButton(fields).focus();
  await press('Enter');
  await until(() => question(fields).open && fields.shadowRoot!.querySelector('.person'), 'the question');
  return { ...office, fields };
}

describe('<customer-fields>, when somebody else saves meanwhile', () => {
  afterEach(clearPage);

  it('follows them in a field that nobody typed in', async () => {
    const { desk, elsewhere } = await counter();
    const fields = await openFields(desk);
    await typeOver(fields, 'Name', '김민아');
    await elsewhere.tickets.save({ ticketId: 'T-3', fields: { phone: '010-9999-0000' } });
    await until(() => box(fields, 'Phone').value === '010-9999-0000', 'what they saved');
    expect(box(fields, 'Name').value).to.equal('김민아');
    expect(conflict(fields)).to.equal('');
  });

  it('shows both values in a field that was typed in, and a person chooses: what is saved', async () => {
    const { desk, elsewhere } = await counter();
    const fields = await openFields(desk);
    await typeOver(fields, 'Phone', '010-1111-2223');
    await elsewhere.tickets.save({ ticketId: 'T-3', fields: { phone: '010-9999-0000' } });
    await until(() => conflict(fields) !== '', 'the conflict');
    expect(conflict(fields)).to.include('Saved meanwhile: 010-9999-0000');
    expect(conflict(fields)).to.include('You typed: 010-1111-2223');
    await expectAccessible(fields);
    saveButton(fields).click();
    await until(() => says(fields).includes('Somebody else has saved'), 'that it is not saved');
    expect(focused()).to.equal(buttonOf(fields, 'Use what is saved: Phone'));
    await press('Enter');
    await until(() => box(fields, 'Phone').value === '010-9999-0000', 'theirs');
    expect(focused()).to.equal(box(fields, 'Phone'));
    expect(fields.hasUnsavedChanges).to.equal(false);
  });

  it('or what was typed, which is saved then', async () => {
    const { desk, elsewhere } = await counter();
    const fields = await openFields(desk);
    await typeOver(fields, 'Phone', '010-1111-2223');
    await elsewhere.tickets.save({ ticketId: 'T-3', fields: { phone: '010-9999-0000' } });
    await until(() => conflict(fields) !== '', 'the conflict');
    buttonOf(fields, 'Keep what I typed: Phone').click();
    await until(() => conflict(fields) === '', 'the end of it');
    saveButton(fields).click();
    await until(() => says(fields).includes('Saved: Phone'), 'the save');
    expect((await elsewhere.tickets.get({ ticketId: 'T-3' })).fields['phone']).to.equal('010-1111-2223');
  });

  it('finds out at Save when nobody told it, and tells', async () => {
    const { desk, elsewhere, ticket } = await counter();
    const quiet: Desk = { ...desk, changes: { subscribe: () => () => undefined } };
    const fields = await openFields(quiet, { ticket });
    await elsewhere.tickets.save({ ticketId: 'T-3', fields: { phone: '010-9999-0000' } });
    await typeOver(fields, 'Phone', '010-1111-2223');
    saveButton(fields).click();
    await until(() => says(fields).includes('Somebody else has saved'), 'the conflict');
    expect(conflict(fields)).to.include('010-9999-0000');
  });

  it('saves on top when they changed something else, and asks nobody', async () => {
    const { desk, elsewhere, ticket } = await counter();
    const quiet: Desk = { ...desk, changes: { subscribe: () => () => undefined } };
    const fields = await openFields(quiet, { ticket });
    await elsewhere.tickets.save({ ticketId: 'T-3', status: 'open', fields: { memo: 'called' } });
    await typeOver(fields, 'Phone', '010-1111-2223');
    await typeOver(fields, 'Birthday', '1990-05-01');
    saveButton(fields).click();
    await until(() => says(fields).includes('Saved: Phone, Birthday'), 'the save');
    const { fields: after, status } = await elsewhere.tickets.get({ ticketId: 'T-3' });
    expect([after['memo'], after['phone'], status]).to.deep.equal(['called', '010-1111-2223', 'open']);
  });
});

describe('<customer-fields>, a value that belongs to another customer (B5)', () => {
  afterEach(clearPage);

  it('asks whose it is, and shows the other one with number, values and grade; nothing is saved', async () => {
    const { fields, taeho, elsewhere } = await asked();
    const text = shownText(question(fields));
    expect(text).to.include('Phone: this belongs to another customer');
    for (const part of [taeho, '이태호', 'taeho99', 'taeho@example.com', 'VIP'])
      expect(text).to.include(part);
    expect(question(fields).contains(fields.shadowRoot!.activeElement)).to.equal(true);
    expect((await elsewhere.tickets.get({ ticketId: 'T-3' })).version).to.equal(1);
    await expectAccessible(fields);
  });

  it('cancels with Escape, back in the field with what was typed', async () => {
    const { fields } = await asked();
    await press('Escape');
    await until(() => !question(fields).open, 'the end of the question');
    expect(focused()).to.equal(box(fields, 'Phone'));
    expect(box(fields, 'Phone').value).to.equal('010 3333 4444');
  });

  it('moves it here, with the keyboard: the other one has it no longer', async () => {
    const { fields, elsewhere, mina, taeho } = await asked();
    buttonOf(fields, 'Merge It is one person with two records. You see a preview first.').focus();
    await press('Tab');
    expect(shownText(focused())).to.include('Move the value here');
    await press('Enter');
    await until(() => says(fields).includes('Saved: Phone'), 'the save');
    expect(question(fields).open).to.equal(false);
    expect(focused()).to.equal(saveButton(fields));
    const owner = await elsewhere.customers.identify({ kind: 'phone', value: '01033334444' });
    expect(owner.customer?.customerNumber).to.equal(mina);
    expect((await elsewhere.customers.get({ customerNumber: taeho })).values['phone']).to.equal(undefined);
  });

  it('keeps the two apart: both have it, and it still finds the other one', async () => {
    const { fields, elsewhere, mina, taeho } = await asked();
    inside(fields, '#taken-keepApart').click();
    await until(() => says(fields).includes('Saved: Phone'), 'the save');
    const owner = await elsewhere.customers.identify({ kind: 'phone', value: '01033334444' });
    expect(owner.customer?.customerNumber).to.equal(taeho);
    expect((await elsewhere.customers.get({ customerNumber: mina })).values['phone']).to.equal(
      '010 3333 4444',
    );
  });

  it('asks about each identifier on its own', async () => {
    const { desk, elsewhere, taeho } = await counter();
    const fields = await openFields(desk);
    await typeOver(fields, 'Phone', '010-3333-4444');
    await typeOver(fields, 'E-mail', 'taeho@example.com');
    saveButton(fields).click();
    await until(() => shownText(question(fields)).startsWith('Phone:'), 'the first question');
    inside(fields, '#taken-move').click();
    await until(() => shownText(question(fields)).startsWith('E-mail:'), 'the second question');
    inside(fields, '#taken-keepApart').click();
    await until(() => says(fields).includes('Saved: Phone, E-mail'), 'the save');
    const { values } = await elsewhere.customers.get({ customerNumber: taeho });
    expect([values['phone'], values['email']]).to.deep.equal([undefined, 'taeho@example.com']);
  });

  it('names the one of two fields for telephone numbers that holds it', async () => {
    const mobile = {
      code: 'mobile',
      label: 'Mobile',
      type: 'text',
      maxLength: 30,
      customerField: 'phone',
    } as const;
    const { desk } = await counter({ settings: { ticketFields: [...ticketFields, mobile] } });
    const fields = await openFields(desk);
    await typeOver(fields, 'Phone', '02-2123-4567');
    await typeOver(fields, 'Mobile', '010-3333-4444');
    saveButton(fields).click();
    await until(() => question(fields).open, 'the question');
    expect(shownText(question(fields))).to.match(/^Mobile: .*010-3333-4444/u);
    await press('Escape');
    await until(() => !question(fields).open, 'the end of the question');
    expect(focused()).to.equal(box(fields, 'Mobile'));
  });

  it('merges in the dialog of the page, which shows the preview at once; then the fields are the survivor’s', async () => {
    const dialog = put('merge-dialog', { id: 'merge' });
    const { fields, desk, elsewhere, mina, taeho } = await asked({}, { mergeDialog: 'merge' });
    dialog.desk = desk;
    inside(fields, '#taken-merge').click();
    await until(() => dialog.shadowRoot!.querySelector('.compare'), 'the preview');
    expect(says(fields)).to.include('Not saved yet: save again after the merge.');
    dialog.shadowRoot!.querySelector<HTMLElement>('.confirm input')?.click();
    await dialog.updateComplete;
    dialog.shadowRoot!.querySelector<HTMLElement>('.dialog-foot .primary')!.click();
    await until(() => shownText(fields).includes(`also ${taeho}`), 'the survivor');
    dialog.close();
    await until(() => !dialog.shadowRoot!.querySelector('dialog')!.open, 'the end of the dialog');
    expect(focused()).to.equal(saveButton(fields));
    // D6: what was blank in the ticket came along and says so; what was typed is still here.
    await until(() => box(fields, 'Member ID').value === 'taeho99', 'what the merge filled in');
    expect(shownText(box(fields, 'Member ID').closest('.cell'))).to.include('Filled in by a merge');
    expect(box(fields, 'Phone').value).to.equal('010 3333 4444');
    await press('Enter');
    await until(() => says(fields).includes('Saved: Phone'), 'the save, without another question');
    const owner = await elsewhere.customers.identify({ kind: 'phone', value: '01033334444' });
    expect(owner.customer?.customerNumber).to.equal(mina);
  });

  it('offers no merge to whoever may not merge, and tells who may not read the other one so', async () => {
    const { fields } = await asked({ capabilities: ['personal.view', 'customers.edit'] });
    expect(fields.shadowRoot!.querySelector('#taken-merge')).to.equal(null);
    expect(shownText(focused())).to.include('Move the value here');
    await expectAccessible(fields);
  });

  it('can be answered although the other one cannot be shown', async () => {
    const { desk, taeho } = await counter();
    const get: Desk['customers']['get'] = (input, options) =>
      input.customerNumber === taeho
        ? Promise.reject(new DeskError('desk_unreachable', ''))
        : desk.customers.get(input, options);
    const fields = await openFields({ ...desk, customers: { ...desk.customers, get } });
    await typeOver(fields, 'Phone', '010-3333-4444');
    saveButton(fields).click();
    await until(() => shownText(question(fields)).includes('cannot be reached'), 'why');
    expect(shownText(question(fields))).to.include(taeho);
    await expectAccessible(fields);
    inside(fields, '#taken-keepApart').click();
    await until(() => says(fields).includes('Saved: Phone'), 'the save');
  });

  it('asks for a customer without a ticket as well', async () => {
    const { desk, mina } = await counter();
    const fields = await openFields(desk, { customerNumber: mina });
    await typeOver(fields, 'Member ID', 'taeho99');
    saveButton(fields).click();
    await until(() => shownText(question(fields)).startsWith('Member ID:'), 'the question');
    inside(fields, '#taken-move').click();
    await until(() => says(fields).includes('Saved: Member ID'), 'the save');
    expect((await desk.customers.get({ customerNumber: mina })).values['memberId']).to.equal('taeho99');
  });
});

describe('<customer-fields>, Merge beside the number (R18)', () => {
  afterEach(clearPage);

  it('opens the merge dialog of the page for this customer and ticket, without another one chosen', async () => {
    const { desk, mina } = await counter();
    const dialog = put('merge-dialog', { id: 'merge', desk, otherNumbers: ['99'] });
    const fields = await openFields(desk, { ticketId: 'T-3', mergeDialog: 'merge' });
    inside(fields, '#merge').focus();
    await press('Enter');
    await until(() => dialog.shadowRoot!.querySelector('.card bdi'), 'the dialog');
    expect([dialog.customerNumber, dialog.ticketId, dialog.otherNumbers]).to.deep.equal([mina, 'T-3', []]);
    await press('Escape');
    await until(() => focused() === inside(fields, '#merge'), 'the focus back at the button');
  });

  it('does what the page wants instead, and says so where there is no dialog', async () => {
    const { desk, mina } = await counter();
    const fields = await openFields(desk);
    inside(fields, '#merge').click();
    await until(() => says(fields).includes('cannot be merged on this page'), 'that there is none');
    const heard: unknown[] = [];
    fields.addEventListener('deskcard-before-merge-open', (event) => {
      heard.push(event.detail);
      event.preventDefault();
    });
    inside(fields, '#merge').click();
    expect(heard).to.deep.equal([{ ticketId: 'T-3', customerNumber: mina, otherNumbers: [] }]);
  });
});
