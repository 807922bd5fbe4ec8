/**
 * A write that carries an idempotency key happens once: its answer is kept in the same transaction as its effect,
 * and the same key with the same input gets that answer again.
 */
import { DeskError, invalidInput } from './errors.js';
import type { CallContext } from './handler.js';
import type { OperationName } from './operations.js';
import type { JsonValue, WriteTransaction } from './ports.js';

const dayMs = 24 * 60 * 60 * 1000;

const longestKey = 200;

interface Receipt {
  input: string;
  output: JsonValue;
}

/** Receipts are kept for a day; each new one sweeps a few old ones. */
async function sweep(tx: WriteTransaction, at: string): Promise<void> {
  const dayAgo = new Date(new Date(at).getTime() - dayMs).toISOString();
  const { records } = await tx.scan('receipts', 'created', { from: '', to: dayAgo, limit: 20 });
  for (const { key } of records) await tx.delete('receipts', key);
}

export async function once(
  tx: WriteTransaction,
  name: OperationName,
  idempotencyKey: string,
  input: unknown,
  { principal, at }: CallContext,
  effect: () => Promise<unknown>,
): Promise<unknown> {
  if (idempotencyKey.length > longestKey) {
    const message = `must not be longer than ${longestKey} characters`;
    throw invalidInput([{ path: ['idempotencyKey'], code: 'tooLong', maximum: longestKey, message }]);
  }
  const key = JSON.stringify([principal.user, name, idempotencyKey]);
  const text = JSON.stringify(input);
  const known = (await tx.get('receipts', key)) as unknown as Receipt | undefined;
  if (known && known.input !== text) {
    throw new DeskError('idempotency_conflict', 'This idempotency key was used for another request.');
  }
  if (known) return known.output;
  const output = await effect();
  await sweep(tx, at);
  await tx.put('receipts', {
    key,
    value: { input: text, output: output as JsonValue },
    indexes: { created: [at] },
  });
  return output;
}
