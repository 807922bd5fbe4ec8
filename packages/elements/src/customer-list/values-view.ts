/**
 * R11, R14, R16, D4, D13: each value of a customer with where it came from, and every other one ever registered. What
 * is masked is shown as the desk gives it; whoever may see more says why, and the audit trail keeps it (B13).
 */
import { html, nothing, type TemplateResult } from 'lit';
import { isTooLong } from '@deskcard/core/limits';
import type { Customer, RegisteredValue } from '@deskcard/core';
import { button } from '../parts/button.js';
import { chevronIcon } from '../parts/icons.js';
import { status } from '../parts/status.js';
import { textField } from '../parts/field.js';
import { openTicket } from './open-ticket.js';
import type { CustomerRecord } from './record.js';
import { customerFields, REASON_LENGTH, type Ui } from './ui.js';

export function valuesView(ui: Ui, record: CustomerRecord, customer: Customer): TemplateResult {
  const { t } = ui;
  return html`<section aria-labelledby="values">
    <h3 id="values">${t.values}</h3>
    ${masking(ui, record)}
    <dl class="values">${customerFields(ui).map(({ code, label }) => row(ui, customer, code, label))}</dl>
    <p class="hint">${t.editAtTicket}</p>
  </section>`;
}

/** Who sees masks is told why, and what can be done about it. */
function masking(ui: Ui, record: CustomerRecord): TemplateResult | typeof nothing {
  const { t, service, failure } = ui;
  if (!service.masked) return nothing;
  if (!record.mayReveal) return status({ kind: 'info', text: t.notRevealed, hint: t.notRevealedHint });
  if (record.isRevealed) {
    return status({ kind: 'ok', text: t.revealed, action: button(t.hide, () => record.mask(), 'small') });
  }
  const { busy, error } = record.revealing;
  const isLong = isTooLong(record.reason, REASON_LENGTH);
  return html`<form
      class="reveal"
      @submit=${(event: Event) => {
        event.preventDefault();
        if (!isLong) void record.reveal();
      }}
    >
      ${textField({
        id: 'reason',
        label: t.revealReason,
        hint: t.revealHint,
        error: isLong ? ui.describeIssue({ code: 'tooLong', maximum: REASON_LENGTH }) : undefined,
        value: record.reason,
        onInput: (reason) => {
          record.reason = reason;
          ui.update();
        },
      })}
      <button class="button" type="submit" aria-disabled=${busy || isLong ? 'true' : nothing}>
        ${t.reveal}
      </button>
    </form>
    ${status(error === undefined ? undefined : failure(error))}`;
}

function row(ui: Ui, customer: Customer, code: string, label: string): TemplateResult {
  const { t, common } = ui;
  const current = customer.values[code];
  const registered = customer.registered[code] ?? [];
  const origin = registered.find(({ value }) => value === current);
  const others = registered.filter((each) => each !== origin && each.value !== '');
  return html`<div>
    <dt>${label}</dt>
    <dd>
      ${
        current
          ? html`<p class="value"><bdi>${current}</bdi></p>`
          : html`<p class="muted">${common.none}<span class="said"> ${t.noValue}</span></p>`
      }
      ${origin ? originView(ui, customer, origin) : nothing}
      ${
        others.length > 0
          ? html`<details class="disclosure">
              <summary>${chevronIcon()}${t.earlier(others.length)}</summary>
              <ul class="others">
                ${others.map(
                  (each) =>
                    html`<li>
                      <p class="value"><bdi>${each.value}</bdi></p>
                      ${originView(ui, customer, each)}
                    </li>`,
                )}
              </ul>
            </details>`
          : nothing
      }
    </dd>
  </div>`;
}

/** Source, when, who, at which ticket, and under which number. */
function originView(
  ui: Ui,
  customer: Customer,
  { source, at, by, ticketId, from }: RegisteredValue,
): TemplateResult {
  const { t, when } = ui;
  const { customerNumber } = customer;
  const facts = [
    t.origin[source],
    when(at),
    ...(by ? [t.by(by)] : []),
    ...(from === customerNumber ? [] : [t.under(from)]),
  ];
  return html`<p class="origin">
    ${facts.join(' · ')}
    ${
      ticketId
        ? button(
            html`<bdi>${ticketId}</bdi>`,
            () => openTicket(ui, ticketId, customerNumber, false),
            'quiet small',
            {
              name: t.openTicket(ticketId),
            },
          )
        : nothing
    }
  </p>`;
}
