import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { KeptLookup, LookupCallKey } from '../ports.js';
import { memoryLookupCache } from './cache.js';

const clock = { time: 0, now: () => clock.time };
const key = (body: string, rest: Partial<LookupCallKey> = {}): LookupCallKey => ({
  workspace: 'acme',
  apiId: 'members',
  state: '1',
  body,
  ...rest,
});
const kept = (text: string): KeptLookup => ({
  outcome: 'found',
  values: [{ itemId: 'r', screenName: 'Name', dataName: 'name', text }],
  providerMessage: undefined,
  asOf: '2026-01-15T09:00:00.000Z',
});
const text = (cache: ReturnType<typeof memoryLookupCache>, at: LookupCallKey): string | undefined =>
  cache.get(at)?.values[0]?.text;

test('However much is asked, the memory stays within its bounds and keeps what was used last', () => {
  const cache = memoryLookupCache({ clock, entries: 100 });
  for (let i = 0; i < 10_000; i++) {
    cache.put(key(`q${i}`), kept(`a${i}`), 1000);
    assert.equal(text(cache, key('q0')), 'a0');
  }
  const found = Array.from({ length: 10_000 }, (_, i) => text(cache, key(`q${i}`))).filter(Boolean);
  assert.equal(found.length, 100);
  assert.equal(found.at(-1), 'a9999');
});

test('Long answers count by their length; one longer than all the memory is not kept', () => {
  const cache = memoryLookupCache({ clock, characters: 10_000 });
  for (let i = 0; i < 50; i++) cache.put(key(`q${i}`), kept('x'.repeat(2000)), 1000);
  const found = Array.from({ length: 50 }, (_, i) => cache.get(key(`q${i}`))).filter(Boolean);
  assert.equal(found.length, 4);
  cache.put(key('long'), kept('x'.repeat(20_000)), 1000);
  assert.equal(cache.get(key('long')), undefined);
  for (let i = 0; i < 1000; i++) cache.put(key('same'), kept('x'.repeat(2000)), 1000);
  assert.equal(text(cache, key('q49'))?.length, 2000);
});

test('Another definition or key drops what was found before, of this lookup API and of no other', () => {
  const cache = memoryLookupCache({ clock });
  const other = key('q', { apiId: 'orders' });
  const elsewhere = key('q', { workspace: 'other' });
  for (const each of [key('q'), other, elsewhere]) cache.put(each, kept('old'), 1000);
  assert.equal(cache.get(key('q', { state: '2' })), undefined);
  assert.equal(cache.get(key('q')), undefined);
  assert.deepEqual([text(cache, other), text(cache, elsewhere)], ['old', 'old']);
});

test('No two questions are taken for one, however they are spelled', () => {
  const cache = memoryLookupCache({ clock });
  cache.put(key('b', { workspace: 'a"', state: 'x' }), kept('first'), 1000);
  const others = [
    key('b', { workspace: 'a', state: '"x' }),
    key('b', { workspace: undefined, state: 'x' }),
    key('b', { workspace: 'null', state: 'x' }),
    key('x,b', { workspace: 'a"', state: '' }),
  ];
  for (const each of others) assert.equal(cache.get(each), undefined);
});
