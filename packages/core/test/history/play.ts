/** Plays a history on a desk, and checks what each step alone must do. */
import { assert } from 'chai';
import { isDeskError, type ErrorCode } from '../../src/errors.js';
import type { Desk, MergeChoices, StorageAdapter } from '../../src/index.js';
import { DuplicateModel } from './duplicate-model.js';
import { assertGuarded, registeredNames } from './guarded.js';
import { mailOf, nameOf, phoneOf, valueOf, type Step } from './steps.js';

export interface Played {
  /** every number ever issued, oldest first */
  numbers: string[];
  tickets: string[];
  /** identifier keys that came in, as the store knows them */
  merges: string[];
  /** absent when many played at once */
  duplicates: DuplicateModel | undefined;
  /** numbers of customers who were deleted; every one of them is among `numbers` */
  deleted: string[];
}

export const living = ({ numbers, deleted }: Played): string[] =>
  numbers.filter((number) => !deleted.includes(number));

/** Whatever names a customer who was deleted is refused as that, and nothing else is. */
function isRightlyRefused(error: unknown, { deleted }: Played): boolean {
  if (!isDeskError(error) || error.code !== 'customer_deleted') return false;
  return deleted.includes(String(error.details['customerNumber']));
}

export async function play(
  desk: Desk,
  storage: StorageAdapter,
  history: readonly Step[],
  played: Played = nothingPlayed(),
): Promise<Played> {
  for (const step of history) {
    try {
      if (step.do === 'decide') await playDecision(desk, storage, step, played);
      else if (step.do === 'edit') await playEdit(desk, storage, step, played);
      else await playStep(desk, step, played);
    } catch (error) {
      if (!isRightlyRefused(error, played)) throw error;
    }
  }
  return played;
}

export const nothingPlayed = (): Played => ({
  numbers: [],
  tickets: [],
  merges: [],
  deleted: [],
  duplicates: new DuplicateModel(),
});

async function playEdit(
  desk: Desk,
  storage: StorageAdapter,
  { who, field, value, taken }: Extract<Step, { do: 'edit' }>,
  { numbers, duplicates }: Played,
): Promise<void> {
  const customerNumber = pick(numbers, who);
  if (!customerNumber) return;
  const text = valueOf[field](value);
  await desk.customers.edit({ customerNumber, values: { [field]: text }, taken });
  if (taken === 'keepApart' && text !== '') await duplicates!.keepApart(storage, customerNumber, text);
}

async function playDecision(
  desk: Desk,
  storage: StorageAdapter,
  { who, other, decision }: Extract<Step, { do: 'decide' }>,
  { numbers, duplicates }: Played,
): Promise<void> {
  const pair = [pick(numbers, who), pick(numbers, other)] as const;
  if (pair[0] && pair[1]) await duplicates!.decide(desk, storage, [pair[0], pair[1]], decision);
}

const pick = <T>(list: readonly T[], n: number): T | undefined =>
  list.length === 0 ? undefined : list[n % list.length];

async function playStep(
  desk: Desk,
  step: Exclude<Step, { do: 'decide' | 'edit' }>,
  played: Played,
): Promise<void> {
  const { numbers, tickets, merges, duplicates } = played;
  if (step.do === 'intake') {
    const fields = { phone: phoneOf(step.phone), mail: mailOf(step.mail), name: nameOf(step.name) };
    // Where many play at once, nobody knows what stood there a moment ago.
    const before = duplicates && (await registeredNames(desk, living(played)));
    const { ticket, outcome } = await desk.tickets.intake({ channelId: step.channelId, fields });
    if (before) assertGuarded(fields.name, ticket, outcome, before);
    tickets.push(ticket.ticketId);
    if (outcome === 'created') numbers.push(ticket.customerNumber);
  } else if (step.do === 'save') {
    const ticketId = pick(tickets, step.ticket);
    const fields = { [step.field]: valueOf[step.field](step.value) };
    if (ticketId) await desk.tickets.save({ ticketId, fields });
  } else if (step.do === 'merge') {
    const named = [step.survivor, ...step.absorbed].flatMap((each) => pick(numbers, each) ?? []);
    const ticketId = step.at === undefined ? undefined : pick(tickets, step.at);
    await playMerge(desk, named, step.choose, ticketId, merges, duplicates);
  } else if (step.do === 'move') {
    const [ticketId, customerNumber] = [pick(tickets, step.ticket), pick(numbers, step.to)];
    if (ticketId && customerNumber) await desk.tickets.move({ ticketId, customerNumber });
  } else if (step.do === 'scan') {
    await desk.duplicates.scan();
  } else if (step.do === 'delete') {
    const customerNumber = pick(numbers, step.who);
    if (customerNumber) played.deleted.push(...(await desk.customers.delete({ customerNumber })).numbers);
  } else {
    const mergeId = pick(merges, step.which);
    if (mergeId === undefined) return;
    await desk.customers.unmerge({ mergeId });
    merges.splice(merges.indexOf(mergeId), 1);
  }
}

/** The customers that these numbers are now, each once. */
export async function liveNumbers(desk: Desk, numbers: readonly string[]): Promise<string[]> {
  const customers = await Promise.all(
    numbers.map((customerNumber) => desk.customers.get({ customerNumber })),
  );
  return [...new Set(customers.map(({ customerNumber }) => customerNumber))];
}

async function playMerge(
  desk: Desk,
  named: readonly string[],
  choose: boolean,
  ticketAtHand: string | undefined,
  merges: string[],
  duplicates: DuplicateModel | undefined,
): Promise<void> {
  const live = await liveNumbers(desk, named);
  const [survivorNumber, ...absorbedNumbers] = live;
  if (survivorNumber === undefined || absorbedNumbers.length === 0) return;
  const request = { survivorNumber, absorbedNumbers };
  const plan = await desk.customers.planMerge(request);
  if (plan.blockers.length > 0) return;
  const [field] = plan.fields;
  const last = field && Object.keys(field.values).at(-1);
  const choices: MergeChoices = choose && last !== undefined ? { [field!.field]: last } : {};
  const ticket = ticketAtHand === undefined ? undefined : await desk.tickets.get({ ticketId: ticketAtHand });
  const isTheirs = ticket && live.includes(ticket.customerNumber);
  const preview = await desk.customers.planMerge({ ...request, choices });
  const done = await desk.customers.merge({
    ...request,
    fingerprint: preview.fingerprint,
    choices,
    ...(isTheirs ? { ticketId: ticket.ticketId } : {}),
  });
  assert.deepEqual(
    done.customer.values,
    preview.result,
    'the merged customer is not what the preview showed',
  );
  merges.push(...done.merges.map(({ mergeId }) => mergeId));
  duplicates?.forgetAmong(live);
}

/** What one of many may meet because another was faster; whoever meets it looks again and decides anew. */
const overtaken: readonly ErrorCode[] = [
  'merge_stale',
  'merge_blocked',
  'merge_already_undone',
  'invalid_input',
  'customer_deleted',
];

/** Every desk plays its own history on the same store, all at once. */
export async function playTogether(desks: readonly Desk[], histories: readonly Step[][]): Promise<Played> {
  // What was said while others changed what it was about is not to be foretold.
  const played: Played = { ...nothingPlayed(), duplicates: undefined };
  const { numbers } = played;
  const playOne = async (desk: Desk, step: Step): Promise<void> => {
    if (step.do !== 'decide' && step.do !== 'edit') return playStep(desk, step, played);
    const customerNumber = pick(numbers, step.who);
    if (customerNumber === undefined) return;
    if (step.do === 'edit') {
      const { field, value, taken } = step;
      await desk.customers.edit({ customerNumber, values: { [field]: valueOf[field](value) }, taken });
    } else {
      const otherNumber = pick(numbers, step.other)!;
      await desk.duplicates.decide({ customerNumber, otherNumber, decision: step.decision });
    }
  };
  await Promise.all(
    desks.map(async (desk, i) => {
      for (const step of histories[i]!) {
        try {
          await playOne(desk, step);
        } catch (error) {
          if (!isDeskError(error) || !overtaken.includes(error.code)) throw error;
        }
      }
    }),
  );
  return played;
}
