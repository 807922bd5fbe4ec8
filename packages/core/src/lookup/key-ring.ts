/**
 * The keys of one lookup API, so that a key can be replaced without an outage (B12, R34, R35): a new key waits as
 * pending until the provider knows it too; the moment it becomes active the one before is retiring, and can become
 * active again should anything be wrong; when nobody needs it any more it is revoked, and its secret is gone. At every
 * moment at most one key of a kind is active. The functions give new lists and change none.
 */
import { DeskError } from '../errors.js';
import type { KeyUse, LookupApiDraft, LookupKey, SecurityMode } from '../model/lookup-api.js';

/** As it is kept; a revoked key has no secret any more. */
export interface StoredKey extends LookupKey {
  secret?: string;
  /** instead of the secret, where the desk has a sealer */
  sealed?: string;
}

/** Enough for any rotation, and few enough to see at a glance. */
const most = { standing: 5, revoked: 10 };

/** How long a key may be in use before its last use is written down anew: a write per hour, not per call. */
const useNotedEveryMs = 3_600_000;

/** The keys a call in this mode needs; none without security. */
export function useOf(mode: SecurityMode): KeyUse | undefined {
  return mode === 'none' ? undefined : mode;
}

export function activeKey(keys: readonly StoredKey[], use: KeyUse): StoredKey | undefined {
  return keys.find((key) => key.use === use && key.state === 'active');
}

/** The active key that an administrator means; without security the one that would be used if it came back. */
export function shownActive(
  { security }: Pick<LookupApiDraft, 'security'>,
  keys: readonly StoredKey[],
): StoredKey | undefined {
  const use = useOf(security.mode);
  return use === undefined ? keys.find(({ state }) => state === 'active') : activeKey(keys, use);
}

export function keyNamed(keys: readonly StoredKey[], keyId: string): StoredKey {
  const found = keys.find((key) => key.keyId === keyId);
  if (found) return found;
  throw new DeskError('lookup_key_not_found', 'This lookup API has no such key.', { details: { keyId } });
}

/** The list with a new key in front: active when it is the first of its kind, pending otherwise. */
export function withNew(keys: readonly StoredKey[], made: Omit<StoredKey, 'state'>): StoredKey[] {
  const standing = keys.filter(({ use, state }) => use === made.use && state !== 'revoked');
  if (standing.length >= most.standing) {
    throw new DeskError('lookup_keys_full', `This lookup API has ${standing.length} keys already.`);
  }
  const pending: StoredKey = { ...made, state: 'pending' };
  const all = [pending, ...keys];
  return activeKey(keys, made.use) ? all : withActive(all, made.keyId, made.madeAt);
}

export function withActive(keys: readonly StoredKey[], keyId: string, at: string): StoredKey[] {
  const chosen = keyNamed(keys, keyId);
  if (chosen.state === 'active') return [...keys];
  if (chosen.state === 'revoked') throw new DeskError('lookup_key_revoked', 'This key was revoked.');
  return keys.map((key) => {
    if (key === chosen) {
      const { retiredAt: _, ...rest } = key;
      return { ...rest, state: 'active', activatedAt: at };
    }
    const isReplaced = key.use === chosen.use && key.state === 'active';
    return isReplaced ? { ...key, state: 'retiring', retiredAt: at } : key;
  });
}

export function withRevoked(keys: readonly StoredKey[], keyId: string, at: string): StoredKey[] {
  const chosen = keyNamed(keys, keyId);
  if (chosen.state === 'active') throw new DeskError('lookup_key_active', 'This key is in use.');
  return chosen.state === 'revoked' ? [...keys] : withDestroyed(keys, chosen, at);
}

/** The new key is the active one at once, and the one before is gone at once. */
export function withReplaced(keys: readonly StoredKey[], made: Omit<StoredKey, 'state'>): StoredKey[] {
  const before = activeKey(keys, made.use);
  return withNew(before === undefined ? keys : withDestroyed(keys, before, made.madeAt), made);
}

/** Its secret is forgotten; of the keys revoked before it the last few remain in the list. */
function withDestroyed(keys: readonly StoredKey[], chosen: StoredKey, at: string): StoredKey[] {
  const revoked = keys.filter(({ state }) => state === 'revoked');
  revoked.sort((a, b) => ((b.revokedAt ?? '') < (a.revokedAt ?? '') ? -1 : 1));
  const dropped = new Set(revoked.slice(most.revoked - 1));
  return keys
    .filter((key) => !dropped.has(key))
    .map((key) =>
      key === chosen ? { ...withoutSecret(chosen), state: 'revoked' as const, revokedAt: at } : key,
    );
}

/** True when the last use of the key is so long ago that this one is worth writing down. */
export function isUseNews({ lastUsedAt }: LookupKey, now: number): boolean {
  return lastUsedAt === undefined || now - Date.parse(lastUsedAt) >= useNotedEveryMs;
}

/** What everyone in the administration may see of it. */
export function withoutSecret({ secret: _, sealed: __, ...key }: StoredKey): LookupKey {
  return key;
}
