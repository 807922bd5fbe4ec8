/**
 * R30: the list of the lookup APIs, and the one of them that is open in the editor. Loaded when `<api-settings>` is
 * first on a page with a desk.
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { LookupApi } from '@deskcard/core';
import { READ_MS, within } from '../deadline.js';
import { settings as english } from '../locales/en.settings.js';
import { button } from '../parts/button.js';
import type { Status } from '../parts/status.js';
import { Editor } from './editor.js';
import { editorView } from './editor-view.js';
import { listView } from './list-view.js';
import { askToRemove, type Removal } from './removal.js';
import { styles } from './settings.styles.js';
import type { Question, Ui } from './ui.js';

export { english, styles };

type Now = Pick<Ui, 't' | 'common' | 'desk' | 'service'>;

/** What the element does for its settings. */
export interface Shell extends Omit<Ui, keyof Now | 'say' | 'ask' | 'focusedId'> {
  /** aborted when the element leaves the page */
  connection(): AbortSignal;
  /** asks the desk again what is set up */
  reload(): void;
  /** the desk has answered with these */
  take(apis: readonly LookupApi[]): void;
}

export class Settings {
  readonly #shell: Shell;
  readonly #ui: Ui;
  #apis: readonly LookupApi[] = [];
  #editor: Editor | undefined;
  /** as the list stands while its new order is on its way */
  #order: LookupApi[] | undefined;
  #question: Question | undefined;
  /** the dialog shows the question */
  #isAsking = false;
  #listSaid: Status | undefined;
  #said = '';

  constructor(shell: Shell) {
    this.#shell = shell;
    this.#ui = {
      ...shell,
      // The desk and what it says are there before anything is drawn that needs them.
      ...({} as Now),
      say: (text) => {
        this.#said = text;
        shell.update();
      },
      ask: (question) => {
        this.#question = question;
        shell.update();
      },
      focusedId: () => shell.host.shadowRoot?.activeElement?.id ?? '',
    };
  }

  get isEditing(): boolean {
    return this.#editor !== undefined;
  }

  get hasUnsavedChanges(): boolean {
    return this.#editor?.isDirty ?? false;
  }

  /** How things are at this drawing. */
  follow(now: Now, apis: readonly LookupApi[]): void {
    Object.assign(this.#ui, now);
    if (apis !== this.#apis) this.#editor?.follow(apis);
    this.#apis = apis;
    if (this.#order?.length !== apis.length) this.#order = undefined;
    this.#editor?.judge();
  }

  updated(): void {
    const { dialog } = this;
    if (!this.#question || !dialog?.isConnected || dialog.open) return;
    dialog.showModal();
    this.#isAsking = true;
  }

  /** Opens a lookup API, or begins a new one; asks first when something else is not saved. */
  open(api?: LookupApi): void {
    this.#leave(() => {
      this.close();
      this.#listSaid = undefined;
      this.#editor = new Editor(this.#ui, api);
      void this.#ui.focus(api ? '#title' : '#name');
    });
  }

  close(): void {
    this.#editor?.close();
    this.#editor = this.#question = this.#order = undefined;
  }

  /** What was typed is still there when the element comes back; the key is not. */
  leavePage(): void {
    this.#editor?.close();
    this.#question = undefined;
  }

  render(): TemplateResult {
    const ui = this.#ui;
    const editor = this.#editor;
    return html`<div class="frame" ?data-editing=${editor} @keydown=${keepToItself}>
        ${listView(ui, this.#order ?? this.#apis, {
          editedId: editor?.api?.apiId,
          said: this.#listSaid,
          add: () => this.open(),
          open: (api) => this.open(api),
          order: (apis, isDone) => {
            this.#order = apis;
            ui.update();
            if (isDone) void this.#saveOrder(apis);
          },
        })}
        ${
          editor
            ? editorView(ui, editor, {
                leave: () => this.#leave(() => this.#backToList()),
                remove: () => askToRemove(ui, editor.api!, this.#removal),
              })
            : nothing
        }
      </div>
      ${this.#dialog()}
      <div class="said" role="status">${this.#said}</div>`;
  }

  private get dialog(): HTMLDialogElement | null {
    return this.#shell.host.shadowRoot?.querySelector('dialog') ?? null;
  }

  #dialog(): TemplateResult {
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
                <p>${question.text()}</p>
              </div>
              <div class="dialog-foot">
                ${button(this.#ui.common.cancel, () => this.#answer())}
                ${button(question.yes, () => this.#answer(question), question.isHarmless ? 'primary' : 'danger primary')}
              </div>`
          : nothing
      }
    </dialog>`;
  }

  /** Closed by the browser, as with Escape. Of what the element closed itself it hears late: another question may stand. */
  readonly #closed = (): void => {
    if (this.#isAsking && !this.dialog?.open) this.#answer();
  };

  #answer(yes?: Question): void {
    this.#question = undefined;
    this.#isAsking = false;
    this.dialog?.close();
    this.#ui.update();
    void yes?.act();
  }

  #leave(go: () => void): void {
    if (this.#editor) this.#editor.leave(go);
    else go();
  }

  #backToList(): void {
    const id = this.#editor?.api?.apiId;
    this.close();
    void this.#ui.focus(id === undefined ? '#add' : `#${CSS.escape(`api-${id}`)}-open`);
  }

  readonly #removal: Removal = {
    signal: () => this.#shell.connection(),
    begin: (apiId) => {
      if (this.#editor?.api?.apiId === apiId) this.close();
      this.#listSaid = undefined;
    },
    fail: (said) => {
      this.#listSaid = said;
    },
  };

  async #saveOrder(apis: LookupApi[]): Promise<void> {
    const { desk, failure, update } = this.#ui;
    const apiIds = apis.map(({ apiId }) => apiId);
    this.#listSaid = undefined;
    try {
      const { items } = await within(READ_MS, this.#shell.connection(), (signal) =>
        desk.lookups.reorder({ apiIds }, { signal }),
      );
      if (this.#order === apis) this.#shell.take(items);
    } catch (error) {
      this.#listSaid = failure(error);
      this.#shell.reload();
    }
    if (this.#order === apis) this.#order = undefined;
    update();
  }
}

/** Outside of the element, what is typed here looks as if nobody were typing: a page's own shortcuts would run. */
function keepToItself(event: KeyboardEvent): void {
  if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) event.stopPropagation();
}
