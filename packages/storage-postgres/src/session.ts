/**
 * One transaction of the database. Questions asked in the same turn travel together, in one statement for each
 * collection; what was read once is answered from memory, which is sound because nobody can change it meanwhile: a
 * reading transaction looks at a snapshot, a writing one holds its workspace.
 */
import type { Writable } from 'node:stream';
import type { CollectionName, Hop } from '@deskcard/core/ports';
import type { QueryArrayConfig, QueryArrayResult } from 'pg';
import { isCollision, isLost, overdue, tooSlow } from './failures.js';
import { giveBack, rollBack, type Client } from './client.js';
import type { Rested, Resting } from './resting.js';
import { unshown, type Query, type Statement, type Statements, type Way } from './statements.js';
import type { Place, PlaceBounds } from './texts.js';

/**
 * Everything comes as text: values are parsed by whoever hands them out. A list, because the types of parameters stand
 * in the same place, of which PGlite takes a list and nothing else; none is declared.
 */
const asText = Object.assign([], { getTypeParser: () => (text: string) => text });

/** A statement as the driver takes it, which copies each own member: what is the same for all of them is none. */
class Question {
  readonly text: string;
  readonly name: string | undefined;
  readonly values: unknown[] | undefined;

  constructor(text: string, name?: string, values?: unknown[]) {
    this.text = text;
    this.name = name;
    this.values = values;
  }

  get rowMode(): 'array' {
    return 'array';
  }

  get types(): typeof asText {
    return asText;
  }
}

/** A record as the database gives it: its place in the index, and its value as JSON text. */
export interface FoundRow extends Place {
  text: string;
}

/** The value of a record of which only the key was asked. */
const nothing = 'null';

type Rows = (string | null)[][];

interface Asked {
  keys: Set<string>;
  answered: Promise<void>;
}

/** What becomes of a statement that was sent. */
interface Answer {
  take: (result: QueryArrayResult<string[]>) => void;
  fail: (error: Error) => void;
}

export class Session {
  readonly workspace: string;
  readonly statements: Statements;
  readonly #client: Client;
  readonly #resting: Resting;
  readonly #records = new Map<CollectionName, Map<string, string | undefined>>();
  /** what will be asked at the end of this turn, under the statement that asks it */
  readonly #waiting = new Map<string, Asked>();
  /** the answers that the database owes, which come in the order of the questions */
  readonly #owed: Answer[] = [];
  #isCommitted = false;
  #isSilent = false;
  /** what the one before left to be done on this connection */
  #leftover: string;
  #ended: Promise<void> | undefined;
  #isGathering = false;
  #failure: Error | undefined;
  readonly #watchers = new Set<(error: Error) => void>();

  constructor({ client, leftover }: Rested, workspace: string, statements: Statements, resting: Resting) {
    this.#client = client;
    this.#leftover = leftover;
    this.#resting = resting;
    this.workspace = workspace;
    this.statements = statements;
    client.on('error', this.fail);
  }

  /** What broke the transaction; undefined while it is well. */
  get failure(): Error | undefined {
    return this.#failure;
  }

  /** Its time is over: the database owes an answer, or the work does not come to an end. */
  expire(deadline: number): void {
    this.#isSilent = this.#owed.length > 0;
    this.fail(this.#isSilent ? tooSlow(deadline) : overdue(deadline));
  }

  readonly fail = (error: unknown): void => {
    if (this.#failure !== undefined) return;
    this.#failure = error instanceof Error ? error : new Error(String(error));
    for (const { fail } of this.#owed.splice(0)) fail(this.#failure);
    for (const tell of this.#watchers) tell(this.#failure);
  };

  /** Tells, with what the driver said, when the transaction is lost; gives what ends the watch. */
  watch(tell: (error: Error) => void): () => void {
    if (this.#failure !== undefined) tell(this.#failure);
    this.#watchers.add(tell);
    return () => void this.#watchers.delete(tell);
  }

  /** Sends several statements as one text, which cannot have parameters; the result of the last one. */
  run(text: string): Promise<QueryArrayResult<string[]>> {
    const all = this.#leftover + text;
    this.#leftover = '';
    return new Promise((resolve, fail) => {
      const take = (results: unknown): void =>
        resolve((Array.isArray(results) ? results.at(-1) : results) as QueryArrayResult<string[]>);
      this.#send(new Question(all), { take, fail });
    });
  }

  query(statement: Statement, values: unknown[]): Promise<(string | null)[][]> {
    return new Promise((resolve, fail) => this.#query(statement, values, resolve, fail));
  }

  /** The record as JSON text; at once when it was read before. */
  get(collection: CollectionName, key: string): string | undefined | Promise<string | undefined> {
    const records = this.#recordsOf(collection);
    if (records.has(key)) return records.get(key);
    const statement = this.statements.get(collection);
    const asked = this.#ask(statement, [key], (rows, keys) => {
      for (const each of keys) records.set(each, undefined);
      for (const [found, text] of rows) records.set(unshown(found!), text!);
    });
    return asked.then(() => records.get(key));
  }

  /** Reads these records and those they lead to in one statement. */
  prefetch(collection: CollectionName, keys: readonly string[], hops: readonly Hop[]): Promise<void> {
    const records = this.#recordsOf(collection);
    const steps = [collection, ...hops.map((hop) => hop.collection)];
    const statement = this.statements.prefetch(collection, hops);
    return this.#ask(statement, keys, (rows, wanted) => {
      for (const each of wanted) if (!records.has(each)) records.set(each, undefined);
      for (const [step, key, text] of rows) {
        this.#recordsOf(steps[Number(step)]!).set(unshown(key!), text!);
      }
    });
  }

  async scan(
    collection: CollectionName,
    index: string | undefined,
    bounds: PlaceBounds,
    way: Way,
  ): Promise<FoundRow[]> {
    const query: Query = this.statements.scan(collection, index, bounds, way, this.workspace);
    const rows = (await this.query(query, query.values)) as string[][];
    return index === undefined
      ? rows.map(([key, text = nothing]) => ({ entry: unshown(key!), key: '', text }))
      : rows.map(([entry, key, text = nothing]) => ({ entry: unshown(entry!), key: unshown(key!), text }));
  }

  async count(
    collection: CollectionName,
    index: string | undefined,
    bounds: PlaceBounds,
    limit: number,
  ): Promise<number> {
    const query = this.statements.count(collection, index, bounds, limit, this.workspace);
    const rows = await this.query(query, query.values);
    return Number(rows[0]![0]);
  }

  /** Sends the commit; false when the database rolled back instead. */
  async commit(): Promise<boolean> {
    const { command } = await this.run('commit');
    this.#isCommitted = command === 'COMMIT';
    return this.#isCommitted;
  }

  /**
   * Gives the connection back, once; what was not committed is rolled back. One that broke, or does not answer within
   * `patience` milliseconds, is thrown away.
   */
  end(patience: number): Promise<void> {
    this.#ended ??= this.#end(patience);
    return this.#ended;
  }

  async #end(patience: number): Promise<void> {
    const client = this.#client;
    // It stays with a connection that is thrown away, which may still fail.
    if (!this.#isSilent) client.off('error', this.fail);
    // Whoever takes one that rests would wait for what it still owes.
    const canRest = this.#failure === undefined && this.#owed.length === 0;
    if (this.#isCommitted || this.#isSilent) giveBack(client, !this.#isSilent);
    else if (canRest) this.#resting.rest(client, patience);
    else await rollBack(client, patience);
  }

  #query(statement: Statement, values: unknown[], take: (rows: Rows) => void, fail: Answer['fail']): void {
    this.#send(new Question(statement.text, statement.name, values), {
      take: ({ rows }) => take(rows),
      fail,
    });
  }

  #send(question: Question, answer: Answer): void {
    if (this.#failure !== undefined) return answer.fail(this.#failure);
    // The connection may be somebody else's by now.
    if (this.#ended !== undefined) return answer.fail(new Error('This transaction has ended.'));
    this.#owed.push(answer);
    this.#gather();
    // With a callback: what the driver promises outlives its answer until the next full collection.
    this.#client.query<string[]>(question as QueryArrayConfig, (error: Error | null, result) => {
      if (error !== null) return this.fail(error);
      // Whoever was told of a failure is not told again.
      if (this.#owed[0] !== answer) return;
      this.#owed.shift();
      answer.take(result);
    });
  }

  /** What is sent in one turn leaves in one piece; a call to the system for each statement would cost as much as the rest. */
  #gather(): void {
    const { stream } = (this.#client as unknown as { connection: { stream: Partial<Writable> } }).connection;
    if (this.#isGathering || stream.cork === undefined) return;
    this.#isGathering = true;
    stream.cork();
    // Behind the questions that wait for the end of this turn.
    atEndOfTurn(() =>
      atEndOfTurn(() => {
        this.#isGathering = false;
        stream.uncork?.();
      }),
    );
  }

  #recordsOf(collection: CollectionName): Map<string, string | undefined> {
    let records = this.#records.get(collection);
    if (records === undefined) this.#records.set(collection, (records = new Map()));
    return records;
  }

  /**
   * Joins the keys of all who ask the same in one turn, and asks when nobody has anything more to say in it. `keep` gets the rows first, then those who asked are told.
   */
  #ask(
    statement: Statement,
    keys: readonly string[],
    keep: (rows: Rows, keys: readonly string[]) => void,
  ): Promise<void> {
    const { name } = statement;
    let asked = this.#waiting.get(name);
    if (asked === undefined) {
      const wanted = new Set<string>();
      const answered = new Promise<void>((resolve, fail) => {
        atEndOfTurn(() => {
          this.#waiting.delete(name);
          const all = [...wanted];
          const take = (rows: Rows): void => {
            keep(rows, all);
            resolve();
          };
          this.#query(statement, [this.workspace, all], take, fail);
        });
      });
      this.#waiting.set(name, (asked = { keys: wanted, answered }));
      answered.catch(() => undefined);
    }
    for (const key of keys) asked.keys.add(key);
    return asked.answered;
  }
}

/** After everything that is ready to run has run: `nextTick` alone comes before promises, and behind them after one. */
function atEndOfTurn(work: () => void): void {
  queueMicrotask(() => process.nextTick(work));
}

/** What broke a session may not break it again. */
export function isTransient(error: unknown): boolean {
  return isCollision(error) || isLost(error);
}
