/** A gateway whose requests show on the log page, with who sent them. */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Gateway, Observer } from '@deskcard/gateway';
import { decodeJwt } from 'jose';
import { staffRoles } from '../staff.js';
import type { ActivityLog } from './activity-log.js';

type Sender = Pick<Extract<Parameters<ActivityLog['add']>[0], { kind: 'request' }>, 'by' | 'role'>;

export function watched(make: (observer: Observer) => Gateway, log: ActivityLog): Gateway {
  const senders = new AsyncLocalStorage<Sender>();
  const gateway = make({
    request: ({ operation, status, seconds, code }) => {
      if (operation === undefined) return;
      // Whom a refused token names is nobody.
      const sender = status === 401 ? {} : senders.getStore();
      log.add({ kind: 'request', operation, status, ms: Math.round(seconds * 1e4) / 10, ...sender, code });
    },
  });
  return { ...gateway, fetch: (request) => senders.run(senderOf(request), () => gateway.fetch(request)) };
}

function senderOf(request: Request): Sender {
  try {
    const { sub, staffRole } = decodeJwt(
      (request.headers.get('authorization') ?? '').slice('Bearer '.length),
    );
    return { by: sub, role: staffRoles.find((role) => role === staffRole) };
  } catch {
    return {};
  }
}
