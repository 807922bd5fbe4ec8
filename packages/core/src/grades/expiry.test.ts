import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { DeskError } from '../errors.js';
import type { Grade } from '../model/grade.js';
import { testDesk, type TestDesk } from '../../test/desk.js';

const noTimes = [
  'next year',
  '2026-02-30',
  '2026-02-29',
  '2026-06-31T10:00:00+09:00',
  '2026-02-29T10:00Z',
  '2026-13-01',
  '9999-12-31T23:59:59-05:00',
  '0000-01-01T00:00:00+09:00',
];

async function world(): Promise<{ desk: TestDesk; vip: Grade }> {
  const desk = testDesk();
  return { desk, vip: await desk.grades.save({ name: 'VIP', color: '#7a1fa2' }) };
}

const row = (line: number, value: string, expiresAt: string) => ({
  line,
  grade: 'VIP',
  criterion: 'memberId',
  value,
  expiresAt,
});

describe('the end of a grade (B14)', () => {
  it('is refused in a file where it is no time, and no line gives a grade until another day', async () => {
    const { desk } = await world();
    const rows = noTimes.map((expiresAt, i) => row(i + 2, `M-${i}`, expiresAt));
    const { items } = await desk.grades.importAssignments({ rows });
    assert.deepEqual(
      items.map(({ reason }) => reason),
      noTimes.map(() => ({ code: 'invalid', field: 'expiresAt', issue: 'invalidTime' })),
    );
    assert.deepEqual((await desk.grades.assignments({})).items, []);
  });

  it('is refused where a grade is given, in words that say what to write', async () => {
    const { desk, vip } = await world();
    const given = { gradeId: vip.gradeId, criterion: 'memberId', value: 'M-1' } as const;
    const message = 'must be a time in UTC on a day that exists, such as 2026-12-31T15:00:00Z';
    for (const expiresAt of [...noTimes, '+010000-01-01T04:59:59.000Z']) {
      await assert.rejects(desk.grades.assign({ ...given, expiresAt }), (error: DeskError) => {
        assert.deepEqual(error.issues, [{ path: ['expiresAt'], code: 'invalidTime', message }]);
        return true;
      });
    }
  });

  it('may be the rarest and the last of all days, in any zone', async () => {
    for (const [written, kept] of [
      ['2028-02-29', '2028-02-29T00:00:00.000Z'],
      ['2027-01-01T00:30:00+09:00', '2026-12-31T15:30:00.000Z'],
      ['9999-12-31', '9999-12-31T00:00:00.000Z'],
      ['9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z'],
    ] as const) {
      const { desk } = await world();
      await desk.grades.importAssignments({ rows: [row(2, 'M-1', written)] });
      const { items } = await desk.grades.assignments({ expired: 'no' });
      assert.equal(items[0]?.expiresAt, kept);
    }
  });
});
