import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formerIn, piecesOf, rangesIn } from './marked.js';

const marked = (text: string, ...ranges: [from: number, to: number][]): string =>
  piecesOf(
    text,
    ranges.map(([from, to]) => ({ from, to })),
  )
    .map(({ text: piece, hit }) => (hit ? `[${piece}]` : piece))
    .join('');

test('a value is cut where the desk says, and is whole again when its pieces are read one after another (R21)', () => {
  assert.equal(marked('010-2345-6789', [4, 8]), '010-[2345]-6789');
  assert.equal(marked('Kim Mina', [0, 3], [4, 8]), '[Kim] [Mina]');
  assert.equal(marked('김미나', [0, 3]), '[김미나]');
  assert.equal(marked('김미나'), '김미나');
  assert.equal(marked('', [0, 0]), '');
});

test('what the row shows is marked there, and what others replaced is told apart (B2)', () => {
  const ranges = [{ from: 0, to: 2 }];
  const row = {
    matches: [
      { field: 'phone', value: '02-1', isFormer: true, ranges },
      { field: 'phone', value: '010-2', isFormer: false, ranges: [{ from: 1, to: 3 }] },
    ],
  };
  assert.deepEqual(rangesIn(row, 'phone'), [{ from: 1, to: 3 }]);
  assert.deepEqual(rangesIn(row, 'name'), []);
  assert.deepEqual(rangesIn({}, 'phone'), []);
  assert.deepEqual(
    formerIn(row).map(({ value }) => value),
    ['02-1'],
  );
});
