/**
 * A desk in a process of its own, as a second gateway would be: does what its parent tells it, and says what came of it.
 * `at-work` is said again and again while it brings tickets in, so that the parent knows what was acknowledged.
 */
import { createDesk, type Change } from '@deskcard/core';
import { isDeskError } from '@deskcard/core/errors';
import { openPostgres } from '../src/index.js';

export type Order =
  | { do: 'open'; url: string; workspace: string; schema?: string }
  | { do: 'numbers'; count: number }
  | { do: 'merge'; survivorNumber: string; absorbedNumber: string; fingerprint: string }
  | { do: 'intake'; phones: string[]; count: number }
  | { do: 'intakeForEver'; prefix: string }
  | { do: 'listen' };

export type Report =
  | { type: 'done'; result: unknown }
  | { type: 'failed'; code: string; message: string }
  | { type: 'acknowledged'; ticketId: string; customerNumber: string }
  | { type: 'changed'; change: Change };

const say = (report: Report): void => void process.send!(report);

let opened: Awaited<ReturnType<typeof open>>;

async function open({ url, workspace, schema }: Extract<Order, { do: 'open' }>) {
  const database = await openPostgres({ connectionString: url, schema });
  const storage = database.workspace(workspace);
  const desk = createDesk({ storage, principal: { user: 'mina', role: 'admin' } });
  return { storage, desk };
}

async function obey(order: Order): Promise<unknown> {
  if (order.do === 'open') {
    opened = await open(order);
    return undefined;
  }
  const { storage, desk } = opened;
  const arrive = (phone: string) =>
    desk.tickets.intake({ channelId: 'call', fields: { phone, subject: 'x' } });
  switch (order.do) {
    case 'numbers': {
      const take = () => storage.write((tx) => tx.nextNumber());
      return Promise.all(Array.from({ length: order.count }, take));
    }
    case 'merge': {
      const { survivorNumber, absorbedNumber, fingerprint } = order;
      const request = { survivorNumber, absorbedNumbers: [absorbedNumber], fingerprint };
      return (await desk.customers.merge(request)).merges[0]!.mergeId;
    }
    case 'intake': {
      const { phones, count } = order;
      const arrivals = Array.from({ length: count }, (_, i) => arrive(phones[i % phones.length]!));
      return (await Promise.all(arrivals)).map(({ ticket }) => ticket.ticketId);
    }
    case 'intakeForEver':
      for (let i = 0; ; i++) {
        const { ticket } = await arrive(`${order.prefix}-${1000 + i}`);
        say({ type: 'acknowledged', ticketId: ticket.ticketId, customerNumber: ticket.customerNumber });
      }
    case 'listen':
      storage.subscribe((change) => say({ type: 'changed', change }));
      // What is committed after this answer is told.
      return storage.write(() => Promise.resolve());
  }
}

process.on('message', (order: Order) => {
  obey(order).then(
    (result) => say({ type: 'done', result }),
    (error: unknown) => {
      const code = isDeskError(error) ? error.code : 'no DeskError';
      say({ type: 'failed', code, message: String(error) });
    },
  );
});
process.on('disconnect', () => process.exit());
