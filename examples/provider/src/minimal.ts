/** A company's side of the lookup in about twenty lines; the README shows this file. */
import { createServer, type Server } from 'node:http';
import { createProvider, nodeListener } from '@deskcard/core/provider';

const members = [
  { memberId: 'M-000001', phone: '01012345678', name: '홍길동', level: 'Gold' },
  { memberId: 'M-000002', phone: '01087654321', name: 'Emma Wilson', level: 'VIP' },
];

/** `key` comes from the API settings of the desk and stays on the server. */
export function memberServer(key: string): Server {
  const provider = createProvider({
    keys: key,
    // The variable names of the search items come in, the data names of the result items go out.
    lookup: async ({ memberId, phone }) =>
      members.find((member) => member.memberId === memberId || member.phone === phone?.replace(/\D/g, '')),
  });
  return createServer(nodeListener(provider));
}
