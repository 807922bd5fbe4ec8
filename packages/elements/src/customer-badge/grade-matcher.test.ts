import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { DeskError } from '@deskcard/core/errors';
import type { Grade, GradeSubject } from '@deskcard/core';
import { fakeDesk, later, type FakeDesk } from '../../test/fake-desk.js';
import { matcherOf, type GradeWatcher } from './grade-matcher.js';

const vip: Grade = { gradeId: 'g1', name: 'VIP', color: '#7a3fb0', order: 0, version: 1 };
const gold: Grade = { gradeId: 'g2', name: 'Gold', color: '#e3b341', order: 1, version: 1 };

interface Seen extends GradeWatcher {
  readonly names: string[];
  readonly errors: unknown[];
}

function watcher(): Seen {
  const names: string[] = [];
  const errors: unknown[] = [];
  return {
    names,
    errors,
    gradesFound: (grades) => names.push(grades.map(({ name }) => name).join()),
    gradesFailed: (error) => errors.push(error),
  };
}

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

function watch(fake: FakeDesk, subject: GradeSubject): Seen {
  const seen = watcher();
  stops.push(matcherOf(fake.desk).watch(subject, seen));
  return seen;
}

async function until(condition: () => boolean, what: string): Promise<void> {
  const deadline = Date.now() + 5_000;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`Waited in vain: ${what}`);
    await new Promise((done) => setTimeout(done, 2));
  }
}

const subjectsOf = (fake: FakeDesk): GradeSubject[][] =>
  fake.callsOf('grades.match').map(({ input }) => (input as { subjects: GradeSubject[] }).subjects);

const everyoneIsVip = (): FakeDesk =>
  fakeDesk({ 'grades.match': ({ subjects }) => ({ items: subjects.map(() => [vip]) }) });

test('1,000 tickets are asked for in two calls, each within what the desk takes (B14)', async () => {
  const fake = everyoneIsVip();
  const seen = Array.from({ length: 1000 }, (_, i) => watch(fake, { ticketId: `T-${i}` }));
  await until(() => seen.every(({ names }) => names[0] === 'VIP'), 'a grade for everybody');
  assert.deepEqual(
    subjectsOf(fake).map(({ length }) => length),
    [500, 500],
  );
});

test('many tickets of the same customer are one question', async () => {
  const fake = everyoneIsVip();
  const seen = Array.from({ length: 40 }, () => watch(fake, { customerNumber: '7' }));
  await until(() => seen.every(({ names }) => names.length === 1), 'an answer for everybody');
  assert.deepEqual(subjectsOf(fake), [[{ customerNumber: '7' }]]);
});

test('a badge that comes later gets the answer that is there without a call', async () => {
  const fake = everyoneIsVip();
  const first = watch(fake, { ticketId: 'T-1' });
  await until(() => first.names.length === 1, 'the first answer');
  assert.deepEqual(watch(fake, { ticketId: 'T-1' }).names, ['VIP']);
  assert.equal(subjectsOf(fake).length, 1);
});

test('a badge that only moves within the page is not asked for again', async () => {
  const fake = everyoneIsVip();
  const seen = watcher();
  const stop = matcherOf(fake.desk).watch({ ticketId: 'T-1' }, seen);
  await until(() => seen.names.length === 1, 'the first answer');
  stop();
  assert.deepEqual(watch(fake, { ticketId: 'T-1' }).names, ['VIP']);
  assert.equal(subjectsOf(fake).length, 1);
});

test('when grades change, everybody is asked for again in one call', async () => {
  let grades = [vip];
  const fake = fakeDesk({ 'grades.match': ({ subjects }) => ({ items: subjects.map(() => grades) }) });
  const seen = [watch(fake, { ticketId: 'T-1' }), watch(fake, { customerNumber: '2' })];
  await until(() => seen.every(({ names }) => names.length === 1), 'the first answers');
  grades = [vip, gold];
  for (let i = 0; i < 20; i++) fake.emit({ type: 'gradesChanged' });
  await until(() => seen.every(({ names }) => names.at(-1) === 'VIP,Gold'), 'the new grades');
  assert.equal(subjectsOf(fake).length, 2);
});

test('a merge, an edit, their undoing or a deletion can give any ticket other grades; a saved ticket only its own', async () => {
  const fake = everyoneIsVip();
  const seen = [watch(fake, { ticketId: 'T-1' }), watch(fake, { ticketId: 'T-2' })];
  await until(() => seen.every(({ names }) => names.length === 1), 'the first answers');
  fake.emit({ type: 'ticketSaved', ticketId: 'T-2', customerNumber: '5' });
  await until(() => subjectsOf(fake).length === 2, 'a second call');
  assert.deepEqual(subjectsOf(fake)[1], [{ ticketId: 'T-2' }]);
  const numbers = { mergeId: 'm', survivorNumber: '1', absorbedNumber: '2', numbers: { 2: '1' } };
  fake.emit({ type: 'customersMerged', ...numbers });
  await until(() => subjectsOf(fake).length === 3, 'a third call');
  assert.equal(subjectsOf(fake)[2]!.length, 2);
  fake.emit({ type: 'customerDeleted', customerNumber: '1', numbers: ['1', '2'] });
  await until(() => subjectsOf(fake).length === 4, 'a fourth call');
});

test('a new customer elsewhere disturbs only those who have no ticket yet', async () => {
  const fake = everyoneIsVip();
  const draft = { identifiers: { phone: '010-2345-6789' } };
  const seen = [watch(fake, { ticketId: 'T-1' }), watch(fake, draft)];
  await until(() => seen.every(({ names }) => names.length === 1), 'the first answers');
  fake.emit({ type: 'customerCreated', customerNumber: '99' });
  await until(() => subjectsOf(fake).length === 2, 'a second call');
  assert.deepEqual(subjectsOf(fake)[1], [draft]);
});

test('an answer that was overtaken by a later one is not shown', async () => {
  const [slow, fast] = [later<{ items: Grade[][] }>(), later<{ items: Grade[][] }>()];
  const answers = [slow.promise, fast.promise];
  const fake = fakeDesk({ 'grades.match': () => answers.shift()! });
  const seen = watch(fake, { ticketId: 'T-1' });
  await until(() => subjectsOf(fake).length === 1, 'the first call');
  fake.emit({ type: 'gradesChanged' });
  await until(() => subjectsOf(fake).length === 2, 'the second call');
  fast.resolve({ items: [[gold]] });
  await until(() => seen.names.length === 1, 'the later answer');
  slow.resolve({ items: [[vip]] });
  await new Promise((done) => setTimeout(done));
  assert.deepEqual(seen.names, ['Gold']);
});

test('one subject that the desk refuses does not take the labels of the others with it', async () => {
  const refused = new DeskError('invalid_input', 'no such number', {
    issues: [{ path: ['subjects', 1, 'customerNumber'], code: 'invalid', message: 'not a number' }],
  });
  const fake = fakeDesk({
    'grades.match': ({ subjects }) => {
      if (subjects.some(({ customerNumber }) => customerNumber === 'abc')) throw refused;
      return { items: subjects.map(() => [vip]) };
    },
  });
  const seen = [{ ticketId: 'T-1' }, { customerNumber: 'abc' }, { ticketId: 'T-2' }].map((it) =>
    watch(fake, it),
  );
  await until(
    () => seen.every(({ names, errors }) => names.length + errors.length > 0),
    'an end for everybody',
  );
  assert.deepEqual(
    seen.map(({ names }) => names),
    [['VIP'], [], ['VIP']],
  );
  assert.deepEqual(seen[1]!.errors, [refused]);
});

test('a desk that fails is told to those who wait, and asked again when they wish', async () => {
  let broken = true;
  const failure = new DeskError('storage_closed', 'closed');
  const fake = fakeDesk({
    'grades.match': () => {
      if (broken) throw failure;
      return { items: [[gold]] };
    },
  });
  const seen = watch(fake, { ticketId: 'T-1' });
  await until(() => seen.errors.length === 1, 'the failure');
  broken = false;
  matcherOf(fake.desk).refresh({ ticketId: 'T-1' });
  await until(() => seen.names[0] === 'Gold', 'the answer after all');
});

test('when the last badge is gone the desk is left alone', async () => {
  const fake = everyoneIsVip();
  const seen = watch(fake, { ticketId: 'T-1' });
  await until(() => seen.names.length === 1, 'the answer');
  assert.equal(fake.subscribers(), 1);
  for (const stop of stops.splice(0)) stop();
  await until(() => fake.subscribers() === 0, 'the end of the subscription');
});

test('a grade leaves the badge when it expires, without anything else happening (B14)', async () => {
  let isOver = false;
  const fake = fakeDesk({
    'grades.match': ({ subjects }) => {
      const items = subjects.map(() => (isOver ? [] : [vip]));
      if (isOver) return { items };
      isOver = true;
      return { items, expiresIn: 20 };
    },
  });
  const seen = watch(fake, { ticketId: 'T-1' });
  await until(() => seen.names.join('|') === 'VIP|', 'the badge without the grade');
  assert.equal(fake.callsOf('grades.match').length, 2);
});

test('nobody is asked about an expiry that nobody watches any more', async () => {
  const fake = fakeDesk({
    'grades.match': ({ subjects }) => ({ items: subjects.map(() => [vip]), expiresIn: 300 }),
  });
  const seen = watcher();
  const stop = matcherOf(fake.desk).watch({ ticketId: 'T-1' }, seen);
  await until(() => seen.names.length === 1, 'the grade');
  stop();
  await until(() => fake.subscribers() === 0, 'the matcher at rest');
  await new Promise((done) => setTimeout(done, 400));
  assert.equal(fake.callsOf('grades.match').length, 1);
});
