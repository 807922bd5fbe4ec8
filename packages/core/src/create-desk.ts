/**
 * The desk in this process: every operation checked for permission and input, run in one transaction of the storage
 * adapter, told to everyone once it is committed.
 */
import { deskFrom, type Desk } from './desk.js';
import { DeskError, isDeskError, toDeskError } from './errors.js';
import type { CallContext, CallScope, Handlers } from './handler.js';
import { auditHandlers } from './audit/handlers.js';
import { audited, auditOf, lookBefore, writeEntry } from './audit/record.js';
import { deletionHandlers } from './deletion/delete.js';
import { customerHandlers } from './customers/handlers.js';
import { importHandlers } from './customers/import.js';
import { duplicateHandlers } from './duplicates/handlers.js';
import { ScanMemory } from './duplicates/scan-memory.js';
import { gradeHandlers } from './grades/handlers.js';
import { parseInput } from './input.js';
import { memoryLookupCache } from './lookup/cache.js';
import { lookupHandlers } from './lookup/handlers.js';
import { serverInformationHandlers } from './mail/handlers.js';
import { mergeHandlers } from './merge/handlers.js';
import type { GivenSettings, Principal } from './model/access.js';
import { operationNames, operations, type InputOf, type OperationName } from './operations.js';
import type {
  AgentDirectory,
  CallOptions,
  Clock,
  Ids,
  LookupCache,
  LookupTransport,
  Mailer,
  MessageCipher,
  ReadTransaction,
  Sealer,
  StorageAdapter,
} from './ports.js';
import { maskAnswer } from './privacy/answers.js';
import { readInput, readsInput } from './privacy/inputs.js';
import { maskerFor, seesMasks } from './privacy/masker.js';
import { privacyHandlers } from './privacy/reveal.js';
import { once, onceAround } from './receipts.js';
import { serviceHandlers } from './service/handlers.js';
import { denial } from './service/permit.js';
import { deskSettings } from './service/settings.js';
import { upgradeList } from './store/list-upgrade.js';
import { systemClock, systemIds } from './system.js';
import { ticketHandlers } from './tickets/handlers.js';

export interface CreateDeskOptions {
  storage: StorageAdapter;
  /** who is asking; every check of permission is made for this principal */
  principal: Principal;
  /** how lookups reach a provider; without one they end with `lookup_network` */
  transport?: LookupTransport;
  /** the host's staff, among whom recipients of server information are searched (R36) */
  agentDirectory?: AgentDirectory;
  /** how server information is sent (R36) */
  mailer?: Mailer;
  /** for lookup APIs with encrypted calls, as in `jweCipher()` of `@deskcard/core/jwe`; without one there are none */
  cipher?: MessageCipher;
  /** keeps the keys of lookup APIs unreadable in the store, as in `masterKeySealer` of `@deskcard/gateway/node` */
  sealer?: Sealer;
  /** whose data this is, where a host keeps several apart: sealed keys and cached lookups belong to it */
  workspace?: string;
  /**
   * keeps answers of providers for lookup APIs that allow it; several desks may share one, by workspace, and desks that
   * are made for one request each must
   */
  lookupCache?: LookupCache;
  /** what differs from the defaults */
  settings?: GivenSettings;
  /**
   * Compares all customers in memory, many times faster than through the store: about 1 kB for each of them while it
   * lasts. For a store on the same machine, in a worker or a process that may be busy for a moment (B4).
   */
  scanInMemory?: boolean;
  clock?: Clock;
  ids?: Ids;
  /** checks every answer against its schema as well; for tests */
  checkAnswers?: boolean;
}

/** These need every customer in the present form of the list. */
const readsList: readonly OperationName[] = ['customers.list', 'customers.export'];

const handlers: Handlers = {
  ...serviceHandlers,
  ...customerHandlers,
  ...importHandlers,
  ...deletionHandlers,
  ...mergeHandlers,
  ...duplicateHandlers,
  ...ticketHandlers,
  ...gradeHandlers,
  ...lookupHandlers,
  ...serverInformationHandlers,
  ...auditHandlers,
  ...privacyHandlers,
};

const noTransport: LookupTransport = {
  send: () => Promise.reject(new DeskError('lookup_network', 'This desk has no transport for lookups.')),
};

type AnyHandler = (scope: unknown, input: unknown, context: CallContext) => Promise<unknown>;

/** For somebody who sees masks, what came in is read as it is meant, in the transaction of its effect (D13). */
function handlerFor(name: OperationName, { principal, settings }: CallContext): AnyHandler {
  const handler = handlers[name] as AnyHandler;
  if (!seesMasks(principal) || !readsInput(name) || operations[name].effect === 'call') return handler;
  const masker = maskerFor(settings);
  return async (tx, input, context) =>
    handler(tx, await readInput(tx as ReadTransaction, name, input, masker), context);
}

/** Those that may ask for masks even for those who may see (D13). */
const asksForMasks: readonly OperationName[] = ['customers.search', 'customers.list', 'customers.export'];

/** What this principal gets of the answer. */
function answerFor(
  name: OperationName,
  input: unknown,
  output: unknown,
  { principal, settings }: CallContext,
): unknown {
  const isAsked = asksForMasks.includes(name) && (input as InputOf<'customers.list'>).masked === true;
  return seesMasks(principal) || isAsked ? maskAnswer(name, output, maskerFor(settings)) : output;
}

function run(
  name: OperationName,
  input: unknown,
  call: CallOptions,
  options: CreateDeskOptions,
  context: CallContext,
): Promise<unknown> {
  const { storage } = options;
  const handler = handlerFor(name, context);
  const { signal, idempotencyKey } = call;
  switch (operations[name].effect) {
    case 'read': {
      const effect = (tx: ReadTransaction): Promise<unknown> => handler(tx, input, context);
      if (auditOf(name) === undefined) return storage.read(effect, { signal });
      return storage.write((tx) => audited(tx, name, input, context, () => effect(tx)), { signal });
    }
    case 'write':
      return storage.write(
        (tx) => {
          const effect = (): Promise<unknown> =>
            audited(tx, name, input, context, () => handler(tx, input, context));
          return idempotencyKey === undefined
            ? effect()
            : once(tx, name, idempotencyKey, input, context, effect);
        },
        { signal },
      );
    case 'call':
      return callOut(name, input, call, options, context);
  }
}

async function callOut(
  name: OperationName,
  given: unknown,
  { signal, idempotencyKey }: CallOptions,
  { storage, transport = noTransport, clock = systemClock }: CreateDeskOptions,
  context: CallContext,
): Promise<unknown> {
  const read: typeof storage.read = (work) => storage.read(work, { signal });
  let isRepeat = false;
  const onceOnly: CallScope['once'] = (effect) => {
    if (idempotencyKey === undefined) return effect();
    isRepeat = true;
    const first = (): ReturnType<typeof effect> => {
      isRepeat = false;
      return effect();
    };
    return onceAround(storage, name, idempotencyKey, given, context, first, signal);
  };
  // What is written beside a call is written even when the caller has left.
  const write: typeof storage.write = (work) => storage.write(work);
  const now = (): number => clock.now();
  const scope: CallScope = { read, write, once: onceOnly, transport, signal, now };
  const { principal, settings } = context;
  const isRead = seesMasks(principal) && readsInput(name);
  const input = isRead ? await read((tx) => readInput(tx, name, given, maskerFor(settings))) : given;
  const isAudited = auditOf(name) !== undefined;
  const sight = isAudited ? await read((tx) => lookBefore(tx, name, input, context)) : undefined;
  const output = await (handlers[name] as AnyHandler)(scope, input, context);
  // The call has been made, so giving up now no longer keeps it out of the trail.
  if (sight && !isRepeat) await storage.write((tx) => writeEntry(tx, name, input, output, sight, context));
  return output;
}

export function createDesk(options: CreateDeskOptions): Desk {
  const { storage, principal, clock = systemClock, ids = systemIds, checkAnswers = false } = options;
  const { agentDirectory, mailer } = options;
  const settings = deskSettings(options.settings);
  const { cipher, sealer, workspace, lookupCache = memoryLookupCache({ clock }) } = options;
  const scanMemory = options.scanInMemory ? new ScanMemory() : undefined;
  const call = async (name: OperationName, given: unknown, callOptions: CallOptions): Promise<unknown> => {
    const refused = denial(name, principal, settings);
    if (refused) throw refused;
    const input = parseInput<unknown>(operations[name].input, given);
    const now = clock.now();
    const at = new Date(now).toISOString();
    scanMemory?.releaseIfIdle(now);
    const hosts = { agentDirectory, mailer, cipher, sealer, workspace, lookupCache, scanMemory };
    const context: CallContext = { principal, settings, ids, at, ...hosts };
    try {
      callOptions.signal?.throwIfAborted();
      if (readsList.includes(name)) await upgradeList(storage, callOptions);
      const done = await run(name, input, callOptions, options, context);
      if (name === 'customers.delete') lookupCache.forget?.(workspace);
      const output = answerFor(name, input, done, context);
      return checkAnswers ? operations[name].output.parse(output) : output;
    } catch (error) {
      if (callOptions.signal?.aborted && !isDeskError(error)) {
        throw new DeskError('aborted', 'The call was cancelled.', { cause: error });
      }
      throw toDeskError(error);
    }
  };
  return deskFrom(operationNames, call, (listener, since) => storage.subscribe(listener, since));
}
