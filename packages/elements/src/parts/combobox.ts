/**
 * A text box that offers values and takes any other as well: the editable combobox with a list of the ARIA Authoring
 * Practices. What is typed narrows the list down; nothing is put into the box that nobody chose. The list lies on top
 * of the page, so that no pane cuts it off.
 *
 * One `Combobox` per field keeps what is open; its element calls `updated()` after every drawing.
 */
import { html, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { live } from 'lit/directives/live.js';
import { isComposing } from './composing.js';
import { described, field, type ControlOptions } from './field.js';
import { chevronIcon } from './icons.js';

/** A value on offer. */
export interface Offer {
  readonly value: string;
  /** where it comes from, in words */
  readonly note: string;
}

export interface ComboboxOptions extends ControlOptions {
  /** what the list and its button are called */
  readonly listName: string;
  readonly offers: readonly Offer[];
  /** Whether an offer is among what somebody looks for who types this. */
  readonly fits: (offer: Offer, typed: string) => boolean;
  /** which keyboard a telephone shows */
  readonly inputMode?: 'tel' | 'email' | undefined;
}

export class Combobox {
  readonly #root: () => ParentNode;
  readonly #changed: () => void;
  #options: ComboboxOptions | undefined;
  #isOpen = false;
  /** the list shows what fits, since somebody typed; else everything */
  #isNarrowed = false;
  #active = -1;
  #placing: AbortController | undefined;

  /** `root` is where it is drawn; `changed` draws it again. */
  constructor(root: () => ParentNode, changed: () => void) {
    this.#root = root;
    this.#changed = changed;
  }

  /** The values in the list, in order; none while it is closed. */
  get shown(): readonly Offer[] {
    const { offers = [], value = '', fits } = this.#options ?? {};
    if (!this.#isOpen) return [];
    return this.#isNarrowed && value.trim() !== '' ? offers.filter((each) => fits!(each, value)) : offers;
  }

  render(options: ComboboxOptions): TemplateResult {
    this.#options = options;
    const { id, inputMode, value, placeholder, error, listName, offers } = options;
    const { shown } = this;
    this.#active = Math.min(this.#active, shown.length - 1);
    const isOpen = shown.length > 0;
    const box = html`<input
      class="input"
      part="control"
      id=${id}
      name=${id}
      type="text"
      inputmode=${ifDefined(inputMode)}
      role="combobox"
      aria-label=${options.label}
      autocomplete="off"
      spellcheck="false"
      dir="auto"
      aria-autocomplete="list"
      aria-expanded=${isOpen}
      aria-controls="${id}-list"
      aria-activedescendant=${ifDefined(this.#active < 0 ? undefined : `${id}-${this.#active}`)}
      aria-invalid=${error ? 'true' : 'false'}
      aria-describedby=${ifDefined(described(options))}
      placeholder=${ifDefined(placeholder)}
      .value=${live(value)}
      @input=${this.#typed}
      @keydown=${this.#pressed}
      @blur=${this.close}
    />`;
    const toggle = html`<button
      class="toggle"
      type="button"
      tabindex="-1"
      aria-label=${listName}
      aria-expanded=${isOpen}
      aria-controls="${id}-list"
      ?hidden=${offers.length === 0}
      @mousedown=${keepFocus}
      @click=${this.#toggle}
    >
      ${chevronIcon()}
    </button>`;
    const list = html`<div
      class="offers"
      id="${id}-list"
      role="listbox"
      popover="manual"
      aria-label=${listName}
      @mousedown=${keepFocus}
    >
      ${shown.map((offer, index) => this.#option(offer, index))}
    </div>`;
    return field(options, html`<div class="combobox">${box}${toggle}${list}</div>`);
  }

  /** After every drawing: the list comes up or goes away, and shows what is active. */
  updated(): void {
    const list = this.#list;
    if (!list?.isConnected) return;
    const isUp = list.matches(':popover-open');
    if (this.shown.length === 0) {
      if (isUp) list.hidePopover();
      this.#placing?.abort();
      this.#placing = undefined;
      return;
    }
    if (!isUp) list.showPopover();
    this.#place();
    this.#follow();
    list.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }

  readonly close = (): void => {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#active = -1;
    this.#placing?.abort();
    this.#placing = undefined;
    this.#changed();
  };

  #option({ value, note }: Offer, index: number): TemplateResult {
    return html`<button
      class="offer"
      type="button"
      tabindex="-1"
      id="${this.#options!.id}-${index}"
      role="option"
      aria-selected=${index === this.#active}
      @click=${() => this.#choose(index)}
    >
      <bdi>${value}</bdi> <span class="hint">${note}</span>
    </button>`;
  }

  readonly #typed = (event: Event): void => {
    this.#options!.onInput((event.target as HTMLInputElement).value);
    this.#isNarrowed = true;
    this.#open(-1);
  };

  readonly #toggle = (): void => {
    this.#box?.focus();
    if (this.#isOpen) return this.close();
    this.#isNarrowed = false;
    this.#open(-1);
  };

  readonly #pressed = (event: KeyboardEvent): void => {
    // While a syllable is being put together, its keys are the input method's.
    if (isComposing(event) || event.ctrlKey || event.metaKey) return;
    const act = this.#actions[event.key];
    if (act?.(event)) {
      event.preventDefault();
      // A dialog around it, or the page, does not hear what the list has dealt with.
      event.stopPropagation();
    }
  };

  /** Per key what it does; true when that was all there is to it. */
  readonly #actions: Readonly<Record<string, (event: KeyboardEvent) => boolean>> = {
    ArrowDown: ({ altKey }) => (altKey ? this.#unfold() : this.#move(1)),
    ArrowUp: ({ altKey }) => (altKey ? this.#fold() : this.#move(-1)),
    Enter: () => this.#active >= 0 && this.#choose(this.#active),
    Escape: () => this.#fold(),
    Tab: () => this.#fold() && false,
    Home: () => this.#leaveList(),
    End: () => this.#leaveList(),
    ArrowLeft: () => this.#leaveList(),
    ArrowRight: () => this.#leaveList(),
  };

  #unfold(): boolean {
    if (this.shown.length === 0) this.#isNarrowed = false;
    return this.#open(-1);
  }

  #fold(): boolean {
    const isUp = this.shown.length > 0;
    this.close();
    return isUp;
  }

  #move(step: 1 | -1): boolean {
    const count = this.shown.length;
    if (count === 0) {
      this.#isNarrowed = false;
      return this.#open(step === 1 ? 0 : (this.#options?.offers.length ?? 0) - 1);
    }
    const from = this.#active < 0 && step === -1 ? count : this.#active;
    return this.#open((from + step + count) % count);
  }

  /** The keys that move the caret move it, and nothing in the list is active any more. */
  #leaveList(): boolean {
    if (this.#active < 0) return false;
    this.#active = -1;
    this.#changed();
    return false;
  }

  #open(active: number): boolean {
    this.#isOpen = true;
    this.#active = active;
    this.#changed();
    return true;
  }

  #choose(index: number): boolean {
    const offer = this.shown[index];
    if (offer) this.#options!.onInput(offer.value);
    this.close();
    return true;
  }

  get #box(): HTMLInputElement | null {
    return this.#root().querySelector(`#${this.#options?.id}`);
  }

  get #list(): HTMLElement | null {
    return this.#options ? this.#root().querySelector(`#${this.#options.id}-list`) : null;
  }

  /** Below the box where there is room, else above it. */
  readonly #place = (): void => {
    const [box, list] = [this.#box, this.#list];
    if (!box || !list) return;
    const { left, top, bottom, width } = box.getBoundingClientRect();
    list.style.setProperty('--_width', `${width}px`);
    const { height, width: own } = list.getBoundingClientRect();
    const isBelow = innerHeight - bottom >= height + 4 || top < height + 4;
    list.style.setProperty('--_top', `${isBelow ? bottom + 2 : top - height - 2}px`);
    list.style.setProperty('--_left', `${Math.max(4, Math.min(left, innerWidth - own - 4))}px`);
  };

  /** Whatever scrolls below it, the list stays at its box. */
  #follow(): void {
    if (this.#placing) return;
    const { signal } = (this.#placing = new AbortController());
    addEventListener('scroll', this.#place, { capture: true, passive: true, signal });
    addEventListener('resize', this.#place, { signal });
  }
}

const keepFocus = (event: Event): void => event.preventDefault();
