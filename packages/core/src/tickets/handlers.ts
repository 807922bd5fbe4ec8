/** Tickets: arriving, shown, listed, saved and found again. */
import type { Handler, Handlers } from '../handler.js';
import { allNumbers } from '../store/fragment.js';
import { prefetchTicket } from '../store/prefetch.js';
import { showTicket, showTickets, ticketRecord, type TicketRecord } from '../store/ticket.js';
import { intake } from './intake.js';
import { matching } from './matching.js';
import { move } from './move.js';
import { save } from './save.js';

const list: Handler<'tickets.list'> = async (tx, { limit = 50, cursor }) => {
  const page = await tx.scan('tickets', 'created', {
    reverse: true,
    limit,
    ...(cursor ? { after: cursor } : {}),
  });
  const items = await showTickets(
    tx,
    page.records.map((each) => each.value as unknown as TicketRecord),
  );
  return { items, ...(page.cursor ? { cursor: page.cursor } : {}) };
};

const ofCustomer: Handler<'tickets.ofCustomer'> = async (tx, { customerNumber, limit = 20 }) => {
  const numbers = await allNumbers(tx, customerNumber);
  const pages = await Promise.all(
    numbers.map((number) =>
      tx.scan('tickets', 'customer', {
        prefix: `${number}|`,
        reverse: true,
        limit: limit + 1,
      }),
    ),
  );
  const records = pages
    .flatMap((page) => page.records.map((each) => each.value as unknown as TicketRecord))
    .sort((a, b) => (a.createdAt < b.createdAt ? 1 : a.createdAt > b.createdAt ? -1 : 0));
  return { items: await showTickets(tx, records.slice(0, limit)), more: records.length > limit };
};

export const ticketHandlers = {
  'tickets.intake': intake,
  'tickets.get': async (tx, { ticketId }) => {
    await prefetchTicket(tx, ticketId);
    return showTicket(tx, await ticketRecord(tx, ticketId));
  },
  'tickets.list': list,
  'tickets.save': save,
  'tickets.move': move,
  'tickets.ofCustomer': ofCustomer,
  'tickets.matching': matching,
} satisfies Partial<Handlers>;
