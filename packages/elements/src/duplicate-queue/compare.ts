/** B4: two customers field by field: what both say, what only one says, and the letters in which they differ. */
import type { Customer, QueuedDuplicate } from '@deskcard/core';
import type { Outlook } from './merging.js';
import type { Ui } from './ui.js';

export type Relation = 'same' | 'similar' | 'different' | 'oneOnly';

export interface Side {
  readonly value: string | undefined;
  /** registered beside it, newest first */
  readonly others: readonly string[];
}

export interface ComparedField {
  readonly field: string;
  readonly label: string;
  readonly sides: readonly [Side, Side];
  /** absent where neither has a value */
  readonly relation: Relation | undefined;
}

const builtIn = ['name', 'phone', 'email', 'memberId'] as const;
/** Levels of a reason that are neither the same nor different. */
const unlike = new Set(['different', 'relative', 'otherSurname']);

export function fieldName({ common, service }: Pick<Ui, 'common' | 'service'>, field: string): string {
  const known = builtIn.find((each) => each === field);
  if (known) return common[known];
  return service.customerFields.find(({ code }) => code === field)?.label ?? field;
}

/** Those everybody has, then those of the host that one of the two has. */
export function comparedFields(ui: Ui, pair: QueuedDuplicate, outlook: Outlook | undefined): ComparedField[] {
  const { customer, other } = pair;
  const has = (field: string): boolean =>
    [customer, other].some((each) => each.values[field] || each.registered[field]?.length);
  const own = ui.service.customerFields.map(({ code }) => code);
  return [...builtIn, ...own.filter(has)].map((field) => ({
    field,
    label: fieldName(ui, field),
    sides: [sideOf(customer, field), sideOf(other, field)],
    relation: relationOf(ui, pair, field, outlook),
  }));
}

function sideOf({ values, registered }: Customer, field: string): Side {
  const value = values[field] || undefined;
  const others = (registered[field] ?? []).map((each) => each.value).filter((each) => each && each !== value);
  return { value, others: [...new Set(others)] };
}

/** What the desk found when it compared them counts before the letters, which may be masks. */
function relationOf(
  { service }: Pick<Ui, 'service'>,
  { customer, other, reasons }: QueuedDuplicate,
  field: string,
  outlook: Outlook | undefined,
): Relation | undefined {
  const [one, two] = [customer.values[field], other.values[field]];
  if (!one && !two) return undefined;
  if (!one || !two) return 'oneOnly';
  if (outlook?.same.has(field)) return 'same';
  const level = reasons.find((each) => each.field === field)?.level;
  if (level === 'same' && (service.masked || one !== two)) return 'similar';
  if (level !== undefined && level !== 'same') return unlike.has(level) ? 'different' : 'similar';
  return one === two && !service.masked ? 'same' : 'different';
}

/** A value cut into what it has in common with the other one at either end, and what it has not. */
export function differing(value: string, other: string): readonly [string, string, string] {
  const [mine, theirs] = [[...value], [...other]];
  const shorter = Math.min(mine.length, theirs.length);
  let start = 0;
  while (start < shorter && mine[start] === theirs[start]) start++;
  let end = 0;
  while (end < shorter - start && mine.at(-1 - end) === theirs.at(-1 - end)) end++;
  const text = (from: number, to: number): string => mine.slice(from, to).join('');
  return [text(0, start), text(start, mine.length - end), text(mine.length - end, mine.length)];
}
