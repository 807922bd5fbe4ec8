/**
 * Counts, on made-up contact centres, how often each level is seen in two records of one person, of one household and
 * of strangers: what the rows of `weights` for telephones, addresses and names were rounded from.
 */
import { phoneKeys } from '@deskcard/core/phone';
import { chance, contactCentre, type CentreRecord } from '@deskcard/testing/contact-centre';
import { compareNames } from '../../../../core/src/identity/compare-name.js';
import { emails, phones } from '../../../../core/src/identity/kinds.js';
import { personName } from '../../../../core/src/identity/person-name.js';

type Class = 'same' | 'household' | 'stranger';
type Counts = Map<string, Record<Class, number>>;

const strangerPairs = 3_000_000;

interface CountedRates {
  counts: Counts;
  /** how many others of the same person, or household, there are to one record: what the prior is made of */
  perRecord: Record<Class, number>;
  /** with how many records of strangers one record shares an identifier: the sharing rate */
  sharing: Record<'phone' | 'email', number>;
}

function countRates(seed: number, people: number): CountedRates {
  const records = contactCentre({ seed, people });
  const read = records.map(levelsReader);
  const counts: Counts = new Map();
  const add = (a: number, b: number, kind: Class): void => {
    for (const level of levels(read[a]!, read[b]!)) {
      const row = counts.get(level) ?? { same: 0, household: 0, stranger: 0 };
      row[kind]++;
      counts.set(level, row);
    }
  };
  const perRecord = { same: 0, household: 0, stranger: 0 };
  for (const group of grouped(records, ({ household }) => household)) {
    for (const [a, b] of pairs(group)) {
      const kind = records[a]!.person === records[b]!.person ? 'same' : 'household';
      perRecord[kind] += 2 / records.length;
      add(a, b, kind);
    }
  }
  const random = chance(seed + 1);
  for (let i = 0; i < strangerPairs; i++) {
    const [a, b] = [random.int(0, records.length - 1), random.int(0, records.length - 1)];
    if (records[a]!.household !== records[b]!.household) add(a, b, 'stranger');
  }
  return {
    counts,
    perRecord,
    sharing: { phone: sharing(records, 'phone'), email: sharing(records, 'email') },
  };
}

interface Read {
  name: ReturnType<typeof personName>;
  phone: string | undefined;
  email: ReturnType<typeof emails.read>;
}

function levelsReader({ name, phone, email }: CentreRecord): Read {
  return {
    name: name === undefined ? undefined : personName(name),
    phone: phone === undefined ? undefined : phoneKeys(phone)[0],
    email: email === undefined ? undefined : emails.read(email),
  };
}

function levels(a: Read, b: Read): string[] {
  const found: string[] = [];
  if (a.phone && b.phone) found.push(`phone ${phones.compare(a.phone, b.phone)!.level}`);
  if (a.email && b.email) found.push(`email ${emails.compare(a.email, b.email)!.level}`);
  const match = a.name && b.name ? compareNames(a.name, b.name) : undefined;
  if (match) {
    const scripts = [a.name!.script, b.name!.script].sort().join('/');
    if (match.surname) found.push(`surname ${scripts} ${match.surname}`);
    if (match.given) found.push(`given ${scripts} ${match.given}`);
    found.push(`name ${scripts} ${match.level}`);
  }
  return found;
}

/** With how many records of strangers one record shares an identifier. */
function sharing(records: readonly CentreRecord[], kind: 'phone' | 'email'): number {
  const groups = grouped(records, (record) => record.traces.find((trace) => trace.startsWith(`${kind}:`)));
  const shared = groups
    .filter((group) => group.length <= 10)
    .flatMap(pairs)
    .filter(([a, b]) => records[a]!.household !== records[b]!.household);
  return (2 * shared.length) / records.filter((record) => record[kind] !== undefined).length;
}

function grouped<K>(
  records: readonly CentreRecord[],
  key: (record: CentreRecord) => K | undefined,
): number[][] {
  const groups = new Map<K, number[]>();
  for (const [i, record] of records.entries()) {
    const of = key(record);
    if (of === undefined) continue;
    const group = groups.get(of);
    if (group) group.push(i);
    else groups.set(of, [i]);
  }
  return [...groups.values()];
}

const pairs = (group: readonly number[]): [number, number][] =>
  group.flatMap((a, i) => group.slice(i + 1).map((b): [number, number] => [a, b]));

/** Seeds of their own: no figure is measured on them. */
const countedSeeds = [1];
const classes: readonly Class[] = ['same', 'household', 'stranger'];

/** The counted rates as text, each with the number of pairs behind it. */
export function ratesTable(): string {
  return countedSeeds.map((seed) => oneTable(countRates(seed, 100_000))).join('\n\n');
}

function oneTable({ counts, perRecord, sharing: shared }: CountedRates): string {
  const fieldOf = (level: string): string => level.slice(0, level.lastIndexOf(' '));
  const totalOf = (field: string, kind: Class): number =>
    [...counts].filter(([level]) => fieldOf(level) === field).reduce((sum, [, row]) => sum + row[kind], 0);
  const rows = [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([level, row]) => {
      const cells = classes.map(
        (kind) => `${(row[kind] / totalOf(fieldOf(level), kind)).toPrecision(3)} of ${row[kind]}`,
      );
      return [level.padEnd(34), ...cells.map((cell) => cell.padEnd(20))].join(' ').trimEnd();
    });
  return [
    `records of the same person, by record: ${perRecord.same.toFixed(3)}`,
    `records of the same household, by record: ${perRecord.household.toFixed(3)}`,
    `strangers with the same telephone, by record: ${shared.phone.toFixed(4)}; the same mailbox: ${shared.email.toFixed(4)}`,
    '',
    ['level'.padEnd(34), ...classes.map((kind) => kind.padEnd(20))].join(' ').trimEnd(),
    ...rows,
  ].join('\n');
}
