/** What an administrator does with the keys of a lookup API: copy, change, and replace without an outage (R34, R35, B12). */
import { DeskError } from '../errors.js';
import type { CallContext, Handler, Handlers } from '../handler.js';
import type { KeyUse, LookupApi, MadeKey } from '../model/lookup-api.js';
import type { ReadTransaction, WriteTransaction } from '../ports.js';
import {
  activeKey,
  keyNamed,
  shownActive,
  useOf,
  withActive,
  withNew,
  withoutSecret,
  withReplaced,
  withRevoked,
  type StoredKey,
} from './key-ring.js';
import { lookupApi, lookupKeys, putKeys } from './store.js';
import { secretOf, type Vault } from './vault.js';

/** 12 random bytes as the 24 hex characters of the published protocol, or the 32 of AES-256 as base64url. */
function newSecret(use: KeyUse, { ids }: CallContext): string {
  return use === 'signature' ? ids.secret(12) : base64url(ids.secret(32));
}

function base64url(hex: string): string {
  const bytes = (hex.match(/../g) ?? []).map((byte) => Number.parseInt(byte, 16));
  const base64 = btoa(String.fromCharCode(...bytes));
  return base64.replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

function newKey(use: KeyUse, context: CallContext): Omit<StoredKey, 'state'> & { secret: string } {
  return { keyId: context.ids.next(), use, madeAt: context.at, secret: newSecret(use, context) };
}

/** R34: with security on, a lookup API has a key from the first moment. */
export async function firstKey(
  tx: WriteTransaction,
  { apiId, security }: LookupApi,
  context: CallContext,
): Promise<MadeKey | undefined> {
  const use = useOf(security.mode);
  const keys = await lookupKeys(tx, apiId);
  if (use === undefined || activeKey(keys, use) !== undefined) return undefined;
  return addKey(tx, apiId, keys, newKey(use, context), context);
}

async function addKey(
  tx: WriteTransaction,
  apiId: string,
  keys: readonly StoredKey[],
  made: Omit<StoredKey, 'state'> & { secret: string },
  vault: Vault,
): Promise<MadeKey> {
  const all = withNew(keys, made);
  await putKeys(tx, apiId, all, vault);
  return { ...withoutSecret(keyNamed(all, made.keyId)), key: made.secret };
}

const listKeys: Handler<'lookups.keys'> = async (tx, { apiId }) => {
  await lookupApi(tx, apiId);
  return { items: (await lookupKeys(tx, apiId)).map(withoutSecret) };
};

/** The key that is meant, and the lookup API it belongs to. */
async function chosenKey(tx: ReadTransaction, apiId: string, keyId: string | undefined): Promise<StoredKey> {
  const api = await lookupApi(tx, apiId);
  const keys = await lookupKeys(tx, apiId);
  const key = keyId === undefined ? shownActive(api, keys) : keyNamed(keys, keyId);
  if (key === undefined) throw new DeskError('lookup_key_missing', 'This lookup API has no key yet.');
  return key;
}

const showKey: Handler<'lookups.showKey'> = async (tx, { apiId, keyId }, context) => {
  const chosen = await chosenKey(tx, apiId, keyId);
  if (context.settings.keyDisplay === 'once') {
    throw new DeskError('lookup_key_hidden', 'This desk shows a key only when it is made.');
  }
  const key = secretOf(chosen, apiId, context);
  if (key === undefined) throw new DeskError('lookup_key_revoked', 'This key was revoked.');
  return { keyId: chosen.keyId, key, changedAt: chosen.activatedAt ?? chosen.madeAt };
};

const changeKey: Handler<'lookups.changeKey'> = async (tx, { apiId }, context) => {
  const api = await lookupApi(tx, apiId);
  const keys = await lookupKeys(tx, apiId);
  const use = useOf(api.security.mode) ?? shownActive(api, keys)?.use ?? 'signature';
  const made = newKey(use, context);
  await putKeys(tx, apiId, withReplaced(keys, made), context);
  tx.publish({ type: 'lookupApisChanged', apiId });
  return { keyId: made.keyId, key: made.secret, changedAt: made.madeAt };
};

const makeKey: Handler<'lookups.makeKey'> = async (tx, { apiId, use }, context) => {
  const api = await lookupApi(tx, apiId);
  const wanted = use ?? useOf(api.security.mode) ?? 'signature';
  const made = await addKey(tx, apiId, await lookupKeys(tx, apiId), newKey(wanted, context), context);
  tx.publish({ type: 'lookupApisChanged', apiId });
  return made;
};

const activateKey: Handler<'lookups.activateKey'> = (tx, { apiId, keyId }, context) =>
  changeKeys(tx, apiId, keyId, context, (keys) => withActive(keys, keyId, context.at));

const revokeKey: Handler<'lookups.revokeKey'> = (tx, { apiId, keyId }, context) =>
  changeKeys(tx, apiId, keyId, context, (keys) => withRevoked(keys, keyId, context.at));

async function changeKeys(
  tx: WriteTransaction,
  apiId: string,
  keyId: string,
  vault: Vault,
  change: (keys: StoredKey[]) => StoredKey[],
): Promise<ReturnType<typeof withoutSecret>> {
  await lookupApi(tx, apiId);
  const keys = change(await lookupKeys(tx, apiId));
  await putKeys(tx, apiId, keys, vault);
  tx.publish({ type: 'lookupApisChanged', apiId });
  return withoutSecret(keyNamed(keys, keyId));
}

export const keyHandlers = {
  'lookups.showKey': showKey,
  'lookups.changeKey': changeKey,
  'lookups.keys': listKeys,
  'lookups.makeKey': makeKey,
  'lookups.activateKey': activateKey,
  'lookups.revokeKey': revokeKey,
} satisfies Partial<Handlers>;
