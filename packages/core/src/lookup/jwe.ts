/**
 * Encrypted lookups as compact JWE (RFC 7516), made and read with `jose`: one agreed algorithm for the key (`dir`) and
 * one for the text (`A256GCM`), the key's id in the header, nothing compressed (D1). Whoever configures no encrypted
 * lookup API does not load this module.
 */
import type { CompactJWEHeaderParameters } from 'jose';
import { compactDecrypt } from 'jose/jwe/compact/decrypt';
import { CompactEncrypt } from 'jose/jwe/compact/encrypt';
import type { CipherRefusal, DecryptedMessage, MessageCipher, MessageKey } from '../ports.js';

/** Nothing is negotiated: a token may not choose how it is read, and a compressed one could swell without limit. */
const agreed = {
  keyManagementAlgorithms: ['dir'],
  contentEncryptionAlgorithms: ['A256GCM'],
  maxDecompressedLength: 0,
};

const utf8 = { encode: new TextEncoder(), decode: new TextDecoder('utf-8', { fatal: true }) };

export function jweCipher(): MessageCipher {
  return {
    encrypt: async (text, key) =>
      new CompactEncrypt(utf8.encode.encode(text))
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: key.keyId })
        .encrypt(bytesOf(key)),
    decrypt,
  };
}

async function decrypt(token: string, keys: readonly MessageKey[]): Promise<DecryptedMessage> {
  const known = new Map(keys.map((key) => [key.keyId, bytesOf(key)]));
  let keyId = '';
  try {
    const { plaintext } = await compactDecrypt(
      token,
      (header: CompactJWEHeaderParameters | undefined) => {
        keyId = String(header?.kid);
        const key = known.get(keyId);
        if (key === undefined) throw new UnknownKey();
        return key;
      },
      agreed,
    );
    return { ok: true, text: utf8.decode.decode(plaintext), keyId };
  } catch (error) {
    return { ok: false, reason: error instanceof UnknownKey ? 'unknownKey' : reasonOf(error) };
  }
}

class UnknownKey extends Error {}

const reasons: Readonly<Record<string, CipherRefusal>> = {
  ERR_JOSE_ALG_NOT_ALLOWED: 'algorithm',
  ERR_JOSE_NOT_SUPPORTED: 'algorithm',
  ERR_JWE_DECRYPTION_FAILED: 'wrongKey',
};

function reasonOf(error: unknown): CipherRefusal {
  return reasons[String((error as { code?: unknown }).code)] ?? 'malformed';
}

/** Throws a `TypeError` for a secret that was cut or changed on its way here; it never says what the secret is. */
function bytesOf({ keyId, secret }: MessageKey): Uint8Array {
  // 43 characters are 32 bytes and two bits that must be nought, so that one secret has one spelling.
  if (!/^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/.test(secret)) {
    throw new TypeError(`The key ${keyId} is not 32 bytes as base64url (43 characters): copy it whole.`);
  }
  const base64 = secret.replace(/-/g, '+').replace(/_/g, '/');
  return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
}
