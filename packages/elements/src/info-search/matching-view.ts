/** How the matching tickets look: a row each, and below the selected one its customer. */
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Channel, Customer, Ticket } from '@deskcard/core';
import { chevronIcon, userIcon } from '../parts/icons.js';
import { skeleton } from '../parts/skeleton.js';
import { status, type Status } from '../parts/status.js';
import { isEmpty, matched, type Matching, type MatchedCode, type Period } from './matching.js';
import { readFailure, type View } from './view.js';

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
  const names = Object.entries(t.periods) as [Period, string][];
  return html`<div class="segments" role="radiogroup" aria-label=${t.period}>
    ${names.map(
      ([period, name]) =>
        html`<label
          ><input
            type="radio"
            name="period"
            value=${period}
            .checked=${matching.period === period}
            @change=${() => matching.choosePeriod(period)}
          />${name}</label
        >`,
    )}
  </div>`;
}

function statusOf({ view, matching }: MatchingParts): Status | undefined {
  const { t, common } = view;
  if (isEmpty(matching.conditions ?? {})) return { kind: 'info', text: t.noConditions };
  if (matching.error !== undefined) {
    const retry = html`<button class="button small" type="button" @click=${() => matching.reload()}>
      ${common.retry}
    </button>`;
    return { ...readFailure(view, matching.error), action: retry };
  }
  return matching.found?.items.length === 0 ? { kind: 'info', text: t.noTickets } : undefined;
}

function list(parts: MatchingParts): TemplateResult | typeof nothing {
  const { view, matching } = parts;
  const { found } = matching;
  if (found === undefined) return matching.error === undefined ? skeleton(2) : nothing;
  if (found.items.length === 0) return nothing;
  return html`<ul class="list">
      ${repeat(
        found.items,
        ({ ticketId }) => ticketId,
        (ticket) => row(parts, ticket),
      )}
    </ul>
    ${found.more ? rest(parts, found.items.length, view) : nothing}`;
}

function rest({ matching }: MatchingParts, count: number, { t }: View): TemplateResult {
  return html`<p class="row hint">
    ${t.newest(count)}
    ${
      matching.hasMore
        ? html`<button class="button quiet small" type="button" @click=${() => matching.showMore()}>
            ${t.more}
          </button>`
        : nothing
    }
  </p>`;
}

function row(parts: MatchingParts, ticket: Ticket): TemplateResult {
  const { view, matching, channels, ticketId } = parts;
  const { t, common, when } = view;
  const isChosen = matching.chosen?.ticketId === ticket.ticketId;
  const channel = channels.find(({ id }) => id === ticket.channelId)?.label ?? ticket.channelId;
  return html`<li>
    <button
      class="item ticket"
      type="button"
      part="ticket"
      aria-expanded=${isChosen}
      @click=${() => matching.select(ticket)}
    >
      ${chevronIcon()}
      <span class="subject" dir="auto">${ticket.fields.subject || t.noSubject}</span>
      <time class="date" datetime=${ticket.createdAt} title=${when(ticket.createdAt, 'both')}
        >${when(ticket.createdAt, 'date')}</time
      >
      <span class="channel">${channel}</span>
      <span class="state"
        >${common.status[ticket.status]}${
          ticket.ticketId === ticketId ? html` <span class="here">${t.thisTicket}</span>` : nothing
        }</span
      >
    </button>
    ${isChosen ? card(parts, ticket) : nothing}
  </li>`;
}

/** The customer in short: enough to know who it is. */
function card({ view, matching }: MatchingParts, ticket: Ticket): TemplateResult {
  const { customer, customerError } = matching;
  if (customer !== undefined) {
    return html`<div class="card" part="customer">${facts(view, customer)}</div>`;
  }
  const retry = html`<button class="button small" type="button" @click=${() => matching.reload()}>
    ${view.common.retry}
  </button>`;
  const line =
    customerError === undefined
      ? undefined
      : ({ ...readFailure(view, customerError), action: retry } satisfies Status);
  return html`<div class="card" part="customer" aria-busy=${line === undefined ? 'true' : 'false'}>
    <span class="said">${view.common.customerNumber} ${ticket.customerNumber}</span>
    ${line ? status(line) : skeleton(3)}
  </div>`;
}

function facts({ t, common }: View, customer: Customer): TemplateResult {
  const { values, registered, absorbedNumbers, customerNumber } = customer;
  const fields = ['memberId', 'phone', 'email'] as const;
  return html`<p class="who">
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
