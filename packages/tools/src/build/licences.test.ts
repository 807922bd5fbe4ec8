import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../repo.js';
import { licencesIn } from './licences.js';

const there = (path: string): string => join(root, 'node_modules', path);

test('a bundle names every package with code in it once, with its terms', () => {
  const text = licencesIn([
    there('lit/index.js'),
    there('lit/decorators.js'),
    there('@lit/context/index.js'),
    join(root, 'packages/core/src/index.ts'),
  ]);
  assert.equal(text.match(/Redistribution and use in source and binary forms/g)?.length, 2);
  assert.match(text, /^@lit\/context [\d.]+ \(BSD-3-Clause\)$/m);
  assert.match(text, /^lit [\d.]+ \(BSD-3-Clause\)$/m);
  assert.doesNotMatch(text, /core/);
});

test('nothing of others, nothing to say', () => {
  assert.equal(licencesIn([join(root, 'packages/core/src/index.ts')]), '');
});
