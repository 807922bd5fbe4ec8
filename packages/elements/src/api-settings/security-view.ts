/**
 * D1: three kinds of security, each with what it means, because what the published protocol calls encryption is a
 * signature. A kind that this desk cannot do is shown and cannot be chosen.
 */
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { chevronIcon } from '../parts/icons.js';
import { selectField } from '../parts/field.js';
import type { Editor } from './editor.js';
import { keysView } from './keys-view.js';
import type { Ui } from './ui.js';

export function securityView(ui: Ui, editor: Editor): TemplateResult {
  const { t } = ui;
  const { form } = editor;
  const fault = editor.faultIn('mode');
  const signedTexts = (['body+timestamp', 'uri+body+timestamp'] as const).map((value) => ({
    value,
    label: t.signedTexts[value],
  }));
  return html`<section class="part" aria-labelledby="security">
    <h4 id="security">${t.security}</h4>
    <div
      class="modes"
      role="radiogroup"
      tabindex="-1"
      aria-labelledby="security"
      aria-invalid=${fault ? 'true' : 'false'}
      aria-describedby=${fault ? 'mode-fault' : nothing}
    >
      ${(['none', 'signature', 'encrypted'] as const).map((mode) => modeView(ui, editor, mode))}
    </div>
    ${fault ? html`<p class="fault" id="mode-fault">${fault}</p>` : nothing}
    ${form.mode === 'none' ? nothing : keysView(ui, editor, form.mode)}
    ${
      form.mode === 'signature'
        ? html`<details class="disclosure">
            <summary>${chevronIcon()}${t.advanced}</summary>
            ${selectField({ ...editor.bind(form, 'signedText', { hint: t.signedTextHint }), options: signedTexts })}
          </details>`
        : nothing
    }
  </section>`;
}

function modeView(
  { t, service }: Ui,
  editor: Editor,
  mode: 'none' | 'signature' | 'encrypted',
): TemplateResult {
  const { form } = editor;
  const isAvailable = service.securityModes.includes(mode);
  const choose = (): void => {
    form.mode = mode;
    editor.touch('mode');
  };
  return html`<div class="mode">
    <input
      type="radio"
      name="mode"
      id="mode-${mode}"
      aria-describedby="mode-${mode}-hint"
      ?disabled=${!isAvailable}
      .checked=${live(form.mode === mode)}
      @change=${choose}
    />
    <label for="mode-${mode}">${t.modes[mode]}</label>
    <p class="hint" id="mode-${mode}-hint">
      ${t.modesHint[mode]}${isAvailable ? nothing : html` <b>${t.modeUnavailable}</b>`}
    </p>
  </div>`;
}
