/**
 * What the core needs from the outside and never does by itself: storage, outgoing calls, the time and randomness.
 * A host puts Deskcard on its own database by writing one `StorageAdapter`; the contract suite in
 * `@deskcard/testing` proves it.
 */
import type { Change, ChangeListener, SubscribeOptions } from './model/change.js';
import type { ErrorCode } from './errors.js';
import type { LookupReason, LookupValue } from './model/lookup.js';
import type { Agent } from './model/server-information.js';

export type JsonValue = string | number | boolean | null | JsonValue[] | { [name: string]: JsonValue };

export interface CallOptions {
  signal?: AbortSignal;
  /**
   * On a write, and on sending server information: the same key with the same input gives the first answer again, and
   * the effect happens once.
   */
  idempotencyKey?: string;
}

/** The collections of a Deskcard store and the secondary indexes of each. Primary keys are strings. */
export const collections = {
  fragments: ['list'],
  searches: ['token', 'likeness'],
  identifiers: ['fragment'],
  merges: ['number'],
  suggestions: ['number', 'likely'],
  scans: [],
  tickets: ['created', 'customer', 'match'],
  grades: [],
  assignments: ['grade', 'id'],
  lookupApis: [],
  lookupKeys: [],
  connections: [],
  receipts: ['created'],
  audit: ['at', 'by', 'operation', 'subject'],
} as const satisfies Record<string, readonly string[]>;

export type CollectionName = keyof typeof collections;
export type IndexName<C extends CollectionName> = (typeof collections)[C][number];

/**
 * A record as an adapter keeps it: an opaque JSON value, and the index keys the core computed for it. Text with
 * U+0000 or half a surrogate pair, and keys of more than 1,200 bytes, are refused with `invalid_input`, because not
 * every database keeps them (`assertStorable` in `@deskcard/core/storage-kit`); looking for them finds nothing. A
 * property whose value is `undefined` may be gone when the record is read.
 */
export interface StoredRecord {
  key: string;
  value: JsonValue;
  /** index name → the keys under which the record is found; one given twice counts once, a missing index means none */
  indexes: { readonly [index: string]: readonly string[] };
}

/**
 * A range of index keys, compared by UTF-16 code unit or UTF-8 byte (both agree outside of surrogate pairs).
 * `prefix` and `from`/`to` exclude each other; `from` is inclusive, `to` exclusive.
 */
export interface ScanRange {
  prefix?: string;
  from?: string;
  to?: string;
  /** descending by index key, then by primary key */
  reverse?: boolean;
  /** at most this many records; 1 to 1,000 */
  limit: number;
  /** only the keys are wanted: every value comes as `null`, and the store need not read the records */
  keysOnly?: boolean;
  /** the `cursor` of an earlier page of the same scan; any other text is refused with `invalid_input` */
  after?: string;
}

export interface ScanPage {
  /** in order of index key, then primary key; a record with several keys in the range stands once a page */
  records: { key: string; value: JsonValue }[];
  /** present when more may follow; stays good while records come and go */
  cursor?: string;
}

export interface ReadTransaction {
  get(collection: CollectionName, key: string): Promise<JsonValue | undefined>;
  /** In the order of `keys`; `undefined` where there is none. */
  getMany(collection: CollectionName, keys: readonly string[]): Promise<(JsonValue | undefined)[]>;
  /** `index` undefined scans by primary key. */
  scan<C extends CollectionName>(
    collection: C,
    index: IndexName<C> | undefined,
    range: ScanRange,
  ): Promise<ScanPage>;
  /**
   * How many entries the range has, counted no further than `range.limit`: a record with several keys in the range
   * counts once for each.
   */
  count<C extends CollectionName>(
    collection: C,
    index: IndexName<C> | undefined,
    range: ScanRange,
  ): Promise<number>;
  /**
   * A hint: these records, and those they lead to, are about to be read. An adapter far from its data fetches all of
   * them in one round trip and answers the reads from memory; others leave the method out.
   */
  prefetch?(collection: CollectionName, keys: readonly string[], hops: readonly Hop[]): Promise<void>;
}

/** The named member of the records before holds the key, or a list of keys, of records in `collection`. */
export interface Hop {
  /** which records: 0 for those asked for by key, 1 for what the first hop found, and so on */
  from: number;
  member: string;
  collection: CollectionName;
}

export interface WriteTransaction extends ReadTransaction {
  /**
   * A hint: this key was made just now, so nobody has it. An adapter far from its data neither reads it nor looks for
   * what a record under it replaces; should somebody have it all the same, the transaction fails and changes nothing.
   * Others leave the method out.
   */
  issued?(collection: CollectionName, key: string): void;
  put(collection: CollectionName, record: StoredRecord): Promise<void>;
  delete(collection: CollectionName, key: string): Promise<void>;
  /**
   * A positive integer that this store never gave before and never gives again, not even when the transaction
   * fails or the store was wiped. Gaps are allowed.
   */
  nextNumber(): Promise<number>;
  /** Tells every desk on this store, in every tab or process, once the transaction has committed, and only then. */
  publish(change: Change): void;
}

/**
 * Where the data lives. `work` may be run again from its beginning, when a store settles two transactions that
 * stand in each other's way by repeating one; so it must have no effect but on its transaction. It may await nothing
 * but the transaction's own calls; when it does, the transaction either still holds as a whole or fails as a whole with `storage_aborted`, as does one that is used after its end.
 * A transaction is atomic, isolated (as if transactions ran one after another) and durable once the promise
 * resolves; when `work` throws, nothing of it remains and what it threw is passed on as it is. Failures are
 * `DeskError`s with a `storage_…` code. A caller who gives up through `signal` gets `aborted` and nothing remains;
 * when the transaction was committed before, it is too late and the promise resolves.
 */
export interface StorageAdapter {
  read<T>(work: (tx: ReadTransaction) => Promise<T>, options?: { signal?: AbortSignal }): Promise<T>;
  write<T>(work: (tx: WriteTransaction) => Promise<T>, options?: { signal?: AbortSignal }): Promise<T>;
  /** Calls back for every change published on this store by anyone; returns the unsubscribe function. */
  subscribe(listener: ChangeListener, options?: SubscribeOptions): () => void;
  /** Removes all data but never the memory of issued customer numbers; publishes `cleared`. */
  clear(): Promise<void>;
  /**
   * Waits for the transactions under way; from then on every call rejects with `storage_closed`, and `subscribe` tells
   * nothing.
   */
  close(): Promise<void>;
}

/** One call to a provider. The body is sent byte for byte as given, because it is what was signed. */
export interface LookupCall {
  /** the base URL exactly as configured */
  url: string;
  headers: Readonly<Record<string, string>>;
  body: string;
}

export interface LookupReply {
  status: number;
  /** decoded as UTF-8 */
  body: string;
  /** lower-case media type without parameters, empty when absent */
  contentType: string;
  /** the header as it came; whether and how long the answer may be kept (B11) */
  cacheControl?: string;
}

/** Limits of D15 that a transport must keep. */
export const lookupLimits = {
  timeoutMs: 15_000,
  replyBytes: 1_048_576,
} as const;

export interface LookupSendOptions {
  signal?: AbortSignal;
  /** which lookup API is called, absent while it is not saved: limits of concurrency and the breaker are kept per API */
  apiId?: string;
}

/**
 * The only way out. A transport follows no redirects, keeps `lookupLimits`, and throws a `DeskError` with one of
 * `lookup_timeout`, `lookup_network`, `lookup_blocked`, `lookup_malformed` (undecodable bytes), `lookup_too_large`,
 * `lookup_busy` or `lookup_paused`. `details.reason` may say more to an administrator, as one of `LookupReason`.
 */
export interface LookupTransport {
  send(call: LookupCall, options: LookupSendOptions): Promise<LookupReply>;
  /**
   * How the calls of a saved lookup API to this base URL went here; `undefined` before the first one. A transport
   * without it measures nothing, and `lookups.health` says so.
   */
  health?(apiId: string, url: string): LookupMeasures | undefined;
}

/** How the last finished call went. */
export interface LastLookupCall {
  /** ISO 8601 */
  readonly at: string;
  readonly durationMs: number;
  /** the provider's status, when a reply came */
  readonly status?: number;
  /** otherwise what went wrong */
  readonly code?: ErrorCode;
  readonly reason?: LookupReason;
}

/** What one server has seen of one lookup API; another server may have seen something else. */
export interface LookupMeasures {
  /** when it began to measure, ISO 8601 */
  readonly since: string;
  /** finished since then; what agents gave up does not count */
  readonly calls: number;
  /** of them without a usable reply, or with a server error */
  readonly failed: number;
  /** `open`: calls are paused; `halfOpen`: the next one is a trial */
  readonly breaker: 'closed' | 'open' | 'halfOpen';
  /** failures in a row, as the breaker counts them */
  readonly failures: number;
  /** how long calls stay paused, 0 when they are not */
  readonly pausedMs: number;
  readonly underWay: number;
  /** absent until one has finished */
  readonly last?: LastLookupCall;
}

/** The host's staff, asked for the recipients of server information (R36). What it throws is told as `agent_directory_failed`. */
export interface AgentDirectory {
  /** Agents with this text in their name, e-mail address or user id, best first, at most `limit`. */
  find(text: string, options: { limit: number; signal?: AbortSignal }): Promise<Agent[]>;
  /** Those of the agents that exist, in any order. */
  get(userIds: readonly string[], options: { signal?: AbortSignal }): Promise<Agent[]>;
}

export interface MailAddress {
  /** one bare address, already checked (`mailboxAddress`) */
  address: string;
  /** one line of text, may be empty */
  name: string;
}

/** One mail to one recipient. Who it comes from is the mailer's business. */
export interface Mail {
  /** unique; the left part of a Message-ID */
  id: string;
  to: MailAddress;
  replyTo?: MailAddress;
  subject: string;
  text: string;
  html: string;
  /** BCP 47 */
  language: string;
}

/**
 * Hands one mail over to a mail server, and keeps a deadline of its own. It resolves once the server has taken the
 * mail, and throws a `DeskError`: `mail_refused` when the server refused this one (its words in `details.answer`),
 * `mail_unavailable` when no mail can be sent at the moment and this one certainly was not, `mail_uncertain` when the
 * connection broke after it was handed over, `aborted` when the caller gave up before.
 */
export interface Mailer {
  send(mail: Mail, options: { signal?: AbortSignal }): Promise<void>;
}

/** Which call: those with equal parts are answered alike. */
export interface LookupCallKey {
  readonly workspace: string | undefined;
  readonly apiId: string;
  /** the state of the definition and of its key; what was kept under an earlier one is dropped */
  readonly state: string;
  /** what is asked */
  readonly body: string;
}

/** An answer that is kept: never with more than any agent of the workspace may see, save `providerMessage`. */
export interface KeptLookup {
  outcome: 'found' | 'noResult';
  values: readonly LookupValue[];
  /** for administrators only */
  providerMessage: string | undefined;
  /** when the provider answered, ISO 8601 */
  asOf: string;
}

/** `signal` aborts when nobody waits any more; `isLatest` tells whether no later call was started anew meanwhile. */
export type SharedCall<T> = (signal: AbortSignal, isLatest: () => boolean) => Promise<T>;

export interface JoinOptions {
  /** of this caller alone: who gives up leaves the call to the others, and the last one ends it */
  signal?: AbortSignal | undefined;
  /** does not join an earlier call, but later ones join this one */
  anew?: boolean;
}

/**
 * Answers of providers kept in memory for a while, and equal calls under way joined (B11). One cache may serve many
 * desks; `memoryLookupCache` is the default. Personal data lies in it, so it must not be written to disk.
 */
export interface LookupCache {
  get(key: LookupCallKey): KeptLookup | undefined;
  /** `until` in epoch milliseconds */
  put(key: LookupCallKey, kept: KeptLookup, until: number): void;
  delete(key: LookupCallKey): void;
  /**
   * Drops every answer of the workspace, and keeps none of the calls that are under way: somebody was deleted, and
   * nobody can tell which answers are about them.
   */
  forget?(workspace: string | undefined): void;
  join<T>(key: LookupCallKey, call: SharedCall<T>, options: JoinOptions): Promise<T>;
}

/** The time in epoch milliseconds. */
export interface Clock {
  now(): number;
}

/** A key with its id, as one side hands it to the other. */
export interface MessageKey {
  readonly keyId: string;
  readonly secret: string;
}

/** What a sealed secret belongs to; under any other binding it does not open. */
export interface SealBinding {
  readonly workspace?: string | undefined;
  readonly apiId: string;
  readonly keyId: string;
}

/**
 * Keeps the secrets of lookup APIs unreadable where the data lies (B12). Synchronous, because a storage transaction
 * may await nothing but its own calls. `open` throws a `DeskError` with `master_key_missing` or `seal_broken`.
 */
export interface Sealer {
  /** never the same text twice */
  seal(secret: string, binding: SealBinding): string;
  open(sealed: string, binding: SealBinding): string;
  /** False for what another master key sealed than the first: it is sealed anew at the next write. */
  isCurrent?(sealed: string): boolean;
}

/** Why a message was not decrypted: no such token, another algorithm than agreed, an unknown key id, a wrong key. */
export type CipherRefusal = 'malformed' | 'algorithm' | 'unknownKey' | 'wrongKey';

export type DecryptedMessage =
  | { readonly ok: true; readonly text: string; readonly keyId: string }
  | { readonly ok: false; readonly reason: CipherRefusal };

/**
 * The cryptography of encrypted lookups, apart from everything else so that a page without them does not load it;
 * `jweCipher` of `@deskcard/core/jwe` is the one that speaks the protocol. A key's secret is 32 bytes as base64url.
 */
export interface MessageCipher {
  encrypt(text: string, key: MessageKey): Promise<string>;
  /** Takes the one of the keys that the token names; a bad token is an answer, not an error. */
  decrypt(token: string, keys: readonly MessageKey[]): Promise<DecryptedMessage>;
}

export interface Ids {
  /** A unique id, sortable by time (UUIDv7, RFC 9562). */
  next(): string;
  /** `bytes` random bytes from a cryptographic source, as lower-case hex. */
  secret(bytes: number): string;
}
