/** R11: the consultation history: the tickets under all numbers of the customer, newest first. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Ticket } from '@deskcard/core';
import { button } from '../parts/button.js';
import { externalIcon } from '../parts/icons.js';
import { skeleton } from '../parts/skeleton.js';
import { status, type Status } from '../parts/status.js';
import { openTicket } from './open-ticket.js';
import type { CustomerRecord } from './record.js';
import type { Ui } from './ui.js';

export function ticketsView(ui: Ui, record: CustomerRecord): TemplateResult {
  const { t } = ui;
  const { value, error } = record.tickets;
  const more = record.hasMoreTickets && button(t.showMore, () => record.moreTickets(), 'quiet small');
  return html`<section aria-labelledby="consultations">
    <h3 id="consultations">${t.consultations}</h3>
    ${status(standing(ui, record))} ${value === undefined && error === undefined ? skeleton(3) : nothing}
    ${
      value?.items.length
        ? html`<ul class="list tickets" aria-labelledby="consultations">
            ${value.items.map((ticket) => row(ui, ticket))}
          </ul>`
        : nothing
    }
    ${value?.more ? html`<p class="row hint">${t.newest(value.items.length)} ${more || nothing}</p>` : nothing}
  </section>`;
}

function standing({ t, common, failure }: Ui, record: CustomerRecord): Status | undefined {
  const { value, error } = record.tickets;
  if (error !== undefined) {
    return { ...failure(error), action: button(common.retry, () => record.readTickets(), 'small') };
  }
  return value?.items.length === 0 ? { kind: 'info', text: t.noTickets } : undefined;
}

function row(ui: Ui, ticket: Ticket): TemplateResult {
  const { t, common, service, when } = ui;
  const { ticketId, customerNumber, arrivedNumber, createdAt } = ticket;
  const channel = service.channels.find(({ id }) => id === ticket.channelId)?.label ?? ticket.channelId;
  return html`<li class="ticket">
    <button
      id="ticket-${ticketId}"
      class="item"
      type="button"
      @click=${() => openTicket(ui, ticketId, customerNumber, false)}
    >
      <span class="grow"
        ><span class="said">${t.openTicket(ticketId)}: </span
        ><span class="subject"><bdi>${ticket.fields['subject'] || t.noSubject}</bdi></span>
        <span class="meta muted"
          ><bdi>${ticketId}</bdi> · ${channel} · ${common.status[ticket.status]} ·
          <time datetime=${createdAt}>${when(createdAt)}</time
          >${arrivedNumber === customerNumber ? nothing : ` · ${t.under(arrivedNumber)}`}</span
        ></span
      >
    </button>
    ${button(externalIcon(), () => openTicket(ui, ticketId, customerNumber, true), 'quiet icon-only', {
      id: `window-${ticketId}`,
      name: t.openTicketNewWindow(ticketId),
    })}
  </li>`;
}
