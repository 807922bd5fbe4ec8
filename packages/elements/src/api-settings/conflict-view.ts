/** Two administrators on one lookup API: both versions beside each other, and a person decides, as a whole or line by line. */
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { button } from '../parts/button.js';
import { status } from '../parts/status.js';
import type { Difference, Whose } from './differences.js';
import type { Editor } from './editor.js';
import type { Ui } from './ui.js';

export function conflictView(ui: Ui, editor: Editor): TemplateResult | typeof nothing {
  const { t } = ui;
  const { theirs } = editor;
  if (theirs === undefined) return nothing;
  const overwrite = (): void => void editor.overwrite();
  if (theirs === 'deleted') {
    return html`<div class="conflict" tabindex="-1">
      ${status({ kind: 'warning', text: t.deleted, hint: t.deletedHint })}
      <div class="row">${button(t.saveAsNew, overwrite)}</div>
    </div>`;
  }
  const take = (): void => {
    editor.take(theirs);
    void ui.focus('#title');
  };
  return html`<div class="conflict" part="conflict" tabindex="-1">
    ${status({ kind: 'warning', text: t.conflict, hint: t.conflictHint })}
    <table class="table">
      <thead>
        <tr>
          <th scope="col">${t.setting}</th>
          <th scope="col" id="theirs">${t.theirs}</th>
          <th scope="col" id="mine">${t.mine}</th>
        </tr>
      </thead>
      <tbody>
        ${editor.differences.map((each, index) => row(ui, editor, each, index))}
      </tbody>
    </table>
    <div class="row">
      ${button(t.saveChosen, () => void editor.combine(), 'primary')}
      ${button(t.takeTheirs, take)}${button(t.keepMine, overwrite, 'danger')}
    </div>
  </div>`;
}

function row({ t, update }: Ui, editor: Editor, difference: Difference, index: number): TemplateResult {
  const { id, name, by } = difference;
  const cell = (whose: Whose): TemplateResult => {
    const text = `line-${index}-${whose}`;
    const choose = (): void => {
      editor.chosen.set(id, whose);
      update();
    };
    return html`<td>
      <label class="choice"
        ><input
          type="radio"
          name="line-${index}"
          aria-labelledby="line-${index} ${whose} ${text}"
          .checked=${live(editor.choiceOf(difference) === whose)}
          @change=${choose}
        /><span id=${text}>${difference[whose]}</span></label
      >
    </td>`;
  };
  return html`<tr>
    <th scope="row"><span id="line-${index}">${name}</span> <span class="meta">${t.changedBy[by]}</span></th>
    ${cell('theirs')}${cell('mine')}
  </tr>`;
}
