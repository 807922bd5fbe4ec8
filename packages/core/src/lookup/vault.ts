/**
 * Secrets as they lie in the store: sealed where the desk was given a sealer, and then bound to the workspace, the
 * lookup API and the key, so that a record which somebody moves to another place does not open there (B12).
 */
import { DeskError } from '../errors.js';
import type { CallContext } from '../handler.js';
import type { SealBinding } from '../ports.js';
import type { StoredKey } from './key-ring.js';

export type Vault = Pick<CallContext, 'sealer' | 'workspace'>;

const bindingOf = (apiId: string, { keyId }: StoredKey, { workspace }: Vault): SealBinding => ({
  workspace,
  apiId,
  keyId,
});

/** The secret itself; none when the key was revoked. Throws `sealer_missing`, `master_key_missing`, `seal_broken`. */
export function secretOf(key: StoredKey, apiId: string, vault: Vault): string | undefined {
  if (key.sealed === undefined) return key.secret;
  if (vault.sealer === undefined) {
    throw new DeskError('sealer_missing', 'This key is sealed, and this desk cannot open it.');
  }
  return vault.sealer.open(key.sealed, bindingOf(apiId, key, vault));
}

/**
 * The key as it is stored: what still lies open is sealed, and what a former master key sealed is sealed anew. One
 * that cannot be opened now stays as it is, so that the other keys can still be changed; one that cannot be sealed is
 * never left to lie open.
 */
export function sealedKey(key: StoredKey, apiId: string, vault: Vault): StoredKey {
  if (key.secret !== undefined) return sealedAnew(key, apiId, vault);
  try {
    return sealedAnew(key, apiId, vault);
  } catch {
    return key;
  }
}

/** The same, for whoever must know why one cannot be opened. A key that is as it should be is given back itself. */
export function sealedAnew(key: StoredKey, apiId: string, vault: Vault): StoredKey {
  const { sealer } = vault;
  const { secret, sealed, ...rest } = key;
  const isOld = sealed !== undefined && sealer?.isCurrent?.(sealed) === false;
  if (sealer === undefined || (secret === undefined && !isOld)) return key;
  const binding = bindingOf(apiId, key, vault);
  return { ...rest, sealed: sealer.seal(secret ?? sealer.open(sealed!, binding), binding) };
}
