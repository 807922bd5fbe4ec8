import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Late } from './late.js';

/** Questions that are answered when the test says so. */
function questions(): { ask: () => Promise<string>; answers: ((text: string) => void)[] } {
  const answers: ((text: string) => void)[] = [];
  return { answers, ask: () => new Promise((done) => answers.push(done)) };
}

test('Only the last question counts, whichever is answered first', async () => {
  const late = new Late<string>(() => undefined);
  const { ask, answers } = questions();
  late.follow(0, ['A'], ask);
  late.follow(0, ['B'], ask);
  answers[1]!('about B');
  await late.done;
  answers[0]!('about A');
  await late.done;
  assert.equal(late.value, 'about B');
});

test('The same question is asked once; a new turn asks again and keeps the old answer meanwhile', async () => {
  const late = new Late<string>(() => undefined);
  const { ask, answers } = questions();
  late.follow(0, ['A'], ask);
  late.follow(0, ['A'], ask);
  assert.equal(answers.length, 1);
  answers[0]!('first');
  await late.done;
  late.follow(1, ['A'], ask);
  assert.deepEqual([late.value, late.busy], ['first', true]);
  answers[1]!('second');
  await late.done;
  assert.deepEqual([late.value, late.busy], ['second', false]);
});

test('Another question forgets the old answer; no question has none', async () => {
  const late = new Late<string>(() => undefined);
  late.follow(0, ['A'], async () => 'about A');
  await late.done;
  late.follow(0, ['B'], () => new Promise(() => undefined));
  assert.deepEqual([late.value, late.busy], [undefined, true]);
  late.follow(0, [undefined], undefined);
  assert.deepEqual([late.value, late.busy], [undefined, false]);
});

test('What was under way when the element left is asked again when it comes back; an answer stays', async () => {
  const late = new Late<string>(() => undefined);
  late.follow(0, ['A'], async () => 'first');
  await late.done;
  late.pause();
  assert.equal(late.value, 'first');
  late.follow(0, ['A'], async () => 'second');
  assert.equal(late.value, 'first');
  await late.done;
  assert.equal(late.value, 'second');
});

test('A failure is kept until the next question', async () => {
  const late = new Late<string>(() => undefined);
  late.follow(0, ['A'], () => Promise.reject(new Error('no')));
  await late.done;
  assert.match(String(late.error), /no/);
  late.follow(1, ['A'], async () => 'yes');
  await late.done;
  assert.deepEqual([late.value, late.error], ['yes', undefined]);
});
