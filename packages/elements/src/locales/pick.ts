/** The texts an element uses: those of its language, whatever the host replaced, and English where nothing is said. */
import type { Locale } from './locale.js';

/** The locale for a language: the very one, else one of the same language elsewhere (`ko-KR` finds `ko`). */
export function pickLocale(language: string, locales: readonly Locale[] = []): Locale | undefined {
  const primary = (tag: string): string => tag.toLowerCase().split('-')[0]!;
  return (
    locales.find(({ lang }) => lang === language) ??
    locales.find(({ lang }) => primary(lang) === primary(language))
  );
}

/** `base` with every text replaced that one of `layers` has; the later layer wins, absent texts fall through. */
export function layer<T extends object>(base: T, ...layers: readonly unknown[]): T {
  const result = { ...base } as Record<string, unknown>;
  for (const over of layers) {
    for (const [key, text] of Object.entries((over ?? {}) as object)) {
      const under = result[key];
      if (text === undefined) continue;
      result[key] = isGroup(text) && isGroup(under) ? layer(under, text) : text;
    }
  }
  return result as T;
}

function isGroup(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
