/**
 * Lookup APIs as they are kept: the definition, its key and its field connections each in a collection of its own, so
 * that a definition can go to anyone and the key to nobody by accident (B12, trap 14).
 */
import { DeskError } from '../errors.js';
import type { FieldConnections, LookupApi } from '../model/lookup-api.js';
import type { CollectionName, JsonValue, ReadTransaction, WriteTransaction } from '../ports.js';
import { shownActive, type StoredKey } from './key-ring.js';
import { sealedKey, type Vault } from './vault.js';

interface KeyRecord {
  /** newest first */
  keys: StoredKey[];
}

/** As a key was kept when a lookup API had only one. */
interface OnlyKey {
  key: string;
  changedAt: string;
}

/** A stored definition: what everyone sees, without what the key's own record knows. */
export type Definition = Omit<LookupApi, 'keyChangedAt'>;

function put(tx: WriteTransaction, collection: CollectionName, key: string, value: object): Promise<void> {
  return tx.put(collection, { key, value: value as JsonValue, indexes: {} });
}

async function withKeyTimes(tx: ReadTransaction, definitions: Definition[]): Promise<LookupApi[]> {
  const ids = definitions.map((definition) => definition.apiId);
  const records = await tx.getMany('lookupKeys', ids);
  return definitions.map((definition, index) => withKeyTime(definition, keysOf(records[index])));
}

export function withKeyTime(definition: Definition, keys: readonly StoredKey[]): LookupApi {
  const keyChangedAt = shownActive(definition, keys)?.activatedAt;
  return keyChangedAt === undefined ? definition : { ...definition, keyChangedAt };
}

/** The keys in a record as it is stored, newest first. */
export function keysOf(value: JsonValue | undefined): StoredKey[] {
  const record = value as unknown as KeyRecord | OnlyKey | undefined;
  if (record === undefined) return [];
  if ('keys' in record) return record.keys;
  const { key, changedAt } = record;
  const only = { keyId: 'first', use: 'signature', state: 'active', secret: key } as const;
  return [{ ...only, madeAt: changedAt, activatedAt: changedAt }];
}

/** Every lookup API, in the administrator's order. */
export async function allApis(tx: ReadTransaction): Promise<LookupApi[]> {
  const definitions: Definition[] = [];
  let after: string | undefined;
  do {
    const page = await tx.scan('lookupApis', undefined, { limit: 1000, ...(after ? { after } : {}) });
    definitions.push(...page.records.map((record) => record.value as unknown as Definition));
    after = page.cursor;
  } while (after !== undefined);
  definitions.sort((a, b) => a.order - b.order || (a.apiId < b.apiId ? -1 : 1));
  return withKeyTimes(tx, definitions);
}

/** One lookup API, or `lookup_api_not_found`. */
export async function lookupApi(tx: ReadTransaction, apiId: string): Promise<LookupApi> {
  const definition = (await tx.get('lookupApis', apiId)) as unknown as Definition | undefined;
  const [found] = definition === undefined ? [] : await withKeyTimes(tx, [definition]);
  if (found === undefined) {
    throw new DeskError('lookup_api_not_found', 'There is no such lookup API.', { details: { apiId } });
  }
  return found;
}

export function putApi(tx: WriteTransaction, { keyChangedAt: _, ...definition }: LookupApi): Promise<void> {
  return put(tx, 'lookupApis', definition.apiId, definition);
}

/** The keys of a lookup API, newest first. */
export async function lookupKeys(tx: ReadTransaction, apiId: string): Promise<StoredKey[]> {
  return keysOf(await tx.get('lookupKeys', apiId));
}

export function putKeys(
  tx: WriteTransaction,
  apiId: string,
  keys: readonly StoredKey[],
  vault: Vault,
): Promise<void> {
  const record: KeyRecord = { keys: keys.map((key) => sealedKey(key, apiId, vault)) };
  return put(tx, 'lookupKeys', apiId, record);
}

/** The field connections of a lookup API; version 0 and without links until they are first saved. */
export async function fieldConnections(tx: ReadTransaction, apiId: string): Promise<FieldConnections> {
  const stored = (await tx.get('connections', apiId)) as unknown as FieldConnections | undefined;
  return stored ?? { apiId, links: [], version: 0 };
}

export function putConnections(tx: WriteTransaction, connections: FieldConnections): Promise<void> {
  return put(tx, 'connections', connections.apiId, connections);
}

/** Removes the definition with everything that belongs to it. */
export async function deleteApi(tx: WriteTransaction, apiId: string): Promise<void> {
  for (const collection of ['lookupApis', 'lookupKeys', 'connections'] as const) {
    await tx.delete(collection, apiId);
  }
}
