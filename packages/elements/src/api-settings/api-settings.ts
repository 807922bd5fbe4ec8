/**
 * R2, R3, R30–R45: an administrator tells the desk which of the company's own systems agents may ask about a customer,
 * what is sent there and what is shown, and tries it out before anybody else sees it (B10). This is who may do so, and
 * what is set up; the list and the editor are in `settings.part.ts`, which pages for agents never load.
 */
import { html, nothing, type CSSResult, type TemplateResult } from 'lit';
import type { Change, Desk, LookupApi, ServiceDescription } from '@deskcard/core';
import { DeskElement } from '../desk-element.js';
import { Late } from '../late.js';
import { LazyPart } from '../lazy.js';
import { apiSettings } from '../locales/en.js';
import { button } from '../parts/button.js';
import { skeleton } from '../parts/skeleton.js';
import { status, type Status } from '../parts/status.js';
import './api-settings.events.js';
import { styles } from './api-settings.styles.js';
import type { Settings, Shell } from './settings.part.js';

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
 * @fires {CustomEvent<LookupKeyDetail>} deskcard-before-lookup-key-activate - calls are about to use another key; cancel it to prevent that
 * @fires {CustomEvent<LookupKeyDetail>} deskcard-before-lookup-key-revoke - a key is about to be destroyed; cancel it to keep it
 * @fires {CustomEvent<ServerInformationSentDetail>} deskcard-server-information-sent - our addresses were sent to agents, with what became of each mail
 * @fires {CustomEvent<BeforeDiscardDetail>} deskcard-before-discard - what was typed is about to be given up; cancel it to keep it
 * @csspart control - each text box, drop-down and text area
 * @csspart list - the list of the lookup APIs
 * @csspart health - how the calls of one of them fare
 * @csspart editor - the one that is being edited
 * @csspart save - its Save button
 * @csspart key - its key, shown or masked
 * @csspart secret - a key that was just made, to be copied
 * @csspart keys - all its keys
 * @csspart conflict - what somebody else saved beside what was typed
 * @csspart test - the test call
 * @csspart send - its Send button
 * @csspart request - what was sent
 * @csspart reply - what came back
 * @csspart inside - what an encrypted request or reply says inside
 * @csspart server - server information
 * @csspart addresses - our addresses in it
 * @csspart send-mail - its Send mail button
 * @csspart results - what became of each mail
 * @csspart status - each line that says how things stand
 */
export class ApiSettings extends DeskElement<'apiSettings', typeof apiSettings> {
  static override styles: CSSResult[] = styles;

  readonly #setup = new Late<Setup>(() => this.requestUpdate());
  readonly #part = new LazyPart(this, () => import('./settings.part.js'));
  #settings: Settings | undefined;
  #turn = 0;
  #desk: Desk | undefined;

  constructor() {
    super('apiSettings', apiSettings);
  }

  /** Whether something was typed that is not saved. */
  get hasUnsavedChanges(): boolean {
    return this.#settings?.hasUnsavedChanges ?? false;
  }

  /** Begins a new lookup API; asks first when something else is not saved. */
  async add(): Promise<void> {
    (await this.#ready())?.open();
  }

  /** Opens a lookup API; asks first when something else is not saved. */
  async edit(apiId: string): Promise<void> {
    const settings = await this.#ready();
    const api = this.#setup.value?.apis.find((each) => each.apiId === apiId);
    if (api) settings?.open(api);
  }

  /** Shows server information (R36); asks first when something is not saved. */
  async showServerInformation(): Promise<void> {
    (await this.#ready())?.showServers();
  }

  /** Loads ahead what the element loads when it is first on a page with a desk. */
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
    this.#settings?.leavePage();
  }

  protected override deskDidChange(change: Change): void {
    if (!['lookupApisChanged', 'cleared', 'missed'].includes(change.type)) return;
    this.#reload();
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    super.willUpdate(changed);
    if (!this.isConnected) return;
    const desk = this.activeDesk;
    if (desk !== this.#desk) {
      // Signed in again, with a desk of its own: what was typed is still there.
      this.#settings?.leaveDesk();
      // While the desk is asked what is set up.
      if (desk) void this.#part.load();
    }
    this.#desk = desk;
    this.#setup.follow(this.#turn, [desk], desk && ((signal) => readSetup(desk, signal)));
    this.#followSetup();
  }

  protected override updated(): void {
    this.#settings?.updated();
  }

  protected override render(): TemplateResult {
    const standing = this.#standing();
    if (standing) {
      return html`${status(standing)}${standing.kind === 'busy' ? skeleton(4) : nothing}`;
    }
    return this.#settings ? this.#settings.render() : this.#part.placeholder(this.common, 4);
  }

  /** Once there is something to be set, and that with which it is. */
  #followSetup(): void {
    const { module } = this.#part;
    const { value } = this.#setup;
    const desk = this.#desk;
    if (!module || !value || !desk) return;
    const { service, apis } = value;
    const now = { t: this.textsWith(module.english), common: this.common, desk, service };
    this.#settings ??= new module.Settings(this.#makeShell());
    this.#settings.follow(now, apis);
  }

  /** Why there is nothing to be edited. */
  #standing(): Status | undefined {
    const { t, common } = this;
    const { value, error, busy } = this.#setup;
    if (this.activeDesk === undefined) return { kind: 'info', text: common.noDesk };
    if (value === undefined) {
      if (error === undefined || busy) return { kind: 'busy', text: common.loading };
      const again = (): void => (void this.#part.load(), this.#reload());
      return { ...this.#failure(error), action: button(common.retry, again, 'small') };
    }
    const refused = (code: string): Status => ({
      ...this.#failure({ name: 'DeskError', code }),
      kind: 'info',
    });
    const { customerManagement, openApi, role, permitted } = value.service;
    if (this.#settings?.isEditing || permitted.includes('lookups.save')) return undefined;
    if (!customerManagement) return refused('service_disabled');
    if (role !== 'admin') return { ...refused('not_permitted'), text: t.adminsOnly };
    return refused(openApi ? 'not_permitted' : 'open_api_disabled');
  }

  #failure(error: unknown): Status {
    const { message, hint } = this.describeError(error);
    return { kind: 'error', text: message, hint };
  }

  readonly #reload = (): void => {
    this.#turn++;
    this.requestUpdate();
  };

  /** What the page asks for may come before the list does; undefined where there is nothing to be set. */
  async #ready(): Promise<Settings | undefined> {
    await this.updateComplete;
    await Promise.all([this.#setup.done, this.#part.load()]);
    await this.updateComplete;
    return this.#standing() ? undefined : this.#settings;
  }

  #makeShell(): Shell {
    return {
      host: this,
      servers: new LazyPart(this, () => import('./server-information.part.js')),
      connection: () => this.connection,
      reload: this.#reload,
      take: (apis) => {
        if (this.#setup.value) this.#setup.value = { ...this.#setup.value, apis };
      },
      textsWith: (english) => this.textsWith(english),
      language: () => this.language,
      update: () => this.requestUpdate(),
      focus: async (selector) => {
        this.requestUpdate();
        await this.updateComplete;
        const found = this.renderRoot.querySelector<HTMLElement>(selector);
        found?.focus();
        return found;
      },
      when: (iso, style) => this.when(iso, style),
      describeIssue: (issue) => this.describeIssue(issue),
      failure: (error) => this.#failure(error),
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
