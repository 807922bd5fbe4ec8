/** R31, R32, B11: one lookup API with everything that belongs to it. */
import { html, nothing, type TemplateResult } from 'lit';
import { button } from '../parts/button.js';
import { chevronIcon } from '../parts/icons.js';
import { selectField, textField } from '../parts/field.js';
import { status } from '../parts/status.js';
import { conflictView } from './conflict-view.js';
import type { Editor } from './editor.js';
import { cacheUnits } from './form.js';
import { resultItemsView, searchItemsView } from './items-view.js';
import { securityView } from './security-view.js';
import { testView } from './test-view.js';
import type { Ui } from './ui.js';

export interface EditorActions {
  /** back to the list, by Cancel or the arrow */
  readonly leave: () => void;
  readonly remove: () => void;
}

export function editorView(ui: Ui, editor: Editor, { leave, remove }: EditorActions): TemplateResult {
  const { t, common } = ui;
  const { form, api } = editor;
  const save = (event: Event): void => {
    event.preventDefault();
    void editor.save();
  };
  return html`<section class="editor" part="editor" aria-labelledby="title">
    <div class="row head">
      ${button(chevronIcon(), leave, 'quiet icon-only back', { name: t.back })}
      <h3 id="title" class="grow" tabindex="-1">${api ? api.name : t.new}</h3>
      ${api ? button(common.remove, remove, 'quiet danger small') : nothing}
    </div>
    ${conflictView(ui, editor)}
    <form class="definition" id="definition" novalidate aria-labelledby="title" @submit=${save}>
      <section class="part">
        ${textField({ ...editor.bind(form, 'name'), required: true })}
        ${textField({
          ...editor.bind(form, 'baseUrl', { hint: t.baseUrlHint }),
          required: true,
          type: 'url',
          placeholder: 'https://',
        })}
      </section>
      ${securityView(ui, editor)} ${keeping(ui, editor)} ${searchItemsView(ui, editor)}
      ${resultItemsView(ui, editor)}
    </form>
    ${testView(ui, editor)}
    <div class="row foot">
      <button
        class="button primary"
        type="submit"
        form="definition"
        part="save"
        aria-disabled=${editor.saving || editor.theirs ? 'true' : 'false'}
      >
        ${common.save}
      </button>
      ${button(editor.isDirty ? common.cancel : common.close, leave)}
      <div class="grow">
        ${status(editor.said ?? (editor.isDirty ? { kind: 'info', text: t.unsaved } : undefined))}
      </div>
    </div>
  </section>`;
}

/** B11: how long an answer serves before the provider is asked again. */
function keeping(ui: Ui, editor: Editor): TemplateResult {
  const { t } = ui;
  const { form } = editor;
  const options = cacheUnits.map((value) => ({ value, label: t.cacheUnits[value] }));
  return html`<section class="part">
    <div class="keep">
      ${textField(editor.bind(form, 'cacheSeconds', { hint: t.cacheHint }))}
      ${selectField({ ...editor.bind(form, 'cacheUnit', { quietLabel: true }), options })}
    </div>
  </section>`;
}
