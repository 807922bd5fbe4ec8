/**
 * The desk in this process: every operation checked for permission and input, run in one transaction of the storage
 * adapter, told to everyone once it is committed.
 */
import * as z from 'zod/mini';
import { deskFrom, type Desk } from './desk.js';
import { DeskError, isDeskError, toDeskError } from './errors.js';
import type { CallContext, Handlers } from './handler.js';
import { customerHandlers } from './customers/handlers.js';
import { gradeHandlers } from './grades/handlers.js';
import { parseInput } from './input.js';
import { lookupHandlers } from './lookup/handlers.js';
import { serverInformationHandlers } from './mail/handlers.js';
import { mergeHandlers } from './merge/handlers.js';
import type { Principal, ServiceSettings } from './model/access.js';
import { builtInChannels } from './model/channel.js';
import { systemTicketFields } from './model/field.js';
import { ServerInformationSettings } from './model/server-information.js';
import { operationNames, operations, type OperationName } from './operations.js';
import type {
  AgentDirectory,
  CallOptions,
  Clock,
  Ids,
  LookupTransport,
  Mailer,
  StorageAdapter,
} from './ports.js';
import { once, onceAround } from './receipts.js';
import { serviceHandlers } from './service/handlers.js';
import { denial } from './service/permit.js';
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
  /** what differs from the defaults */
  settings?: Partial<ServiceSettings>;
  clock?: Clock;
  ids?: Ids;
  /** checks every answer against its schema as well; for tests */
  checkAnswers?: boolean;
}

const handlers: Handlers = {
  ...serviceHandlers,
  ...customerHandlers,
  ...mergeHandlers,
  ...ticketHandlers,
  ...gradeHandlers,
  ...lookupHandlers,
  ...serverInformationHandlers,
};

const noTransport: LookupTransport = {
  send: () => Promise.reject(new DeskError('lookup_network', 'This desk has no transport for lookups.')),
};

export function defaultSettings(given: Partial<ServiceSettings> = {}): ServiceSettings {
  return {
    customerManagement: true,
    openApi: true,
    defaultCountry: 'KR',
    ownNumbers: [],
    channels: [...builtInChannels],
    matchBy: { call: ['phone'], other: ['email'] },
    ticketFields: [...systemTicketFields],
    customerFields: [],
    allowInsecureProviders: false,
    ...given,
    serverInformation: serverInformationOf(given),
  };
}

/** Checked when the desk is made: an address with a slip in it would open a provider's firewall to strangers. */
function serverInformationOf(given: Partial<ServiceSettings>): ServerInformationSettings {
  const { serverInformation = { addresses: [] } } = given;
  return parseInput(z.object({ serverInformation: ServerInformationSettings }), { serverInformation })
    .serverInformation;
}

type AnyHandler = (scope: unknown, input: unknown, context: CallContext) => Promise<unknown>;

function run(
  name: OperationName,
  input: unknown,
  call: CallOptions,
  options: CreateDeskOptions,
  context: CallContext,
): Promise<unknown> {
  const { storage, transport = noTransport, clock = systemClock } = options;
  const handler = handlers[name] as AnyHandler;
  const { signal, idempotencyKey } = call;
  switch (operations[name].effect) {
    case 'read':
      return storage.read((tx) => handler(tx, input, context), { signal });
    case 'write':
      return storage.write(
        (tx) => {
          const effect = (): Promise<unknown> => handler(tx, input, context);
          return idempotencyKey === undefined
            ? effect()
            : once(tx, name, idempotencyKey, input, context, effect);
        },
        { signal },
      );
    case 'call': {
      const read: typeof storage.read = (work) => storage.read(work, { signal });
      const onceOnly = <T>(effect: () => Promise<T>): Promise<T> =>
        idempotencyKey === undefined
          ? effect()
          : onceAround(storage, name, idempotencyKey, input, context, effect, signal);
      return handler({ read, once: onceOnly, transport, signal, now: () => clock.now() }, input, context);
    }
  }
}

export function createDesk(options: CreateDeskOptions): Desk {
  const { storage, principal, clock = systemClock, ids = systemIds, checkAnswers = false } = options;
  const { agentDirectory, mailer } = options;
  const settings = defaultSettings(options.settings);
  const call = async (name: OperationName, given: unknown, callOptions: CallOptions): Promise<unknown> => {
    const refused = denial(name, principal, settings);
    if (refused) throw refused;
    const input = parseInput<unknown>(operations[name].input, given);
    const at = new Date(clock.now()).toISOString();
    const context: CallContext = { principal, settings, ids, at, agentDirectory, mailer };
    try {
      callOptions.signal?.throwIfAborted();
      const output = await run(name, input, callOptions, options, context);
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
