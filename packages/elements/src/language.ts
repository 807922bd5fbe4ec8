/**
 * Which language holds where an element stands, and word when that changes. All elements of one tree share a single
 * observer of `lang` attributes, which lives only as long as one of them is on the page.
 */

/** Called when a `lang` attribute around an element changed. A symbol, so that it is no part of the element's API. */
export const languageMayHaveChanged: unique symbol = Symbol('languageMayHaveChanged');

export interface LanguageListener {
  [languageMayHaveChanged](): void;
}

// Keyed by the tree itself, so that a watch is the tree's own and goes with it.
const watches = new WeakMap<Node, LanguageWatch>();

/** Tells an element of changes from now on; call it when connected, and `leave` of what it gives when disconnected. */
export function watchLanguage(element: Element & LanguageListener): LanguageWatch {
  const watch = watchOf(element.getRootNode());
  watch.join(element);
  return watch;
}

function watchOf(root: Node): LanguageWatch {
  let watch = watches.get(root);
  if (watch === undefined) watches.set(root, (watch = new LanguageWatch(root)));
  return watch;
}

/** The one observer of a document or shadow root; that of a shadow root also listens to the tree its host stands in. */
export class LanguageWatch implements LanguageListener {
  readonly #root: Node;
  readonly #listeners = new Set<LanguageListener>();
  readonly #observer = new MutationObserver(() => this[languageMayHaveChanged]());
  #outer: LanguageWatch | undefined;

  constructor(root: Node) {
    this.#root = root;
  }

  join(listener: LanguageListener): void {
    this.#listeners.add(listener);
    if (this.#listeners.size === 1) {
      this.#observer.observe(this.#root, { subtree: true, attributeFilter: ['lang'] });
    }
    this.#followHost();
  }

  /** Elements that move together with their host leave and come one by one, so that it may stand elsewhere by now. */
  #followHost(): void {
    const root = this.#root;
    const outer = root instanceof ShadowRoot ? watchOf(root.host.getRootNode()) : undefined;
    if (outer && outer === this.#outer) return outer.#followHost();
    this.#outer?.leave(this);
    this.#outer = outer;
    outer?.join(this);
  }

  leave(listener: LanguageListener): void {
    if (!this.#listeners.delete(listener) || this.#listeners.size > 0) return;
    this.#observer.disconnect();
    this.#outer?.leave(this);
    this.#outer = undefined;
  }

  [languageMayHaveChanged](): void {
    for (const listener of this.#listeners) listener[languageMayHaveChanged]();
  }
}

/**
 * The language that holds at `element`, BCP 47: its own `lang` attribute, else that of the nearest ancestor, also
 * across shadow roots, else the document's; English when nobody says or what they say is not a language.
 */
export function languageAt(element: Element): string {
  let from: Element | undefined = element;
  while (from !== undefined) {
    const lang: Element | null = from.closest('[lang]');
    if (lang !== null) return validLanguage(lang.getAttribute('lang'));
    const root = from.getRootNode();
    from = root instanceof ShadowRoot ? root.host : undefined;
  }
  return 'en';
}

/** `Intl` throws at what is not a language, and an attribute may hold anything. */
function validLanguage(language: string | null): string {
  if (!language) return 'en';
  if (/^[a-z]{2}$/.test(language)) return language;
  try {
    return Intl.getCanonicalLocales(language)[0] ?? 'en';
  } catch {
    return 'en';
  }
}
