/** Reading the audit trail and taking it out as CSV (B8, B13). Nothing here changes or removes an entry. */
import { byteOrderMark, writeCsv } from '../csv.js';
import type { Handler, Handlers } from '../handler.js';
import type { AuditEntry } from '../model/audit.js';
import { findEntries } from './store.js';

const listLimit = 50;
const exportLimit = 1000;

const list: Handler<'audit.list'> = (tx, { limit = listLimit, cursor, ...filter }) =>
  findEntries(tx, filter, limit, cursor);

/** Documented in docs/privacy.md; a later version adds columns at the end. */
const columns: Readonly<Record<string, (entry: AuditEntry) => string>> = {
  entryId: ({ entryId }) => entryId,
  at: ({ at }) => at,
  user: ({ by }) => by.user,
  role: ({ by }) => by.role,
  operation: ({ operation }) => operation,
  subjectKind: ({ subject }) => subject.kind,
  subjectId: ({ subject }) => subject.id ?? '',
  otherIds: ({ subject }) => (subject.otherIds ?? []).join(' '),
  facts: ({ facts }) => JSON.stringify(facts),
};

const exportCsv: Handler<'audit.export'> = async (tx, { limit = exportLimit, cursor, ...filter }) => {
  const { items, cursor: next } = await findEntries(tx, filter, limit, cursor);
  const rows = items.map((entry) => Object.values(columns).map((text) => text(entry)));
  const head = cursor === undefined ? byteOrderMark + writeCsv([Object.keys(columns)]) : '';
  return { csv: head + writeCsv(rows), rows: rows.length, ...(next === undefined ? {} : { cursor: next }) };
};

export const auditHandlers = {
  'audit.list': list,
  'audit.export': exportCsv,
} satisfies Partial<Handlers>;
