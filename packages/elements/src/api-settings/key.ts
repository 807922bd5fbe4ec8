/**
 * R34, R35, B12: the key is made when the API is saved with signature. It is fetched only when an administrator wants
 * to see or copy it, and forgotten as soon as that is over.
 */
import { html, type TemplateResult } from 'lit';
import { copyText, selectText } from '../copy.js';
import { ask } from '../events.js';
import { Late } from '../late.js';
import { button } from '../parts/button.js';
import { copyIcon } from '../parts/icons.js';
import { status, type Status } from '../parts/status.js';
import type { Editor } from './editor.js';
import type { Ui } from './ui.js';

export class KeyBox {
  readonly #ui: Ui;
  readonly #editor: Editor;
  readonly #late: Late<{ readonly key: string; readonly changedAt: string }>;
  #said: Status | undefined;

  constructor(ui: Ui, editor: Editor) {
    this.#ui = ui;
    this.#editor = editor;
    this.#late = new Late(ui.update);
  }

  forget(): void {
    this.#late.drop();
    this.#said = undefined;
    this.#ui.update();
  }

  render(): TemplateResult {
    const { t, common, when, failure } = this.#ui;
    const { api } = this.#editor;
    const { value, busy, error } = this.#late;
    const changedAt = value?.changedAt ?? api?.keyChangedAt;
    if (changedAt === undefined) return html`<p class="hint">${t.keyLater}</p>`;
    const said: Status | undefined =
      error === undefined ? (busy ? { kind: 'busy', text: common.loading } : this.#said) : failure(error);
    return html`<div class="field key">
      <span class="label">${t.key}</span>
      <div class="row">
        <code class="input" part="key">${value ? value.key : '•'.repeat(24)}</code>
        ${button(value ? t.hide : t.show, () => (value ? this.forget() : void this.#read()), '', { id: 'key-show' })}
        ${button(html`${copyIcon()}${common.copy}`, () => void this.#copy(), '', { id: 'key-copy' })}
        ${button(t.change, () => this.#askToChange(), '', { id: 'key-change' })}
      </div>
      <p class="hint">${t.keyHint} ${t.keyChanged(when(changedAt))}</p>
      ${status(said)}
    </div>`;
  }

  #read(): Promise<boolean> {
    const { apiId } = this.#editor.api!;
    this.#said = undefined;
    return this.#late.ask((signal) => this.#ui.desk.lookups.showKey({ apiId }, { signal }));
  }

  /** Where the page may not copy, the key is shown and selected for the administrator's own keys. */
  async #copy(): Promise<void> {
    const { common, t, focus } = this.#ui;
    const wasShown = this.#late.value !== undefined;
    if (!wasShown && !(await this.#read())) return;
    const isCopied = await copyText(this.#late.value?.key ?? '');
    if (isCopied && !wasShown) this.#late.drop();
    this.#said = isCopied ? { kind: 'ok', text: common.copied } : { kind: 'info', text: t.copyByHand };
    const shown = await focus('.key code');
    if (!isCopied && shown) selectText(shown);
  }

  #askToChange(): void {
    const { t, host, desk } = this.#ui;
    const { apiId, name } = this.#editor.api!;
    this.#ui.ask({
      title: t.changeTitle,
      text: () => t.changeText,
      yes: t.change,
      act: async () => {
        if (!ask(host, 'deskcard-before-lookup-key-change', { apiId, name })) return;
        this.#said = undefined;
        if (!(await this.#late.ask((signal) => desk.lookups.changeKey({ apiId }, { signal })))) return;
        this.#said = { kind: 'ok', text: t.keyNew };
        this.#ui.update();
      },
    });
  }
}
