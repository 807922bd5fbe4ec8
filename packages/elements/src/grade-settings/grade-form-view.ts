/** How a grade looks while it is edited: name, colour in two ways, and the label as the badge will show it (R25, D7). */
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { isColour, luminance, textColour } from '@deskcard/core/colour';
import { button } from '../parts/button.js';
import { isComposing } from '../parts/composing.js';
import { textField } from '../parts/field.js';
import { gradeLabel } from '../parts/grade-label.js';
import { status } from '../parts/status.js';
import type { GradeForm, Ui } from './grade-form.js';

export function gradeFormView(ui: Ui, form: GradeForm, leave: () => void): TemplateResult {
  const { t, common } = ui;
  const save = (event: Event): void => {
    event.preventDefault();
    void form.save();
  };
  const onKey = (event: KeyboardEvent): void => {
    // The arrows of an order begin outside of a form.
    if (event.altKey) event.stopPropagation();
    if (event.key !== 'Escape' || isComposing(event)) return;
    event.stopPropagation();
    // Else the same key would close the dialog that asks.
    event.preventDefault();
    leave();
  };
  return html`<form
    class="editor"
    part="editor"
    novalidate
    aria-label=${form.grade ? form.grade.name : t.new}
    @submit=${save}
    @keydown=${onKey}
  >
    ${conflict(ui, form)}
    <div class="inputs">
      ${textField({
        id: 'name',
        label: t.name,
        value: form.name,
        error: form.faultIn('name'),
        required: true,
        requiredText: common.required,
        onInput: (value) => form.enter('name', value),
      })}
      <div class="colour">
        <input
          type="color"
          class="picker"
          id="picker"
          aria-label=${t.pick}
          title=${t.pick}
          .value=${live(isColour(form.hex) ? form.hex : '#808080')}
          @input=${(event: Event) => form.enter('color', (event.target as HTMLInputElement).value)}
        />
        ${textField({
          id: 'color',
          label: t.color,
          value: form.color,
          hint: t.colorHint,
          error: form.faultIn('color'),
          required: true,
          requiredText: common.required,
          placeholder: '#2257C4',
          onInput: (value) => form.enter('color', value),
        })}
      </div>
      ${preview(ui, form)}
    </div>
    <div class="row">
      <button
        class="button primary small"
        type="submit"
        part="save"
        aria-disabled=${form.saving || form.theirs ? 'true' : 'false'}
      >
        ${common.save}
      </button>
      ${button(common.cancel, leave, 'small')}
      <div class="grow">${status(form.said)}</div>
    </div>
  </form>`;
}

/** The better of black and white on this colour, https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrastOn(colour: string): number {
  const [dark, bright] = [luminance(colour), luminance(textColour(colour))].sort((a, b) => a - b);
  return (bright! + 0.05) / (dark! + 0.05);
}

function preview({ t, language }: Ui, { name, hex }: GradeForm): TemplateResult {
  const ratio = new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return html`<div class="field" part="preview">
    <span class="label">${t.preview}</span>
    <div class="row shown">
      ${gradeLabel({ name: name.trim() || t.unnamed, color: hex })}
      ${isColour(hex) ? html`<span class="hint">${t.contrast(ratio.format(contrastOn(hex)))}</span>` : nothing}
    </div>
  </div>`;
}

/** Two administrators: both grades beside each other, and a person decides. */
function conflict({ t }: Ui, form: GradeForm): TemplateResult | typeof nothing {
  const { theirs } = form;
  if (theirs === undefined) return nothing;
  const overwrite = (): void => void form.overwrite();
  if (theirs === 'deleted') {
    return html`<div class="conflict" part="conflict">
      ${status({ kind: 'warning', text: t.deleted, hint: t.deletedHint })}
      <div class="row">${button(t.saveAsNew, overwrite, 'small')}</div>
    </div>`;
  }
  const side = (label: string, name: string, color: string): TemplateResult =>
    html`<div>
      <dt>${label}</dt>
      <dd class="row">${gradeLabel({ name: name.trim() || t.unnamed, color })}<code>${color}</code></dd>
    </div>`;
  return html`<div class="conflict" part="conflict">
    ${status({ kind: 'warning', text: t.conflict, hint: t.conflictHint })}
    <dl class="pairs">${side(t.theirs, theirs.name, theirs.color)}${side(t.mine, form.name, form.hex)}</dl>
    <div class="row">
      ${button(t.takeTheirs, () => form.take(theirs), 'small')}${button(t.keepMine, overwrite, 'danger small')}
    </div>
  </div>`;
}
