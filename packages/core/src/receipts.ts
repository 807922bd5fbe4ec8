/**
 * A write that carries an idempotency key happens once: its answer is kept in the same transaction as its effect,
 * and the same key with the same input gets that answer again. What leaves the house cannot be part of a transaction:
 * there the key is taken before the effect and the answer stored after it.
 *
 * An answer may hold values of customers. So it is also found by whom it names, and when one of them is deleted only
 * the key of the request stays: whoever repeats it is told, and nothing happens a second time.
 */
import { DeskError, invalidInput } from './errors.js';
import type { CallContext } from './handler.js';
import type { OperationName } from './operations.js';
import type { JsonValue, SealBinding, StorageAdapter, WriteTransaction } from './ports.js';
import { subjectsOf } from './receipt-subjects.js';
import { routes, type Route } from './routes.js';

const dayMs = 24 * 60 * 60 * 1000;

const longestKey = 200;

interface Receipt {
  input: string;
  /** absent while a call is under way, and for ever when nobody lived to see its end */
  output?: JsonValue;
  /** instead of an answer that carries a key, where the desk has a sealer */
  sealed?: string;
  /** a customer it was about was deleted: neither input nor answer is left */
  gone?: true;
}

type Answer = Pick<Receipt, 'output' | 'sealed'>;

/** Receipts are kept for a day; each new one sweeps a few old ones. */
async function sweep(tx: WriteTransaction, at: string): Promise<void> {
  const dayAgo = new Date(new Date(at).getTime() - dayMs).toISOString();
  const { records } = await tx.scan('receipts', 'created', { from: '', to: dayAgo, limit: 20 });
  for (const { key } of records) await tx.delete('receipts', key);
}

interface Slot {
  key: string;
  input: string;
  at: string;
}

function slotOf(name: OperationName, idempotencyKey: string, input: unknown, context: CallContext): Slot {
  if (idempotencyKey.length > longestKey) {
    const message = `must not be longer than ${longestKey} characters`;
    throw invalidInput([{ path: ['idempotencyKey'], code: 'tooLong', maximum: longestKey, message }]);
  }
  const key = JSON.stringify([context.principal.user, name, idempotencyKey]);
  return { key, input: JSON.stringify(input), at: context.at };
}

/** In JSON the order of members says nothing, and many a database keeps them in another. */
const isSame = (one: string, other: string): boolean => one === other || inOrder(one) === inOrder(other);

const inOrder = (json: string): string =>
  JSON.stringify(JSON.parse(json), (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort())
      : value,
  );

async function find(tx: WriteTransaction, { key, input }: Slot): Promise<Receipt | undefined> {
  const known = (await tx.get('receipts', key)) as unknown as Receipt | undefined;
  if (known?.gone) throw new DeskError('customer_deleted', 'A customer in this request was deleted.');
  if (known && !isSame(known.input, input)) {
    throw new DeskError('idempotency_conflict', 'This idempotency key was used for another request.');
  }
  return known;
}

function put(
  tx: WriteTransaction,
  { key, input, at }: Slot,
  answer: Answer = {},
  subjects: readonly string[] = [],
): Promise<void> {
  const receipt: Receipt = { input, ...answer };
  const created = [at, ...subjects.map(placeOfSubject)];
  return tx.put('receipts', { key, value: receipt as unknown as JsonValue, indexes: { created } });
}

/** In the same index as the times, behind all of them. */
const placeOfSubject = (subject: string): string => `of|${subject}|`;

/** Forgets what was asked and answered about these, by customer number or identifier. */
export async function forgetReceipts(
  tx: WriteTransaction,
  subjects: readonly string[],
  at: string,
): Promise<void> {
  const gone: Receipt = { input: '', gone: true };
  for (const subject of subjects) {
    const range = { prefix: placeOfSubject(subject), limit: 100 };
    let { records } = await tx.scan('receipts', 'created', range);
    while (records.length > 0) {
      // When it was made is known to its index alone: the key stays for up to a day longer.
      for (const { key } of records) {
        await tx.put('receipts', { key, value: gone as unknown as JsonValue, indexes: { created: [at] } });
      }
      ({ records } = await tx.scan('receipts', 'created', range));
    }
  }
}

/** Around a write, in its transaction. */
export async function once(
  tx: WriteTransaction,
  name: OperationName,
  idempotencyKey: string,
  input: unknown,
  context: CallContext,
  effect: () => Promise<unknown>,
): Promise<unknown> {
  const slot = slotOf(name, idempotencyKey, input, context);
  const known = await find(tx, slot);
  if (known) return answerIn(known, slot.key, context);
  const output = await effect();
  await sweep(tx, context.at);
  const subjects = subjectsOf(name, input, output, context.settings);
  await put(tx, slot, kept(name, output as JsonValue, slot.key, context), subjects);
  return output;
}

/**
 * Around a call that may not happen twice, such as sending mail. An effect that throws has not happened, and its key is
 * free again. When this process dies in between, the key stays taken: whether it happened is for a person to find out.
 */
export async function onceAround<T>(
  storage: Pick<StorageAdapter, 'write'>,
  name: OperationName,
  idempotencyKey: string,
  input: unknown,
  context: CallContext,
  effect: () => Promise<T>,
  signal: AbortSignal | undefined,
): Promise<T> {
  const slot = slotOf(name, idempotencyKey, input, context);
  const take = async (tx: WriteTransaction): Promise<Receipt | undefined> => {
    const known = await find(tx, slot);
    if (known) return known;
    await sweep(tx, context.at);
    await put(tx, slot);
    return undefined;
  };
  const known = await storage.write(take, { signal });
  if (known?.output !== undefined) return known.output as T;
  if (known) throw new DeskError('idempotency_pending', 'A request with this key has begun and not ended.');
  let output: T;
  try {
    output = await effect();
  } catch (error) {
    await storage.write((tx) => tx.delete('receipts', slot.key)).catch(() => undefined);
    throw error;
  }
  // It happened, and that is the answer even if the store just failed; then the key stays taken.
  await storage.write((tx) => put(tx, slot, { output: output as JsonValue })).catch(() => undefined);
  return output;
}

/** What a repeated request gets: the answer, or, when it carries a key, the answer sealed (trap 14). */
function kept(
  name: OperationName,
  output: JsonValue,
  key: string,
  { sealer, workspace }: CallContext,
): Answer {
  const { secret }: Route = routes[name];
  if (!secret || sealer === undefined) return { output };
  return { sealed: sealer.seal(JSON.stringify(output), bindingOf(key, workspace)) };
}

function bindingOf(key: string, workspace: string | undefined): SealBinding {
  return { workspace, apiId: 'receipt', keyId: key };
}

/**
 * A stored receipt whose answer a former master key sealed, sealed anew; any other is given back itself. Throws when it
 * cannot be opened.
 */
export function receiptSealedAnew(
  key: string,
  value: JsonValue,
  { sealer, workspace }: Pick<CallContext, 'sealer' | 'workspace'>,
): JsonValue {
  const { sealed } = value as unknown as Receipt;
  if (sealed === undefined || sealer?.isCurrent?.(sealed) !== false) return value;
  const binding = bindingOf(key, workspace);
  return { ...(value as object), sealed: sealer.seal(sealer.open(sealed, binding), binding) };
}

function answerIn({ output, sealed }: Receipt, key: string, { sealer, workspace }: CallContext): unknown {
  if (sealed === undefined) return output;
  if (sealer === undefined) throw new DeskError('sealer_missing', 'The answer to this request is sealed.');
  return JSON.parse(sealer.open(sealed, bindingOf(key, workspace)));
}
