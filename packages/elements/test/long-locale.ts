/**
 * English as long as a long language: every word 40 % longer and without a place to break, as German compounds are.
 * What fits here fits in any language. Its tag is that of a made-up one, so that nobody gets it who asks for English.
 */
import type { Locale, Strings } from '../src/locales/locale.js';
import { english } from './english.js';

/** `Customer no.` → `Customermer noo.`; addresses, numbers and signs stay, and so does a word that is longer already. */
function longer(text: string): string {
  return text.replace(/(?<![\p{L}\d./:@_-])\p{L}{2,}(?![\p{L}\d/:@_\u200c]|\.\p{L})/gu, (word) => {
    const more = Math.ceil(word.length * 0.4);
    return `${word}${word.slice(-more).toLowerCase()}\u200c`;
  });
}

function stretched(value: unknown): unknown {
  if (typeof value === 'string') return longer(value);
  if (typeof value === 'function') return (...values: unknown[]) => longer(String(value(...values)));
  if (Array.isArray(value)) return value.map(stretched);
  return Object.fromEntries(Object.entries(value as object).map(([key, text]) => [key, stretched(text)]));
}

export const long: Locale = { lang: 'qps-Ploc', strings: stretched(english) as Strings };
