/** R5: the search conditions, as one form: Enter in any of them searches. */
import { html, nothing, type TemplateResult } from 'lit';
import { button } from '../parts/button.js';
import { field, selectField, textField } from '../parts/field.js';
import { live } from 'lit/directives/live.js';
import { isBlankQuery, isPeriodReversed, textConditions, type Conditions } from './conditions.js';
import type { Ui } from './ui.js';
import type { Grade } from '@deskcard/core';

export interface ConditionsForm {
  readonly values: Conditions;
  readonly grades: readonly Grade[];
  /** what was wrong is said once somebody searched */
  readonly isJudged: boolean;
  change(values: Conditions): void;
  search(): void;
  clear(): void;
}

export function conditionsView(ui: Ui, form: ConditionsForm): TemplateResult {
  const { t, common, service } = ui;
  const { values } = form;
  const put = (name: keyof Conditions) => (value: string) => form.change({ ...values, [name]: value });
  return html`<form
    class="conditions"
    part="conditions"
    role="search"
    aria-label=${t.conditions}
    novalidate
    @submit=${(event: Event) => {
      event.preventDefault();
      form.search();
    }}
  >
    ${textConditions.map((name) =>
      textField({
        id: name,
        label: common[name],
        // An e-mail input would refuse a fragment.
        type: name === 'phone' ? 'tel' : 'text',
        value: values[name],
        onInput: put(name),
      }),
    )}
    ${selectField({
      id: 'gradeId',
      label: t.grade,
      value: values.gradeId,
      options: [
        { value: '', label: t.anyGrade },
        ...form.grades.map(({ gradeId, name }) => ({ value: gradeId, label: name })),
      ],
      onInput: put('gradeId'),
    })}
    ${day('from', t.from, values.from, put('from'))}
    ${day('to', t.to, values.to, put('to'), form.isJudged && isPeriodReversed(values) ? t.reversed : undefined)}
    <div class="actions">
      <button class="button primary" type="submit">${common.search}</button>
      ${button(t.clear, form.clear, 'quiet', { isWaiting: isBlankQuery(values) })}
    </div>
    ${service.masked ? html`<p class="hint wide">${t.whole}</p>` : nothing}
  </form>`;
}

function day(
  id: string,
  label: string,
  value: string,
  onInput: (value: string) => void,
  error?: string,
): TemplateResult {
  return field(
    { id, label, error },
    html`<input
      class="input"
      part="control"
      type="date"
      max="9999-12-31"
      id=${id}
      name=${id}
      .value=${live(value)}
      aria-invalid=${error ? 'true' : 'false'}
      aria-describedby=${error ? `${id}-fault` : nothing}
      @change=${(event: Event) => onInput((event.target as HTMLInputElement).value)}
    />`,
  );
}
