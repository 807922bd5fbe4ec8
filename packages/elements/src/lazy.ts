/**
 * What is opened now and then is loaded when it is first opened, so that a page pays at the start only for what it
 * shows. A lazy part is one module, `x.part.ts`, with all that only it needs: behaviour, views, styles, and the
 * English texts of `locales/en.x.ts`. Nothing imports it but the element that opens it, by a literal
 * `import('./x.part.js')`, which every bundler understands and a page without a build step finds as well.
 *
 * Until it is there, the element shows its frame with grey lines; when it does not come (no connection, a new version
 * was deployed), it says so, and people try again. Older browsers than Chromium 156 and Firefox 155 may remember that a
 * module did not load until the page is loaded anew, so the words name that as well.
 */
import { adoptStyles, html, nothing, type CSSResult, type TemplateResult } from 'lit';
import type { ReactiveController, ReactiveElement } from 'lit';
import { Late } from './late.js';
import type { Strings } from './locales/locale.js';
import { button } from './parts/button.js';
import { skeleton } from './parts/skeleton.js';
import { status, type Status } from './parts/status.js';

/** What the module of a part gives besides its behaviour. */
export interface PartModule {
  readonly styles: readonly CSSResult[];
}

export class LazyPart<M extends PartModule> implements ReactiveController {
  readonly #host: ReactiveElement;
  readonly #load: () => Promise<M>;
  readonly #late: Late<M>;
  #loading: Promise<unknown> | undefined;
  #hasFailed = false;
  #isDressed = false;

  /** `host` is drawn again whenever there is something else to show. */
  constructor(host: ReactiveElement, load: () => Promise<M>) {
    this.#host = host;
    this.#load = load;
    this.#late = new Late(() => host.requestUpdate());
    host.addController(this);
  }

  /** The module, once it is there. */
  get module(): M | undefined {
    return this.#late.value;
  }

  /** It did not come, and is at best being tried again. */
  get hasFailed(): boolean {
    return this.#hasFailed || this.#late.error !== undefined;
  }

  /** Before the host draws what came, it wears the styles of it. */
  hostUpdate(): void {
    if (!this.module || this.#isDressed) return;
    this.#isDressed = true;
    const root = this.#host.renderRoot as ShadowRoot;
    // Beside those of the host and of its other parts.
    adoptStyles(root, [...root.adoptedStyleSheets, ...this.module.styles]);
  }

  /** Loads it, or tries again; resolves when it is there or has failed. Call it at an opening, not at every update. */
  load(): Promise<unknown> {
    if (this.module) return Promise.resolve();
    if (!this.#late.busy) {
      this.#loading = this.#late.ask(this.#load).then((isThere) => (this.#hasFailed = !isThere));
    }
    return this.#loading!;
  }

  /** What stands in its place; `lines` is about how high it will be. */
  placeholder({ loading, notLoaded, retry }: Strings['common'], lines: number): TemplateResult {
    const isFailed = this.#late.error !== undefined;
    // It stays while it is tried again, and so does the focus.
    const action = this.hasFailed
      ? button(retry, () => void this.load(), 'small', { isWaiting: !isFailed })
      : undefined;
    const state: Status = isFailed
      ? { kind: 'error', text: notLoaded[0], hint: notLoaded[1], action }
      : { kind: 'busy', text: loading, action };
    return html`${status(state)}${isFailed ? nothing : skeleton(lines)}`;
  }
}
