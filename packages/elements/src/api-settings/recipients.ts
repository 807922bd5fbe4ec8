/**
 * R36: recipients are searched among the agents and chosen one after the other: an editable combobox with a list of
 * which several can be chosen (ARIA Authoring Practices). Enter chooses and never sends.
 */
import type { Agent } from '@deskcard/core';
import { Late } from '../late.js';
import { isComposing } from '../parts/composing.js';
import type { ServerUi } from './server-ui.js';

/** As many get a mail at once. */
const MOST = 50;
const PAGE = 20;
/** So long nobody has typed, before the agents are asked for, in milliseconds. */
const PAUSE_MS = 200;

interface Found {
  readonly items: readonly Agent[];
  readonly more: boolean;
}

export class Recipients {
  text = '';
  /** in the order they were chosen */
  chosen: Agent[] = [];
  /** the list is shown */
  isOpen = false;
  /** which of the list the keyboard is at; -1: none */
  active = -1;
  readonly found: Late<Found>;
  readonly #ui: ServerUi;
  /** what was found is about this text */
  #asked = '';

  constructor(ui: ServerUi) {
    this.#ui = ui;
    this.found = new Late(() => {
      this.active = Math.min(this.active, this.items.length - 1);
      ui.update();
    });
  }

  get items(): readonly Agent[] {
    return this.found.value?.items ?? [];
  }

  get isListed(): boolean {
    return this.isOpen && this.items.length > 0;
  }

  has({ userId }: Agent): boolean {
    return this.chosen.some((each) => each.userId === userId);
  }

  type(text: string): void {
    this.text = text;
    this.isOpen = true;
    this.active = -1;
    void this.ask(PAUSE_MS);
  }

  /** Asks for the agents of what is typed; again when the last answer failed. */
  async ask(pause = 0): Promise<void> {
    const text = this.text.trim().slice(0, 100);
    if (text === '') {
      this.found.drop();
      this.#asked = '';
      return this.#ui.update();
    }
    if (text === this.#asked && (this.found.busy || this.found.value)) return this.#ui.update();
    if (text !== this.#asked) this.found.drop();
    this.#asked = text;
    const { desk } = this.#ui;
    await this.found.ask(async (signal) => {
      await unlessStopped(pause, signal);
      return desk.serverInformation.recipients({ text, limit: PAGE }, { signal });
    });
  }

  /** Nothing is searched for; who is chosen stays. */
  clear(): void {
    this.text = '';
    this.isOpen = false;
    void this.ask();
  }

  close(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.active = -1;
    this.#ui.update();
  }

  toggle(agent: Agent): void {
    if (this.has(agent)) return this.remove(agent);
    if (this.chosen.length >= MOST) return this.#ui.say(this.#ui.s.full);
    this.chosen = [...this.chosen, agent];
    this.#ui.say(this.#ui.s.added(nameOf(agent)));
    this.#ui.chosen();
  }

  remove(agent: Agent): void {
    this.chosen = this.chosen.filter(({ userId }) => userId !== agent.userId);
    this.#ui.say(this.#ui.s.taken(nameOf(agent)));
    this.#ui.chosen();
  }

  /** The keys of the field; what it does not know is left to the browser. */
  press(event: KeyboardEvent): void {
    if (isComposing(event)) return;
    const act = this.#actOn(event.key);
    if (act === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    act();
    this.#ui.update();
  }

  #actOn(key: string): (() => void) | undefined {
    const { items, isListed, active } = this;
    switch (key) {
      case 'ArrowDown':
        return () => this.#move(1);
      case 'ArrowUp':
        return () => this.#move(-1);
      case 'Enter':
        // Without a choice it is swallowed, too: nobody means to send a mail by it.
        return () => (isListed && items[active] ? this.toggle(items[active]) : void this.ask());
      case 'Escape':
        if (isListed) return () => this.close();
        return this.text === '' ? undefined : () => this.type('');
      case 'Backspace': {
        const last = this.chosen.at(-1);
        return this.text === '' && last ? () => this.remove(last) : undefined;
      }
      default:
        return undefined;
    }
  }

  /** Round and round, past the field itself. */
  #move(by: number): void {
    const { length } = this.items;
    if (!this.isOpen) this.active = -1;
    this.isOpen = true;
    if (length === 0) return void this.ask();
    this.active = this.active === -1 && by === -1 ? length - 1 : this.active + by;
    if (this.active < 0 || this.active >= length) this.active = -1;
  }
}

export const nameOf = ({ name, email, userId }: Agent): string => name || email || userId;

function unlessStopped(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((done, fail) => {
    const timer = setTimeout(done, milliseconds);
    const stop = (): void => {
      clearTimeout(timer);
      fail(signal.reason as Error);
    };
    signal.addEventListener('abort', stop, { once: true });
  });
}
