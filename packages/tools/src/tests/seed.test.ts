import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { seedOfSources } from './seed.js';

describe('the seed of the random histories', () => {
  it('is the same for the same sources, and another one for others', () => {
    const base = mkdtempSync(join(tmpdir(), 'deskcard-seed-'));
    try {
      const folder = join(base, 'packages/core/src');
      mkdirSync(folder, { recursive: true });
      const withText = (text: string): number => {
        writeFileSync(join(folder, 'a.ts'), text);
        return seedOfSources(base);
      };
      const seed = withText('one');
      assert.ok(Number.isInteger(seed));
      assert.equal(withText('one'), seed);
      assert.notEqual(withText('two'), seed);
    } finally {
      rmSync(base, { recursive: true });
    }
  });
});
