/** Pairs of customers who share an identifier and wait for a person to decide (D2, B4). */
import type { DuplicateSuggestion } from '../model/merge.js';
import type { IdentifierKind } from '../model/field.js';
import type { JsonValue, ReadTransaction, WriteTransaction } from '../ports.js';

interface SuggestionRecord {
  numbers: [string, string];
  reason: IdentifierKind;
  at: string;
}

export async function suggestDuplicate(
  tx: WriteTransaction,
  a: string,
  b: string,
  reason: IdentifierKind,
  at: string,
): Promise<void> {
  const numbers: [string, string] = a < b ? [a, b] : [b, a];
  const key = numbers.join('|');
  if ((await tx.get('suggestions', key)) !== undefined) return;
  const record: SuggestionRecord = { numbers, reason, at };
  await tx.put('suggestions', {
    key,
    value: record as unknown as JsonValue,
    indexes: { number: numbers.map((number) => `${number}|`) },
  });
}

/** The open suggestions that name any of the given numbers; pairs merged meanwhile are left out. */
export async function suggestionsFor(
  tx: ReadTransaction,
  numbers: readonly string[],
  resolve: (numbers: string[]) => Promise<Map<string, string>>,
): Promise<DuplicateSuggestion[]> {
  const pages = await Promise.all(
    numbers.map((number) => tx.scan('suggestions', 'number', { prefix: `${number}|`, limit: 100 })),
  );
  const records = pages.flatMap((page) =>
    page.records.map((each) => each.value as unknown as SuggestionRecord),
  );
  const live = await resolve([...new Set(records.flatMap((record) => record.numbers))]);
  const own = new Set(numbers);
  const byOther = new Map<string, DuplicateSuggestion>();
  for (const {
    numbers: [a, b],
    reason,
    at,
  } of records) {
    const [mine, other] = own.has(a) ? [live.get(a)!, live.get(b)!] : [live.get(b)!, live.get(a)!];
    if (mine !== other && !byOther.has(other))
      byOther.set(other, { customerNumber: mine, otherNumber: other, reason, at });
  }
  return [...byOther.values()].sort((x, y) => (x.at < y.at ? 1 : -1));
}
