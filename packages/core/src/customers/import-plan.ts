/**
 * What an import makes of each row (trap 12), decided before anything is written: whose values they are, what of them
 * is new, or why the row is refused. A row belongs to the customer it names, or else to whom its identifiers belong,
 * or else to a new one. Two rows that lead to one customer or name one identifier are both refused, so what becomes of
 * a row depends on no other, and not on how the file is cut into calls. A row that names its customer says nothing by
 * what people see there already, so that the desk can read its own export back (D2, B5: identifiers may be shared).
 */
import type { CallContext } from '../handler.js';
import { storedName } from '../identity/name.js';
import type { Customer } from '../model/customer.js';
import type { ImportReason, ImportRow } from '../model/customer-import.js';
import type { ReadTransaction } from '../ports.js';
import { isMask } from '../privacy/mask.js';
import { readMasked } from '../privacy/masker.js';
import { familiesOf, projectFamilies } from '../store/customer.js';
import { knownFragments, type Fragment } from '../store/fragment.js';
import { comparableValue, identifierKeys, kindOfKey, type IdentifierKey } from './identifiers.js';
import { identifierOwners } from './register.js';
import { fieldValues } from './field-value.js';
import { customerValueIssues } from './validate.js';

/** A row as it is meant. */
export interface ReadRow {
  line: number;
  customerNumber: string | undefined;
  /** without blanks; masks are among them */
  values: Record<string, string>;
  keys: IdentifierKey[];
}

export type RowPlan =
  | { outcome: 'refused'; reason: ImportReason }
  | { outcome: 'created'; values: Record<string, string> }
  | { outcome: 'updated'; target: Fragment; values: Record<string, string> }
  | { outcome: 'unchanged' | 'skipped'; target: Fragment };

export interface PlannedRow {
  row: ReadRow;
  plan: RowPlan;
  /** what no other row of the file may name: the customer it leads to, and its identifiers */
  identifiers: string[];
}

/** Whom a row leads to, as far as anybody. */
type Match = { survivor?: string } | { reason: ImportReason };

interface Known {
  members: readonly [Fragment, ...Fragment[]];
  customer: Customer;
}

const tidy = (field: string, text: string): string => (field === 'name' ? storedName(text) : text.trim());

function readRow({ line, customerNumber = '', values }: ImportRow, { settings }: CallContext): ReadRow {
  const entries = Object.entries(values).map(([field, text]) => [field, tidy(field, text)] as const);
  const filled = Object.fromEntries(entries.filter(([, text]) => text !== ''));
  return {
    line,
    customerNumber: customerNumber.trim() || undefined,
    values: filled,
    keys: keysIn(filled, settings),
  };
}

function keysIn(values: Record<string, string>, settings: CallContext['settings']): IdentifierKey[] {
  const keys = Object.entries(values).flatMap(([field, text]) =>
    isMask(field, text) ? [] : identifierKeys(field, text, settings),
  );
  return [...new Set(keys)];
}

/** The rows without what people see already of the customers whom they name. */
async function onlyNews(
  tx: ReadTransaction,
  rows: readonly ReadRow[],
  { settings }: CallContext,
): Promise<ReadRow[]> {
  const numbers = [...new Set(rows.flatMap(({ customerNumber }) => customerNumber ?? []))];
  const named = await knownFragments(tx, numbers);
  const liveOf = new Map(numbers.map((number, i) => [number, named[i]?.live]));
  const living = named.flatMap((each) => (each === undefined || each.deleted ? [] : [each.live]));
  const known = await knownCustomers(tx, living);
  return rows.map((row) => {
    const current = known.get(liveOf.get(row.customerNumber ?? '') ?? '')?.customer.values;
    if (current === undefined) return row;
    const news = Object.entries(row.values).filter(
      ([field, text]) => !isSame(field, text, current[field], settings),
    );
    const values = Object.fromEntries(news);
    return { ...row, values, keys: keysIn(values, settings) };
  });
}

/** Whom each row leads to, from two reads for all of them. */
async function matchRows(tx: ReadTransaction, rows: readonly ReadRow[]): Promise<Match[]> {
  const keys = [...new Set(rows.flatMap((row) => row.keys))];
  const owners = await identifierOwners(tx, keys);
  const ownerOf = new Map(keys.map((key, i) => [key, owners[i]]));
  const numbers = [...new Set([...owners, ...rows.map((row) => row.customerNumber)])].filter(
    (number) => number !== undefined,
  );
  const found = await knownFragments(tx, numbers);
  const liveOf = new Map(numbers.map((number, i) => [number, found[i]?.live]));
  const deleted = new Set(numbers.filter((_, i) => found[i]?.deleted !== undefined));
  return rows.map(({ customerNumber, keys: own }): Match => {
    if (deleted.has(customerNumber ?? '')) return { reason: { code: 'deletedNumber' } };
    const claims = own.flatMap((key) => {
      const live = liveOf.get(ownerOf.get(key) ?? '');
      return live === undefined ? [] : [{ field: kindOfKey(key), live }];
    });
    return customerNumber === undefined
      ? matchByClaims(claims.map(({ live }) => live))
      : matchByNumber(liveOf.get(customerNumber), claims);
  });
}

function matchByClaims(claims: readonly string[]): Match {
  const customerNumbers = [...new Set(claims)];
  if (customerNumbers.length > 1) return { reason: { code: 'severalCustomers', customerNumbers } };
  const [survivor] = customerNumbers;
  return survivor === undefined ? {} : { survivor };
}

function matchByNumber(
  survivor: string | undefined,
  claims: readonly { field: string; live: string }[],
): Match {
  if (survivor === undefined) return { reason: { code: 'unknownNumber' } };
  const other = claims.find(({ live }) => live !== survivor);
  return other === undefined
    ? { survivor }
    : { reason: { code: 'taken', field: other.field, customerNumber: other.live } };
}

function identifiersOf({ customerNumber, keys }: ReadRow, match: Match): string[] {
  const number = 'survivor' in match ? match.survivor : customerNumber;
  return [...(number === undefined ? [] : [`customerNumber:${number}`]), ...keys];
}

/** For each row that names what another names as well, the first such thing and the lines of the others. */
function repeatedRows(
  rows: readonly ReadRow[],
  identifiers: readonly string[][],
): Map<ReadRow, ImportReason> {
  const byIdentifier = new Map<string, ReadRow[]>();
  rows.forEach((row, i) => {
    for (const each of identifiers[i]!) byIdentifier.set(each, [...(byIdentifier.get(each) ?? []), row]);
  });
  const reasons = new Map<ReadRow, ImportReason>();
  for (const [identifier, all] of byIdentifier) {
    if (all.length < 2) continue;
    const field = identifier.slice(0, identifier.indexOf(':'));
    for (const row of all) {
      const lines = all.filter((each) => each !== row).map(({ line }) => line);
      if (!reasons.has(row)) reasons.set(row, { code: 'repeated', field, lines });
    }
  }
  return reasons;
}

async function knownCustomers(
  tx: ReadTransaction,
  survivors: readonly string[],
): Promise<Map<string, Known>> {
  const roots = (await knownFragments(tx, [...new Set(survivors)])).filter((each) => each !== undefined);
  const families = await familiesOf(tx, roots);
  const customers = await projectFamilies(tx, families);
  return new Map(
    families.map((members, i) => [members[0].customerNumber, { members, customer: customers[i]! }]),
  );
}

/** Masks are never values: one that stands for the value that is there says nothing new, any other is refused (D13). */
function readMasks(
  values: Record<string, string>,
  current: Record<string, string>,
): { values: Record<string, string> } | { reason: ImportReason } {
  const kept: [string, string][] = [];
  for (const [field, text] of Object.entries(values)) {
    const stored = Object.hasOwn(current, field) ? current[field] : undefined;
    const read = readMasked(field, text, stored);
    if (read === 'mask') return { reason: { code: 'invalid', field, issue: 'masked' } };
    if (read === 'value') kept.push([field, text]);
  }
  return { values: Object.fromEntries(kept) };
}

function invalidReason(values: Record<string, string>, { settings }: CallContext): ImportReason | undefined {
  const [issue] = customerValueIssues(fieldValues(values), settings, ({ field }) => [field]);
  if (issue === undefined) return undefined;
  const { path, code, maximum } = issue;
  const bound = maximum === undefined ? {} : { maximum };
  return { code: 'invalid', field: String(path[0]), issue: code, ...bound };
}

/** A phone that a family shares leads to one of them; another member id says that it is not this one (B7). */
function isSomebodyElse({ customerNumber, keys }: ReadRow, members: readonly Fragment[]): boolean {
  const given = keys.find((key) => kindOfKey(key) === 'memberId');
  if (customerNumber !== undefined || given === undefined) return false;
  const own = members.flatMap(({ values }) =>
    (values['memberId'] ?? []).flatMap(({ keys: all = [] }) => all),
  );
  return own.length > 0 && !own.includes(given);
}

function isSame(field: string, a: string, b: string | undefined, settings: CallContext['settings']): boolean {
  if (b === undefined || a === b) return a === b;
  const isIdentifier = identifierKeys(field, a, settings).length > 0;
  return isIdentifier && comparableValue(field, a, settings) === comparableValue(field, b, settings);
}

/** What the file says anew: neither what people see already nor what an import said last. */
function changes(
  values: Record<string, string>,
  current: Customer,
  { settings }: CallContext,
): Record<string, string> {
  const changed = Object.entries(values).filter(([field, text]) => {
    const imported = current.registered[field]?.find(({ source }) => source === 'import');
    return (
      !isSame(field, text, current.values[field], settings) && !isSame(field, text, imported?.value, settings)
    );
  });
  return Object.fromEntries(changed);
}

function planRow(
  row: ReadRow,
  known: Known | undefined,
  existing: 'update' | 'skip',
  context: CallContext,
): RowPlan {
  const read = readMasks(row.values, known?.customer.values ?? {});
  if ('reason' in read) return { outcome: 'refused', reason: read.reason };
  const { values } = read;
  const reason = invalidReason(values, context);
  if (reason !== undefined) return { outcome: 'refused', reason };
  if (known === undefined) {
    const isEmpty = Object.keys(values).length === 0;
    return isEmpty ? { outcome: 'refused', reason: { code: 'empty' } } : { outcome: 'created', values };
  }
  const { members, customer } = known;
  const [target] = members;
  if (isSomebodyElse(row, members)) {
    const { customerNumber } = customer;
    return { outcome: 'refused', reason: { code: 'otherMemberId', customerNumber } };
  }
  if (existing === 'skip') return { outcome: 'skipped', target };
  const changed = changes(values, customer, context);
  return Object.keys(changed).length === 0
    ? { outcome: 'unchanged', target }
    : { outcome: 'updated', target, values: changed };
}

/** One plan for each row, in their order. */
export async function planImport(
  tx: ReadTransaction,
  given: readonly ImportRow[],
  existing: 'update' | 'skip',
  context: CallContext,
): Promise<PlannedRow[]> {
  const read = given.map((row) => readRow(row, context));
  const rows = await onlyNews(tx, read, context);
  const matches = await matchRows(tx, rows);
  const survivors = matches.flatMap((match) => ('survivor' in match ? (match.survivor ?? []) : []));
  const known = await knownCustomers(tx, survivors);
  const identifiers = rows.map((row, i) => identifiersOf(row, matches[i]!));
  const repeated = repeatedRows(rows, identifiers);
  return rows.map((row, i) => {
    const match = matches[i]!;
    const reason = repeated.get(row) ?? ('reason' in match ? match.reason : undefined);
    if (reason !== undefined)
      return { row, identifiers: identifiers[i]!, plan: { outcome: 'refused', reason } };
    const survivor = 'survivor' in match ? match.survivor : undefined;
    const plan = planRow(row, survivor === undefined ? undefined : known.get(survivor), existing, context);
    return { row, identifiers: identifiers[i]!, plan };
  });
}
