import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isTimeout, within } from './deadline.js';

const never = new AbortController().signal;

test('A call that comes back in time gives what it gives', async () => {
  assert.equal(await within(60_000, never, async () => 7), 7);
  await assert.rejects(
    within(60_000, never, () => Promise.reject(new Error('no'))),
    /no/,
  );
});

test('A call that hangs is given up when the time is up, and is told so (trap 11)', async () => {
  let told: AbortSignal | undefined;
  const call = (signal: AbortSignal): Promise<never> => {
    told = signal;
    return new Promise(() => undefined);
  };
  await assert.rejects(within(1, never, call), isTimeout);
  assert.equal(told?.aborted, true);
});

test('A call that nobody waits for any more is given up at once, whether it listens or not', async () => {
  const outer = new AbortController();
  let told: AbortSignal | undefined;
  const call = (signal: AbortSignal): Promise<never> => {
    told = signal;
    return new Promise(() => undefined);
  };
  const given = within(60_000, outer.signal, call);
  outer.abort();
  await assert.rejects(given, { name: 'AbortError' });
  assert.equal(told?.aborted, true);
});

test('Whoever gave up before does not call at all', async () => {
  let called = false;
  const call = async (): Promise<void> => {
    called = true;
  };
  await assert.rejects(within(60_000, AbortSignal.abort(), call), { name: 'AbortError' });
  assert.equal(called, false);
});
