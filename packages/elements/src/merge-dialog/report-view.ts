/** B1: what came in between a merge and its undoing, and with whom it stays. */
import { html, type TemplateResult } from 'lit';
import type { UnmergeReport } from '@deskcard/core';
import { fieldLabel, points, type HistoryView } from './view.js';

export function reportView(view: HistoryView, { survivor, restored, since }: UnmergeReport): TemplateResult {
  const { t, common, flow } = view;
  const stays = (what: string, number: string): string => `${what} → ${t.number(number)}`;
  const tickets = (count: number, { customerNumber }: UnmergeReport['survivor']): string[] => {
    const now = count + flow.placing.gained(customerNumber);
    return now > 0 ? [stays(t.tickets(now), customerNumber)] : [];
  };
  const texts = [
    ...tickets(since.survivorTickets, survivor),
    ...tickets(since.restoredTickets, restored),
    ...since.moved.map(({ ticketId, customerNumber }) =>
      stays(`${t.placed}: ${common.ticket} ${ticketId}`, customerNumber),
    ),
    ...since.values.map(({ field, value, customerNumber }) =>
      stays(`${fieldLabel(view, field)} ${value || common.none}`, customerNumber),
    ),
  ];
  if (texts.length === 0) return html`<p class="muted">${t.sinceNothing}</p>`;
  return html`<h3>${t.since}</h3>
    ${points(texts)}`;
}
