import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { SortedTexts } from './sorted-texts.js';

/** The same sequence every time, so that a failure can be looked at. */
function sequence(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

describe('a sorted set of texts', () => {
  it('gives what a plain set gives, sorted, through thousands of additions and removals', () => {
    const next = sequence(7);
    const sorted = new SortedTexts();
    const plain = new Set<string>();
    const textOf = () => next(6000).toString(36);
    for (let round = 0; round < 6; round++) {
      // Grows in even rounds and shrinks in odd ones, down to runs that become empty.
      for (let i = 0; i < 5000; i++) {
        const text = textOf();
        const grows = next(10) < (round % 2 === 0 ? 9 : 1);
        if (grows) sorted.add(text);
        else sorted.delete(text);
        if (grows) plain.add(text);
        else plain.delete(text);
      }
      const all = [...plain].sort();
      assert.deepEqual([...sorted.between({ lower: '' })], all);
      for (let i = 0; i < 50; i++) {
        const [lower, upper] = [textOf(), next(5) === 0 ? undefined : textOf()];
        const expected = all.filter((text) => text >= lower && (upper === undefined || text < upper));
        assert.deepEqual([...sorted.between({ lower, upper })], expected);
        assert.deepEqual([...sorted.between({ lower, upper }, true)], expected.reverse());
      }
    }
  });

  it('is empty again when everything was removed', () => {
    const sorted = new SortedTexts();
    const texts = Array.from({ length: 2000 }, (_, i) => String(i));
    for (const text of texts) sorted.add(text);
    for (const text of texts) sorted.delete(text);
    sorted.delete('never there');
    assert.deepEqual([...sorted.between({ lower: '' })], []);
    assert.deepEqual([...sorted.between({ lower: '' }, true)], []);
    sorted.add('a');
    assert.deepEqual([...sorted.between({ lower: '' })], ['a']);
  });
});
