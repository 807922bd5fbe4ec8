/**
 * The plan of a merge (B3): what both customers have, whose value each field will show, what forbids the merge and
 * what deserves a second look. Preview and execution use the same plan; its fingerprint names the exact state that
 * was seen, so a record that changed in between forces a new preview.
 */
import { invalidInput } from '../errors.js';
import type { ServiceSettings } from '../model/access.js';
import type { Customer } from '../model/customer.js';
import { builtInCustomerFields } from '../model/field.js';
import type {
  MergeBlocker,
  MergeChoices,
  MergeField,
  MergePlan,
  MergeSide,
  MergeWarning,
} from '../model/merge.js';
import { comparableValue } from '../customers/identifiers.js';
import { projectCustomer } from '../customers/project.js';
import type { ReadTransaction } from '../ports.js';
import { wholeFamily, type WholeFamily } from '../store/customer.js';
import type { Fragment } from '../store/fragment.js';
import { prefetchFamilies } from '../store/prefetch.js';

export interface MergeRequest {
  survivorNumber: string;
  absorbedNumber: string;
  choices?: MergeChoices | undefined;
}

export interface MergeSides {
  survivor: WholeFamily;
  absorbed: WholeFamily;
}

const ticketCountLimit = 1000;

function blockersOf(request: MergeRequest, { survivor, absorbed }: MergeSides): MergeBlocker[] {
  if (request.survivorNumber === request.absorbedNumber) return ['sameCustomer'];
  return survivor.members[0].customerNumber === absorbed.members[0].customerNumber ? ['alreadyMerged'] : [];
}

function fieldOrder(settings: ServiceSettings, present: Set<string>): string[] {
  const known = [...builtInCustomerFields, ...settings.customerFields.map((field) => field.code)];
  return [
    ...known.filter((field) => present.has(field)),
    ...[...present].filter((field) => !known.includes(field)).sort(),
  ];
}

/** Whose value a field shows without a choice: the side whose value the merged view has. */
function defaultSide(field: string, survivor: Customer, absorbed: Customer, merged: Customer): MergeSide {
  const shown = merged.values[field];
  return shown === survivor.values[field] || shown !== absorbed.values[field] ? 'survivor' : 'absorbed';
}

function compareFields(
  survivor: Customer,
  absorbed: Customer,
  merged: Customer,
  choices: MergeChoices,
  settings: ServiceSettings,
): MergeField[] {
  const present = new Set([...Object.keys(survivor.values), ...Object.keys(absorbed.values)]);
  return fieldOrder(settings, present).map((field) => {
    const [mine, other] = [survivor.values[field], absorbed.values[field]];
    const same =
      mine !== undefined &&
      other !== undefined &&
      comparableValue(field, mine, settings) === comparableValue(field, other, settings);
    return {
      field,
      ...(mine === undefined ? {} : { survivor: mine }),
      ...(other === undefined ? {} : { absorbed: other }),
      same,
      chosen: choices[field] ?? defaultSide(field, survivor, absorbed, merged),
    };
  });
}

function warningsOf(fields: readonly MergeField[], survivor: Customer, absorbed: Customer): MergeWarning[] {
  const memberId = fields.find((each) => each.field === 'memberId');
  const differs = memberId?.survivor !== undefined && memberId.absorbed !== undefined && !memberId.same;
  const registered = (customer: Customer): string[] =>
    Object.entries(customer.registered).flatMap(([field, values]) =>
      values.map(({ value }) => `${field} ${value}`),
    );
  const known = new Set(registered(survivor));
  const common = fields.some((each) => each.same) || registered(absorbed).some((value) => known.has(value));
  return [
    ...(differs ? (['differentMemberId'] as const) : []),
    ...(common ? [] : (['nothingInCommon'] as const)),
  ];
}

function assertChoices(choices: MergeChoices, survivor: Customer, absorbed: Customer): void {
  const side = { survivor, absorbed };
  const issues = Object.entries(choices)
    .filter(([field, chosen]) => !Object.hasOwn(side[chosen].values, field))
    .map(([field]) => ({
      path: ['choices', field],
      code: 'unknown' as const,
      message: 'has no value on the chosen side',
    }));
  if (issues.length > 0) throw invalidInput(issues);
}

/** How many tickets come along, counted up to a limit. */
export async function countTickets(tx: ReadTransaction, members: readonly Fragment[]): Promise<number> {
  const counts = await Promise.all(
    members.map((member) =>
      tx.count('tickets', 'customer', { prefix: `${member.customerNumber}|`, limit: ticketCountLimit }),
    ),
  );
  return Math.min(
    ticketCountLimit,
    counts.reduce((sum, count) => sum + count, 0),
  );
}

/** The values of the choices, as they stand, for the merge log. */
export function chosenValues(fields: readonly MergeField[], choices: MergeChoices): Record<string, string> {
  const chosen = fields.filter(({ field }) => choices[field] !== undefined);
  return Object.fromEntries(chosen.map((each) => [each.field, each[choices[each.field]!]!]));
}

export async function loadSides(tx: ReadTransaction, request: MergeRequest): Promise<MergeSides> {
  await prefetchFamilies(tx, [request.survivorNumber, request.absorbedNumber]);
  const [survivor, absorbed] = await Promise.all([
    wholeFamily(tx, request.survivorNumber),
    wholeFamily(tx, request.absorbedNumber),
  ]);
  return { survivor, absorbed };
}

/** The plan but for the number of tickets, which decides nothing. */
export function planMerge(
  request: MergeRequest,
  sides: MergeSides,
  settings: ServiceSettings,
): Omit<MergePlan, 'absorbedTickets'> {
  const choices = request.choices ?? {};
  const blockers = blockersOf(request, sides);
  const [own, other] = [sides.survivor, sides.absorbed];
  const survivor = projectCustomer(own.members, own.merges);
  const absorbed = projectCustomer(other.members, other.merges);
  assertChoices(choices, survivor, absorbed);
  const merged =
    blockers.length > 0
      ? survivor
      : projectCustomer([...own.members, ...other.members], [...own.merges, ...other.merges]);
  const fields = compareFields(survivor, absorbed, merged, choices, settings);
  return {
    survivor,
    absorbed,
    fields,
    result: { ...merged.values, ...chosenValues(fields, choices) },
    blockers,
    warnings: blockers.length > 0 ? [] : warningsOf(fields, survivor, absorbed),
    fingerprint: `${survivor.customerNumber}@${survivor.version}+${absorbed.customerNumber}@${absorbed.version}`,
  };
}
