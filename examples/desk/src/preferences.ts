/** How this person last used the helpdesk; kept on this device. */

export interface Preferences {
  role: 'agent' | 'admin';
  language: 'ko' | 'en';
  theme: 'light' | 'dark';
}

const KEY = 'naru.preferences';

export function readPreferences(): Preferences {
  const saved = read(KEY) as Partial<Preferences> | undefined;
  const dark = matchMedia('(prefers-color-scheme: dark)').matches;
  return {
    role: saved?.role === 'admin' ? 'admin' : 'agent',
    language: saved?.language ?? (navigator.language.startsWith('ko') ? 'ko' : 'en'),
    theme: saved?.theme ?? (dark ? 'dark' : 'light'),
  };
}

export function writePreferences(preferences: Preferences): void {
  write(KEY, preferences);
}

/** Something small kept on this device; undefined when there is nothing or the browser keeps nothing. */
export function read(key: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') ?? undefined;
  } catch {
    return undefined;
  }
}

export function write(key: string, value: unknown): void {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // A browser that keeps nothing still runs the helpdesk; it only forgets.
  }
}
