/** What the tests of the elements do to a page, and what they wait for. */
import { emulateMedia, sendKeys } from '@web/test-runner-commands';

const places = new Set<HTMLElement>();

/** A place on the page for the elements of one test; `clearPage` in `afterEach` takes it away again. */
export function place(...children: (Node | string)[]): HTMLElement {
  const div = document.createElement('div');
  div.append(...children);
  document.body.append(div);
  places.add(div);
  return div;
}

/** Makes an element with its properties, and puts it on the page. */
export function put<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  properties: Partial<HTMLElementTagNameMap[K]> = {},
): HTMLElementTagNameMap[K] {
  const element = Object.assign(document.createElement(tag), properties);
  place(element);
  return element;
}

/** Removes every place, and whatever a test set on the document itself. */
export async function clearPage(): Promise<void> {
  for (const div of places) div.remove();
  places.clear();
  document.documentElement.removeAttribute('dir');
  document.documentElement.setAttribute('lang', 'en');
  document.documentElement.style.removeProperty('color-scheme');
  await emulateMedia({ colorScheme: 'light', reducedMotion: 'no-preference' });
}

/** Waits until `condition` gives something true, and returns it; the message says what never came. */
export async function until<T>(condition: () => T, message: string): Promise<NonNullable<T>> {
  const deadline = performance.now() + 5_000;
  for (;;) {
    const value = condition();
    if (value) return value as NonNullable<T>;
    if (performance.now() > deadline) throw new Error(`Waited in vain: ${message}`);
    await new Promise((done) => setTimeout(done, 5));
  }
}

/** Lets everything run that is due now: updates, answers of a fake desk, timers of zero length. */
export async function settle(turns = 3): Promise<void> {
  for (let turn = 0; turn < turns; turn++) await new Promise((done) => setTimeout(done));
}

/** The first element in the shadow root that matches; fails when there is none. */
export function inside<T extends HTMLElement = HTMLElement>(element: Element, selector: string): T {
  const found = element.shadowRoot?.querySelector<T>(selector);
  if (!found) throw new Error(`<${element.localName}> shows nothing that matches ${selector}.`);
  return found;
}

/** What an agent sees and a screen reader reads: the text of the shadow root with its spaces made plain. */
export function shownText(element: Element | ShadowRoot | null): string {
  const root = element instanceof Element ? (element.shadowRoot ?? element) : element;
  return (root?.textContent ?? '').replace(/\s+/g, ' ').trim();
}

/** Types into whatever has the focus, with real keys. */
export async function type(text: string): Promise<void> {
  await sendKeys({ type: text });
}

/** Presses keys one after the other: `press('Tab', 'Enter')`. */
export async function press(...keys: string[]): Promise<void> {
  for (const key of keys) await sendKeys({ press: key });
}

/** The element that has the focus, looked up through shadow roots. */
export function focused(): Element | null {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active;
}

/** The next event of this name on the element. */
export function nextEvent<K extends keyof HTMLElementEventMap>(
  element: HTMLElement,
  name: K,
): Promise<HTMLElementEventMap[K]> {
  return new Promise((done) => element.addEventListener(name, done, { once: true }));
}
