/** How this person last used the helpdesk; kept on this device, apart for each of the two seats. */
import type { Language } from './service.js';
import { seats, staffRoles, type Seat, type StaffRole } from './staff.js';

export interface Preferences {
  role: StaffRole;
  language: Language;
  theme: 'light' | 'dark';
  density: 'compact' | 'comfortable';
  /** what the elements speak; they know a language more than this helpdesk does */
  elements: Language | 'ja';
}

/** Two seats stand beside each other at /seats; everywhere else it is the first. */
export function seatHere(): Seat {
  const wanted = new URLSearchParams(location.search).get('seat');
  return seats.find((seat) => seat === wanted) ?? '1';
}

export const isOneOfTwo = (): boolean => new URLSearchParams(location.search).has('seat');

const keyOf = (seat: Seat): string => (seat === '1' ? 'naru.preferences' : `naru.preferences.${seat}`);

export function readPreferences(seat: Seat = seatHere()): Preferences {
  const first = read(keyOf('1')) as Partial<Preferences> | undefined;
  const own = read(keyOf(seat)) as Partial<Preferences> | undefined;
  const language = own?.language ?? first?.language ?? (navigator.language.startsWith('ko') ? 'ko' : 'en');
  const dark = matchMedia('(prefers-color-scheme: dark)').matches;
  return {
    role: staffRoles.find((role) => role === own?.role) ?? 'agent',
    language,
    theme: own?.theme ?? first?.theme ?? (dark ? 'dark' : 'light'),
    density: own?.density ?? first?.density ?? 'compact',
    elements: own?.elements ?? own?.language ?? first?.elements ?? language,
  };
}

export function writePreferences(preferences: Preferences, seat: Seat = seatHere()): void {
  write(keyOf(seat), preferences);
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
