import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Workspace } from '../repo.js';
import { lostSideEffects, missingPapers, unknownWays } from './published.js';

const manifest = (sideEffects?: boolean | string[]) => ({
  name: '@deskcard/elements',
  version: '0.1.0',
  ...(sideEffects === undefined ? {} : { sideEffects }),
});

test('a module that registers a tag is told when a bundler would throw it away', () => {
  const modules = ['customer-badge/define.ts', 'customer-badge/customer-badge.ts'];
  assert.deepEqual(lostSideEffects('packages/elements', manifest(false), modules), [
    'packages/elements/package.json: sideEffects does not list ./src/customer-badge/define.ts; a bundler would drop it.',
    'packages/elements/package.json: sideEffects does not list ./dist/customer-badge/define.js; a bundler would drop it.',
  ]);
  const half = lostSideEffects('packages/elements', manifest(['./src/**/define.ts']), modules);
  assert.equal(half.length, 1);
  assert.match(half[0] ?? '', /dist\/customer-badge\/define\.js/);
});

test('a list that covers source and built file is enough, in every spelling bundlers know', () => {
  const modules = ['define.ts', 'customer-badge/define.ts'];
  for (const list of [
    ['./src/define.ts', './src/*/define.ts', './dist/define.js', './dist/*/define.js'],
    ['src/**/define.ts', 'dist/**/define.js'],
    ['define.ts', 'define.js'],
  ]) {
    assert.deepEqual(lostSideEffects('packages/elements', manifest(list), modules), []);
  }
  assert.deepEqual(lostSideEffects('packages/elements', manifest(), modules), []);
  assert.deepEqual(lostSideEffects('packages/elements', manifest(true), modules), []);
});

test('a pattern for one folder does not reach into the next', () => {
  const found = lostSideEffects('p', manifest(['./src/*/define.ts', './dist/**/define.js']), [
    'a/b/define.ts',
  ]);
  assert.deepEqual(found.length, 1);
});

test('a package without its terms or a page about it is named', () => {
  const there = (path: string) => path === 'packages/core/README.md';
  assert.deepEqual(missingPapers('packages/core', there), [
    'packages/core has no LICENSE, which whoever installs it needs.',
  ]);
  assert.equal(missingPapers('packages/http', there).length, 2);
});

test('a document may only name ways in that exist', () => {
  const packages: Workspace[] = [
    {
      dir: 'packages/core',
      manifest: {
        name: '@deskcard/core',
        version: '0.1.0',
        exports: { '.': './a.js', './errors': './b.js' },
      },
    },
    {
      dir: 'packages/deskcard',
      manifest: { name: 'deskcard', version: '0.1.0', exports: { '.': './a.js' } },
    },
  ];
  const text = `import { a } from '@deskcard/core'; import b from "@deskcard/core/errors"; import 'deskcard';
    import '@deskcard/core/error'; The word deskcard alone is no import.`;
  assert.deepEqual(unknownWays(packages, [{ path: 'README.md', text }]), [
    "README.md names '@deskcard/core/error', which no package.json exports.",
  ]);
});
