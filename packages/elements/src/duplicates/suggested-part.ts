/** The lazy view of possible duplicates with its texts, as several elements show it. */
import type { ReactiveElement } from 'lit';
import { LazyPart } from '../lazy.js';
import type { english, suggestedView } from './suggested.part.js';
import type { DuplicateTexts } from './words.js';

export interface SuggestedPart {
  /** the view and its texts, once they are there; asks for them the first time */
  needed(): { readonly view: typeof suggestedView; readonly t: DuplicateTexts } | undefined;
}

/** `texts` gives those of the language. */
export function suggestedPart(
  host: ReactiveElement,
  texts: (texts: typeof english) => DuplicateTexts,
): SuggestedPart {
  const part = new LazyPart(host, () => import('./suggested.part.js'));
  let isAsked = false;
  return {
    needed() {
      const { module } = part;
      if (!module && !isAsked) void part.load();
      isAsked = true;
      return module && { view: module.suggestedView, t: texts(module.english) };
    },
  };
}
