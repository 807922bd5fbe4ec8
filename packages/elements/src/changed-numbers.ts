/** Whom a change is about, by every number it names (trap 4). */
import type { Change } from '@deskcard/core';

/** None when no customer and no ticket of one is different now. */
export function numbersIn(change: Change): readonly string[] {
  if (change.type === 'customerDeleted') return change.numbers;
  if ('numbers' in change) {
    return [change.survivorNumber, change.absorbedNumber, ...Object.keys(change.numbers)];
  }
  return 'customerNumber' in change ? [change.customerNumber] : [];
}
