import { expect } from '@open-wc/testing';
import type { Desk } from '@deskcard/core';
import { DeskError } from '@deskcard/core';
import { expectAccessible } from '../../test/accessible.js';
import { fakeDesk } from '../../test/fake-desk.js';
import {
  box,
  buttonOf,
  counter,
  faultAt,
  openFields,
  says,
  saveButton,
  typeOver,
  withControl,
} from '../../test/fields-page.js';
import { clearPage, focused, inside, nextEvent, press, put, shownText, until } from '../../test/page.js';
import { holdTimers } from '../../test/timers.js';

const labels = (element: Element): string[] =>
  [...element.shadowRoot!.querySelectorAll('.cell > .field > label:not(.said)')].map((each) =>
    shownText(each),
  );

/** The desk with some ticket operations answered by the test. */
const withTickets = (desk: Desk, tickets: Partial<Desk['tickets']>): Desk => ({
  ...desk,
  tickets: { ...desk.tickets, ...tickets },
});

describe('<customer-fields>, what an agent sees', () => {
  afterEach(clearPage);

  it('has a box for every customer field, with what stands in the ticket, and the number on top (R12, D4)', async () => {
    const { desk, mina } = await counter();
    const fields = await openFields(desk);
    expect(labels(fields)).to.deep.equal([
      'Member ID',
      'Name',
      'Phone',
      'E-mail',
      'Address',
      'Plan',
      'Birthday',
    ]);
    expect(box(fields, 'Phone').value).to.equal('010-1111-2222');
    // The customer has a name; the ticket does not, and is not rewritten.
    expect(box(fields, 'Name').value).to.equal('');
    expect(shownText(inside(fields, '.customer-number'))).to.equal(mina);
    expect([box(fields, 'Address').localName, box(fields, 'Plan').localName]).to.deep.equal([
      'textarea',
      'select',
    ]);
    await expectAccessible(fields);
  });

  it('stands for a customer without a ticket as well', async () => {
    const { desk, mina } = await counter();
    const fields = await openFields(desk, { customerNumber: mina });
    expect(box(fields, 'E-mail').value).to.equal('mina@example.com');
    await typeOver(fields, 'Birthday', '1990-05-01');
    const saved = nextEvent(fields, 'deskcard-customer-fields-saved');
    saveButton(fields).click();
    const { detail } = await saved;
    expect([detail.ticket, detail.values, detail.customer?.values['birthday']]).to.deep.equal([
      undefined,
      { birthday: '1990-05-01' },
      '1990-05-01',
    ]);
    expect((await desk.customers.get({ customerNumber: mina })).values['birthday']).to.equal('1990-05-01');
  });

  it('saves only what changed, says what, and registers it with the customer (R15, R16)', async () => {
    const { desk, elsewhere, mina } = await counter();
    const inputs: unknown[] = [];
    const save: Desk['tickets']['save'] = (input, options) => {
      inputs.push(input);
      return desk.tickets.save(input, options);
    };
    const fields = await openFields(withTickets(desk, { save }));
    await typeOver(fields, 'Name', '김민아');
    await until(() => says(fields).includes('1 change not saved'), 'the count');
    expect(fields.hasUnsavedChanges).to.equal(true);
    saveButton(fields).click();
    await until(() => says(fields).includes('Saved: Name'), 'what was saved');
    expect(inputs).to.deep.equal([
      { ticketId: 'T-3', version: 1, fields: { name: '김민아' }, filledByConnection: {}, taken: {} },
    ]);
    const { values, registered } = await elsewhere.customers.get({ customerNumber: mina });
    expect(values['name']).to.equal('김민아');
    expect(registered['name']?.[0]).to.include({ value: '김민아', source: 'manual', by: '한지수' });
    expect(fields.hasUnsavedChanges).to.equal(false);
    await expectAccessible(fields);
  });

  it('saves with Ctrl+Enter, ticket and customer in one go, and keeps the focus', async () => {
    const { desk, elsewhere, mina } = await counter();
    const fields = await openFields(desk);
    await typeOver(fields, 'Name', '김민아');
    await typeOver(fields, 'Birthday', '1990-05-01');
    await withControl('Enter');
    await until(() => says(fields).includes('Saved: Name, Birthday'), 'what was saved');
    expect(focused()).to.equal(box(fields, 'Birthday'));
    expect((await elsewhere.tickets.get({ ticketId: 'T-3' })).fields['name']).to.equal('김민아');
    const { registered } = await elsewhere.customers.get({ customerNumber: mina });
    expect(registered['birthday']?.[0]?.ticketId).to.equal('T-3');
  });

  it('says at the field that a value is too long, and sends nothing; an emoji is one character (D14)', async () => {
    const { desk, elsewhere } = await counter();
    const fields = await openFields(desk);
    const phone = '0'.repeat(31);
    await typeOver(fields, 'Phone', phone);
    expect(faultAt(fields, 'Phone')).to.equal('At most 30 characters.');
    expect(box(fields, 'Phone').value).to.equal(phone);
    inside(fields, '.customer-number').focus();
    saveButton(fields).click();
    await until(() => says(fields).includes('1 entry must be corrected.'), 'the refusal');
    expect(focused()).to.equal(box(fields, 'Phone'));
    await expectAccessible(fields);
    expect((await elsewhere.tickets.get({ ticketId: 'T-3' })).version).to.equal(1);
    await typeOver(fields, 'Name', '👩‍💻'.repeat(33));
    expect(faultAt(fields, 'Name')).to.equal('');
  });

  it('says at the field what the desk refused, and keeps what was typed', async () => {
    const { desk } = await counter();
    const fields = await openFields(desk);
    await typeOver(fields, 'E-mail', 'not an address');
    saveButton(fields).click();
    await until(() => faultAt(fields, 'E-mail') === 'This is not an e-mail address.', 'the reason');
    expect(focused()).to.equal(box(fields, 'E-mail'));
    expect(box(fields, 'E-mail').value).to.equal('not an address');
    await typeOver(fields, 'E-mail', 'mina2@example.com');
    expect(faultAt(fields, 'E-mail')).to.equal('');
  });

  it('keeps what was typed when the desk cannot be reached, and saves it once at the second try', async () => {
    const { desk, elsewhere } = await counter();
    let isBroken = true;
    const keys: (string | undefined)[] = [];
    const save: Desk['tickets']['save'] = (input, options) => {
      keys.push(options?.idempotencyKey);
      if (isBroken) throw new DeskError('desk_unreachable', 'no line');
      return desk.tickets.save(input, options);
    };
    const fields = await openFields(withTickets(desk, { save }));
    await typeOver(fields, 'Name', '김민아');
    saveButton(fields).click();
    await until(() => says(fields).includes('cannot be reached'), 'the reason');
    expect(box(fields, 'Name').value).to.equal('김민아');
    await expectAccessible(fields);
    isBroken = false;
    saveButton(fields).click();
    await until(() => says(fields).includes('Saved: Name'), 'the second try');
    expect(new Set(keys).size).to.equal(1);
    expect((await elsewhere.tickets.get({ ticketId: 'T-3' })).version).to.equal(2);
  });

  it('gives up a save that does not come back (trap 11)', async () => {
    const { desk } = await counter();
    const fields = await openFields(withTickets(desk, { save: () => new Promise<never>(() => {}) }));
    await typeOver(fields, 'Name', '김민아');
    const pass = holdTimers();
    saveButton(fields).click();
    await until(() => says(fields).includes('Saving…'), 'the wait');
    pass();
    await until(() => says(fields).includes('No answer came in time.'), 'the end of it');
    expect(box(fields, 'Name').value).to.equal('김민아');
  });

  it('discards what was typed, unless the page wants to keep it', async () => {
    const { desk } = await counter();
    const fields = await openFields(desk);
    const keep = (event: Event): void => event.preventDefault();
    fields.addEventListener('deskcard-before-customer-fields-discard', keep);
    await typeOver(fields, 'Name', '김민아');
    buttonOf(fields, 'Discard').click();
    await fields.updateComplete;
    expect(box(fields, 'Name').value).to.equal('김민아');
    fields.removeEventListener('deskcard-before-customer-fields-discard', keep);
    buttonOf(fields, 'Discard').focus();
    await press('Enter');
    await until(() => box(fields, 'Name').value === '', 'the field as it was');
    expect(focused()).to.equal(box(fields, 'Member ID'));
  });

  it('saves nothing that the page forbids', async () => {
    const { desk, elsewhere } = await counter();
    const fields = await openFields(desk);
    fields.addEventListener('deskcard-before-customer-fields-save', (event) => event.preventDefault());
    await typeOver(fields, 'Name', '김민아');
    expect((await fields.save()).saved).to.equal(false);
    expect((await elsewhere.tickets.get({ ticketId: 'T-3' })).version).to.equal(1);
    expect(fields.hasUnsavedChanges).to.equal(true);
  });
});

describe('<customer-fields>, where there is nothing to edit', () => {
  afterEach(clearPage);

  it('says why: no desk, no ticket, the service is off (R1), the ticket is gone', async () => {
    const alone = put('customer-fields');
    await until(() => says(alone).includes('not connected'), 'no desk');
    const { desk } = await counter();
    const nobody = put('customer-fields', { desk });
    await until(() => says(nobody).includes('No ticket is open.'), 'no ticket');
    const off = await counter({ settings: { customerManagement: false } });
    const disabled = put('customer-fields', { desk: off.desk, ticketId: 'T-3' });
    await until(() => says(disabled).includes('is switched off'), 'R1');
    const gone = put('customer-fields', { desk, ticketId: 'T-99' });
    await until(() => says(gone).includes('There is no such ticket.'), 'no such ticket');
    for (const each of [alone, nobody, disabled, gone]) await expectAccessible(each);
  });

  it('says why the desk does not answer, and tries again', async () => {
    const { desk } = await counter();
    const broken = fakeDesk({
      'service.describe': () => Promise.reject(new DeskError('storage_closed', '')),
    });
    const fields = put('customer-fields', { desk: broken.desk, ticketId: 'T-3' });
    await until(() => says(fields).includes('was closed'), 'why');
    await expectAccessible(fields);
    fields.desk = desk;
    await until(() => fields.shadowRoot!.querySelector('.cell'), 'the fields');
  });

  it('can be read but not changed by whoever may not edit customers, and says so (R2)', async () => {
    const { desk } = await counter({ capabilities: ['personal.view'] });
    const fields = await openFields(desk);
    expect(says(fields)).to.include('You may read this, but not change it.');
    expect(box(fields, 'Phone').readOnly).to.equal(true);
    expect(fields.shadowRoot!.querySelector('[role=combobox]')).to.equal(null);
    expect(fields.shadowRoot!.querySelector('#merge')).to.equal(null);
    await expectAccessible(fields);
  });

  it('says that the customer was deleted meanwhile: nothing is on offer, nothing is saved of what is typed', async () => {
    const { desk, elsewhere, mina } = await counter();
    const fields = await openFields(desk);
    await typeOver(fields, 'Name', '김미나');
    await elsewhere.customers.delete({ customerNumber: mina });
    await until(() => says(fields).includes('This customer was deleted.'), 'the word');
    await until(() => box(fields, 'Phone').value === '', 'the empty field');
    expect(box(fields, 'Name').readOnly).to.be.true;
    expect(saveButton(fields).ariaDisabled).to.equal('true');
    expect(() => buttonOf(fields, 'Merge')).to.throw();
    expect(fields.shadowRoot!.querySelector('.status.error')).to.equal(null);
    await expectAccessible(fields);
    buttonOf(fields, 'Discard').click();
    await until(() => fields.unsaved === 0, 'nothing to be left');
    expect((await desk.tickets.get({ ticketId: 'T-3' })).fields['name']).to.equal(undefined);
  });

  it('says so for a deleted customer without a ticket', async () => {
    const { desk, elsewhere, mina } = await counter();
    await elsewhere.customers.delete({ customerNumber: mina });
    const fields = put('customer-fields', { desk, customerNumber: mina });
    await until(() => says(fields).includes('This customer was deleted.'), 'the word');
    expect(() => buttonOf(fields, 'Try again')).to.throw();
  });

  it('is shown without values on offer when the customer cannot be read, and tries again', async () => {
    const { desk } = await counter();
    let isBroken = true;
    const get: Desk['customers']['get'] = (input, options) =>
      isBroken ? Promise.reject(new DeskError('desk_unreachable', '')) : desk.customers.get(input, options);
    const broken = { ...desk, customers: { ...desk.customers, get } };
    const fields = put('customer-fields', { desk: broken, ticketId: 'T-3' });
    await until(() => says(fields).includes('Registered values cannot be offered.'), 'why');
    expect(box(fields, 'Phone').value).to.equal('010-1111-2222');
    await expectAccessible(fields);
    isBroken = false;
    buttonOf(fields, 'Try again').click();
    await until(() => fields.shadowRoot!.querySelector('.toggle:not([hidden])'), 'the values');
  });
});
