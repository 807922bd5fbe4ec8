/** The middle of the page: one ticket, with its details above its history. */
import type { Ticket } from 'deskcard';
import type { App } from './app.js';
import { fill, h } from './dom.js';
import { ticketDetails } from './ticket-details.js';
import { ticketHead } from './ticket-head.js';
import { ticketHistory } from './ticket-history.js';

/** A part of the ticket, drawn once per ticket and updated whenever the ticket or its draft changed. */
export interface Part {
  element: HTMLElement;
  update(ticket: Ticket): void;
}

export function ticketPane(app: App, signal: AbortSignal): HTMLElement {
  const pane = h('main', { class: 'pane ticket-pane', id: 'ticket', tabindex: '-1' });
  let openId: string | undefined;
  let parts: readonly Part[] = [];

  const draw = (): void => {
    const { ticket } = app;
    if (ticket?.ticketId !== openId) {
      openId = ticket?.ticketId;
      parts = ticket ? openTicket(app) : [];
      const [head, ...body] = parts.map(({ element }) => element);
      fill(
        pane,
        head ?? h('p', { class: 'nothing' }, app.t.ticket.none),
        body.length > 0 && h('div', { class: 'ticket-body' }, body),
      );
    }
    if (ticket) for (const part of parts) part.update(ticket);
  };
  app.moved.add(draw, signal);
  app.book.changed.add(draw, signal);
  app.drafts.changed.add(draw, signal);
  draw();
  return pane;
}

function openTicket(app: App): Part[] {
  return [ticketHead(app), ticketDetails(app), ticketHistory(app)];
}
