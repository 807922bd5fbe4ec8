import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../repo.js';
import { eventsPage, formatted, isIntent, readEvents } from './events.js';

const events = readEvents();

test('every declared event is one that some element says it fires, with that very detail', () => {
  assert.ok(events.declared.size > 10);
  const said = new Set(
    events.fired.map(({ event }) => event).filter((event) => event.startsWith('deskcard-')),
  );
  assert.deepEqual([...said].sort(), [...events.declared.keys()].sort());
  for (const { element, event, detail } of events.fired) {
    if (event.startsWith('deskcard-'))
      assert.equal(detail, events.declared.get(event), `${element}: ${event}`);
    else assert.equal(detail, undefined, `${element}: ${event} has no name of its own and carries nothing`);
  }
});

test('what is declared is fired: facts are told, intents are asked, and nothing else is', () => {
  const names = [...events.declared.keys()];
  assert.deepEqual([...events.told].sort(), names.filter((name) => !isIntent(name)).sort());
  assert.deepEqual([...events.asked].sort(), names.filter(isIntent).sort());
});

test('every detail is an interface of its own, so that the page can say what is in it', () => {
  for (const detail of events.declared.values()) assert.ok(events.details.has(detail), detail);
});

test('a host can import the type of every detail', () => {
  const exported = readFileSync(join(root, 'packages/elements/src/index.ts'), 'utf8');
  const missing = [...new Set(events.declared.values())].filter(
    (detail) => !new RegExp(`\\b${detail}\\b`).test(exported),
  );
  assert.deepEqual(missing, []);
});

test('docs/events.md is what the sources say; node packages/tools/run.mjs events writes it anew', async () => {
  const page = await formatted(eventsPage(events));
  assert.equal(readFileSync(join(root, 'docs/events.md'), 'utf8'), page);
});
