import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { DeskError } from './errors.js';
import { call, testDesk } from '../test/desk.js';

const refusedAt = (path: (string | number)[], code: string) => (error: DeskError) => {
  assert.equal(error.code, 'invalid_input');
  assert.deepEqual([error.issues[0]?.path, error.issues[0]?.code], [path, code]);
  return true;
};

describe('what enters an operation', () => {
  it('says of a value that is missing that it is required, and of a wrong one that it is not valid', async () => {
    const desk = testDesk();
    const anything = (input: object) => input as { customerNumber: string };
    await assert.rejects(desk.customers.get(anything({})), refusedAt(['customerNumber'], 'required'));
    await assert.rejects(
      desk.customers.get(anything({ customerNumber: 7 })),
      refusedAt(['customerNumber'], 'invalid'),
    );
  });

  it('is refused by name when it is nested beyond reason, and nothing is written', async () => {
    const desk = testDesk();
    let hostData: unknown = 'deep';
    for (let level = 0; level < 50_000; level++) hostData = [hostData];
    const draft = { ...call('010-1111-2222'), hostData } as Parameters<typeof desk.tickets.intake>[0];
    await assert.rejects(desk.tickets.intake(draft), refusedAt([], 'invalid'));
    assert.deepEqual((await desk.tickets.list({})).items, []);
  });
});
