/** How the matching tickets look: a row each, and below the selected one its customer. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Customer, Ticket } from '@deskcard/core';
import { button } from '../parts/button.js';
import { selectField } from '../parts/field.js';
import { chevronIcon, userIcon } from '../parts/icons.js';
import { skeleton } from '../parts/skeleton.js';
import { status, type Status } from '../parts/status.js';
import { isEmpty, matched, type MatchedCode, type Period } from './matching.js';
import { readFailure } from '../lookups/view.js';
import type { View } from './view.js';

export function matchingView(view: View): TemplateResult | typeof nothing {
  const { t, common, matching } = view;
  const { conditions } = matching;
  if (conditions === undefined) return nothing;
  const isAsked = !isEmpty(conditions);
  const codes = (Object.keys(matched) as MatchedCode[]).filter((code) => conditions[code] !== undefined);
  return html`<section class="matching" part="matching" aria-label=${t.matching}>
    <div class="head">
      <h3>${t.matching}</h3>
      ${isAsked ? periods(view) : nothing}
    </div>
    ${
      isAsked
        ? html`<p class="hint conditions">
            ${codes.map((code, index) => html`${index > 0 ? ' · ' : nothing}${common[matched[code]]} <bdi>${conditions[code]}</bdi>`)}
          </p>`
        : nothing
    }
    ${status(statusOf(view))} ${isAsked ? list(view) : nothing}
  </section>`;
}

function periods({ t, matching }: View): TemplateResult {
  return selectField({
    id: 'period',
    label: t.period,
    quietLabel: true,
    value: matching.period,
    options: Object.entries(t.periods).map(([value, label]) => ({ value, label })),
    onInput: (period) => matching.choosePeriod(period as Period),
  });
}

function statusOf(view: View): Status | undefined {
  const { t, matching } = view;
  const { value, error } = matching.tickets;
  if (isEmpty(matching.conditions ?? {})) return { kind: 'info', text: t.noConditions };
  if (error !== undefined) {
    // A mask that stands for nothing that is saved: what it is says more than that something is wrong.
    const [issue] = view.describeError(error).issues;
    if (issue) return { kind: 'info', text: issue.text };
    return readFailure(view, error, () => matching.reload());
  }
  return value?.items.length === 0 ? { kind: 'info', text: t.noTickets } : undefined;
}

function list(view: View): TemplateResult | typeof nothing {
  const { t, matching } = view;
  const { value, busy } = matching.tickets;
  if (value === undefined) return busy ? skeleton(2) : nothing;
  if (value.items.length === 0) return nothing;
  const more = matching.hasMore && button(t.more, () => matching.showMore(), 'quiet small');
  return html`<ul class="list">
      ${value.items.map((ticket) => row(view, ticket))}
    </ul>
    ${value.more ? html`<p class="row hint">${t.newest(value.items.length)} ${more || nothing}</p>` : nothing}`;
}

function row(view: View, ticket: Ticket): TemplateResult {
  const { t, common, when, matching, service, lookups } = view;
  const isOpen = matching.selected === ticket;
  const channel = service?.channels.find(({ id }) => id === ticket.channelId)?.label ?? ticket.channelId;
  const isHere = ticket.ticketId === lookups.ticket?.ticketId;
  return html`<li>
    <button
      id="ticket-${ticket.ticketId}"
      class="item ticket"
      type="button"
      part="ticket"
      aria-expanded=${isOpen}
      @click=${() => matching.select(ticket)}
    >
      ${chevronIcon()}
      <span class="subject"><bdi>${ticket.fields.subject || t.noSubject}</bdi></span>
      <span class="meta">
        <time datetime=${ticket.createdAt} title=${when(ticket.createdAt, 'both')}
          >${when(ticket.createdAt, 'date')}</time
        >
        <span>${channel}</span>
        <span>${common.status[ticket.status]}${isHere ? html` <b>${t.thisTicket}</b>` : nothing}</span>
      </span>
    </button>
    ${isOpen ? html`<div class="card" part="customer">${card(view)}</div>` : nothing}
  </li>`;
}

/** The customer in short: enough to know who it is. */
function card(view: View): TemplateResult {
  const { matching } = view;
  const { value, error } = matching.customer;
  if (value !== undefined) return facts(view, value);
  return html`${status(error === undefined ? undefined : readFailure(view, error, () => matching.reload()))}
  ${error === undefined ? skeleton(3) : nothing}`;
}

function facts({ t, common }: View, customer: Customer): TemplateResult {
  const { values, registered, absorbedNumbers, customerNumber } = customer;
  const fields = ['memberId', 'phone', 'email'] as const;
  return html`<p class="row who">
      ${userIcon()}<b><bdi>${values.name || common.none}</bdi></b>
      <span class="muted"
        >${common.customerNumber}
        ${customerNumber}${
          absorbedNumbers.length > 0 ? html` (${t.also(absorbedNumbers.join(', '))})` : nothing
        }</span
      >
    </p>
    <dl class="pairs">
      ${fields.map((field) => {
        const known = registered[field]?.map(({ value }) => value) ?? [];
        const current = values[field];
        const all = [...new Set([...(current ? [current] : []), ...known])];
        return html`<div>
          <dt>${common[field]}</dt>
          <dd>${all.length > 0 ? all.map((value) => html`<div><bdi>${value}</bdi></div>`) : common.none}</dd>
        </div>`;
      })}
    </dl>`;
}
