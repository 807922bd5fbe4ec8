/** B5: whose the value is, in a dialog with the four answers, the safest of them at hand. */
import { html, nothing, type TemplateResult } from 'lit';
import type { CustomerSummary } from '@deskcard/core';
import { labelRow } from '../customer-badge/labels.js';
import { button } from '../parts/button.js';
import { skeleton } from '../parts/skeleton.js';
import { status } from '../parts/status.js';
import type { TakenQuestion } from './taken.js';
import type { Now, Shell } from './ui.js';

export interface TakenView extends Now {
  readonly shell: Shell;
  readonly question: TakenQuestion;
  readonly mayMerge: boolean;
  merge(): void;
  answer(answer: 'move' | 'keepApart'): void;
  cancel(): void;
}

export function takenView(view: TakenView): TemplateResult {
  const { question } = view;
  const onCancel = (event: Event): void => {
    event.preventDefault();
    view.cancel();
  };
  return html`<dialog
    class="dialog taken"
    part="taken"
    aria-labelledby="taken-title"
    aria-describedby="taken-text"
    @cancel=${onCancel}
  >
    ${question.matter ? content(view, question.matter) : nothing}
  </dialog>`;
}

/** After every drawing: it opens when there is a question, and gives the focus back when there is none. */
export function showTaken(root: ParentNode, { matter }: TakenQuestion): void {
  const dialog = root.querySelector<HTMLDialogElement>('.taken');
  if (!dialog?.isConnected) return;
  if (!matter) {
    if (dialog.open) dialog.close();
  } else if (!dialog.matches(':modal')) {
    // A dialog that was moved with its element is still open, but modal no longer.
    dialog.removeAttribute('open');
    dialog.showModal();
  }
}

function content(view: TakenView, matter: NonNullable<TakenQuestion['matter']>): TemplateResult {
  const { t, common } = view;
  const { label, value, otherNumber } = matter;
  return html`<div class="dialog-head"><h2 id="taken-title">${t.takenTitle(label)}</h2></div>
    <div class="dialog-body">
      <p id="taken-text">${t.takenText(value, otherNumber)}</p>
      ${person(view)}
      <div class="answers">
        ${view.mayMerge ? answer('merge', t.answers.merge, view.merge) : nothing}
        ${answer('move', t.answers.move, () => view.answer('move'))}
        ${answer('keepApart', t.answers.keepApart, () => view.answer('keepApart'))}
      </div>
    </div>
    <div class="dialog-foot">
      <p class="grow hint">${t.takenNothing}</p>
      ${button(common.cancel, view.cancel, '')}
    </div>`;
}

function answer(id: string, [name, means]: readonly [string, string], press: () => void): TemplateResult {
  return html`<button class="item answer" type="button" id="taken-${id}" @click=${press}>
    <b>${name}</b> <span class="hint">${means}</span>
  </button>`;
}

/** Masked where this person sees masks: the desk sees to that. */
function person({ question, common, shell, service }: TakenView): TemplateResult {
  const { value, error, busy } = question.other;
  if (!value) {
    if (!error) return html`${status({ kind: 'busy', text: common.loading })}${busy ? skeleton(3) : nothing}`;
    const again = button(common.retry, () => question.read(), 'small');
    return status({ ...shell.failure(error), action: again });
  }
  const { customer, grades } = value;
  return html`<div class="person" part="other">
    ${grades.length > 0 ? labelRow(grades) : nothing}
    <dl class="pairs">
      ${pairs(customer, common, service.customerFields).map(
        ([name, text]) =>
          html`<div>
            <dt>${name}</dt>
            <dd><bdi>${text}</bdi></dd>
          </div>`,
      )}
    </dl>
  </div>`;
}

function pairs(
  { customerNumber, values }: Pick<CustomerSummary, 'customerNumber' | 'values'>,
  common: Now['common'],
  own: Now['service']['customerFields'],
): [string, string][] {
  const builtIn = ['name', 'memberId', 'phone', 'email'] as const;
  return [
    [common.customerNumber, customerNumber],
    ...builtIn.map((code): [string, string] => [common[code], values[code] ?? common.none]),
    ...own.flatMap(({ code, label }): [string, string][] => (values[code] ? [[label, values[code]]] : [])),
  ];
}
