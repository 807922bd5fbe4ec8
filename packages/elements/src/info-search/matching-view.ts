/** How the matching tickets look: a row each, and below the selected one its customer. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Channel, Customer, Ticket } from '@deskcard/core';
import { selectField } from '../parts/field.js';
import { chevronIcon, userIcon } from '../parts/icons.js';
import { skeleton } from '../parts/skeleton.js';
import { status, type Status } from '../parts/status.js';
import { isEmpty, matched, type Matching, type MatchedCode, type Period } from './matching.js';
import { button, readFailure, type View } from './view.js';

export interface MatchingParts {
  readonly view: View;
  readonly matching: Matching;
  readonly channels: readonly Channel[];
  /** the ticket at hand */
  readonly ticketId: string | undefined;
}

export function matchingView(parts: MatchingParts): TemplateResult | typeof nothing {
  const { view, matching } = parts;
  const { t, common } = view;
  const { conditions } = matching;
  if (conditions === undefined) return nothing;
  const codes = (Object.keys(matched) as MatchedCode[]).filter((code) => conditions[code] !== undefined);
  return html`<section class="matching" part="matching" aria-label=${t.matching}>
    <div class="head">
      <h3>${t.matching}</h3>
      ${isEmpty(conditions) ? nothing : periods(parts)}
    </div>
    ${
      isEmpty(conditions)
        ? nothing
        : html`<p class="hint conditions" dir="auto">
            ${codes.map((code) => `${common[matched[code]]} ${conditions[code]}`).join(' · ')}
          </p>`
    }
    ${status(statusOf(parts))} ${isEmpty(conditions) ? nothing : list(parts)}
  </section>`;
}

function periods({ view: { t }, matching }: MatchingParts): TemplateResult {
  return selectField({
    id: 'period',
    label: t.period,
    quietLabel: true,
    value: matching.period,
    options: Object.entries(t.periods).map(([value, label]) => ({ value, label })),
    onInput: (period) => matching.choosePeriod(period as Period),
  });
}

function statusOf({ view, matching }: MatchingParts): Status | undefined {
  const { value, error } = matching.tickets;
  if (isEmpty(matching.conditions ?? {})) return { kind: 'info', text: view.t.noConditions };
  if (error !== undefined) return readFailure(view, error, () => matching.reload());
  return value?.items.length === 0 ? { kind: 'info', text: view.t.noTickets } : undefined;
}

function list(parts: MatchingParts): TemplateResult | typeof nothing {
  const { view, matching } = parts;
  const { value, busy } = matching.tickets;
  if (value === undefined) return busy ? skeleton(2) : nothing;
  if (value.items.length === 0) return nothing;
  const more = matching.hasMore && button(view.t.more, () => matching.showMore(), 'quiet small');
  return html`<ul class="list">
      ${value.items.map((ticket) => row(parts, ticket))}
    </ul>
    ${value.more ? html`<p class="row hint">${view.t.newest(value.items.length)} ${more || nothing}</p>` : nothing}`;
}

function row(parts: MatchingParts, ticket: Ticket): TemplateResult {
  const { view, matching, channels, ticketId } = parts;
  const { t, common, when } = view;
  const isOpen = matching.selected === ticket;
  const channel = channels.find(({ id }) => id === ticket.channelId)?.label ?? ticket.channelId;
  const isHere = ticket.ticketId === ticketId;
  return html`<li>
    <button
      class="item ticket"
      type="button"
      part="ticket"
      aria-expanded=${isOpen}
      @click=${() => matching.select(ticket)}
    >
      ${chevronIcon()}
      <span class="subject" dir="auto">${ticket.fields.subject || t.noSubject}</span>
      <span class="meta">
        <time datetime=${ticket.createdAt} title=${when(ticket.createdAt, 'both')}
          >${when(ticket.createdAt, 'date')}</time
        >
        <span>${channel}</span>
        <span>${common.status[ticket.status]}${isHere ? html` <b>${t.thisTicket}</b>` : nothing}</span>
      </span>
    </button>
    ${isOpen ? html`<div class="card" part="customer">${card(view, matching)}</div>` : nothing}
  </li>`;
}

/** The customer in short: enough to know who it is. */
function card(view: View, matching: Matching): TemplateResult {
  const { value, error } = matching.customer;
  if (value !== undefined) return facts(view, value);
  return html`${status(error === undefined ? undefined : readFailure(view, error, () => matching.reload()))}
  ${error === undefined ? skeleton(3) : nothing}`;
}

function facts({ t, common }: View, customer: Customer): TemplateResult {
  const { values, registered, absorbedNumbers, customerNumber } = customer;
  const fields = ['memberId', 'phone', 'email'] as const;
  return html`<p class="row who">
      ${userIcon()}<b dir="auto">${values.name || common.none}</b>
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
          <dd>${all.length > 0 ? all.map((value) => html`<div dir="auto">${value}</div>`) : common.none}</dd>
        </div>`;
      })}
    </dl>`;
}
