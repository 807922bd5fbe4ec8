/** The lazy view of possible duplicates with its texts, as several elements show it. */
import { nothing, type ReactiveElement, type TemplateResult } from 'lit';
import { LazyPart } from '../lazy.js';
import type { Strings } from '../locales/locale.js';
import type { english, suggestedView } from './suggested.part.js';
import type { DuplicateTexts } from './words.js';

export interface SuggestedPart {
  /** the view and its texts, once they are there; asks for them the first time */
  needed(): { readonly view: typeof suggestedView; readonly t: DuplicateTexts } | undefined;
  /** what stands in its place: nothing while it is on its way, else that it did not come, and a way to try again */
  missing(common: Strings['common']): TemplateResult | typeof nothing;
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
    missing: (common) => (part.hasFailed ? part.placeholder(common, 2) : nothing),
  };
}
