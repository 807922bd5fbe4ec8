/** R13: a ticket is opened by the page around the list, in this window or in one of its own. */
import { ask, tell } from '../events.js';
import type { Ui } from './ui.js';

/**
 * Call it where somebody pressed something, or browsers let the page open no window. `leave` makes the page free for
 * a ticket in this window.
 */
export function openTicket(
  { host, isRunning, leave }: Ui,
  ticketId: string,
  customerNumber: string,
  newWindow: boolean,
): void {
  if (!newWindow && isRunning()) return;
  const detail = { ticketId, customerNumber, newWindow };
  if (!ask(host, 'deskcard-before-ticket-open', detail)) return;
  if (!newWindow) leave();
  tell(host, 'deskcard-ticket-opened', detail);
}
