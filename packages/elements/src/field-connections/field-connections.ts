/**
 * R54–R56: an administrator says which result item of a lookup goes into which ticket field, and tries it out before an
 * agent meets it. This is who may do so, and what is set up; the rest is in `connections.part.ts`, which pages for agents never load.
 */
import { html, nothing, type CSSResult, type TemplateResult } from 'lit';
import type { Change, Desk, ServiceDescription } from '@deskcard/core';
import '../api-settings/api-settings.events.js';
import { DeskElement } from '../desk-element.js';
import { Late } from '../late.js';
import { LazyPart } from '../lazy.js';
import { fieldConnections } from '../locales/en.js';
import { button } from '../parts/button.js';
import { skeleton } from '../parts/skeleton.js';
import { status, type Status } from '../parts/status.js';
import type { Connections, Setup as Connected, Shell } from './connections.part.js';
import './field-connections.events.js';
import { styles } from './field-connections.styles.js';

interface Setup extends Connected {
  readonly service: ServiceDescription;
}

/**
 * The field connections of every lookup API: choose, try with a sample reply, save. What one administrator saves,
 * another sees at once; what is being chosen is never overwritten by it.
 *
 * Ask `hasUnsavedChanges` before you take the element away; when the whole page is left, the browser asks.
 *
 * @tag field-connections
 * @fires {CustomEvent<BeforeConnectionsSaveDetail>} deskcard-before-connections-save - field connections are about to be saved; cancel it to prevent that
 * @fires {CustomEvent<ConnectionsSavedDetail>} deskcard-connections-saved - field connections were saved
 * @fires {CustomEvent<BeforeDiscardDetail>} deskcard-before-discard - what was chosen is about to be given up; cancel it to keep it
 * @csspart control - each text box, drop-down and text area
 * @csspart api - one lookup API
 * @csspart links - its result items with their ticket fields
 * @csspart save - its Save button
 * @csspart conflict - what somebody else saved beside what was chosen
 * @csspart preview - what a sample reply would fill
 * @csspart status - each line that says how things stand
 */
export class FieldConnectionsElement extends DeskElement<'fieldConnections', typeof fieldConnections> {
  static override styles: CSSResult[] = styles;

  readonly #setup = new Late<Setup>(() => this.requestUpdate());
  readonly #part = new LazyPart(this, () => import('./connections.part.js'));
  #connections: Connections | undefined;
  #turn = 0;
  #desk: Desk | undefined;
  #shown: Setup | undefined;

  constructor() {
    super('fieldConnections', fieldConnections);
  }

  /** Whether something was chosen that is not saved. */
  get hasUnsavedChanges(): boolean {
    return this.#connections?.hasUnsavedChanges ?? false;
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
    this.#connections?.leavePage();
    window.removeEventListener('beforeunload', this.#askBeforeLeaving);
  }

  protected override deskDidChange({ type }: Change): void {
    if (['lookupApisChanged', 'connectionsChanged', 'cleared', 'missed'].includes(type)) this.#reload();
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    super.willUpdate(changed);
    if (!this.isConnected) return;
    const desk = this.activeDesk;
    if (desk !== this.#desk) {
      this.#connections?.forget();
      // While the desk is asked what is set up.
      if (desk) void this.#part.load();
    }
    this.#desk = desk;
    this.#setup.follow(this.#turn, [desk], desk && ((signal) => readSetup(desk, signal)));
    this.#followSetup();
  }

  protected override updated(): void {
    const { isConnected, hasUnsavedChanges } = this;
    const does = isConnected && hasUnsavedChanges ? 'addEventListener' : 'removeEventListener';
    window[does]('beforeunload', this.#askBeforeLeaving);
  }

  /** The browser asks whether to leave the page. */
  readonly #askBeforeLeaving = (event: Event): void => event.preventDefault();

  protected override render(): TemplateResult {
    const standing = this.#standing();
    if (standing) return html`${status(standing)}${standing.kind === 'busy' ? skeleton(4) : nothing}`;
    return this.#connections ? this.#connections.render() : this.#part.placeholder(this.common, 4);
  }

  /** Once there is something to be connected, and that with which it is. */
  #followSetup(): void {
    const { module } = this.#part;
    const { value } = this.#setup;
    const desk = this.#desk;
    if (!module || !value || !desk || this.#standing()) return;
    const { service } = value;
    const now = { t: this.textsWith(module.english), common: this.common, desk, service };
    this.#connections ??= new module.Connections(this.#makeShell());
    this.#connections.follow(now, value === this.#shown ? undefined : value);
    this.#shown = value;
  }

  /** Why there is nothing to be connected. */
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
    const { customerManagement, role, permitted } = value.service;
    if (permitted.includes('connections.save')) return undefined;
    if (!customerManagement) return refused('service_disabled');
    return role === 'admin' ? refused('not_permitted') : { ...refused('not_permitted'), text: t.adminsOnly };
  }

  #failure(error: unknown): Status {
    const { message, hint } = this.describeError(error);
    return { kind: 'error', text: message, hint };
  }

  readonly #reload = (): void => {
    this.#turn++;
    this.requestUpdate();
  };

  #makeShell(): Shell {
    return {
      host: this,
      update: () => this.requestUpdate(),
      focus: async (selector) => {
        this.requestUpdate();
        await this.updateComplete;
        this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
      },
      failure: (error) => this.#failure(error),
    };
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'field-connections': FieldConnectionsElement;
  }
}

async function readSetup(desk: Desk, signal: AbortSignal): Promise<Setup> {
  const service = await desk.service.describe({}, { signal });
  if (!service.permitted.includes('connections.save')) return { service, apis: [], connections: [] };
  const [apis, connections] = await Promise.all([
    desk.lookups.list({}, { signal }),
    desk.connections.list({}, { signal }),
  ]);
  return { service, apis: apis.items, connections: connections.items };
}
