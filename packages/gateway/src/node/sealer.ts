/**
 * Keys of lookup APIs lie in the database as nobody who reads the database can use them (B12). Each secret is
 * encrypted with a data key of its own, and that with a master key which is never in the database; both are bound to
 * the workspace, the lookup API and the key, so that a record copied elsewhere does not open there. AES-256-GCM
 * throughout. The first master key seals, all of them open: to replace one, put the new one first, and take the old
 * one away when nothing is sealed with it any more.
 */
import { createCipheriv, createDecipheriv, createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import { DeskError } from '@deskcard/core/errors';
import type { SealBinding, Sealer } from '@deskcard/core/ports';

const version = 'seal1';
const bytes = { key: 32, nonce: 12, tag: 16 };

/**
 * `masterKeys` as in `DESKCARD_MASTER_KEYS="2026-11:base64,2026-05:base64"`: an id and 32 random bytes each
 * (`openssl rand -base64 32`). Throws `master_keys_invalid`, which names the entry and never shows it.
 */
export function masterKeySealer(masterKeys: string): Sealer & Required<Pick<Sealer, 'isCurrent'>> {
  const keys = parseMasterKeys(masterKeys);
  const [[currentId, currentKey]] = keys as [[string, KeyObject]];
  const byId = new Map(keys);

  return {
    seal(secret, binding) {
      const dataKey = randomBytes(bytes.key);
      const wrapped = encrypt(dataKey, currentKey, context('key', currentId, binding));
      const text = encrypt(
        Buffer.from(secret),
        createSecretKey(dataKey),
        context('secret', currentId, binding),
      );
      return [version, currentId, wrapped, text].join('.');
    },
    open(sealed, binding) {
      const [kind, id = '', wrapped = '', text = '', ...more] = sealed.split('.');
      if (kind !== version || more.length > 0) throw broken();
      const master = byId.get(id);
      if (master === undefined) {
        const message = `This was sealed with the master key ${id}, which is not configured.`;
        throw new DeskError('master_key_missing', message, { details: { masterKeyId: id } });
      }
      const dataKey = createSecretKey(decrypt(wrapped, master, context('key', id, binding)));
      return decrypt(text, dataKey, context('secret', id, binding)).toString();
    },
    isCurrent: (sealed) => sealed.startsWith(`${version}.${currentId}.`),
  };
}

/** The ids in their order, the one that seals first; checked as `masterKeySealer` does. */
export function masterKeyIds(masterKeys: string): string[] {
  return parseMasterKeys(masterKeys).map(([id]) => id);
}

function parseMasterKeys(text: string): [id: string, key: KeyObject][] {
  const entries = text.split(',').map((entry) => entry.trim());
  const keys = entries.map((entry, index): [string, KeyObject] => {
    const [, id, base64 = ''] = /^([\w-]{1,64}):([\w+/-]{43}=?)$/.exec(entry) ?? [];
    const key = Buffer.from(base64, 'base64');
    if (id === undefined || key.length !== bytes.key) {
      throw invalid(`Entry ${index + 1} of the master keys is not an id and 32 bytes of Base64.`);
    }
    return [id, createSecretKey(key)];
  });
  const repeated = keys.find(([id], index) => keys.findIndex(([each]) => each === id) < index);
  if (repeated) throw invalid(`Two master keys have the id ${repeated[0]}.`);
  return keys;
}

const invalid = (message: string): DeskError => new DeskError('master_keys_invalid', message);

const broken = (cause?: unknown): DeskError =>
  new DeskError(
    'seal_broken',
    'A sealed secret does not open: it was changed, moved, or sealed with another key.',
    {
      cause,
    },
  );

/** What is authenticated with a part: which one it is, and where it belongs. */
function context(
  part: 'key' | 'secret',
  masterKeyId: string,
  { workspace, apiId, keyId }: SealBinding,
): Buffer {
  return Buffer.from(JSON.stringify([version, part, masterKeyId, workspace ?? null, apiId, keyId]));
}

function encrypt(plain: Buffer, key: KeyObject, aad: Buffer): string {
  const nonce = randomBytes(bytes.nonce);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: bytes.tag }).setAAD(aad);
  const text = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([nonce, text, cipher.getAuthTag()]).toString('base64url');
}

function decrypt(sealed: string, key: KeyObject, aad: Buffer): Buffer {
  try {
    const all = Buffer.from(sealed, 'base64url');
    const isWhole = all.length >= bytes.nonce + bytes.tag && all.toString('base64url') === sealed;
    if (!isWhole)
      throw new RangeError('This part was cut, or is spelled in another way than it was written.');
    const [nonce, text, tag] = [
      all.subarray(0, bytes.nonce),
      all.subarray(bytes.nonce, -bytes.tag),
      all.subarray(-bytes.tag),
    ];
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: bytes.tag });
    decipher.setAAD(aad).setAuthTag(tag);
    return Buffer.concat([decipher.update(text), decipher.final()]);
  } catch (error) {
    throw broken(error);
  }
}
