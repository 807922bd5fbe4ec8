/** How an operation is carried out: a function of a transaction, the checked input and the context of the call. */
import type { ScanMemory } from './duplicates/scan-memory.js';
import type { Principal } from './model/access.js';
import type { InputOf, OperationName, Operations, OutputOf } from './operations.js';
import type {
  AgentDirectory,
  Ids,
  LookupCache,
  LookupTransport,
  Mailer,
  MessageCipher,
  ReadTransaction,
  Sealer,
  WriteTransaction,
} from './ports.js';
import type { DeskSettings } from './service/settings.js';

/** The same for the whole of one call. */
export interface CallContext {
  principal: Principal;
  settings: DeskSettings;
  ids: Ids;
  /** the time of the call, ISO 8601 in UTC */
  at: string;
  /** what the host set up for server information (R36) */
  agentDirectory: AgentDirectory | undefined;
  mailer: Mailer | undefined;
  cipher: MessageCipher | undefined;
  sealer: Sealer | undefined;
  /** whose data this is, where a host keeps several apart */
  workspace: string | undefined;
  lookupCache: LookupCache;
  /** where a host lets the desk hold all customers in memory while it compares them */
  scanMemory?: ScanMemory | undefined;
}

/** What an operation with effect `call` gets: it opens short transactions around its outgoing calls. */
export interface CallScope {
  read<T>(work: (tx: ReadTransaction) => Promise<T>): Promise<T>;
  /** With an idempotency key the effect happens once, as far as anyone can know. Every other time it just happens. */
  once<T>(effect: () => Promise<T>): Promise<T>;
  write<T>(work: (tx: WriteTransaction) => Promise<T>): Promise<T>;
  transport: LookupTransport;
  signal: AbortSignal | undefined;
  /** epoch milliseconds, for signatures and durations */
  now(): number;
}

type ScopeOf<N extends OperationName> = {
  read: ReadTransaction;
  write: WriteTransaction;
  call: CallScope;
}[Operations[N]['effect']];

export type Handler<N extends OperationName> = (
  scope: ScopeOf<N>,
  input: InputOf<N>,
  context: CallContext,
) => Promise<OutputOf<N>>;

/** One handler per operation: a missing one does not compile. */
export type Handlers = { readonly [N in OperationName]: Handler<N> };
