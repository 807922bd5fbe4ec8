/** The first start: fills an empty desk through the same operations that a day's work uses. */
import { isDeskError, type Desk } from '@deskcard/core';
import {
  sandboxDoubles,
  sandboxGrades,
  sandboxPeople,
  sandboxTickets,
  type SandboxLanguage,
} from '@deskcard/testing/fixtures';
import { addProvider, followProvider, type DemoProvider } from './demo-provider.js';

/** Tells how far it is. */
export type Progress = (done: number, all: number) => void;

/** Every start: fills an empty desk and gives it a lookup API, or sees to it that the lookup API finds the provider. */
export async function prepareDesk(
  desk: Desk,
  provider: DemoProvider,
  language: SandboxLanguage,
  progress: Progress,
): Promise<void> {
  if (await isFilled(desk)) return followProvider(desk, provider);
  await addProvider(desk, provider, language);
  return seedDesk(desk, language, progress);
}

/**
 * Does nothing on a desk that is filled; goes on where an earlier start was interrupted, because every ticket has its
 * id already. `desk` must be an administrator's.
 */
export async function seedDesk(desk: Desk, language: SandboxLanguage, progress: Progress): Promise<void> {
  const people = sandboxPeople();
  const tickets = sandboxTickets(people, Date.now());
  const last = tickets.at(-1)!;
  if (await isFilled(desk)) return;
  const grades = sandboxGrades(people, language);
  const assignments = grades.flatMap((grade) => grade.assignments).length;
  const all = assignments + tickets.length;
  let done = 0;
  const step = (): void => progress((done += 1), all);
  const known = new Map((await desk.grades.list()).items.map(({ name, gradeId }) => [name, gradeId]));
  for (const { draft, assignments } of grades) {
    const gradeId = known.get(draft.name) ?? (await desk.grades.save(draft)).gradeId;
    for (const assignment of assignments) {
      await desk.grades.assign({ gradeId, ...assignment });
      step();
    }
  }
  for (const ticket of tickets.slice(0, -1)) {
    await desk.tickets.intake(ticket);
    step();
  }
  await mergeOne(desk, language);
  await bringOlderRecords(desk);
  await desk.tickets.intake(last);
  step();
}

/** The last ticket comes in last. */
async function isFilled(desk: Desk): Promise<boolean> {
  const { ticketId } = sandboxTickets(sandboxPeople(), Date.now()).at(-1)!;
  try {
    await desk.tickets.get({ ticketId });
    return true;
  } catch (error) {
    if (isDeskError(error) && error.code === 'ticket_not_found') return false;
    throw error;
  }
}

/** One person who was on the books twice has been merged by somebody already, so that there is a history to see. */
async function mergeOne(desk: Desk, language: SandboxLanguage): Promise<void> {
  const person = sandboxPeople().find(({ twice }) => twice);
  const [byPhone] = (await desk.customers.search({ phone: person?.phone ?? '' })).items;
  const [byEmail] = (await desk.customers.search({ email: person?.email ?? '' })).items;
  if (!byPhone || !byEmail || byPhone.customerNumber === byEmail.customerNumber) return;
  const pair = { survivorNumber: byPhone.customerNumber, absorbedNumbers: [byEmail.customerNumber] };
  const { fingerprint } = await desk.customers.planMerge(pair);
  const reason = language === 'ko' ? '통화에서 본인 확인함' : 'Confirmed on the phone';
  await desk.customers.merge({ ...pair, fingerprint, reason });
}

/** An older system knew some of these people as well: so there are pairs to decide about, and all were compared once. */
async function bringOlderRecords(desk: Desk): Promise<void> {
  const rows = sandboxDoubles(sandboxPeople()).map((values, index) => ({ line: index + 2, values }));
  await desk.customers.import({ rows, dryRun: false });
  while ((await desk.duplicates.scan({})).finishedAt === undefined);
}
