import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { isOneEdit, jaroWinkler } from './similarity.js';

describe('how alike two texts are', () => {
  const golden: [a: string, b: string, similarity: number][] = [
    ['MARTHA', 'MARHTA', 0.9611],
    ['DIXON', 'DICKSONX', 0.8133],
    ['DWAYNE', 'DUANE', 0.84],
    ['same', 'same', 1],
    ['abc', 'xyz', 0],
    ['', 'a', 0],
  ];
  for (const [a, b, similarity] of golden) {
    it(`is ${similarity} for ${a || 'nothing'} and ${b}, as Winkler has it`, () => {
      assert.equal(jaroWinkler(a, b).toFixed(4), similarity.toFixed(4));
      assert.equal(jaroWinkler(b, a), jaroWinkler(a, b));
    });
  }

  const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '김'), maxLength: 7 });

  it('is the same from both sides, 1 only for equal texts and never outside of 0 to 1', () => {
    fc.assert(
      fc.property(letters, letters, (a, b) => {
        const similarity = jaroWinkler(a, b);
        assert.equal(similarity, jaroWinkler(b, a));
        assert.ok(similarity >= 0 && similarity <= 1);
        assert.equal(similarity === 1, a === b);
      }),
      { numRuns: 3000 },
    );
  });

  it('sees one slip of the pen, and no more than one', () => {
    for (const [a, b] of [
      ['kim', 'kin'],
      ['kim', 'kimm'],
      ['kim', 'km'],
      ['kim', 'kmi'],
      ['ab', 'ba'],
    ] as const) {
      assert.ok(isOneEdit(a, b), `${a} ${b}`);
      assert.ok(isOneEdit(b, a), `${b} ${a}`);
    }
    for (const [a, b] of [
      ['kim', 'kim'],
      ['kim', 'kan'],
      ['kim', 'mki'],
      ['kim', 'kimmy'],
      ['abcd', 'badc'],
    ] as const) {
      assert.ok(!isOneEdit(a, b), `${a} ${b}`);
      assert.ok(!isOneEdit(b, a), `${b} ${a}`);
    }
  });

  it('sees every single slip that a hand can make', () => {
    fc.assert(
      fc.property(letters, fc.nat(), fc.constantFrom('x', 'y'), (text, at, other) => {
        const i = text === '' ? 0 : at % text.length;
        assert.ok(isOneEdit(text, text.slice(0, i) + other + text.slice(i)));
        if (text !== '') {
          assert.ok(isOneEdit(text, text.slice(0, i) + text.slice(i + 1)));
          assert.ok(isOneEdit(text, text.slice(0, i) + other + text.slice(i + 1)));
        }
      }),
    );
  });
});
