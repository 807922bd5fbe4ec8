import { expect } from '@open-wc/testing';
import { createDesk, type Capability, type Desk } from '@deskcard/core';
import { expectAccessible } from '../../test/accessible.js';
import {
  box,
  buttonOf,
  counter,
  faultAt,
  openFields,
  saveButton,
  says,
  settings,
  typeOver,
} from '../../test/fields-page.js';
import {
  clearPage,
  focused,
  inside,
  place,
  press,
  put,
  settle,
  shownText,
  type,
  until,
} from '../../test/page.js';

const capabilities: readonly Capability[] = ['customers.edit', 'customers.merge'];
const mayReveal: readonly Capability[] = [...capabilities, 'personal.reveal'];

/** The desk, and what was sent to save a ticket. */
function watched(desk: Desk): { desk: Desk; sent: Record<string, string>[] } {
  const sent: Record<string, string>[] = [];
  const save: Desk['tickets']['save'] = (input, options) => {
    sent.push({ ...input.fields });
    return desk.tickets.save(input, options);
  };
  return { desk: { ...desk, tickets: { ...desk.tickets, save } }, sent };
}

describe('<customer-fields>, for somebody who sees masks (D13)', () => {
  afterEach(clearPage);

  it('shows masks where values would stand, says so, and offers none to choose', async () => {
    const { desk } = await counter({ capabilities });
    const fields = await openFields(desk);
    const phone = box(fields, 'Phone');
    expect([phone.value, phone.placeholder]).to.deep.equal(['', '****2222']);
    expect(shownText(fields)).to.include('Values are masked for you.');
    phone.focus();
    await press('ArrowDown');
    await settle();
    expect(fields.shadowRoot!.querySelector('.offers:popover-open')).to.equal(null);
    expect(fields.values['phone']).to.equal(undefined);
    await expectAccessible(fields);
  });

  it('never sends a mask back: what is typed replaces the value, what is emptied again leaves it', async () => {
    const office = await counter({ capabilities });
    const { desk, sent } = watched(office.desk);
    const fields = await openFields(desk);
    await typeOver(fields, 'Phone', '0');
    await press('Backspace');
    expect(fields.unsaved).to.equal(0);
    await typeOver(fields, 'Name', '김민아');
    saveButton(fields).click();
    await until(() => says(fields).includes('Saved: Name'), 'the save');
    expect(sent).to.deep.equal([{ name: '김민아' }]);
    const { fields: after } = await office.elsewhere.tickets.get({ ticketId: 'T-3' });
    expect([after['phone'], after['name']]).to.deep.equal(['010-1111-2222', '김민아']);
    await until(() => box(fields, 'Name').placeholder !== '', 'the mask of what was typed');
    expect([box(fields, 'Name').value, box(fields, 'Name').placeholder]).to.deep.equal(['', '김*아']);
  });

  it('says at the field that a mask which was typed is no value', async () => {
    const { desk } = await counter({ capabilities });
    const fields = await openFields(desk);
    await typeOver(fields, 'Phone', '****9999');
    saveButton(fields).click();
    await until(() => faultAt(fields, 'Phone').startsWith('This is masked.'), 'the reason');
    await expectAccessible(fields);
  });

  it('shows whose a value is in masks as well (B5)', async () => {
    const { desk } = await counter({ capabilities });
    const fields = await openFields(desk);
    await typeOver(fields, 'Phone', '010-3333-4444');
    saveButton(fields).click();
    const question = inside(fields, '.taken');
    await until(() => shownText(question).includes('이*호'), 'the other one');
    expect(shownText(question)).to.include('t***@example.com').and.not.include('taeho99');
    await expectAccessible(fields);
  });

  it('fills nothing in behind a mask', async () => {
    const { desk } = await counter({ capabilities });
    const fields = await openFields(desk);
    await fields.fill('members', [
      { fieldCode: 'phone', text: '010-0000-0000', itemId: 'tel', screenName: 'Phone' },
    ]);
    await fields.updateComplete;
    expect([box(fields, 'Phone').value, fields.unsaved]).to.deep.equal(['', 0]);
  });

  it('reveals the values with a reason, by keyboard, and the audit trail has it', async () => {
    const { desk, elsewhere } = await counter({ capabilities: mayReveal });
    const fields = await openFields(desk);
    await until(() => fields.shadowRoot!.querySelector('#reveal'), 'the button');
    inside(fields, '#reveal').focus();
    await press('Enter');
    await until(() => focused() === inside(fields, '#reveal-reason'), 'the reason');
    await expectAccessible(fields);
    await type('caller asked');
    await press('Enter');
    await until(() => box(fields, 'Phone').value === '010-1111-2222', 'the value');
    expect(shownText(fields)).to.include('The audit trail has a record of it.');
    expect(focused()).to.equal(box(fields, 'Member ID'));
    const { items } = await elsewhere.audit.list({});
    expect(items[0]?.operation).to.equal('customers.reveal');
    expect(JSON.stringify(items[0]?.facts)).to.include('caller asked');
    box(fields, 'E-mail').focus();
    await press('ArrowDown', 'Enter');
    expect(box(fields, 'E-mail').value).to.equal('mina@example.com');
    await expectAccessible(fields);
    fields.ticketId = 'T-4';
    await until(() => fields.shadowRoot!.querySelector('#reveal'), 'another ticket, masked');
    fields.ticketId = 'T-3';
    await until(() => box(fields, 'Phone').placeholder === '****2222', 'the mask again');
  });

  it('hides what was revealed from whoever signs in next', async () => {
    const { desk, storage } = await counter({ capabilities: mayReveal });
    const fields = await openFields(desk);
    (await until(() => fields.shadowRoot!.querySelector<HTMLElement>('#reveal'), 'the button')).click();
    await until(() => fields.shadowRoot!.querySelector('.reveal'), 'the question');
    inside(fields, '.reveal .primary').click();
    await until(() => box(fields, 'Phone').value === '010-1111-2222', 'the value');
    const principal = { user: '윤서진', role: 'agent', capabilities } as const;
    fields.desk = createDesk({ storage, principal, settings });
    await fields.updateComplete;
    await until(() => fields.shadowRoot!.querySelector('.cell'), 'the fields');
    expect([box(fields, 'Phone').value, box(fields, 'Phone').placeholder]).to.deep.equal(['', '****2222']);
  });

  it('saves what was changed after it was revealed, and hides the values again', async () => {
    const office = await counter({ capabilities: mayReveal });
    const { desk, sent } = watched(office.desk);
    const fields = await openFields(desk);
    (await until(() => fields.shadowRoot!.querySelector<HTMLElement>('#reveal'), 'the button')).click();
    await until(() => fields.shadowRoot!.querySelector('.reveal'), 'the question');
    inside(fields, '.reveal .primary').click();
    await until(() => box(fields, 'Phone').value === '010-1111-2222', 'the value');
    await typeOver(fields, 'Phone', '010-1111-2223');
    saveButton(fields).click();
    await until(() => says(fields).includes('Saved: Phone'), 'the save');
    expect(sent).to.deep.equal([{ phone: '010-1111-2223' }]);
    await until(() => box(fields, 'Phone').placeholder === '****2223', 'the mask');
  });

  it('shows nothing at the Enter that ends a syllable, which Safari says is none of it', async () => {
    const { desk, elsewhere } = await counter({ capabilities: mayReveal });
    const fields = await openFields(desk);
    (await until(() => fields.shadowRoot!.querySelector<HTMLElement>('#reveal'), 'the button')).click();
    const reason = await until(() => fields.shadowRoot!.querySelector('#reveal-reason'), 'the reason');
    reason.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', keyCode: 229, bubbles: true }));
    await settle(5);
    expect((await elsewhere.audit.list({ operation: 'customers.reveal' })).items).to.have.length(0);
    expect(box(fields, 'Phone').value).to.equal('');
  });

  it('keeps the Escape that closes the question from a dialog of the page around it', async () => {
    const { desk } = await counter({ capabilities: mayReveal });
    const around = document.createElement('dialog');
    place(around);
    const fields = Object.assign(document.createElement('customer-fields'), { desk, ticketId: 'T-3' });
    around.append(fields);
    around.showModal();
    (await until(() => fields.shadowRoot!.querySelector<HTMLElement>('#reveal'), 'the button')).click();
    await until(() => focused() === fields.shadowRoot!.querySelector('#reveal-reason'), 'the question');
    await press('Escape');
    await until(() => focused() === fields.shadowRoot!.querySelector('#reveal'), 'the button again');
    expect(around.open).to.equal(true);
  });

  it('closes the question with Escape, and offers none to whoever may not', async () => {
    const { desk } = await counter({ capabilities: mayReveal });
    const fields = await openFields(desk);
    (await until(() => fields.shadowRoot!.querySelector<HTMLElement>('#reveal'), 'the button')).click();
    await until(() => focused() === fields.shadowRoot!.querySelector('#reveal-reason'), 'the question');
    await press('Escape');
    await until(() => focused() === fields.shadowRoot!.querySelector('#reveal'), 'the button again');
    const other = await counter({ capabilities });
    const plain = await openFields(other.desk);
    expect(plain.shadowRoot!.querySelector('#reveal')).to.equal(null);
  });

  it('hides nothing that was typed for a ticket which is not saved yet (trap 8)', async () => {
    const { desk, mina } = await counter({ capabilities });
    const ticket = { fields: { phone: '02-555-0100' }, customerNumber: mina };
    const fields = put('customer-fields', { desk, ticket });
    await until(() => fields.shadowRoot!.querySelector('.cell'), 'the fields');
    expect(box(fields, 'Phone').value).to.equal('02-555-0100');
    expect(fields.values['phone']).to.equal('02-555-0100');
    await expectAccessible(fields);
  });

  it('shows masks read-only to whoever may not edit either', async () => {
    const { desk } = await counter({ capabilities: [] });
    const fields = await openFields(desk);
    expect(box(fields, 'Phone').readOnly).to.equal(true);
    expect(box(fields, 'Phone').placeholder).to.equal('****2222');
    expect(shownText(fields)).to.include('Values are masked for you.').and.not.include('Whatever you type');
    expect(() => buttonOf(fields, 'Show values')).to.throw();
    await expectAccessible(fields);
  });
});
