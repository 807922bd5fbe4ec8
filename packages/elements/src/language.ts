/**
 * Which language holds where an element stands, and word when that changes. All elements of one tree share a single
 * observer of `lang` attributes, which lives only as long as one of them is on the page.
 */

/** Called when a `lang` attribute around an element changed. A symbol, so that it is no part of the element's API. */
export const languageMayHaveChanged: unique symbol = Symbol('languageMayHaveChanged');

export interface LanguageListener extends Element {
  [languageMayHaveChanged](): void;
}

interface Watch {
  readonly listeners: Set<LanguageListener>;
  readonly observer: MutationObserver;
}

// Keyed by the tree itself, so that it is the tree's own state and goes with it.
const watches = new WeakMap<Node, Watch>();

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
  if (!language || language === 'en') return 'en';
  try {
    return Intl.getCanonicalLocales(language)[0] ?? 'en';
  } catch {
    return 'en';
  }
}

/** Tells `listener` of changes from now on; call it when connected. Returns the roots for `unwatchLanguage`. */
export function watchLanguage(listener: LanguageListener): readonly Node[] {
  const roots = rootsOf(listener);
  for (const root of roots) {
    let watch = watches.get(root);
    if (watch === undefined) watches.set(root, (watch = startWatch(root)));
    watch.listeners.add(listener);
  }
  return roots;
}

/** Ends it; call it when disconnected. */
export function unwatchLanguage(listener: LanguageListener, roots: readonly Node[]): void {
  for (const root of roots) {
    const watch = watches.get(root);
    if (!watch?.listeners.delete(listener) || watch.listeners.size > 0) continue;
    watch.observer.disconnect();
    watches.delete(root);
  }
}

function startWatch(root: Node): Watch {
  const listeners = new Set<LanguageListener>();
  const observer = new MutationObserver(() => {
    for (const listener of listeners) listener[languageMayHaveChanged]();
  });
  observer.observe(root, { subtree: true, attributeFilter: ['lang'] });
  return { listeners, observer };
}

/** The trees the element stands in, from the innermost shadow root to the document. */
function rootsOf(element: Element): Node[] {
  const roots = [element.getRootNode()];
  for (let root = roots[0]; root instanceof ShadowRoot; roots.push(root)) root = root.host.getRootNode();
  return roots;
}
