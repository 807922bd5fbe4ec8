/**
 * The result fields (R45, R48, R50): always there, with a dash until a search found something. A value is only ever
 * text (D12, trap 10); a long one is folded, and each can be copied as it came.
 */
import { html, nothing, type TemplateResult } from 'lit';
import { copyText, selectText } from '../copy.js';
import { button } from '../parts/button.js';
import { checkIcon, copyIcon } from '../parts/icons.js';
import { readableJson } from './json.js';
import type { Section } from './section.js';
import type { LookupView } from './view.js';

/** How much of a long value is seen while it is folded, in code points and in lines. */
const folded = { length: 160, lines: 6 };
const COPIED_MS = 2_000;

type ValueView = Pick<LookupView, 't' | 'common' | 'service'>;

export class Values {
  readonly #update: () => Promise<unknown>;
  readonly #open = new Set<string>();
  /** text → the same with line breaks, so that a large value is read once and not at every drawing */
  readonly #readable = new Map<string, string | undefined>();
  #copied: string | undefined;
  #byHand = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `update` draws the element again and resolves when that is done. */
  constructor(update: () => Promise<unknown>) {
    this.#update = update;
  }

  /** Another ticket, or the end. */
  forget(): void {
    clearTimeout(this.#timer);
    this.#open.clear();
    this.#readable.clear();
    this.#copied = undefined;
  }

  /** What happened to the last value that was to be copied, for a live region. */
  said({ t, common }: ValueView): string {
    if (this.#copied === undefined) return '';
    return this.#byHand ? t.copyByHand : common.copied;
  }

  render(view: LookupView, { api, outcome }: Section): TemplateResult | typeof nothing {
    if (api.resultItems.length === 0) return nothing;
    const values = outcome?.kind === 'result' ? outcome.result.values : [];
    const texts = new Map(values.map(({ itemId, text }) => [itemId, text ?? '']));
    return html`<dl class="pairs results" part="results">
      ${api.resultItems.map(
        ({ itemId, screenName }) =>
          html`<div>
            <dt>${screenName}</dt>
            ${this.value(view, `${api.apiId}/${itemId}`, screenName, texts.get(itemId) ?? '')}
          </div>`,
      )}
    </dl>`;
  }

  /** One value as a `<dd>`; `key` tells it from all others, `below` stands under its text. */
  value(view: ValueView, key: string, name: string, text: string, below?: unknown): TemplateResult {
    if (text === '') return html`<dd class="muted">${view.common.none}${below ?? nothing}</dd>`;
    if (!this.#readable.has(text)) this.#readable.set(text, readableJson(text));
    const json = this.#readable.get(text);
    const whole = json ?? text;
    const start = startOf(whole);
    const open = this.#open.has(key);
    const shown = open ? whole : (start ?? whole);
    const copied = this.#copied === key;
    return html`<dd class="value">
      <div class="grow">
        <div class=${json ? 'text code' : 'text'} part="value"><bdi>${shown}</bdi></div>
        ${
          start === undefined
            ? nothing
            : html`<button
                class="button quiet small fold"
                type="button"
                aria-expanded=${open}
                @click=${() => this.#toggle(key)}
              >
                ${open ? view.t.showLess : view.t.showAll}<span class="said"> ${name}</span>
              </button>`
        }${below ?? nothing}
      </div>
      ${
        view.service?.masked
          ? nothing
          : button(
              copied && !this.#byHand ? checkIcon() : copyIcon(),
              (event) => void this.#copy(key, text, event.currentTarget as Element),
              'quiet small icon-only copy',
              { name: view.t.copyValue(name) },
            )
      }
    </dd>`;
  }

  #toggle(key: string): void {
    if (!this.#open.delete(key)) this.#open.add(key);
    void this.#update();
  }

  async #copy(key: string, text: string, button: Element): Promise<void> {
    this.#byHand = !(await copyText(text));
    this.#copied = key;
    if (this.#byHand) this.#open.add(key);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#copied = undefined;
      void this.#update();
    }, COPIED_MS);
    await this.#update();
    const shown = button.parentElement?.querySelector('.text');
    if (this.#byHand && shown) selectText(shown);
  }
}

/** The beginning of a long text, at most so many code points and lines; undefined when it is short enough. */
function startOf(text: string): string | undefined {
  const points = [...text.slice(0, 2 * folded.length + 2)].slice(0, folded.length).join('');
  const lines = points.split('\n').slice(0, folded.lines).join('\n');
  return lines.length < text.length ? `${lines.trimEnd()}…` : undefined;
}
