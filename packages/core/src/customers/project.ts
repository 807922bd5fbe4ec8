/**
 * The customer that people see: one view over every fragment of a family. Per field the value a person decided on
 * last wins (a merge choice or an edit by hand), then imports, then what arrived on tickets, newest first, lowest
 * number last: a total order, so the view never depends on the order of the merges.
 */
import type { Customer, CustomerSummary, RegisteredValue } from '../model/customer.js';
import type { Fragment, FragmentValue } from '../store/fragment.js';
import type { Listed } from '../store/listing.js';
import type { MergeRecord } from '../store/merge-record.js';

interface Candidate {
  entry: FragmentValue;
  from: string;
}

/** What a merge decided for a field. */
interface Choice {
  value: string;
  at: string;
  from: string;
}

const byNumber = (a: string, b: string): number => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);

/** Newest first; at the same moment the lowest number, then as its number lists them: no two orders are possible. */
const newestFirst = (a: Candidate, b: Candidate): number =>
  (a.entry.at < b.entry.at ? 1 : a.entry.at > b.entry.at ? -1 : 0) || byNumber(a.from, b.from);

const sourceRank = { manual: 0, import: 1, ticket: 2 } as const;

const bySource = (a: Candidate, b: Candidate): number =>
  sourceRank[a.entry.source] - sourceRank[b.entry.source] || newestFirst(a, b);

function candidates(members: readonly Fragment[], field: string): Candidate[] {
  return members
    .flatMap(({ customerNumber: from, values }) => (values[field] ?? []).map((entry) => ({ entry, from })))
    .sort(newestFirst);
}

/** The choice that the latest merge made for the field, if its value is still registered. */
function choiceFor(
  field: string,
  merges: readonly MergeRecord[],
  all: readonly Candidate[],
): Choice | undefined {
  const chosen = merges
    .filter((merge) => merge.chosen[field] !== undefined)
    .sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : a.mergeId < b.mergeId ? 1 : -1))[0];
  if (!chosen) return undefined;
  const value = chosen.chosen[field]!;
  const found = all.find(({ entry }) => entry.value === value);
  return found && { value, at: chosen.at, from: found.from };
}

/** The numbers that were one customer with `from` at that moment, as far as they still are. */
export function joinedThen(from: string, at: string, merges: readonly MergeRecord[]): Set<string> {
  const numbers = new Set([from]);
  for (let grown = true; grown;) {
    grown = false;
    for (const merge of merges) {
      if (merge.at > at || numbers.has(merge.survivorNumber) === numbers.has(merge.absorbedNumber)) continue;
      numbers.add(merge.survivorNumber).add(merge.absorbedNumber);
      grown = true;
    }
  }
  return numbers;
}

/** A blank hides what its customer had until then, and nothing of those who were merged with it later. */
function currentValue(
  all: readonly Candidate[],
  choice: Choice | undefined,
  merges: readonly MergeRecord[],
): string | undefined {
  const blanks = all.flatMap(({ entry: { value, at }, from }, place) =>
    value === '' ? [{ at, place, of: joinedThen(from, at, merges) }] : [],
  );
  const open = all.filter(
    ({ entry, from }, i) => entry.value !== '' && !blanks.some(({ place, of }) => place < i && of.has(from)),
  );
  const byHand = open.find(({ entry }) => entry.source === 'manual')?.entry;
  const isChosen =
    choice !== undefined &&
    !blanks.some(({ at, of }) => at > choice.at && of.has(choice.from)) &&
    (!byHand || byHand.at <= choice.at);
  return isChosen ? choice.value : open.sort(bySource)[0]?.entry.value;
}

/** The value of one field that people see. */
export function presentValue(
  family: readonly Fragment[],
  merges: readonly MergeRecord[],
  field: string,
): string | undefined {
  const all = candidates(family, field);
  return currentValue(all, choiceFor(field, merges, all), merges);
}

function registeredValues(all: readonly Candidate[]): RegisteredValue[] {
  const seen = new Set<string>();
  return all.flatMap(({ entry: { value, source, at, by, ticketId, same }, from }) => {
    if (value === '' || seen.has(same)) return [];
    seen.add(same);
    const shown: RegisteredValue = { value, source, at, from };
    if (by !== undefined) shown.by = by;
    if (ticketId !== undefined) shown.ticketId = ticketId;
    return [shown];
  });
}

const earliest = (family: readonly Fragment[]): string => family.map((member) => member.createdAt).sort()[0]!;
export const latest = (family: readonly Fragment[]): string =>
  family
    .map((member) => member.updatedAt)
    .sort()
    .at(-1)!;

/** As much of the view as decides where the customer stands in the list. */
export function projectListed(
  family: readonly [Fragment, ...Fragment[]],
  merges: readonly MergeRecord[],
): Listed {
  const name = presentValue(family, merges, 'name');
  return {
    customerNumber: family[0].customerNumber,
    values: name === undefined ? {} : { name },
    createdAt: earliest(family),
    updatedAt: latest(family),
  };
}

/** `family[0]` is the survivor; `merges` are the active ones of the family. */
export function projectCustomer(
  family: readonly [Fragment, ...Fragment[]],
  merges: readonly MergeRecord[],
): Customer {
  const [root] = family;
  const values: Record<string, string> = {};
  const registered: Record<string, RegisteredValue[]> = {};
  for (const field of [...new Set(family.flatMap((member) => Object.keys(member.values)))].sort()) {
    const all = candidates(family, field);
    const current = currentValue(all, choiceFor(field, merges, all), merges);
    if (current !== undefined) values[field] = current;
    const list = registeredValues(all);
    if (list.length > 0) registered[field] = list;
  }
  return {
    customerNumber: root.customerNumber,
    values,
    registered,
    absorbedNumbers: family
      .slice(1)
      .map((member) => member.customerNumber)
      .sort(byNumber),
    createdAt: earliest(family),
    updatedAt: latest(family),
    version: root.version,
  };
}

export function summarise({
  customerNumber,
  values,
  absorbedNumbers,
  createdAt,
  updatedAt,
}: Customer): CustomerSummary {
  return { customerNumber, values, absorbedNumbers, createdAt, updatedAt };
}
