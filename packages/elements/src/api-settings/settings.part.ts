/**
 * R30: the list of the lookup APIs, and the one of them that is open in the editor. Loaded when `<api-settings>` is
 * first on a page with a desk.
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { Desk, LookupApi } from '@deskcard/core';
import { READ_MS, within } from '../deadline.js';
import type { LazyPart } from '../lazy.js';
import { settings as english } from '../locales/en.settings.js';
import type { Strings } from '../locales/locale.js';
import { Asking, keepToItself } from '../parts/asking.js';
import type { Screen as AnyScreen, ScreenUi } from '../parts/screen.js';
import type { Status } from '../parts/status.js';
import { Editor } from './editor.js';
import { editorView } from './editor-view.js';
import { Health } from './health.js';
import { listView } from './list-view.js';
import type * as serverPart from './server-information.part.js';
import { askToRemove, type Removal } from './removal.js';
import { styles } from './settings.styles.js';
import type { Ui } from './ui.js';

export { english, styles };

export class Screen implements AnyScreen<readonly LookupApi[]> {
  readonly #ui: Ui;
  readonly #asking: Asking;
  #apis: readonly LookupApi[] = [];
  /** as they came from the desk */
  #told: readonly LookupApi[] | undefined;
  #editor: Editor | undefined;
  /** as the list stands while its new order is on its way */
  #order: LookupApi[] | undefined;
  readonly #health: Health;
  /** server information, loaded when it is first opened */
  readonly #serverPart: LazyPart<typeof serverPart>;
  /** server information, once it was opened on this desk */
  #servers: serverPart.ServerInformation | undefined;
  #isServers = false;
  #listSaid: Status | undefined;
  /** whose screen it is, and whose data */
  #user: string | undefined;
  #desk: Desk | undefined;

  constructor(ui: ScreenUi<Strings['apiSettings']>) {
    this.#ui = Object.assign(ui, { called: () => this.#health.refresh() });
    this.#asking = new Asking(ui);
    this.#health = new Health(this.#ui);
    this.#serverPart = ui.lazy(() => import('./server-information.part.js'));
  }

  get staysOpen(): boolean {
    return this.#editor !== undefined;
  }

  get hasUnsavedChanges(): boolean {
    return this.#editor?.isDirty ?? false;
  }

  follow(apis: readonly LookupApi[]): void {
    this.#followPerson();
    // What was just saved is shown before the desk says it again.
    if (apis !== this.#told) this.#take(apis);
    this.#told = apis;
    this.#editor?.judge();
    this.#followServers();
  }

  /** What one person has typed is not for the next. */
  #followPerson(): void {
    const { desk, service } = this.#ui;
    if (this.#user !== undefined && this.#user !== service.user) {
      this.close();
      this.#servers = undefined;
    }
    if (this.#desk !== undefined && this.#desk !== desk) this.#health.forget();
    this.#user = service.user;
    this.#desk = desk;
  }

  #take(apis: readonly LookupApi[]): void {
    this.#editor?.follow(apis);
    this.#apis = apis;
    if (this.#order?.length !== apis.length) this.#order = undefined;
  }

  #followServers(): void {
    const { module } = this.#serverPart;
    if (!this.#isServers || !module) return;
    this.#servers ??= new module.ServerInformation(this.#ui, this.#ui.language);
    this.#servers.follow(this.#ui.textsWith(module.english).serverInformation, this.#apis);
  }

  updated(): void {
    this.#asking.updated();
    this.#health.watch(this.#ui.host.shadowRoot?.querySelector('.apis') ?? undefined);
  }

  /** Opens one that is there; asks first when something else is not saved. */
  edit(apiId: string): void {
    const api = this.#apis.find((each) => each.apiId === apiId);
    if (api) this.open(api);
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
      void this.#serverPart.load().then(() => this.#ui.focus('#title'));
      this.#ui.update();
    });
  }

  close(): void {
    this.#editor?.close();
    this.#servers?.close();
    this.#isServers = false;
    this.#asking.drop();
    this.#editor = this.#order = undefined;
  }

  /** What was typed is still there when the element comes back; the key is not. */
  leavePage(): void {
    this.#editor?.close();
    this.#servers?.close();
    this.#asking.drop();
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
                html`<div class="editor">${this.#serverPart.placeholder(ui.common, 6)}</div>`)
              : nothing
        }
      </div>
      ${this.#asking.render()}`;
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
    signal: () => this.#ui.connection(),
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
      const { items } = await within(READ_MS, this.#ui.connection(), (signal) =>
        desk.lookups.reorder({ apiIds }, { signal }),
      );
      if (this.#order === apis) this.#take(items);
    } catch (error) {
      this.#listSaid = failure(error);
      this.#ui.reload();
    }
    if (this.#order === apis) this.#order = undefined;
    update();
  }
}
