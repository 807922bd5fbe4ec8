/**
 * Somebody who has no mouse and does not need one: goes where Tab leads, presses keys, and knows where they are by the
 * role and the name that the browser tells a screen reader, in shadow roots too.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { CDPSession, KeyInput } from 'puppeteer-core';
import type { Screen } from './screen.js';

/** What has the focus, as assistive technology is told. */
export interface Stop {
  readonly role: string;
  readonly name: string;
}

/** A name as it stands there, or a part of it. */
export type Name = string | RegExp;

interface Way {
  /** only what is told as this: `button`, `textbox`, `tab`, … */
  readonly role?: string;
  /** with Shift */
  readonly back?: boolean;
}

const ELSEWHERE: Stop = { role: 'none', name: '' };
/** The longest way round a page of the sandbox has fewer stops. */
const STOPS = 160;
const PATIENCE_MS = 15_000;

/** In the page: the element that has the focus. */
function focusedInPage(): Element | null {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element === document.body ? null : element;
}

/** In the page: what the focused field holds, or the text that is chosen in it. */
function valueInPage(): string {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  if (element instanceof HTMLSelectElement) return element.selectedOptions[0]?.text.trim() ?? '';
  return (element as HTMLInputElement | null)?.value ?? '';
}

export class Hands {
  readonly screen: Screen;
  readonly #tree: CDPSession;

  private constructor(screen: Screen, tree: CDPSession) {
    this.screen = screen;
    this.#tree = tree;
  }

  static async of(screen: Screen): Promise<Hands> {
    return new Hands(screen, await screen.page.createCDPSession());
  }

  async focused(): Promise<Stop> {
    const handle = await this.screen.page.evaluateHandle(focusedInPage);
    const element = handle.asElement();
    try {
      if (element === null) return ELSEWHERE;
      const { nodes } = await this.#tree.send('Accessibility.getPartialAXTree', {
        backendNodeId: await element.backendNodeId(),
        fetchRelatives: false,
      });
      const { role, name } = nodes[0] ?? {};
      return { role: String(role?.value ?? 'none'), name: plain(String(name?.value ?? '')) };
    } catch {
      // It left the page while it was asked for.
      return ELSEWHERE;
    } finally {
      await handle.dispose().catch(() => undefined);
    }
  }

  /** What stands in the field that has the focus; of a drop-down the text that is chosen. */
  value(): Promise<string> {
    return this.screen.page.evaluate(valueInPage);
  }

  async press(key: KeyInput, ...held: KeyInput[]): Promise<void> {
    const { keyboard } = this.screen.page;
    for (const each of held) await keyboard.down(each);
    await keyboard.press(key);
    for (const each of held.reverse()) await keyboard.up(each);
  }

  /** Presses Tab until what is wanted has the focus. What comes late is found on the next round. */
  async tabTo(name: Name, { role, back = false }: Way = {}): Promise<Stop> {
    const passed: Stop[] = [];
    const until = Date.now() + PATIENCE_MS;
    let stop = await this.focused();
    while (!fits(stop, name, role)) {
      if (passed.length >= STOPS && Date.now() > until) throw new Error(lost(name, role, passed));
      if (back) await this.press('Tab', 'Shift');
      else await this.press('Tab');
      stop = await this.focused();
      passed.push(stop);
    }
    return stop;
  }

  /** Goes there and presses Enter, as on any button, link or row. */
  async use(name: Name, way?: Way): Promise<void> {
    await this.tabTo(name, way);
    await this.press('Enter');
  }

  /** Goes there and types over what stands in the field. */
  async fill(name: Name, text: string, way?: Way): Promise<void> {
    await this.tabTo(name, way);
    await this.press('a', 'Control');
    await this.screen.page.keyboard.type(text);
  }

  /** Goes to a drop-down and steps through it until it says this. */
  async choose(name: Name, wanted: Name, way: Way = {}): Promise<void> {
    await this.tabTo(name, { role: 'combobox', ...way });
    await this.press('Home');
    const passed = [await this.value()];
    while (!says(passed.at(-1)!, wanted)) {
      await this.press('ArrowDown');
      const value = await this.value();
      if (value === passed.at(-1)) throw new Error(`${String(name)} offers ${passed.join(', ')}.`);
      passed.push(value);
    }
  }

  /** The focus is here, or comes here by itself: after a dialog, after a save. */
  async isAt(name: Name, role?: string): Promise<void> {
    const until = Date.now() + PATIENCE_MS;
    for (;;) {
      const stop = await this.focused();
      if (fits(stop, name, role)) return;
      if (Date.now() > until) {
        throw new Error(
          `The focus is at ${told(stop)}, not at ${told({ role: role ?? 'any', name: String(name) })}.`,
        );
      }
      await pause(50);
    }
  }
}

const plain = (text: string): string => text.replace(/\s+/g, ' ').trim();
const says = (text: string, wanted: Name): boolean =>
  typeof wanted === 'string' ? text === wanted : wanted.test(text);
const fits = (stop: Stop, name: Name, role?: string): boolean =>
  (role === undefined || stop.role === role) && says(stop.name, name);
const told = ({ role, name }: Stop): string => `${role} “${name}”`;

function lost(name: Name, role: string | undefined, passed: readonly Stop[]): string {
  const way = [...new Set(passed.map(told))].join(', ');
  return `Tab leads to no ${role ?? 'control'} ${String(name)}. It passed: ${way}.`;
}
