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
import { family, type Fragment } from '../store/fragment.js';
import { activeMerges, type MergeRecord } from '../store/merge-record.js';

export interface MergeRequest {
  survivorNumber: string;
  absorbedNumber: string;
  choices?: MergeChoices | undefined;
}

export interface MergeSides {
  survivor: [Fragment, ...Fragment[]];
  absorbed: [Fragment, ...Fragment[]];
}

const ticketCountLimit = 1000;

function blockersOf(request: MergeRequest, { survivor, absorbed }: MergeSides): MergeBlocker[] {
  if (request.survivorNumber === request.absorbedNumber) return ['sameCustomer'];
  return survivor[0].customerNumber === absorbed[0].customerNumber ? ['alreadyMerged'] : [];
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
    .filter(([field, chosen]) => side[chosen].values[field] === undefined)
    .map(([field]) => ({
      path: ['choices', field],
      code: 'unknown' as const,
      message: 'has no value on the chosen side',
    }));
  if (issues.length > 0) throw invalidInput(issues);
}

async function countTickets(tx: ReadTransaction, members: readonly Fragment[]): Promise<number> {
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

/** What the merged customer shows: the projection of everything, with the choices on top. */
function resultOf(
  fields: readonly MergeField[],
  merged: Customer,
  choices: MergeChoices,
): Record<string, string> {
  return { ...merged.values, ...chosenValues(fields, choices) };
}

export async function loadSides(tx: ReadTransaction, request: MergeRequest): Promise<MergeSides> {
  const [survivor, absorbed] = [
    await family(tx, request.survivorNumber),
    await family(tx, request.absorbedNumber),
  ];
  return { survivor, absorbed };
}

export async function planMerge(
  tx: ReadTransaction,
  request: MergeRequest,
  sides: MergeSides,
  settings: ServiceSettings,
): Promise<MergePlan> {
  const choices = request.choices ?? {};
  const blockers = blockersOf(request, sides);
  const [own, others]: MergeRecord[][] = [
    await activeMerges(tx, sides.survivor),
    await activeMerges(tx, sides.absorbed),
  ];
  const survivor = projectCustomer(sides.survivor, own!);
  const absorbed = projectCustomer(sides.absorbed, others!);
  assertChoices(choices, survivor, absorbed);
  const together: [Fragment, ...Fragment[]] =
    blockers.length > 0 ? sides.survivor : [...sides.survivor, ...sides.absorbed];
  const merged = projectCustomer(together, blockers.length > 0 ? own! : [...own!, ...others!]);
  const fields = compareFields(survivor, absorbed, merged, choices, settings);
  return {
    survivor,
    absorbed,
    fields,
    result: resultOf(fields, merged, choices),
    blockers,
    warnings: blockers.length > 0 ? [] : warningsOf(fields, survivor, absorbed),
    absorbedTickets: await countTickets(tx, sides.absorbed),
    fingerprint: `${survivor.customerNumber}@${survivor.version}+${absorbed.customerNumber}@${absorbed.version}`,
  };
}
