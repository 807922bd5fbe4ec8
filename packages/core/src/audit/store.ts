/**
 * The audit trail as it is kept: entries are only ever added. Each is found by time, by operation or its group, by who
 * did it and by what it was done to, newest first; what one index leaves over is sorted out while reading, a bounded
 * number of entries at a time.
 */
import type { AuditEntry, AuditFilter } from '../model/audit.js';
import type { IndexName, JsonValue, ReadTransaction, ScanRange, WriteTransaction } from '../ports.js';

/** Names come from the host and index keys are bounded; who agrees in so many characters is told apart while reading. */
const comparedCharacters = 100;
/** how many pages without a single hit one call looks at */
const emptyPages = 10;

const cut = (text: string): string => [...text].slice(0, comparedCharacters).join('');
const groupOf = (operation: string): string => operation.slice(0, Math.max(0, operation.indexOf('.')));
const idsOf = ({ subject }: AuditEntry): string[] =>
  [subject.id, ...(subject.otherIds ?? [])].filter((id) => id !== undefined);

export function putEntry(tx: WriteTransaction, entry: AuditEntry): Promise<void> {
  const { entryId, at, by, operation } = entry;
  tx.issued?.('audit', entryId);
  return tx.put('audit', {
    key: entryId,
    value: entry as unknown as JsonValue,
    indexes: {
      at: [at],
      by: [`${cut(by.user)}|${at}`],
      operation: [`${operation}|${at}`, `${groupOf(operation)}|${at}`],
      subject: idsOf(entry).map((id) => `${cut(id)}|${at}`),
    },
  });
}

function meets(entry: AuditEntry, filter: AuditFilter): boolean {
  const { operation, by, subjectKind, subjectId } = filter;
  return (
    (operation === undefined || operation === entry.operation || operation === groupOf(entry.operation)) &&
    (by === undefined || by === entry.by.user) &&
    (subjectKind === undefined || subjectKind === entry.subject.kind) &&
    (subjectId === undefined || idsOf(entry).includes(subjectId))
  );
}

/** The index that leaves the fewest entries, and the part of it to read. */
function placeOf(filter: AuditFilter): [IndexName<'audit'>, Pick<ScanRange, 'from' | 'to'>] {
  const [from = '', to = '~'] = [filter.from, filter.to].map((time) => time && new Date(time).toISOString());
  const under = (name: string): Pick<ScanRange, 'from' | 'to'> => ({
    from: `${cut(name)}|${from}`,
    to: `${cut(name)}|${to}`,
  });
  if (filter.subjectId !== undefined) return ['subject', under(filter.subjectId)];
  if (filter.by !== undefined) return ['by', under(filter.by)];
  if (filter.operation !== undefined) return ['operation', under(filter.operation)];
  return ['at', { from, to }];
}

/** At most `limit` entries, newest first. With a cursor more may follow, even where the page is not full. */
export async function findEntries(
  tx: ReadTransaction,
  filter: AuditFilter,
  limit: number,
  cursor: string | undefined,
): Promise<{ items: AuditEntry[]; cursor?: string }> {
  const [index, range] = placeOf(filter);
  let after = cursor;
  for (let page = 0; page < emptyPages; page++) {
    const found = await tx.scan('audit', index, {
      ...range,
      reverse: true,
      limit,
      ...(after === undefined ? {} : { after }),
    });
    const items = found.records
      .map(({ value }) => value as unknown as AuditEntry)
      .filter((entry) => meets(entry, filter));
    after = found.cursor;
    if (items.length > 0 || after === undefined)
      return { items, ...(after === undefined ? {} : { cursor: after }) };
  }
  return { items: [], ...(after === undefined ? {} : { cursor: after }) };
}
