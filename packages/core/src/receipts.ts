/**
 * A write that carries an idempotency key happens once: its answer is kept in the same transaction as its effect,
 * and the same key with the same input gets that answer again. What leaves the house cannot be part of a transaction:
 * there the key is taken before the effect and the answer stored after it.
 */
import { DeskError, invalidInput } from './errors.js';
import type { CallContext } from './handler.js';
import type { OperationName } from './operations.js';
import type { JsonValue, StorageAdapter, WriteTransaction } from './ports.js';

const dayMs = 24 * 60 * 60 * 1000;

const longestKey = 200;

interface Receipt {
  input: string;
  /** absent while a call is under way, and for ever when nobody lived to see its end */
  output?: JsonValue;
}

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

async function find(tx: WriteTransaction, { key, input }: Slot): Promise<Receipt | undefined> {
  const known = (await tx.get('receipts', key)) as unknown as Receipt | undefined;
  if (known && known.input !== input) {
    throw new DeskError('idempotency_conflict', 'This idempotency key was used for another request.');
  }
  return known;
}

function put(tx: WriteTransaction, { key, input, at }: Slot, output?: unknown): Promise<void> {
  const receipt: Receipt = output === undefined ? { input } : { input, output: output as JsonValue };
  return tx.put('receipts', { key, value: receipt as unknown as JsonValue, indexes: { created: [at] } });
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
  if (known) return known.output;
  const output = await effect();
  await sweep(tx, context.at);
  await put(tx, slot, output);
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
  await storage.write((tx) => put(tx, slot, output)).catch(() => undefined);
  return output;
}
