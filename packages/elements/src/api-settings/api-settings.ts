/**
 * R2, R3, R30–R45: an administrator tells the desk which of the company's own systems agents may ask about a customer,
 * what is sent there and what is shown, and tries it out before anybody else sees it (B10).
 */
import { html, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import type { Change, Desk, LookupApi, ServiceDescription } from '@deskcard/core';
import { READ_MS, within } from '../deadline.js';
import { DeskElement } from '../desk-element.js';
import { Late } from '../late.js';
import { LazyPart } from '../lazy.js';
import { apiSettings } from '../locales/en.js';
import { button } from '../parts/button.js';
import { chevronIcon } from '../parts/icons.js';
import { skeleton } from '../parts/skeleton.js';
import { status, type Status } from '../parts/status.js';
import './api-settings.events.js';
import { styles } from './api-settings.styles.js';
import type { Editor } from './editor.js';
import { listView } from './list-view.js';
import type { Removal } from './removal.js';
import type { EditorUi, Question } from './ui.js';

interface Setup {
  readonly service: ServiceDescription;
  readonly apis: readonly LookupApi[];
}

/** The lookup API that is open, a new one without its data; it is edited as soon as the editor is there. */
interface Opened {
  readonly api: LookupApi | undefined;
  editor: Editor | undefined;
}

/**
 * The lookup APIs of a service: list, order, edit, key, test call, delete. What one administrator saves, another sees
 * at once; what is being typed is never overwritten by it.
 *
 * Ask `hasUnsavedChanges` before you take the element away.
 *
 * @tag api-settings
 * @fires {CustomEvent<BeforeLookupApiSaveDetail>} deskcard-before-lookup-api-save - a lookup API is about to be saved; cancel it to prevent that
 * @fires {CustomEvent<LookupApiSavedDetail>} deskcard-lookup-api-saved - a lookup API was added or changed
 * @fires {CustomEvent<LookupApiDetail>} deskcard-before-lookup-api-remove - one is about to be deleted; cancel it to keep it
 * @fires {CustomEvent<LookupApiDetail>} deskcard-lookup-api-removed - one was deleted, with its key and field connections
 * @fires {CustomEvent<LookupApiDetail>} deskcard-before-lookup-key-change - a key is about to be replaced; cancel it to keep it
 * @fires {CustomEvent<BeforeDiscardDetail>} deskcard-before-discard - what was typed is about to be given up; cancel it to keep it
 * @csspart list - the list of the lookup APIs
 * @csspart editor - the one that is being edited
 * @csspart save - its Save button
 * @csspart key - its key, shown or masked
 * @csspart conflict - what somebody else saved beside what was typed
 * @csspart test - the test call
 * @csspart send - its Send button
 * @csspart request - what was sent
 * @csspart reply - what came back
 * @csspart status - each line that says how things stand
 */
export class ApiSettings extends DeskElement<'apiSettings', typeof apiSettings> {
  static override styles: CSSResultGroup = styles;

  readonly #setup = new Late<Setup>(() => this.requestUpdate());
  readonly #part = new LazyPart(this, () => import('./editor.part.js'));
  readonly #ui: EditorUi = this.#makeUi();
  #turn = 0;
  #seen: Setup | undefined;
  #desk: Desk | undefined;
  #opened: Opened | undefined;
  /** as the list stands while its new order is on its way */
  #order: LookupApi[] | undefined;
  #question: Question | undefined;
  #listSaid: Status | undefined;
  #said = '';
  /** the editor of what is open is on its way */
  #isAwaited = false;
  /** resolves when the focus is where it goes at an opening */
  #focused: Promise<unknown> | undefined;

  constructor() {
    super('apiSettings', apiSettings);
  }

  /** Whether something was typed that is not saved. */
  get hasUnsavedChanges(): boolean {
    return this.#editor?.isDirty ?? false;
  }

  /** Begins a new lookup API; asks first when something else is not saved. */
  async add(): Promise<void> {
    await this.#ready();
    this.#leave(() => this.#open());
    await this.#settled();
  }

  /** Opens a lookup API; asks first when something else is not saved. */
  async edit(apiId: string): Promise<void> {
    await this.#ready();
    const api = this.#setup.value?.apis.find((each) => each.apiId === apiId);
    if (api) this.#leave(() => this.#open(api));
    await this.#settled();
  }

  /** Loads what the first opening of a lookup API needs, so that it is there at once. */
  async preload(): Promise<void> {
    await this.#part.load();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#setup.pause();
    // What was typed is still there when the element comes back; the key is not.
    this.#editor?.close();
    this.#question = undefined;
  }

  protected override deskDidChange(change: Change): void {
    if (!['lookupApisChanged', 'cleared', 'missed'].includes(change.type)) return;
    this.#turn++;
    this.requestUpdate();
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    super.willUpdate(changed);
    if (!this.isConnected) return;
    const desk = this.activeDesk;
    if (desk !== this.#desk) this.#close();
    this.#desk = desk;
    const { t, common } = this;
    const { module } = this.#part;
    this.#setup.follow(this.#turn, [desk], desk && ((signal) => readSetup(desk, signal)));
    const { value } = this.#setup;
    const texts = module ? this.textsWith(module.english) : t;
    Object.assign(this.#ui, { t: texts, common, desk, service: value?.service });
    const isNew = this.#begin();
    if (value && (value !== this.#seen || isNew)) this.#editor?.follow(value.apis);
    this.#seen = value;
    if (this.#order?.length !== value?.apis.length) this.#order = undefined;
    this.#editor?.judge();
  }

  protected override updated(): void {
    const { dialog } = this;
    if (this.#question && dialog?.isConnected && !dialog.open) dialog.showModal();
    if (this.#isAwaited && this.#editor) void this.#focusWhatCame();
  }

  protected override render(): TemplateResult {
    const { value } = this.#setup;
    const opened = this.#opened;
    const standing = this.#standing();
    if (standing) {
      return html`${status(standing)}${standing.kind === 'busy' ? skeleton(4) : nothing}`;
    }
    const ui = this.#ui;
    return html`<div class="frame" ?data-editing=${opened} @keydown=${keepToItself}>
        ${listView(ui, this.#order ?? value!.apis, {
          editedId: this.#openApi?.apiId,
          said: this.#listSaid,
          add: () => void this.add(),
          open: (api) => this.#leave(() => this.#open(api)),
          order: (apis, isDone) => {
            this.#order = apis;
            this.requestUpdate();
            if (isDone) void this.#saveOrder(apis);
          },
        })}
        ${opened ? this.#editing() : nothing}
      </div>
      ${this.#dialog()}
      <div class="said" role="status">${this.#said}</div>`;
  }

  /** The head of the editor is there at once, and what it is about stands in it. */
  #editing(): TemplateResult {
    const { common, t } = this;
    const { module } = this.#part;
    const editor = this.#editor;
    const api = this.#openApi;
    const leave = (): void => this.#leave(() => this.#backToList());
    return html`<section class="editor" part="editor" aria-labelledby="title">
      <div class="row head">
        ${button(chevronIcon(), leave, 'quiet icon-only back', { name: t.back })}
        <h3 id="title" class="grow" tabindex="-1">${api ? api.name : t.new}</h3>
        ${
          module && editor && api
            ? button(
                common.remove,
                () => module.askToRemove(this.#ui, api, this.#removal),
                'quiet danger small',
              )
            : nothing
        }
      </div>
      ${module && editor ? module.editorView(this.#ui, editor, leave) : this.#part.placeholder(common, 8)}
    </section>`;
  }

  private get dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector('dialog');
  }

  #dialog(): TemplateResult {
    const question = this.#question;
    return html`<dialog
      class="dialog"
      aria-labelledby="question"
      @close=${() => this.#answer()}
      @keydown=${keepToItself}
    >
      ${
        question
          ? html`<div class="dialog-body">
                <h3 id="question">${question.title}</h3>
                <p>${question.text()}</p>
              </div>
              <div class="dialog-foot">
                ${button(this.common.cancel, () => this.#answer())}
                ${button(question.yes, () => this.#answer(question), 'danger primary')}
              </div>`
          : nothing
      }
    </dialog>`;
  }

  #answer(yes?: Question): void {
    this.#question = undefined;
    this.dialog?.close();
    this.requestUpdate();
    void yes?.act();
  }

  /** Why there is nothing to be edited. */
  #standing(): Status | undefined {
    const { t, common } = this;
    const { value, error, busy } = this.#setup;
    const failed = (code: string): Status => ({
      ...this.#ui.failure({ name: 'DeskError', code }),
      kind: 'info',
    });
    if (this.activeDesk === undefined) return { kind: 'info', text: common.noDesk };
    if (value === undefined) {
      if (error === undefined || busy) return { kind: 'busy', text: common.loading };
      const again = (): void => (this.#turn++, this.requestUpdate());
      return { ...this.#ui.failure(error), action: button(common.retry, again, 'small') };
    }
    const { customerManagement, openApi, role, permitted } = value.service;
    if (this.#opened || permitted.includes('lookups.save')) return undefined;
    if (!customerManagement) return failed('service_disabled');
    if (role !== 'admin') return { ...failed('not_permitted'), text: t.adminsOnly };
    return failed(openApi ? 'not_permitted' : 'open_api_disabled');
  }

  /** What the page asks for may come before the list does. */
  async #ready(): Promise<void> {
    await this.updateComplete;
    await this.#setup.done;
  }

  /** It is done when the editor is there, or when that failed or a question comes first. */
  async #settled(): Promise<void> {
    if (this.#opened) await this.#part.load();
    await this.updateComplete;
  }

  get #editor(): Editor | undefined {
    return this.#opened?.editor;
  }

  /** The open one as it is saved. */
  get #openApi(): LookupApi | undefined {
    return this.#editor ? this.#editor.api : this.#opened?.api;
  }

  #close(): void {
    this.#editor?.close();
    this.#opened = this.#question = this.#order = undefined;
  }

  #leave(go: () => void): void {
    if (this.#editor) this.#editor.leave(go);
    else go();
  }

  #open(api?: LookupApi): void {
    if (!this.#setup.value || this.#standing()) return;
    this.#close();
    this.#listSaid = undefined;
    this.#opened = { api, editor: undefined };
    this.#isAwaited = !this.#begin();
    if (this.#isAwaited) void this.#part.load();
    this.#focused = this.#ui.focus(api || this.#isAwaited ? '#title' : '#name');
  }

  /** True when the editor came to what is open just now. */
  #begin(): boolean {
    const { module } = this.#part;
    const opened = this.#opened;
    if (!module || !opened || opened.editor) return false;
    opened.editor = new module.Editor(this.#ui, opened.api);
    return true;
  }

  /** The focus goes where it would have gone at the opening, unless the administrator has moved it meanwhile. */
  async #focusWhatCame(): Promise<void> {
    this.#isAwaited = false;
    await this.#focused;
    const active = this.shadowRoot!.activeElement;
    const isOurs = active === null || active.id === 'title';
    if (isOurs) await this.#ui.focus(this.#openApi ? '#title' : '#name');
  }

  #backToList(): void {
    const id = this.#openApi?.apiId;
    this.#close();
    void this.#ui.focus(id === undefined ? '#add' : `#${CSS.escape(`api-${id}`)}-open`);
  }

  readonly #removal: Removal = {
    signal: () => this.connection,
    begin: (apiId) => {
      if (this.#openApi?.apiId === apiId) this.#close();
      this.#listSaid = undefined;
    },
    fail: (said) => {
      this.#listSaid = said;
    },
  };

  async #saveOrder(apis: LookupApi[]): Promise<void> {
    const apiIds = apis.map(({ apiId }) => apiId);
    this.#listSaid = undefined;
    try {
      const { items } = await within(READ_MS, this.connection, (signal) =>
        this.#desk!.lookups.reorder({ apiIds }, { signal }),
      );
      if (this.#order === apis && this.#setup.value) {
        this.#setup.value = { ...this.#setup.value, apis: items };
      }
    } catch (error) {
      this.#listSaid = this.#ui.failure(error);
      this.#turn++;
    }
    if (this.#order === apis) this.#order = undefined;
    this.requestUpdate();
  }

  #makeUi(): EditorUi {
    return {
      host: this,
      // The desk, what it says and the texts of the editor are there before anything is drawn that needs them.
      ...({} as Pick<EditorUi, 't' | 'common' | 'desk' | 'service'>),
      update: () => this.requestUpdate(),
      say: (text) => {
        this.#said = text;
        this.requestUpdate();
      },
      ask: (question) => {
        this.#question = question;
        this.requestUpdate();
      },
      focus: async (selector) => {
        this.requestUpdate();
        await this.updateComplete;
        const found = this.renderRoot.querySelector<HTMLElement>(selector);
        found?.focus();
        return found;
      },
      focusedId: () => this.shadowRoot?.activeElement?.id ?? '',
      when: (iso) => this.when(iso),
      describeIssue: (issue) => this.describeIssue(issue),
      failure: (error) => {
        const { message, hint } = this.describeError(error);
        return { kind: 'error', text: message, hint };
      },
    };
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'api-settings': ApiSettings;
  }
}

async function readSetup(desk: Desk, signal: AbortSignal): Promise<Setup> {
  const service = await desk.service.describe({}, { signal });
  if (!service.permitted.includes('lookups.save')) return { service, apis: [] };
  const { items } = await desk.lookups.list({}, { signal });
  return { service, apis: items };
}

/** Outside of the element, what is typed here looks as if nobody were typing: a page's own shortcuts would run. */
function keepToItself(event: KeyboardEvent): void {
  if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) event.stopPropagation();
}
