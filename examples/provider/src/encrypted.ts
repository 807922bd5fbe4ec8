/** A company's side of encrypted lookups; docs/provider.md shows this file. */
import { createServer, type Server } from 'node:http';
import { jweCipher } from '@deskcard/core/jwe';
import { createProvider, nodeListener } from '@deskcard/core/provider';

const members = new Map([['01012345678', { name: '홍길동', level: 'Gold' }]]);

/** `keys` are the keys of the desk under their key ids, both as its API settings show them. */
export function encryptedServer(keys: Record<string, string>): Server {
  const provider = createProvider({
    encryption: { cipher: jweCipher(), keys },
    cacheSeconds: 300,
    lookup: async ({ phone = '' }) => members.get(phone.replace(/\D/g, '')),
  });
  return createServer(nodeListener(provider));
}
