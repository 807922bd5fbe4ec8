import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { testDesk } from '../../test/desk.js';
import { threeMonthsBefore } from './matching.js';

const ticket = (createdAt: string, fields: Record<string, string>) => ({
  channelId: 'web',
  createdAt,
  fields,
});

describe('tickets that meet the conditions of a search', () => {
  it('are those of the last three calendar months, newest first (R51, D8)', async () => {
    const desk = testDesk();
    desk.clock.time = Date.UTC(2026, 4, 31, 12);
    for (const day of [
      '2026-02-28T11:59:00Z',
      '2026-02-28T12:30:00.000Z',
      '2026-05-01T00:00:00Z',
      '2026-05-31T12:00:00Z',
    ]) {
      await desk.tickets.intake(ticket(day, { phone: '010-1111-2222' }));
    }
    const { items, from } = await desk.tickets.matching({ conditions: { phone: '+82 10 1111 2222' } });
    assert.equal(from.slice(0, 16), '2026-02-28T12:00');
    assert.deepEqual(
      items.map((each) => each.createdAt.slice(0, 16)),
      ['2026-05-31T12:00', '2026-05-01T00:00', '2026-02-28T12:30'],
    );
    const older = await desk.tickets.matching({
      conditions: { phone: '01011112222' },
      from: '2026-01-01T00:00:00Z',
      to: '2026-03-01T00:00:00Z',
    });
    assert.equal(older.items.length, 2);
  });

  it('meet every filled condition among member id, phone, mail and name; others do not count (D8)', async () => {
    const desk = testDesk();
    const at = '2026-01-10T00:00:00Z';
    await desk.tickets.intake(ticket(at, { phone: '010-1111-2222', name: '김미나', usercode: 'M-1' }));
    await desk.tickets.intake(ticket(at, { phone: '010-1111-2222', name: '김민아', usercode: 'M-1' }));
    const count = async (conditions: Record<string, string>) =>
      (await desk.tickets.matching({ conditions })).items.length;
    assert.equal(await count({ phone: '010-1111-2222' }), 2);
    assert.equal(await count({ phone: '010-1111-2222', name: '김미나 님', mail: '' }), 1);
    assert.equal(await count({ usercode: 'M-1', name: '박지훈' }), 0);
    assert.equal(await count({ subject: 'x' }), 0);
    assert.equal(await count({}), 0);
  });

  it('are found by a service number or a malformed address as it was typed', async () => {
    const desk = testDesk();
    await desk.tickets.intake(ticket('2026-01-10T00:00:00Z', { phone: '1588-1234', mail: 'Not An Address' }));
    assert.equal((await desk.tickets.matching({ conditions: { phone: '1588-1234' } })).items.length, 1);
    assert.equal((await desk.tickets.matching({ conditions: { mail: 'not an address' } })).items.length, 1);
  });

  it('never mix up a name that looks like an index key', async () => {
    const desk = testDesk();
    await desk.tickets.intake(ticket('2026-01-10T00:00:00Z', { name: 'a|2026-01-01T00:00:00.000Z' }));
    assert.equal((await desk.tickets.matching({ conditions: { name: 'a' } })).items.length, 0);
  });

  it('arrive and are found even if their name or address grows many times when it is normalised (R6)', async () => {
    const desk = testDesk();
    const long = '\ufdfa'.repeat(100);
    const musical = '\u{1d160}'.repeat(100);
    await desk.tickets.intake(
      ticket('2026-01-10T00:00:00Z', {
        name: long,
        mail: long,
        usercode: musical,
        phone: '\ufdfa'.repeat(30),
      }),
    );
    assert.equal((await desk.tickets.matching({ conditions: { name: long } })).items.length, 1);
    assert.equal((await desk.tickets.matching({ conditions: { usercode: musical } })).items.length, 1);
  });

  it('say when there are more than asked for', async () => {
    const desk = testDesk();
    for (const day of ['01', '02', '03'])
      await desk.tickets.intake(ticket(`2026-01-${day}T00:00:00Z`, { name: '김미나' }));
    const { items, more } = await desk.tickets.matching({ conditions: { name: '김미나' }, limit: 2 });
    assert.deepEqual([items.length, more], [2, true]);
  });
});

describe('three months before', () => {
  it('is the same day, or the last day of a shorter month (D8)', () => {
    assert.equal(threeMonthsBefore('2026-05-31T10:00:00.000Z'), '2026-02-28T10:00:00.000Z');
    assert.equal(threeMonthsBefore('2024-05-31T10:00:00.000Z'), '2024-02-29T10:00:00.000Z');
    assert.equal(threeMonthsBefore('2026-02-10T10:00:00.000Z'), '2025-11-10T10:00:00.000Z');
  });
});
