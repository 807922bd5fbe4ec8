/** Who the customer is: name and grades, the number, and what each field says now and said before (R14, R24, D4). */
import { html, nothing, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { Customer } from '@deskcard/core';
import { inOrder, paint, shownName, type BadgeGrade } from '../customer-badge/labels.js';
import { readFailure } from '../lookups/view.js';
import { userIcon } from '../parts/icons.js';
import { skeleton } from '../parts/skeleton.js';
import { status } from '../parts/status.js';
import type { View } from './view.js';

const builtIn = ['memberId', 'name', 'phone', 'email'] as const;
/** So many earlier values stand below the present one. */
const earlier = 3;

export function customerView(view: View): TemplateResult {
  const { t, common, customer } = view;
  const { value, error, busy } = customer;
  const line =
    error !== undefined
      ? readFailure(view, error, view.reload)
      : value === undefined && !busy
        ? ({ kind: 'info', text: t.noCustomer } as const)
        : undefined;
  return html`<section class="customer" part="customer" aria-label=${common.customer} aria-busy=${busy}>
    ${status(line)}${value ? known(view, value) : busy ? skeleton(5) : nothing}
  </section>`;
}

function known(view: View, customer: Customer): TemplateResult {
  const { t, common, values, service } = view;
  const { customerNumber, absorbedNumbers, registered, createdAt } = customer;
  const also = absorbedNumbers.length > 0 ? small([t.also(absorbedNumbers.join(', '))]) : nothing;
  const fields = [
    ...builtIn.map((code) => ({ code, label: common[code] })),
    ...(service?.customerFields ?? []),
  ];
  return html`<div class="row who">
      ${userIcon()}
      <h3>
        <bdi
          >${customer.values['name'] || customer.values['phone'] || customer.values['email'] || t.nameless}</bdi
        >
      </h3>
      ${labels(view)}
    </div>
    ${service?.masked ? html`<p class="hint">${t.masked}</p>` : nothing}
    <dl class="pairs results">
      <div>
        <dt>${common.customerNumber}</dt>
        ${values.value(view, 'number', common.customerNumber, customerNumber, also)}
      </div>
      ${fields.map(({ code, label }) => {
        const now = customer.values[code] ?? '';
        const before = (registered[code] ?? []).map(({ value }) => value).filter((value) => value !== now);
        return html`<div>
          <dt>${label}</dt>
          ${values.value(view, `customer/${code}`, label, now, small(before.slice(0, earlier), t.before))}
        </div>`;
      })}
      <div>
        <dt>${t.since}</dt>
        <dd><time datetime=${createdAt}>${view.when(createdAt, 'date')}</time></dd>
      </div>
    </dl>`;
}

function small(texts: readonly string[], name?: string): TemplateResult | typeof nothing {
  if (texts.length === 0) return nothing;
  return html`<div class="hint before">
    ${name ? html`<span class="said">${name}:</span>` : nothing}${texts.map((text) => html` <bdi>${text}</bdi>`)}
  </div>`;
}

/** D7: every grade in grade order; its colour is never the only sign. */
function labels({ t, common, grades, reload }: View): TemplateResult | typeof nothing {
  const known = inOrder(grades?.grades ?? []);
  if (known.length > 0) {
    return html`<span class="grades"
      ><span class="said">${t.grades}:</span>${known.map((each) => html` ${label(each)}`)}</span
    >`;
  }
  if (grades?.error === undefined) return nothing;
  const again = (): void => (grades.askAgain(), reload());
  return html`<span class="hint"
    >${t.noGrades}
    <button class="button quiet small" type="button" @click=${again}>${common.retry}</button></span
  >`;
}

function label({ name, color }: BadgeGrade): TemplateResult {
  return html`<span
    class="grade"
    part="grade"
    ${ref((element) => element && paint(element as HTMLElement, color))}
    >${shownName(name)}</span
  >`;
}
