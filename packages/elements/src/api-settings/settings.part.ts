/**
 * R30: the list of the lookup APIs, and the one of them that is open in the editor. Loaded when `<api-settings>` is
 * first on a page with a desk.
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { LookupApi } from '@deskcard/core';
import { READ_MS, within } from '../deadline.js';
import type { LazyPart } from '../lazy.js';
import { settings as english } from '../locales/en.settings.js';
import type { Strings } from '../locales/locale.js';
import { button } from '../parts/button.js';
import type { Status } from '../parts/status.js';
import { Editor } from './editor.js';
import { editorView } from './editor-view.js';
import { Health } from './health.js';
import { listView } from './list-view.js';
import type * as serverPart from './server-information.part.js';
import { askToRemove, type Removal } from './removal.js';
import { styles } from './settings.styles.js';
import type { Question, Ui } from './ui.js';

export { english, styles };

type Now = Pick<Ui, 't' | 'common' | 'desk' | 'service'>;

/** What the element does for its settings. */
export interface Shell extends Omit<Ui, keyof Now | 'called' | 'say' | 'ask' | 'focusedId'> {
  /** aborted when the element leaves the page */
  connection(): AbortSignal;
  /** asks the desk again what is set up */
  reload(): void;
  /** server information, loaded when it is first opened */
  readonly servers: LazyPart<typeof serverPart>;
  /** the texts of a part of its own */
  textsWith<P extends Partial<Strings['apiSettings']>>(english: P): P;
  /** BCP 47 */
  language(): string;
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
  readonly #health: Health;
  /** server information, once it was opened on this desk */
  #servers: serverPart.ServerInformation | undefined;
  #isServers = false;
  #listSaid: Status | undefined;
  #said = '';

  constructor(shell: Shell) {
    this.#shell = shell;
    this.#ui = {
      ...shell,
      // The desk and what it says are there before anything is drawn that needs them.
      ...({} as Now),
      called: () => this.#health.refresh(),
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
    this.#health = new Health(this.#ui);
  }

  get isEditing(): boolean {
    return this.#editor !== undefined;
  }

  get hasUnsavedChanges(): boolean {
    return this.#editor?.isDirty ?? false;
  }

  /** How things are at this drawing. */
  follow(now: Now, apis: readonly LookupApi[]): void {
    const { desk, service } = this.#ui as Partial<Now>;
    // What one person has typed is not for the next.
    if (service && service.user !== now.service.user) {
      this.close();
      this.#servers = undefined;
    }
    Object.assign(this.#ui, now);
    if (desk !== now.desk) this.#health.forget();
    if (apis !== this.#apis) this.#editor?.follow(apis);
    this.#apis = apis;
    if (this.#order?.length !== apis.length) this.#order = undefined;
    this.#editor?.judge();
    this.#followServers();
  }

  #followServers(): void {
    const { module } = this.#shell.servers;
    if (!this.#isServers || !module) return;
    this.#servers ??= new module.ServerInformation(this.#ui, this.#shell.language());
    this.#servers.follow(this.#shell.textsWith(module.english).serverInformation, this.#apis);
  }

  updated(): void {
    const { dialog } = this;
    this.#health.watch(this.#shell.host.shadowRoot?.querySelector('.apis') ?? undefined);
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

  /** R36, in the place of the editor. */
  showServers(): void {
    this.#leave(() => {
      this.close();
      this.#listSaid = undefined;
      this.#isServers = true;
      void this.#shell.servers.load().then(() => this.#ui.focus('#title'));
      this.#ui.update();
    });
  }

  close(): void {
    this.#editor?.close();
    this.#servers?.close();
    this.#isServers = false;
    this.#editor = this.#question = this.#order = undefined;
  }

  /** What was typed is still there when the element comes back; the key is not. */
  leavePage(): void {
    this.#editor?.close();
    this.#servers?.close();
    this.#question = undefined;
    this.#health.watch(undefined);
  }

  /** Another desk comes, or none for a while: what was typed stays until it is known who is asking. */
  leaveDesk(): void {
    if (this.hasUnsavedChanges) this.leavePage();
    else this.close();
  }

  render(): TemplateResult {
    const ui = this.#ui;
    const editor = this.#editor;
    return html`<div class="frame" ?data-editing=${editor ?? this.#isServers} @keydown=${keepToItself}>
        ${listView(ui, this.#order ?? this.#apis, {
          editedId: editor?.api?.apiId,
          said: this.#listSaid,
          health: this.#health,
          isServers: this.#isServers,
          servers: () => this.showServers(),
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
            : this.#isServers
              ? (this.#servers?.render(() => this.#backToList()) ??
                html`<div class="editor">${this.#shell.servers.placeholder(ui.common, 6)}</div>`)
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
    const isServers = this.#isServers;
    this.close();
    if (isServers) return void this.#ui.focus('#servers');
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
