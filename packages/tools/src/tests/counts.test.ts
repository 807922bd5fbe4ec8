import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addCounts, settle, summary } from './counts.js';

test('the closing line names what was skipped only when something was', () => {
  assert.equal(summary({ passed: 12, failed: 0, skipped: 0 }), '12 passed, 0 failed');
  assert.equal(summary({ passed: 12, failed: 1, skipped: 3 }), '12 passed, 1 failed, 3 skipped');
});

test('both kinds of tests are added up', () => {
  const sum = addCounts({ passed: 1, failed: 2, skipped: 3 }, { passed: 10, failed: 20, skipped: 30 });
  assert.deepEqual(sum, { passed: 11, failed: 22, skipped: 33 });
});

test('a runner that ends well says what it counted', () => {
  const counts = { passed: 3, failed: 0, skipped: 0 };
  assert.deepEqual(settle('node', counts, 0), [counts]);
  const failed = { passed: 3, failed: 2, skipped: 0 };
  assert.deepEqual(settle('node', failed, 1), [failed]);
});

test('a runner that dies without a count, or with good counts and a bad exit code, is a failure', () => {
  const [silent, why] = settle('browser', undefined, 1);
  assert.equal(silent.failed, 1);
  assert.match(why ?? '', /browser tests' runner ended with code 1/);
  const [crashed] = settle('node', { passed: 3, failed: 0, skipped: 0 }, 7);
  assert.deepEqual(crashed, { passed: 3, failed: 1, skipped: 0 });
  const [killed, signal] = settle('node', undefined, null);
  assert.equal(killed.failed, 1);
  assert.match(signal ?? '', /was stopped/);
});

test('files in which nothing ran do not pass', () => {
  const [counts, why] = settle('node', { passed: 0, failed: 0, skipped: 0 }, 0);
  assert.equal(counts.failed, 1);
  assert.match(why ?? '', /no test ran/);
});
