/**
 * The end of a write transaction: everything leaves in one go, with the commit behind it. When nobody hears what became
 * of the commit, the database is asked.
 */
import { collections, type CollectionName } from '@deskcard/core/ports';
import { escapeLiteral } from 'pg';
import type { Accepted } from './batch.js';
import type { Connections } from './connection.js';
import { isRefusal, outcomeUnknown } from './failures.js';
import type { Written } from './overlay.js';
import type { Session } from './session.js';
import type { Statement } from './statements.js';

/** How many changes are remembered for those who were away, and after how many the older ones are swept. */
const keptChanges = 10_000;
const sweepEvery = 1000;
/** How often the database is asked what became of a commit. */
const patientAttempts = 6;

/** A transaction that holds its workspace. */
export interface Begun {
  session: Session;
  position: number;
  /** the number of the transaction, to ask for its fate; none where nobody could tell */
  id: string | undefined;
}

export interface CommitContext {
  name: string;
  connections: Connections;
  random: () => number;
  notify: string | undefined;
}

/** Stores what was accepted; whoever waits for it cannot give up any more. */
export async function commit(
  { session, position, id }: Begun,
  accepted: Accepted,
  isClear: boolean,
  context: CommitContext,
): Promise<void> {
  for (const { job } of accepted.told) job.seal();
  const { notify } = context;
  const sent = [
    ...(isClear ? [session.run(clearText(session))] : sendWrites(session, accepted)),
    ...sendChanges(session, position, accepted.changes),
  ];
  const committing = session.commit();
  if (notify !== undefined && accepted.changes.length > 0) session.run(notify).catch(() => undefined);
  const [committed] = await Promise.allSettled([committing, ...sent]);
  if (committed.status === 'fulfilled' && committed.value) return;
  const { failure } = session;
  if (failure === undefined) throw new Error('The transaction was rolled back.');
  if (isRefusal(failure)) throw failure;
  // Whoever asks needs a connection, and there may be no other than this one.
  void context.connections.end(session);
  if (!(await hasCommitted(id, failure, context))) throw failure;
}

function sendWrites(session: Session, { writes }: Accepted): Promise<unknown>[] {
  const { statements, workspace: name } = session;
  // Always in the same order, whoever wrote what first.
  return (Object.keys(collections) as CollectionName[]).flatMap((collection) => {
    const records = [...writes.of(collection)];
    if (records.length === 0) return [];
    const gone = records.flatMap(([key, { text }]) => (text === undefined ? [key] : []));
    const put = records.filter(([, { text }]) => text !== undefined);
    const [added, replaced] = [true, false].map((isNew) =>
      put.filter(([key]) => writes.wasIssued(collection, key) === isNew),
    );
    return [
      ...statements.portions(gone).map((keys) => session.query(statements.delete(collection), [name, keys])),
      ...sendRecords(session, collection, statements.add(collection), added!),
      ...statements
        .portions(replaced!)
        .flatMap((each) => sendRecords(session, collection, statements.put(collection), each)),
    ];
  });
}

function sendRecords(
  session: Session,
  collection: CollectionName,
  statement: Statement,
  records: readonly [string, Written][],
): Promise<unknown>[] {
  if (records.length === 0) return [];
  const keys = records.map(([key]) => key);
  const values = `[${records.map(([, { text }]) => text).join(',')}]`;
  const entries = (collections[collection] as readonly string[]).map((index) =>
    records.map(([, written]) => arrayText(written.entries[index] ?? [])),
  );
  return [session.query(statement, [session.workspace, keys, values, ...entries])];
}

function sendChanges(session: Session, position: number, changes: readonly string[]): Promise<unknown>[] {
  if (changes.length === 0) return [];
  const { statements, workspace: name } = session;
  const last = position + changes.length;
  const isSweepDue = Math.floor(last / sweepEvery) > Math.floor(position / sweepEvery);
  const positions = changes.map((_, i) => position + i + 1);
  return [
    session.query(statements.appendChanges(), [name, positions, `[${changes.join(',')}]`]),
    session.query(statements.setPosition(), [name, last]),
    ...(isSweepDue ? [session.query(statements.sweepChanges(), [name, last - keptChanges])] : []),
  ];
}

function clearText({ workspace, statements }: Session): string {
  const { collections: all } = statements.tables;
  const tables = all.flatMap(({ table, indexes }) => [table, ...indexes.map((index) => index.table)]);
  const where = `where workspace = ${escapeLiteral(workspace)}`;
  return tables.map((table) => `delete from ${table} ${where}`).join('; ');
}

/**
 * The connection broke while the commit was on its way: what became of it, as the database knows it. True when it was
 * committed, false when nothing of it remains.
 */
async function hasCommitted(
  id: string | undefined,
  cause: unknown,
  { name, connections, random }: CommitContext,
): Promise<boolean> {
  if (id === undefined) throw outcomeUnknown(cause);
  // Whoever waits has waited for the commit already: no longer than once more.
  const end = performance.now() + connections.deadline;
  for (let attempt = 1; attempt <= patientAttempts; attempt++) {
    await new Promise((done) => setTimeout(done, random() * 20 * 2 ** attempt));
    const left = Math.ceil(end - performance.now());
    if (left <= 0) break;
    try {
      const rows = await connections.once(name, `select pg_xact_status('${id}'::xid8)`, left);
      const status = rows[0]?.[0];
      if (status === 'committed') return true;
      if (status === 'aborted') return false;
    } catch {
      // It may come back while there is patience left.
    }
  }
  throw outcomeUnknown(cause);
}

/** Needs no quotes in an array; without them there is less to escape when it stands in an array itself. */
const isPlain = /^(?!null$)[^\s{}",\\]+$/i;

/** As PostgreSQL writes an array of texts. */
function arrayText(texts: readonly string[]): string {
  const element = (text: string): string =>
    isPlain.test(text) ? text : `"${text.replace(/["\\]/g, '\\$&')}"`;
  return `{${texts.map(element).join(',')}}`;
}
