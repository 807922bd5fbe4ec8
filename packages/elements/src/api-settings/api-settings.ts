/**
 * R2, R3, R30–R45: an administrator tells the desk which of the company's own systems agents may ask about a customer,
 * what is sent there and what is shown, and tries it out before anybody else sees it (B10).
 */
import { html, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import type { Change, Desk, LookupApi, ServiceDescription } from '@deskcard/core';
import { isTimeout, READ_MS, within } from '../deadline.js';
import { DeskElement } from '../desk-element.js';
import { ask, tell } from '../events.js';
import { Late } from '../late.js';
import { apiSettings } from '../locales/en.js';
import { button } from '../parts/button.js';
import { skeleton } from '../parts/skeleton.js';
import { status, type Status } from '../parts/status.js';
import './api-settings.events.js';
import { styles } from './api-settings.styles.js';
import { Editor } from './editor.js';
import { editorView } from './editor-view.js';
import { listView } from './list-view.js';
import type { Question, Ui } from './ui.js';

interface Setup {
  readonly service: ServiceDescription;
  readonly apis: readonly LookupApi[];
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
export class ApiSettings extends DeskElement<'apiSettings'> {
  static override styles: CSSResultGroup = styles;

  readonly #setup = new Late<Setup>(() => this.requestUpdate());
  readonly #ui: Ui = this.#makeUi();
  #turn = 0;
  #seen: Setup | undefined;
  #desk: Desk | undefined;
  #editor: Editor | undefined;
  /** as the list stands while its new order is on its way */
  #order: LookupApi[] | undefined;
  #question: Question | undefined;
  #listSaid: Status | undefined;
  #said = '';

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
  }

  /** Opens a lookup API; asks first when something else is not saved. */
  async edit(apiId: string): Promise<void> {
    await this.#ready();
    const api = this.#setup.value?.apis.find((each) => each.apiId === apiId);
    if (api) this.#leave(() => this.#open(api));
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
    this.#setup.follow(this.#turn, [desk], desk && ((signal) => readSetup(desk, signal)));
    const { value } = this.#setup;
    Object.assign(this.#ui, { t, common, desk, service: value?.service });
    if (value && value !== this.#seen) this.#editor?.follow(value.apis);
    this.#seen = value;
    if (this.#order?.length !== value?.apis.length) this.#order = undefined;
    this.#editor?.judge();
  }

  protected override updated(): void {
    const { dialog } = this;
    if (this.#question && dialog?.isConnected && !dialog.open) dialog.showModal();
  }

  protected override render(): TemplateResult {
    const { value } = this.#setup;
    const editor = this.#editor;
    const standing = this.#standing();
    if (standing) {
      return html`${status(standing)}${standing.kind === 'busy' ? skeleton(4) : nothing}`;
    }
    const ui = this.#ui;
    return html`<div class="frame" ?data-editing=${editor} @keydown=${keepToItself}>
        ${listView(ui, this.#order ?? value!.apis, {
          editedId: editor?.api?.apiId,
          said: this.#listSaid,
          add: () => void this.add(),
          open: (api) => this.#leave(() => this.#open(api)),
          order: (apis, isDone) => {
            this.#order = apis;
            this.requestUpdate();
            if (isDone) void this.#saveOrder(apis);
          },
        })}
        ${
          editor
            ? editorView(ui, editor, {
                leave: () => this.#leave(() => this.#backToList()),
                remove: () => this.#askToRemove(editor.api!),
              })
            : nothing
        }
      </div>
      ${this.#dialog()}
      <div class="said" role="status">${this.#said}</div>`;
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
    if (this.#editor || permitted.includes('lookups.save')) return undefined;
    if (!customerManagement) return failed('service_disabled');
    if (role !== 'admin') return { ...failed('not_permitted'), text: t.adminsOnly };
    return failed(openApi ? 'not_permitted' : 'open_api_disabled');
  }

  /** What the page asks for may come before the list does. */
  async #ready(): Promise<void> {
    await this.updateComplete;
    await this.#setup.done;
  }

  #close(): void {
    this.#editor?.close();
    this.#editor = this.#question = this.#order = undefined;
  }

  /** Goes on when nothing is lost by it, or when the administrator says so. */
  #leave(go: () => void): void {
    const editor = this.#editor;
    if (!editor?.isDirty) return go();
    const { discardTitle, discardText, discard } = this.t;
    this.#ui.ask({
      title: discardTitle,
      text: () => discardText,
      yes: discard,
      act: () => ask(this, 'deskcard-before-discard', { apiId: editor.api?.apiId }) && go(),
    });
  }

  #open(api?: LookupApi): void {
    if (!this.#setup.value || this.#standing()) return;
    this.#close();
    this.#listSaid = undefined;
    this.#editor = new Editor(this.#ui, api);
    void this.#ui.focus(api ? '#title' : '#name');
  }

  #backToList(): void {
    const id = this.#editor?.api?.apiId;
    this.#close();
    void this.#ui.focus(id === undefined ? '#add' : `#${CSS.escape(`api-${id}`)}-open`);
  }

  /** What goes with it is said before it is gone. */
  #askToRemove({ apiId, name }: LookupApi): void {
    const { t, common } = this;
    const desk = this.#desk!;
    const links = new Late<number | undefined>(() => this.requestUpdate());
    void links.ask(async (signal) => {
      const { items } = await desk.connections.list({}, { signal });
      return items.find((each) => each.apiId === apiId)?.links.length;
    });
    this.#ui.ask({
      title: t.removeTitle(name),
      text: () => t.removeText(links.value),
      yes: common.remove,
      act: () => this.#remove(desk, { apiId, name }),
    });
  }

  async #remove(desk: Desk, which: { readonly apiId: string; readonly name: string }): Promise<void> {
    const { apiId, name } = which;
    if (!ask(this, 'deskcard-before-lookup-api-remove', which)) return;
    if (this.#editor?.api?.apiId === apiId) this.#close();
    this.#listSaid = undefined;
    try {
      await within(READ_MS, this.connection, (signal) => desk.lookups.remove({ apiId }, { signal }));
      this.#ui.say(this.t.removed(name));
      tell(this, 'deskcard-lookup-api-removed', which);
    } catch (error) {
      this.#listSaid = this.#ui.failure(error);
    }
    await this.#ui.focus('#add');
  }

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

  #makeUi(): Ui {
    return {
      host: this,
      // The desk and what it says are there before anything is drawn that needs them.
      ...({} as Pick<Ui, 't' | 'common' | 'desk' | 'service'>),
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
        const [text, advice] = isTimeout(error) ? this.t.noAnswer : [message, hint];
        return { kind: 'error', text, hint: advice };
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
