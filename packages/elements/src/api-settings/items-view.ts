/** R37–R45: what is sent to the provider and what is shown of its answer, item by item. */
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { button } from '../parts/button.js';
import { choice } from '../parts/choice.js';
import { isComposing } from '../parts/composing.js';
import { chevronIcon, plusIcon, undoIcon } from '../parts/icons.js';
import { selectField, textField } from '../parts/field.js';
import { rows } from '../parts/rows.js';
import { status } from '../parts/status.js';
import type { Editor } from './editor.js';
import { filled, newOption, newResultRow, newSearchRow } from './form.js';
import type { Form, ResultRow, SearchRow } from './form.js';
import type { Ui } from './ui.js';

type List = 'searchItems' | 'resultItems';

export function searchItemsView(ui: Ui, editor: Editor): TemplateResult {
  const { t } = ui;
  const add = (division: SearchRow['division'], first: string) => (): void => {
    const row = newSearchRow(division);
    editor.form.searchItems.push(row);
    void ui.focus(`#${row.key}-${first}`);
  };
  return section(
    { ui, editor, list: 'searchItems', look: 'cards', body: (row) => searchItem(ui, editor, row) },
    html`${button(html`${plusIcon()}${t.addGeneral}`, add('general', 'screenName'), 'small', { id: 'add-searchItems' })}
    ${button(html`${plusIcon()}${t.addTicketField}`, add('ticketField', 'fieldCode'), 'small')}`,
  );
}

export function resultItemsView(ui: Ui, editor: Editor): TemplateResult {
  const { common } = ui;
  const add = (): void => {
    const row = newResultRow();
    editor.form.resultItems.push(row);
    void ui.focus(`#${row.key}-screenName`);
  };
  const body = (row: ResultRow, index: number): TemplateResult =>
    html`<div class="pair">
      ${textField(editor.bind(row, 'screenName', { quietLabel: index > 0 }))}
      ${textField(editor.bind(row, 'dataName', { quietLabel: index > 0 }))}
    </div>`;
  return section(
    { ui, editor, list: 'resultItems', look: 'lines', body },
    button(html`${plusIcon()}${common.add}`, add, 'small', { id: 'add-resultItems' }),
  );
}

interface Section<L extends List> {
  readonly ui: Ui;
  readonly editor: Editor;
  readonly list: L;
  readonly look: string;
  readonly body: (row: Form[L][number], index: number) => TemplateResult;
}

/** One of the two lists, with a way back for what was deleted last. */
function section<L extends List>(
  { ui, editor, list, look, body }: Section<L>,
  add: TemplateResult,
): TemplateResult {
  const { t, common } = ui;
  const { form, removed } = editor;
  const items: Form[L][number][] = form[list];
  const fault = editor.faultIn(list);
  const nameOf = (row: Form[L][number]): string =>
    row.screenName || ('dataName' in row ? row.dataName : '') || t.unnamed;
  const restore = (): void => {
    removed!.restore();
    editor.removed = undefined;
    void ui.focus(`#add-${list}`);
  };
  return html`<section class="part" aria-labelledby=${list}>
    <h4 id=${list}>${t[list]}</h4>
    <p class="hint">${t.hints[list]}</p>
    ${fault ? html`<p class="fault">${fault}</p>` : nothing}
    ${rows({
      ui,
      label: t[list],
      look,
      items,
      name: nameOf,
      body,
      order: (ordered) => ((form[list] = ordered as Form[L]), ui.update()),
      remove: (row, at) => {
        items.splice(at, 1);
        editor.removed = { list, name: nameOf(row), restore: () => form[list].splice(at, 0, row as never) };
        void ui.focus(focusAfter(items, at, `#add-${list}`));
      },
    })}
    ${status(
      removed?.list === list
        ? {
            kind: 'info',
            text: t.removed(removed.name),
            action: button(html`${undoIcon()}${common.undo}`, restore, 'small'),
          }
        : undefined,
    )}
    <div class="row">${add}</div>
  </section>`;
}

function searchItem(ui: Ui, editor: Editor, row: SearchRow): TemplateResult {
  const { t, service, update } = ui;
  const field = service.ticketFields.find(({ code }) => code === row.fieldCode);
  const kind =
    row.division === 'general' ? t.controls[row.control] : `${t.fieldCode}: ${field?.label ?? row.fieldCode}`;
  const toggle = ({ currentTarget }: Event): void => {
    row.isOpen = (currentTarget as HTMLDetailsElement).open;
  };
  return html`<details class="disclosure" .open=${live(row.isOpen)} @toggle=${toggle}>
    <summary>
      ${chevronIcon()}<b>${row.screenName || t.unnamed}</b>
      <code>${row.variableName}</code>
      <span class="meta">${kind}${row.required ? ` · ${ui.common.required}` : nothing}</span>
    </summary>
    <div class="grid">
      ${row.division === 'ticketField' ? fieldChoice(ui, editor, row) : controlChoice(ui, editor, row)}
      ${textField({ ...editor.bind(row, 'screenName'), required: true })}
      ${textField({ ...editor.bind(row, 'variableName'), required: true })}
      ${textField(editor.bind(row, 'dataLength'))}
      ${choice('checkbox', t.required, row.required, () => ((row.required = !row.required), update()))}
      ${row.division === 'ticketField' ? channels(ui, editor, row) : extras(ui, editor, row)}
    </div>
  </details>`;
}

function controlChoice({ t }: Ui, editor: Editor, row: SearchRow): TemplateResult {
  const options = (['text', 'dropdown'] as const).map((value) => ({ value, label: t.controls[value] }));
  return selectField({ ...editor.bind(row, 'control'), options });
}

/** R37: a caption has no value and a file no text. */
function fieldChoice({ t, service }: Ui, editor: Editor, row: SearchRow): TemplateResult {
  const fields = service.ticketFields.filter(({ type }) => type !== 'caption' && type !== 'file');
  const options = fields.map(({ code, label }) => ({ value: code, label }));
  const isKnown = fields.some(({ code }) => code === row.fieldCode);
  if (!isKnown) options.unshift({ value: row.fieldCode, label: row.fieldCode || t.choose });
  const bound = editor.bind(row, 'fieldCode');
  const screenNameOf = (code?: string): string =>
    [...(fields.find((each) => each.code === code)?.label ?? '')].slice(0, 50).join('');
  const onInput = (code: string): void => {
    // Arrow keys pass other fields on the way: what was proposed for those goes with them.
    const { proposedFor } = row;
    if (row.screenName === screenNameOf(proposedFor)) row.screenName = '';
    if (row.variableName === proposedFor) row.variableName = '';
    row.screenName ||= screenNameOf(code);
    row.variableName ||= code;
    row.proposedFor = code;
    bound.onInput(code);
  };
  return selectField({ ...bound, onInput, options, required: true });
}

/** R44: a channel that the service no longer has stays to be seen, so that it can be taken out. */
function channels({ t, service }: Ui, editor: Editor, row: SearchRow): TemplateResult {
  const known = new Map(service.channels.map(({ id, label }) => [id, label]));
  const ids = new Set([...known.keys(), ...row.autoChannels]);
  const id = `${row.key}-autoChannels`;
  const fault = editor.faultIn(id);
  const toggle = (channel: string): void => {
    const others = row.autoChannels.filter((each) => each !== channel);
    row.autoChannels = others.length < row.autoChannels.length ? others : [...others, channel];
    editor.touch(id);
  };
  return html`<fieldset class="field wide" aria-describedby="${id}-hint ${id}-fault">
    <legend class="label">${t.autoChannels}</legend>
    <div class="choices">
      ${[...ids].map((channel) =>
        choice(
          'checkbox',
          known.get(channel) ?? channel,
          row.autoChannels.includes(channel),
          () => toggle(channel),
          !!fault,
        ),
      )}
    </div>
    ${fault ? html`<p class="fault" id="${id}-fault">${fault}</p>` : nothing}
    <p class="hint" id="${id}-hint">${t.autoHint}</p>
  </fieldset>`;
}

/** R43: the default of a text box, or the list of a drop-down with its default. */
function extras(ui: Ui, editor: Editor, row: SearchRow): TemplateResult {
  const { t } = ui;
  const bound = editor.bind(row, 'defaultValue');
  if (row.control === 'text') return textField(bound);
  const offered = filled(row).map(({ value, label }) => ({ value, label: label || value }));
  return html`${selectField({ ...bound, options: [{ value: '', label: t.noDefault }, ...offered] })}
  ${optionList(ui, editor, row)}`;
}

function optionList(ui: Ui, editor: Editor, row: SearchRow): TemplateResult {
  const { t, common } = ui;
  const id = `${row.key}-options`;
  const fault = editor.faultIn(id);
  const insert = (at: number): void => {
    const added = newOption();
    row.options.splice(at, 0, added);
    editor.touch(id);
    void ui.focus(`#${added.key}-value`);
  };
  const addBelow =
    (at: number) =>
    (event: KeyboardEvent): void => {
      if (event.key !== 'Enter' || isComposing(event)) return;
      event.preventDefault();
      insert(at + 1);
    };
  return html`<fieldset class="field wide">
    <legend class="label">${t.options}</legend>
    ${rows({
      ui,
      label: t.options,
      look: 'lines',
      items: row.options,
      name: (option) => option.label || option.value || t.unnamed,
      body: (option, index) =>
        html`<div class="pair" @keydown=${addBelow(index)}>
          ${textField(editor.bind(option, 'value', { quietLabel: index > 0 }))}
          ${textField({
            ...editor.bind(option, 'label', { quietLabel: index > 0 }),
            placeholder: option.value,
          })}
        </div>`,
      order: (items) => ((row.options = items), editor.touch(id)),
      remove: (option, at) => {
        row.options = row.options.filter((each) => each !== option);
        editor.touch(id);
        void ui.focus(focusAfter(row.options, at, `#${id}`));
      },
    })}
    <div>
      <button
        class="button small"
        type="button"
        id=${id}
        aria-invalid=${fault ? 'true' : nothing}
        aria-describedby="${id}-fault"
        @click=${() => insert(row.options.length)}
      >
        ${plusIcon()}${common.add}
      </button>
    </div>
    <p class="fault" id="${id}-fault">${fault ?? nothing}</p>
    <p class="hint">${t.optionsHint}</p>
  </fieldset>`;
}

/** The next row's own button, so that several are deleted one after the other. */
function focusAfter(items: readonly { readonly key: string }[], at: number, otherwise: string): string {
  const next = items[at] ?? items.at(-1);
  return next ? `#${next.key}-remove` : otherwise;
}
