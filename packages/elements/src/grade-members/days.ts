/** An assignment is valid through a day, where the administrator is; the desk keeps the moment at which the next begins. */

/** The moment after the day `2026-12-31`, ISO 8601. */
export function endOfDay(day: string): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  return new Date(year, month - 1, date + 1).toISOString();
}

/** The last day through which something is valid that ends at `iso`, as `2026-12-31`. */
export function lastDay(iso: string): string {
  const day = new Date(Date.parse(iso) - 1);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${String(day.getFullYear()).padStart(4, '0')}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

/** The same as a moment, to be shown as a date. */
export const lastMoment = (iso: string): string => new Date(Date.parse(iso) - 1).toISOString();

/** A day that exists: 2026-02-30 would be read as 2 March. */
export function isDay(text: string): boolean {
  const time = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
