/** D14: how long a value may be. Lengths count Unicode code points, never UTF-16 units. Dependency-free. */

/** How many Unicode code points the text has. */
export function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

/** True when `text` has more than `maximum` code points; 0 means unlimited. */
export function isTooLong(text: string, maximum: number): boolean {
  return maximum > 0 && text.length > maximum && codePoints(text) > maximum;
}

/**
 * For so many numbers at once somebody may look who sees masks: as many as one field holds. With more, a hidden number
 * would be found in a few questions (D13).
 */
export const mostNumbersAtOnce = 2;

/** Longest value kept for a customer field, in Unicode code points; the built-in ones follow the ticket's fields. */
export const customerFieldLengths: Readonly<Record<string, number>> = {
  name: 100,
  phone: 30,
  email: 100,
  memberId: 100,
};
export const otherCustomerFieldLength = 1000;
