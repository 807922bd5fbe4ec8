import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createDesk, DeskError, memoryStorage, type Desk } from '@deskcard/core';
import { TicketBook } from './ticket-book.js';

test('a ticket stays on the list when reading it anew fails, and leaves it when it is gone', async () => {
  const desk = createDesk({ storage: memoryStorage(), principal: { user: 'mina', role: 'agent' } });
  const { ticket } = await desk.tickets.intake({ channelId: 'call', fields: { name: '김미나' } });
  const { ticketId } = ticket;
  let failure: DeskError | undefined;
  const get: Desk['tickets']['get'] = (input) =>
    failure === undefined ? desk.tickets.get(input) : Promise.reject(failure);
  const book = new TicketBook();
  await book.use({ ...desk, tickets: { ...desk.tickets, get } }, new AbortController().signal);
  failure = new DeskError('desk_unreachable', 'The gateway could not be reached.');
  await book.refresh(ticketId);
  assert.equal(book.get(ticketId)?.ticketId, ticketId);
  failure = new DeskError('ticket_not_found', 'There is no such ticket.');
  await book.refresh(ticketId);
  assert.equal(book.get(ticketId), undefined);
});
