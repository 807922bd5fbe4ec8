import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readSelection, selectFiles } from './select.js';

test('npm test without arguments runs both kinds of tests and all files', () => {
  assert.deepEqual(readSelection([]), { node: true, browser: true, filters: [] });
  assert.deepEqual(selectFiles(['a.test.ts', 'b.test.ts'], []), ['a.test.ts', 'b.test.ts']);
});

test('naming one kind leaves the other out, naming both is the same as naming none', () => {
  assert.deepEqual(readSelection(['--node']), { node: true, browser: false, filters: [] });
  assert.deepEqual(readSelection(['--browser', 'badge']), { node: false, browser: true, filters: ['badge'] });
  assert.deepEqual(readSelection(['--browser', '--node']), { node: true, browser: true, filters: [] });
});

test('a file runs when its path contains one of the given parts, a leading ./ notwithstanding', () => {
  const { filters } = readSelection(['./packages/core', 'badge']);
  const files = ['packages/core/src/a.test.ts', 'packages/http/src/b.test.ts', 'x/badge.test.ts'];
  assert.deepEqual(selectFiles(files, filters), ['packages/core/src/a.test.ts', 'x/badge.test.ts']);
});

test('a mistyped option stops the run instead of running everything', () => {
  assert.throws(() => readSelection(['--brwoser']), /Unknown option --brwoser/);
});
