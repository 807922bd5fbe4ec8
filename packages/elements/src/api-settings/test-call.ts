/**
 * B10: the real call with what is typed, saved or not, and the exchange in full: what went out, what came back, what
 * agents would read. A value of the reply becomes a result item by one press.
 */
import { isDeskError } from '@deskcard/core/errors';
import { isBlank } from '@deskcard/core/connect';
import type { LookupApiDraft, LookupInputs, TestCall as Exchange } from '@deskcard/core';
import { CALL_MS, within } from '../deadline.js';
import type { Editor } from './editor.js';
import { newResultRow, type SearchRow } from './form.js';
import type { Ui } from './ui.js';

export class TestCall {
  run: AbortController | undefined;
  exchange: Exchange | undefined;
  error: unknown;
  /** what of the definition decided how the exchange was signed */
  signedText: LookupApiDraft['security']['signedText'] = 'body+timestamp';
  /** what came of copying the call */
  copied = '';
  /** the whole reply is shown, however long */
  isUnfolded = false;
  readonly #ui: Ui;
  readonly #editor: Editor;
  /** row key → as typed */
  readonly #typed = new Map<string, string>();

  constructor(ui: Ui, editor: Editor) {
    this.#ui = ui;
    this.#editor = editor;
  }

  valueOf({ key, defaultValue }: SearchRow): string {
    return this.#typed.get(key) ?? defaultValue;
  }

  type(row: SearchRow, value: string): void {
    this.#typed.set(row.key, value);
    this.#editor.touch(`${row.key}-test`);
  }

  async send(): Promise<void> {
    if (this.run) return;
    this.error = this.exchange = undefined;
    this.isUnfolded = false;
    this.copied = '';
    this.#ui.update();
    if (!this.#editor.check()) return;
    const { draft } = this.#editor;
    const run = (this.run = new AbortController());
    try {
      const inputs = this.#inputs();
      const { lookups } = this.#ui.desk;
      const exchange = await within(CALL_MS, run.signal, (signal) =>
        lookups.test({ api: draft, inputs }, { signal }),
      );
      if (this.run !== run) return;
      this.exchange = exchange;
      this.signedText = draft.security.signedText;
    } catch (error) {
      if (this.run === run) this.#fail(error);
    }
    if (this.run === run) this.run = undefined;
    this.#ui.called();
    this.#ui.update();
  }

  cancel(): void {
    this.run?.abort();
    this.run = undefined;
    this.#ui.update();
  }

  /** A value of the reply is shown to agents from now on; one that is already, is gone to. */
  use(dataName: string): void {
    const { form } = this.#editor;
    let row = form.resultItems.find((each) => each.dataName === dataName);
    if (row === undefined) {
      row = newResultRow(dataName);
      form.resultItems.push(row);
      this.#ui.say(this.#ui.t.added(dataName));
    }
    const { key } = row;
    void this.#ui.focus(`#${key}-screenName`).then((field) => (field as HTMLInputElement).select());
  }

  #inputs(): LookupInputs {
    const filled = this.#editor.form.searchItems.filter((row) => !isBlank(this.valueOf(row)));
    return Object.fromEntries(filled.map((row) => [row.variableName.trim(), this.valueOf(row)]));
  }

  #fail(error: unknown): void {
    this.error = error;
    if (!isDeskError(error) || error.code !== 'invalid_input') return;
    this.#editor.refuse(error.issues);
  }
}
