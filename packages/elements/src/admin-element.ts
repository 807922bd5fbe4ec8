/**
 * R1, R2: what the management screens share: who may see one and why not, the desk's data it stands on, and the lazy part
 * with everything else. An element names its part and what the part needs; the part
 * is a `Screen` and knows nothing of elements.
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { Change, Desk, OperationName, ServiceDescription } from '@deskcard/core';
import { DeskElement } from './desk-element.js';
import { Late } from './late.js';
import { LazyPart, type PartModule } from './lazy.js';
import { button } from './parts/button.js';
import type { Screen, ScreenNow, ScreenUi } from './parts/screen.js';
import { skeleton } from './parts/skeleton.js';
import { status, type Status } from './parts/status.js';
import type { SectionName, Strings } from './locales/locale.js';

export interface ScreenModule<T, S> extends PartModule {
  readonly english: object;
  readonly Screen: new (ui: ScreenUi<T>) => S;
}

export interface AdminPlan<T, D, S> {
  /** by a literal `import()` */
  readonly load: () => Promise<ScreenModule<T, S>>;
  /** the operation without which there is nothing to do here */
  readonly needs: OperationName;
  readonly read: (desk: Desk, signal: AbortSignal) => Promise<D>;
  /** R3: nothing is to be done here while OPEN API is switched off */
  readonly needsOpenApi?: true;
  /** changes after which it is read again */
  readonly follows: readonly Change['type'][];
}

interface Setup<D> {
  readonly service: ServiceDescription;
  readonly data: D | undefined;
}

/** The texts that are there before the part is. */
interface FrameTexts {
  readonly adminsOnly: string;
}

export abstract class AdminElement<
  N extends SectionName,
  T extends Partial<Strings[N]> & FrameTexts,
  D,
  S extends Screen<D> = Screen<D>,
> extends DeskElement<N, T> {
  readonly #plan: AdminPlan<Strings[N], D, S>;
  readonly #setup = new Late<Setup<D>>(() => this.requestUpdate());
  readonly #part: LazyPart<ScreenModule<Strings[N], S>>;
  readonly #ui: ScreenUi<Strings[N]>;
  /** The browser asks whether to leave the page. Each element has its own, so that none takes another's away. */
  readonly #askBeforeLeaving = (event: Event): void => event.preventDefault();
  #screen: S | undefined;
  #turn = 0;
  #desk: Desk | undefined;

  constructor(section: N, english: T, plan: AdminPlan<Strings[N], D, S>) {
    super(section, english);
    this.#plan = plan;
    this.#part = new LazyPart(this, plan.load);
    this.#ui = this.#makeUi();
  }

  /** Whether something was typed that is not saved. */
  get hasUnsavedChanges(): boolean {
    return this.#screen?.hasUnsavedChanges ?? false;
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
    this.#screen?.leavePage();
    window.removeEventListener('beforeunload', this.#askBeforeLeaving);
  }

  /** What the page asks for may come before there is anything; undefined where there is nothing to be done. */
  protected async ready(): Promise<S | undefined> {
    await this.updateComplete;
    await Promise.all([this.#setup.done, this.#part.load()]);
    await this.updateComplete;
    return this.#standing() ? undefined : this.#screen;
  }

  protected override deskDidChange(change: Change): void {
    this.#screen?.hear?.(change);
    if (![...this.#plan.follows, 'cleared', 'missed'].includes(change.type)) return;
    this.#screen?.changed?.();
    this.#reload();
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    super.willUpdate(changed);
    if (!this.isConnected) return;
    const desk = this.activeDesk;
    if (desk !== this.#desk) {
      this.#leaveDesk();
      // While the desk is asked what there is.
      if (desk) void this.#part.load();
    }
    this.#desk = desk;
    this.#setup.follow(this.#turn, [desk], desk && ((signal) => this.#read(desk, signal)));
    this.#followSetup();
  }

  protected override updated(): void {
    this.#screen?.updated();
    const { isConnected, hasUnsavedChanges } = this;
    const does = isConnected && hasUnsavedChanges ? 'addEventListener' : 'removeEventListener';
    window[does]('beforeunload', this.#askBeforeLeaving);
  }

  protected override render(): TemplateResult {
    const standing = this.#standing();
    if (standing) return html`${status(standing)}${standing.kind === 'busy' ? skeleton(4) : nothing}`;
    if (!this.#screen) return this.#part.placeholder(this.common, 4);
    return this.#screen.render();
  }

  /** Once there is something to show, and that with which it is. */
  #followSetup(): void {
    const { module } = this.#part;
    const { service, data } = this.#setup.value ?? {};
    if (!module || !service || !this.#desk || (data === undefined && !this.#screen?.staysOpen)) return;
    const t = this.textsWith(module.english as Partial<Strings[N]>) as unknown as Strings[N];
    const { common, language } = this;
    const now: ScreenNow<Strings[N]> = { t, common, desk: this.#desk, service, language };
    Object.assign(this.#ui, now);
    this.#screen ??= new module.Screen(this.#ui);
    if (data !== undefined) this.#screen.follow(data);
  }

  /** Why there is nothing to be done here. */
  #standing(): Status | undefined {
    const { t, common } = this;
    const { value, error, busy } = this.#setup;
    if (this.activeDesk === undefined) return { kind: 'info', text: common.noDesk };
    if (value === undefined) {
      if (error === undefined || busy) return { kind: 'busy', text: common.loading };
      const again = (): void => (void this.#part.load(), this.#reload());
      return { ...this.#failure(error), action: button(common.retry, again, 'small') };
    }
    const { customerManagement, role, openApi } = value.service;
    if (value.data !== undefined || this.#screen?.staysOpen) return undefined;
    const isBlocked = role === 'admin' && this.#plan.needsOpenApi && !openApi;
    const denied = isBlocked ? 'open_api_disabled' : 'not_permitted';
    const code = customerManagement ? denied : 'service_disabled';
    const refused: Status = { ...this.#failure({ name: 'DeskError', code }), kind: 'info' };
    return customerManagement && role !== 'admin' ? { ...refused, text: t.adminsOnly } : refused;
  }

  #leaveDesk(): void {
    if (this.#screen?.leaveDesk) return this.#screen.leaveDesk();
    this.#screen?.leavePage();
    this.#screen = undefined;
  }

  #failure(error: unknown): Status {
    const { message, hint } = this.describeError(error);
    return { kind: 'error', text: message, hint };
  }

  readonly #reload = (): void => {
    this.#turn++;
    this.requestUpdate();
  };

  async #read(desk: Desk, signal: AbortSignal): Promise<Setup<D>> {
    const service = await desk.service.describe({}, { signal });
    const mayBegin = service.permitted.includes(this.#plan.needs);
    return { service, data: mayBegin ? await this.#plan.read(desk, signal) : undefined };
  }

  #makeUi(): ScreenUi<Strings[N]> {
    return {
      // The desk and what it says are there before anything is drawn that needs them.
      ...({} as ScreenNow<Strings[N]>),
      // The part brings them: `parts/asking.ts`.
      ...({} as Pick<ScreenUi<Strings[N]>, 'say' | 'ask'>),
      host: this,
      connection: () => this.connection,
      update: () => this.requestUpdate(),
      reload: this.#reload,
      lazy: (load) => new LazyPart(this, load),
      textsWith: (english) => this.textsWith(english),
      focus: async (selector) => {
        this.requestUpdate();
        await this.updateComplete;
        const found = this.renderRoot.querySelector<HTMLElement>(selector);
        found?.focus();
        return found;
      },
      focusedId: () => this.shadowRoot?.activeElement?.id ?? '',
      when: (iso, style) => this.when(iso, style),
      describeIssue: (issue) => this.describeIssue(issue),
      failure: (error) => this.#failure(error),
    };
  }
}
