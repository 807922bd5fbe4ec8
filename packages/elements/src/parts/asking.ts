/**
 * What people are asked before something happens that they might regret, in a dialog of the browser, which holds the
 * focus and gives it back; and the line in which a screen reader hears what happened.
 */
import { html, nothing, type TemplateResult } from 'lit';
import { button } from './button.js';
import type { ScreenUi } from './screen.js';

export interface Question {
  readonly title: string;
  /** a text, or more than one paragraph */
  readonly body: () => unknown;
  readonly yes: string;
  /** it can be taken back */
  readonly isHarmless?: boolean;
  /** whether everything is there that Yes needs; says itself what is missing */
  readonly isReady?: () => boolean;
  readonly act: () => unknown;
}

export class Asking {
  #question: Question | undefined;
  /** the dialog shows the question */
  #isOpen = false;
  #said = '';
  readonly #ui: ScreenUi<unknown>;

  /** Gives the screen its ways to ask and to say. */
  constructor(ui: ScreenUi<unknown>) {
    this.#ui = ui;
    ui.say = (text) => {
      this.#said = text;
      ui.update();
    };
    ui.ask = (question) => {
      this.#question = question;
      ui.update();
    };
  }

  /** Without an answer. */
  drop(): void {
    this.#question = undefined;
    this.#isOpen = false;
  }

  updated(): void {
    const { dialog } = this;
    if (!dialog?.isConnected) return;
    // Of a question that was dropped, as when the element was moved, nothing is left to be answered.
    if (!this.#question) return dialog.close();
    if (dialog.open) return;
    dialog.showModal();
    this.#isOpen = true;
  }

  render(): TemplateResult {
    const question = this.#question;
    return html`<dialog
        class="dialog"
        aria-labelledby="question"
        @close=${this.#closed}
        @keydown=${keepToItself}
      >
        ${
          question
            ? html`<div class="dialog-body">
                  <h3 id="question">${question.title}</h3>
                  ${bodyOf(question)}
                </div>
                <div class="dialog-foot">
                  ${button(this.#ui.common.cancel, () => this.#answer())}
                  ${button(question.yes, () => this.#yes(question), question.isHarmless ? 'primary' : 'danger primary', { id: 'yes' })}
                </div>`
            : nothing
        }
      </dialog>
      <div class="said" role="status">${this.#said}</div>`;
  }

  private get dialog(): HTMLDialogElement | null {
    return this.#ui.host.shadowRoot?.querySelector('dialog') ?? null;
  }

  /** Closed by the browser, as with Escape. Of what the element closed itself it hears late: another question may stand. */
  readonly #closed = (): void => {
    if (this.#isOpen && !this.dialog?.open) this.#answer();
  };

  #yes(question: Question): void {
    if (question.isReady?.() ?? true) this.#answer(question);
    else this.#ui.update();
  }

  #answer(yes?: Question): void {
    this.drop();
    this.dialog?.close();
    this.#ui.update();
    void yes?.act();
  }
}

function bodyOf({ body }: Question): unknown {
  const shown = body();
  return typeof shown === 'string' ? html`<p>${shown}</p>` : shown;
}

/** A page's shortcuts must not act on what is typed here. */
export function keepToItself(event: KeyboardEvent): void {
  if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) event.stopPropagation();
}
