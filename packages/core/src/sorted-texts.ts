/**
 * A sorted set of texts, ordered by UTF-16 code unit, that stays quick with millions of them: an ordered list of
 * short sorted runs, of which a change touches only one.
 */
import type { EntryBounds } from './storage-kit.js';

const longestRun = 512;

export class SortedTexts {
  /** never empty; no run is empty unless it is the only one */
  #runs: string[][] = [[]];

  add(text: string): void {
    const at = this.#runFor(text);
    const run = this.#runs[at]!;
    const position = firstNotBefore(run, text);
    if (run[position] === text) return;
    run.splice(position, 0, text);
    if (run.length > longestRun) this.#runs.splice(at + 1, 0, run.splice(longestRun / 2));
  }

  delete(text: string): void {
    const at = this.#runFor(text);
    const run = this.#runs[at]!;
    const position = firstNotBefore(run, text);
    if (run[position] !== text) return;
    run.splice(position, 1);
    if (run.length === 0 && this.#runs.length > 1) this.#runs.splice(at, 1);
  }

  /** The texts within the bounds, ascending or descending. The set must not change meanwhile. */
  *between({ lower, upper }: EntryBounds, reverse = false): Generator<string> {
    if (reverse) yield* this.#descending(lower, upper);
    else yield* this.#ascending(lower, upper);
  }

  *#ascending(lower: string, upper: string | undefined): Generator<string> {
    let at = this.#runFor(lower);
    let position = firstNotBefore(this.#runs[at]!, lower);
    for (; at < this.#runs.length; at++, position = 0) {
      const run = this.#runs[at]!;
      for (; position < run.length; position++) {
        if (upper !== undefined && run[position]! >= upper) return;
        yield run[position]!;
      }
    }
  }

  *#descending(lower: string, upper: string | undefined): Generator<string> {
    let at = upper === undefined ? this.#runs.length - 1 : this.#runFor(upper);
    const first = this.#runs[at]!;
    let position = (upper === undefined ? first.length : firstNotBefore(first, upper)) - 1;
    for (;;) {
      const run = this.#runs[at]!;
      for (; position >= 0; position--) {
        if (run[position]! < lower) return;
        yield run[position]!;
      }
      if (--at < 0) return;
      position = this.#runs[at]!.length - 1;
    }
  }

  /** The run in which the text stands or would stand: the last one that does not begin behind it. */
  #runFor(text: string): number {
    let low = 0;
    let high = this.#runs.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#runs[middle]![0]! <= text) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

function firstNotBefore(run: readonly string[], text: string): number {
  let low = 0;
  let high = run.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (run[middle]! < text) low = middle + 1;
    else high = middle;
  }
  return low;
}
