/** Whom a change on the desk is about. */
import type { Change } from '@deskcard/core';

/** Every customer number that a change touches; none when no customer or ticket of one is different now. */
export function numbersIn(change: Change): readonly string[] {
  switch (change.type) {
    case 'customersMerged':
    case 'mergeUndone':
      return [change.survivorNumber, change.absorbedNumber, ...Object.keys(change.numbers)];
    case 'customerEdited':
    case 'ticketArrived':
    case 'ticketSaved':
      return [change.customerNumber];
    default:
      return [];
  }
}
