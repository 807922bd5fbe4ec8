/**
 * Tickets come in and customers are merged: by a desk in this process for which eight callers wait, then the same
 * statements again by pg alone.
 */
import { createDesk } from '@deskcard/core';
import { openPostgres } from '@deskcard/storage-postgres';
import { tuneHeap } from '../../../../gateway/src/node/heap.js';
import { personOf } from '../pages/people.js';
import { Recording, Replay } from './recording.js';
import { given, serve } from './speak.js';

export interface WriteRates {
  /** a second, for each round */
  intake: number[];
  intakeRaw: number[];
  merge: number[];
  mergeRaw: number[];
}

const clients = 8;
const rounds = 7;
const tickets = 2400;
const merges = 800;

tuneHeap();
const { database } = await given<{ database: string }>();
const recording = new Recording({ connectionString: database, max: 10 });
const storage = await openPostgres({ pool: recording.pool });
recording.start();
const replay = new Replay({ connectionString: database }, 'written', 'repeated');
const principal = { user: 'bench', role: 'admin' } as const;
const desk = createDesk({ storage: storage.workspace('written'), principal });

/** Does all of it, eight at a time; milliseconds. */
async function together(count: number, work: (i: number) => Promise<unknown>): Promise<number> {
  let next = 0;
  const start = performance.now();
  const client = async (): Promise<void> => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: clients }, client));
  return performance.now() - start;
}

async function arrives(person: number, expected: 'found' | 'created'): Promise<string> {
  const { name, phone, email } = personOf(person);
  const fields = { phone, name, mail: email, subject: 'a ticket of the bench' };
  const { outcome, ticket } = await desk.tickets.intake({ channelId: 'call', fields });
  if (outcome !== expected) throw new Error(`Person ${person} was ${outcome}.`);
  return ticket.customerNumber;
}

let people = 0;

/** Every second ticket is of somebody who was never seen before, the others of people who came a round earlier. */
async function intakeRound(): Promise<[number, number]> {
  const [known, fresh] = [people - tickets / 2, people];
  people += tickets / 2;
  await replay.run(recording.take());
  const time = await together(tickets, (i) =>
    i % 2 === 0 ? arrives(fresh + i / 2, 'created') : arrives(known + (i - 1) / 2, 'found'),
  );
  return [time, await replay.run(recording.take())];
}

/** Pairs of customers with a ticket each; the previews are made before the clock starts. */
async function mergeRound(): Promise<[number, number]> {
  const first = people;
  people += 2 * merges;
  const numbers: string[] = [];
  await together(2 * merges, async (i) => (numbers[i] = await arrives(first + i, 'created')));
  const plans: { survivorNumber: string; absorbedNumbers: string[]; fingerprint: string }[] = [];
  await together(merges, async (i) => {
    const pair = { survivorNumber: numbers[2 * i]!, absorbedNumbers: [numbers[2 * i + 1]!] };
    plans[i] = { ...pair, fingerprint: (await desk.customers.planMerge(pair)).fingerprint };
  });
  await replay.run(recording.take());
  const time = await together(merges, (i) => desk.customers.merge(plans[i]!));
  return [time, await replay.run(recording.take())];
}

async function measure(): Promise<WriteRates> {
  await together(tickets / 2, (i) => arrives(i, 'created'));
  people = tickets / 2;
  const rates: WriteRates = { intake: [], intakeRaw: [], merge: [], mergeRaw: [] };
  for (let round = -1; round < rounds; round++) {
    const [intake, intakeRaw] = await intakeRound();
    const [merge, mergeRaw] = await mergeRound();
    // The first round warms both sides.
    if (round < 0) continue;
    rates.intake.push((tickets * 1000) / intake);
    rates.intakeRaw.push((tickets * 1000) / intakeRaw);
    rates.merge.push((merges * 1000) / merge);
    rates.mergeRaw.push((merges * 1000) / mergeRaw);
  }
  return rates;
}

serve(measure, async () => {
  await storage.close();
  await recording.pool.end();
  await replay.end();
});
