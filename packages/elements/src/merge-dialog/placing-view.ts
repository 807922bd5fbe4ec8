/** B1: whose are these tickets? One of two customers each, and it is done at once. */
import { html, nothing, type TemplateResult } from 'lit';
import { button } from '../parts/button.js';
import { status, type Status } from '../parts/status.js';
import type { Unclear } from './placing.js';
import type { HistoryView } from './view.js';

export function placingView(view: HistoryView): TemplateResult | typeof nothing {
  const { flow, t } = view;
  const { items } = flow.placing;
  if (items.length === 0) return nothing;
  return html`<section class="section" aria-labelledby="unclear">
    <h3 id="unclear" tabindex="-1">${t.unclear}</h3>
    <p class="muted">${t.unclearHint}</p>
    <ul class="list" aria-labelledby="unclear">
      ${items.map((item, index) => html`<li class="entry">${entry(view, item, index)}</li>`)}
    </ul>
  </section>`;
}

function entry(view: HistoryView, item: Unclear, index: number): TemplateResult {
  const { flow, t, common, when } = view;
  const { ticket, sides, placed } = item;
  const { subject, content } = ticket.fields;
  const whose = flow.placing.whose(item);
  const answers = sides.map(({ customerNumber, values }) => {
    const label = html`${t.number(customerNumber)} <bdi>${values['name'] ?? nothing}</bdi>`;
    const place = (): unknown => flow.placing.place(item, customerNumber);
    // prettier-ignore
    return html`<button class="button small" type="button" aria-pressed=${placed.value === customerNumber}
      aria-disabled=${placed.busy ? 'true' : nothing} @click=${place}>${label}</button>`;
  });
  return html`<div role="group" aria-labelledby="unclear-${index}" class="answers">
    <div class="grow" id="unclear-${index}">
      <b>${common.ticket} ${ticket.ticketId}</b>
      <span class="muted">${when(ticket.createdAt)}</span>
      ${subject || content ? html`<p class="excerpt" dir="auto">${subject || content}</p>` : nothing}
    </div>
    <div class="row">${answers}</div>
    ${status(entryStatus(view, item, whose))}
  </div>`;
}

function entryStatus({ flow, t, common, explain }: HistoryView, item: Unclear, whose: string): Status {
  const { placed, asked } = item;
  if (placed.busy) return { kind: 'busy', text: `${t.number(asked!)}…` };
  if (placed.error) {
    const again = button(common.retry, () => flow.placing.place(item, asked!), 'small');
    return { ...explain(placed.error), action: again };
  }
  if (placed.value === undefined) return { kind: 'info', text: t.nowWith(whose) };
  return { kind: 'ok', text: t.placedWith(whose) };
}
