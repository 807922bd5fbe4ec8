/**
 * When a master key is replaced, every secret that the old one sealed is sealed with the new one, so that the old one
 * can be taken away for good (B12). Each record is read and written in a transaction of its own: calls and changes of
 * keys go on beside it, and whoever stops in the middle begins again and finds only what is left.
 */
import { isDeskError, type ErrorCode } from '../errors.js';
import type {
  Clock,
  CollectionName,
  JsonValue,
  Sealer,
  StorageAdapter,
  StoredRecord,
  WriteTransaction,
} from '../ports.js';
import { receiptSealedAnew } from '../receipts.js';
import { systemClock } from '../system.js';
import { keysOf } from './store.js';
import { sealedAnew, type Vault } from './vault.js';

/** A secret that could not be opened, and stays as it is. */
export interface ResealFailure {
  /** absent for the kept answer to a request, which nobody asks for after a day */
  readonly apiId?: string;
  readonly keyId?: string;
  /** `master_key_missing` or `seal_broken`, unless the sealer is the host's own */
  readonly code: ErrorCode;
  /** the master key that is not there */
  readonly masterKeyId?: string;
}

export interface ResealReport {
  /** keys that were sealed anew, or, in a dry run, would be */
  readonly keys: number;
  /** kept answers that carry a key */
  readonly answers: number;
  /** keys that were sealed with the present master key already; revoked ones have nothing to seal */
  readonly current: number;
  readonly failures: readonly ResealFailure[];
}

export interface ResealOptions {
  /** with the new master key first and every former one behind it */
  sealer: Sealer & Required<Pick<Sealer, 'isCurrent'>>;
  /** whose data it is, as `createDesk` was told */
  workspace?: string;
  /** only counts */
  isDryRun?: boolean;
  /** stops between two records */
  signal?: AbortSignal;
  clock?: Clock;
}

type Tally = { -readonly [K in keyof ResealReport]: number } & { list: ResealFailure[] };

const pageSize = 100;

/** Seals everything in this store with the first master key. */
export async function resealKeys(storage: StorageAdapter, options: ResealOptions): Promise<ResealReport> {
  const vault: Vault = { sealer: options.sealer, workspace: options.workspace };
  const total: Tally = { keys: 0, answers: 0, current: 0, failures: 0, list: [] };
  await eachRecord(storage, 'lookupKeys', options, (key, value) => renewedKeys(key, value, vault), total);
  await eachRecord(storage, 'receipts', options, (key, value) => renewedReceipt(key, value, vault), total);
  const { keys, answers, current, list: failures } = total;
  return { keys, answers, current, failures };
}

/** What a record would be, and what that comes to; without a value it stays as it is. */
interface Renewed extends ResealReport {
  readonly value?: JsonValue;
}

const nothing = { keys: 0, answers: 0, current: 0, failures: [] };

function renewedKeys(apiId: string, value: JsonValue, vault: Vault): Renewed {
  const failures: ResealFailure[] = [];
  let [renewed, current] = [0, 0];
  const keys = keysOf(value).map((key) => {
    try {
      const now = sealedAnew(key, apiId, vault);
      if (now !== key) renewed += 1;
      else if (key.sealed !== undefined) current += 1;
      return now;
    } catch (error) {
      failures.push({ apiId, keyId: key.keyId, ...whyNot(error) });
      return key;
    }
  });
  const changed = renewed === 0 ? {} : { value: { keys } as unknown as JsonValue };
  return { keys: renewed, answers: 0, current, failures, ...changed };
}

function renewedReceipt(key: string, before: JsonValue, vault: Vault): Renewed {
  try {
    const value = receiptSealedAnew(key, before, vault);
    return value === before ? nothing : { ...nothing, answers: 1, value };
  } catch (error) {
    return { ...nothing, failures: [whyNot(error)] };
  }
}

function whyNot(error: unknown): ResealFailure {
  if (!isDeskError(error)) throw error;
  const { masterKeyId } = error.details;
  return { code: error.code, ...(typeof masterKeyId === 'string' ? { masterKeyId } : {}) };
}

/** Looks at every record, and writes those that change; what is written is decided within the writing transaction. */
async function eachRecord(
  storage: StorageAdapter,
  collection: CollectionName,
  { isDryRun, signal, clock = systemClock }: ResealOptions,
  renew: (key: string, value: JsonValue) => Renewed,
  total: Tally,
): Promise<void> {
  let after: string | undefined;
  do {
    signal?.throwIfAborted();
    const options = { limit: pageSize, ...(after === undefined ? {} : { after }) };
    const page = await storage.read((tx) => tx.scan(collection, undefined, options), { signal });
    for (const { key, value } of page.records) {
      let made = renew(key, value);
      if (made.value !== undefined && !isDryRun) {
        signal?.throwIfAborted();
        // When a receipt was made is known to its index alone: a kept answer stays for up to a day longer.
        const created = new Date(clock.now()).toISOString();
        const indexes: StoredRecord['indexes'] = collection === 'receipts' ? { created: [created] } : {};
        const work = (tx: WriteTransaction): Promise<Renewed> => renewIn(tx, collection, key, indexes, renew);
        made = await storage.write(work, { signal });
      }
      total.keys += made.keys;
      total.answers += made.answers;
      total.current += made.current;
      total.list.push(...made.failures);
    }
    after = page.cursor;
  } while (after !== undefined);
}

async function renewIn(
  tx: WriteTransaction,
  collection: CollectionName,
  key: string,
  indexes: StoredRecord['indexes'],
  renew: (key: string, value: JsonValue) => Renewed,
): Promise<Renewed> {
  const value = await tx.get(collection, key);
  // Deleted or changed by somebody else since it was read.
  if (value === undefined) return nothing;
  const made = renew(key, value);
  if (made.value === undefined) return made;
  await tx.put(collection, { key, value: made.value, indexes });
  return made;
}
