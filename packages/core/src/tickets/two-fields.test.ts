import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { DeskError } from '../errors.js';
import { systemTicketFields } from '../model/field.js';
import { call, testDesk, type TestDesk } from '../../test/desk.js';

const mobile = {
  code: 'mobile',
  label: 'Mobile',
  type: 'text',
  maxLength: 30,
  customerField: 'phone',
} as const;
const contact = {
  code: 'contact',
  label: 'Contact',
  type: 'text',
  maxLength: 100,
  customerField: 'name',
} as const;

const desk2 = (): TestDesk =>
  testDesk({ settings: { ticketFields: [...systemTicketFields, mobile, contact] } });

const arrive = async (desk: TestDesk, phone: string, more: Record<string, string> = {}) =>
  (await desk.tickets.intake(call(phone, more))).ticket;

describe('two ticket fields that hold one customer field', () => {
  it('are both registered, the first of them shown (R16, D4)', async () => {
    const desk = desk2();
    const { customerNumber } = await arrive(desk, '02-2123-4567', { mobile: '010-1111-2222' });
    const customer = await desk.customers.get({ customerNumber });
    assert.equal(customer.values['phone'], '02-2123-4567');
    assert.deepEqual(
      customer.registered['phone']?.map(({ value }) => value),
      ['02-2123-4567', '010-1111-2222'],
    );
    assert.equal((await arrive(desk, '010-1111-2222')).customerNumber, customerNumber);
  });

  it('find the customer by either (R7)', async () => {
    const desk = desk2();
    const known = await arrive(desk, '010-1111-2222');
    const next = await arrive(desk, '02-2123-4567', { mobile: '010-1111-2222' });
    assert.equal(next.customerNumber, known.customerNumber);
  });

  it('contradict nobody whom one of two names fits, and whoever fits neither (B7)', async () => {
    const desk = desk2();
    const known = await arrive(desk, '010-1111-2222', { name: '김미나' });
    const fits = await arrive(desk, '010-1111-2222', { name: '박서연', contact: '김미나' });
    const none = await arrive(desk, '010-1111-2222', { name: '정하은', contact: '강도윤' });
    assert.equal(fits.customerNumber, known.customerNumber);
    assert.notEqual(none.customerNumber, known.customerNumber);
  });

  it('are saved together, and a wrong one is named where it stands (R16)', async () => {
    const desk = desk2();
    const { ticketId, customerNumber } = await arrive(desk, '010-1111-2222');
    const fields = { phone: '02-2123-4567', mobile: '010-3333-4444' };
    await assert.rejects(
      desk.tickets.save({ ticketId, fields: { ...fields, mobile: '12' } }),
      ({ issues }: DeskError) => {
        assert.deepEqual(
          issues.map(({ path, code }) => [path, code]),
          [[['fields', 'mobile'], 'invalidPhone']],
        );
        return true;
      },
    );
    await desk.tickets.save({ ticketId, fields });
    const { registered } = await desk.customers.get({ customerNumber });
    assert.deepEqual(
      registered['phone']?.map(({ value }) => value),
      ['02-2123-4567', '010-3333-4444', '010-1111-2222'],
    );
  });

  it('are asked about one by one, by the ticket field that holds what somebody else has (B5)', async () => {
    const desk = desk2();
    const other = await arrive(desk, '010-3333-4444');
    const { ticketId } = await arrive(desk, '010-1111-2222');
    const fields = { phone: '02-2123-4567', mobile: '010-3333-4444' };
    await assert.rejects(
      desk.tickets.save({ ticketId, fields, taken: 'refuse' }),
      ({ details }: DeskError) => {
        assert.deepEqual(details, { field: 'phone', code: 'mobile', customerNumber: other.customerNumber });
        return true;
      },
    );
  });

  it('give the grade of either (R23)', async () => {
    const desk = desk2();
    const grade = await desk.grades.save({ name: 'VIP', color: '#1f8a70' });
    await desk.grades.assign({ gradeId: grade.gradeId, criterion: 'phone', value: '010-1111-2222' });
    const { ticketId } = await arrive(desk, '02-2123-4567', { mobile: '010-1111-2222' });
    const { items } = await desk.grades.match({ subjects: [{ ticketId }] });
    assert.deepEqual(
      items[0]?.map(({ name }) => name),
      ['VIP'],
    );
  });

  it('go with their ticket when it is somebody else’s (B1)', async () => {
    const desk = desk2();
    const from = await arrive(desk, '010-5555-6666', { name: '김미나' });
    const { ticketId } = await arrive(desk, '010-5555-6666', { mobile: '010-1111-2222' });
    const to = await arrive(desk, '02-2123-4567');
    await desk.tickets.move({ ticketId, customerNumber: to.customerNumber });
    const { registered } = await desk.customers.get({ customerNumber: from.customerNumber });
    assert.deepEqual(
      registered['phone']?.map(({ value }) => value),
      ['010-5555-6666'],
    );
    assert.equal((await arrive(desk, '010-1111-2222')).customerNumber, to.customerNumber);
  });

  it('are not both filled with one number by a merge, but each ticket field of its own (D6)', async () => {
    const desk = desk2();
    const survivor = await arrive(desk, '02-2123-4567', { name: '김미나' });
    const { customerNumber: survivorNumber } = survivor;
    const fieldsAfter = async (
      { ticketId, customerNumber }: typeof survivor,
      choices: Record<string, string> = {},
    ) => {
      const pair = { survivorNumber, absorbedNumbers: [customerNumber], choices };
      const { fingerprint } = await desk.customers.planMerge(pair);
      await desk.customers.merge({ ...pair, fingerprint, ticketId });
      return (await desk.tickets.get({ ticketId })).fields;
    };
    const blank = await arrive(desk, '');
    assert.deepEqual(await fieldsAfter(blank), {
      phone: '02-2123-4567',
      name: '김미나',
    });
    const other = await arrive(desk, '010-1111-2222', { contact: '박서연' });
    assert.deepEqual(await fieldsAfter(other, { phone: survivorNumber, name: survivorNumber }), {
      phone: '010-1111-2222',
      contact: '박서연',
      mobile: '02-2123-4567',
      name: '김미나',
    });
  });
});
