/** `docs/requirements.md` says where each requirement is met; this holds that it stays true. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from './repo.js';

const page = readFileSync(join(root, 'docs/requirements.md'), 'utf8');

interface Row {
  number: string;
  /** paths of its proofs, relative to the root */
  proofs: string[];
}

const rows: Row[] = page.split('\n').flatMap((line) => {
  const [, number] = /^\| (R\d+|D\d+|B\d+|\d+) +\|/.exec(line) ?? [];
  if (number === undefined) return [];
  return [{ number, proofs: [...line.matchAll(/\]\(\.\.\/([^)]+)\)/g)].map(([, path]) => path!) }];
});

const upTo = (prefix: string, last: number, without: readonly number[] = []): string[] =>
  Array.from({ length: last }, (_, i) => i + 1)
    .filter((number) => !without.includes(number))
    .map((number) => `${prefix}${number}`);

test('every requirement, decision and promise stands on the page once, and every trap', () => {
  const all = [...upTo('R', 56, [4, 29]), ...upTo('D', 15), ...upTo('B', 16), ...upTo('', 15)];
  assert.deepEqual(
    rows.map(({ number }) => number),
    all,
  );
});

test('every proof is a file that names what it proves', () => {
  for (const { number, proofs } of rows) {
    const name = /^\d/.test(number) ? `[Tt]rap ${number}` : number;
    for (const path of proofs) {
      assert.ok(existsSync(join(root, path)), `${number}: ${path} is not there`);
      assert.match(
        readFileSync(join(root, path), 'utf8'),
        new RegExp(`\\b${name}\\b`),
        `${path} and ${name}`,
      );
    }
  }
});

test('what is met has a proof; what is not yet met says so', () => {
  for (const { number, proofs } of rows) {
    const line = page.split('\n').find((each) => each.startsWith(`| ${number} `))!;
    assert.equal(proofs.length === 0, line.includes('**not there yet**'), line);
  }
});
