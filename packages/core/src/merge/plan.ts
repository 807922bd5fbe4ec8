/**
 * The plan of a merge (B3): what each of the customers has, whose value each field will show, what forbids the merge
 * and what deserves a second look. Preview and execution use the same plan; its fingerprint names the exact state that
 * was seen, so a record that changed in between forces a new preview.
 */
import { invalidInput } from '../errors.js';
import type { ServiceSettings } from '../model/access.js';
import type { Customer } from '../model/customer.js';
import { builtInCustomerFields } from '../model/field.js';
import type { MergeChoices, MergeField, MergePlan } from '../model/merge.js';
import { projectCustomer } from '../customers/project.js';
import type { ReadTransaction } from '../ports.js';
import { wholeFamily, type WholeFamily } from '../store/customer.js';
import type { Fragment } from '../store/fragment.js';

export interface MergeRequest {
  survivorNumber: string;
  absorbedNumbers: readonly string[];
  choices?: MergeChoices | undefined;
}

/** Everybody who is to be one: the survivor first, then the others as they were asked for. */
export type MergeSides = readonly [WholeFamily, ...WholeFamily[]];

const ticketCountLimit = 1000;

const numberOf = ({ members: [root] }: WholeFamily): string => root.customerNumber;

const namedIn = ({ survivorNumber, absorbedNumbers }: MergeRequest): string[] => [
  survivorNumber,
  ...absorbedNumbers,
];

function assertOnce({ absorbedNumbers }: MergeRequest): void {
  const issues = absorbedNumbers.flatMap((number, i) =>
    absorbedNumbers.indexOf(number) === i
      ? []
      : [{ path: ['absorbedNumbers', i], code: 'duplicate' as const, message: 'is named already' }],
  );
  if (issues.length > 0) throw invalidInput(issues);
}

/** A customer who is named twice, under one number or under several (traps 1, 3). */
function blockersOf(request: MergeRequest, sides: MergeSides): MergePlan['blockers'] {
  const { survivorNumber, absorbedNumbers } = request;
  if (absorbedNumbers.includes(survivorNumber))
    return [{ reason: 'sameCustomer', customerNumbers: [survivorNumber] }];
  const named = namedIn(request);
  return [...new Set(sides.map(numberOf))].flatMap((live) => {
    const customerNumbers = named.filter((_, i) => numberOf(sides[i]!) === live);
    return customerNumbers.length > 1 ? [{ reason: 'alreadyMerged' as const, customerNumbers }] : [];
  });
}

function fieldOrder(settings: ServiceSettings, present: Set<string>): string[] {
  const known = [...builtInCustomerFields, ...settings.customerFields.map((field) => field.code)];
  return [
    ...known.filter((field) => present.has(field)),
    ...[...present].filter((field) => !known.includes(field)).sort(),
  ];
}

/** The choices by the numbers that the customers have now; whoever is chosen must have a value. */
function readChoices(
  choices: MergeChoices,
  sides: MergeSides,
  customers: readonly Customer[],
): Map<string, Customer> {
  const read = Object.entries(choices).map(([field, number]) => {
    const side = sides.findIndex(({ members }) => members.some((each) => each.customerNumber === number));
    return { field, customer: customers[side] };
  });
  const issues = read
    .filter(({ field, customer }) => customer === undefined || !Object.hasOwn(customer.values, field))
    .map(({ field }) => ({
      path: ['choices', field],
      code: 'unknown' as const,
      message: 'is of nobody here who has a value',
    }));
  if (issues.length > 0) throw invalidInput(issues);
  return new Map(read.map(({ field, customer }) => [field, customer!]));
}

/** What a value of the family means, as it was told when the value was registered (D4). */
const meaningIn = ({ members }: WholeFamily, field: string, value: string): string | undefined =>
  members.flatMap(({ values }) => values[field] ?? []).find((entry) => entry.value === value)?.same;

/** The different meanings of what those show who have a value. */
function meanings(field: string, sides: MergeSides, customers: readonly Customer[]): Set<string | undefined> {
  const shown = customers.flatMap(({ values: { [field]: value } }, i) =>
    value === undefined ? [] : [meaningIn(sides[i]!, field, value)],
  );
  return new Set(shown);
}

function compareFields(
  sides: MergeSides,
  customers: readonly Customer[],
  merged: Customer,
  choices: ReadonlyMap<string, Customer>,
  settings: ServiceSettings,
): MergeField[] {
  const present = new Set(customers.flatMap(({ values }) => Object.keys(values)));
  return fieldOrder(settings, present).map((field) => {
    const holders = customers.filter(({ values }) => Object.hasOwn(values, field));
    // Without a choice, the first whose value the merged view has.
    const shown = customers.find(({ values }) => values[field] === merged.values[field]);
    return {
      field,
      values: Object.fromEntries(
        holders.map(({ customerNumber, values }) => [customerNumber, values[field]!]),
      ),
      same: holders.length === customers.length && meanings(field, sides, customers).size === 1,
      chosen: (choices.get(field) ?? shown ?? customers[0]!).customerNumber,
    };
  });
}

/** Everything ever registered for the family, in the form in which values are compared. */
function meaningsOf({ members }: WholeFamily): string[] {
  return members.flatMap(({ values }) =>
    Object.entries(values).flatMap(([field, entries]) =>
      entries.flatMap(({ value, same }) => (value === '' ? [] : [`${field} ${same}`])),
    ),
  );
}

/** Those whom nothing leads to from the survivor, be it through one of the others. */
function strangers([survivor, ...others]: MergeSides): WholeFamily[] {
  const known = new Set(meaningsOf(survivor));
  let rest = others;
  for (;;) {
    const found = rest.filter((each) => meaningsOf(each).some((meaning) => known.has(meaning)));
    if (found.length === 0) return rest;
    for (const meaning of found.flatMap(meaningsOf)) known.add(meaning);
    rest = rest.filter((each) => !found.includes(each));
  }
}

function warningsOf(sides: MergeSides, customers: readonly Customer[]): MergePlan['warnings'] {
  const members = customers.filter(({ values }) => values['memberId'] !== undefined);
  const apart = strangers(sides).map(numberOf);
  return [
    ...(meanings('memberId', sides, customers).size > 1
      ? [
          {
            reason: 'differentMemberId' as const,
            customerNumbers: members.map(({ customerNumber }) => customerNumber),
          },
        ]
      : []),
    ...(apart.length > 0 ? [{ reason: 'nothingInCommon' as const, customerNumbers: apart }] : []),
  ];
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
  const chosen = fields.filter(({ field }) => Object.hasOwn(choices, field));
  return Object.fromEntries(chosen.map((each) => [each.field, each.values[each.chosen]!]));
}

export async function loadSides(tx: ReadTransaction, request: MergeRequest): Promise<MergeSides> {
  assertOnce(request);
  const named = namedIn(request);
  const [survivor, ...others] = await Promise.all(named.map((number) => wholeFamily(tx, number)));
  return [survivor!, ...others];
}

/** The versions of everybody, in whatever order the others were named. */
function fingerprintOf([survivor, ...others]: MergeSides): string {
  const state = ({ members: [root] }: WholeFamily): string => `${root.customerNumber}@${root.version}`;
  return [state(survivor), ...others.map(state).sort()].join('+');
}

/** Whether it can be, and what it would be done to: all that the execution asks of a plan without choices. */
export function groundsOf(
  request: MergeRequest,
  sides: MergeSides,
): Pick<MergePlan, 'blockers' | 'fingerprint'> {
  return { blockers: blockersOf(request, sides), fingerprint: fingerprintOf(sides) };
}

/** The plan but for the number of tickets, which decides nothing. */
export function planMerge(
  request: MergeRequest,
  sides: MergeSides,
  settings: ServiceSettings,
): Omit<MergePlan, 'absorbedTickets'> {
  const asked = request.choices ?? {};
  const grounds = groundsOf(request, sides);
  const { blockers } = grounds;
  const customers = sides.map(({ members, merges }) => projectCustomer(members, merges));
  const choices = readChoices(asked, sides, customers);
  const [root, ...rest] = sides.flatMap(({ members }) => members);
  const merges = sides.flatMap((side) => side.merges);
  const merged = blockers.length > 0 ? customers[0]! : projectCustomer([root!, ...rest], merges);
  const fields = compareFields(sides, customers, merged, choices, settings);
  return {
    customers,
    fields,
    result: { ...merged.values, ...chosenValues(fields, asked) },
    warnings: blockers.length > 0 ? [] : warningsOf(sides, customers),
    ...grounds,
  };
}
