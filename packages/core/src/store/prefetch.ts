/**
 * Hints to stores that are far from their data: what leads from a number or an identifier to a whole customer, so that
 * all of it comes in one round trip. Stores beside their data ignore them.
 */
import type { Hop, ReadTransaction } from '../ports.js';

/** From fragments to everything merged into their survivors, and the merges that hold it together. */
const familyHops = (named: number): Hop[] => [
  { from: named, member: 'live', collection: 'fragments' },
  { from: named + 1, member: 'absorbed', collection: 'fragments' },
  { from: named + 2, member: 'mergeId', collection: 'merges' },
];

/** From whatever names a fragment in this member. */
function familyOf(member: string): readonly Hop[] {
  return [{ from: 0, member, collection: 'fragments' }, ...familyHops(1)];
}

// Made once, so that a store can tell by the list itself that it has prepared for it.
const fromNumber = familyHops(0);
const fromIdentifier = familyOf('owner');
const fromTicket = familyOf('arrivedNumber');

export async function prefetchFamilies(tx: ReadTransaction, numbers: readonly string[]): Promise<void> {
  await tx.prefetch?.('fragments', numbers, fromNumber);
}

export async function prefetchOwners(tx: ReadTransaction, identifierKeys: readonly string[]): Promise<void> {
  await tx.prefetch?.('identifiers', identifierKeys, fromIdentifier);
}

export async function prefetchTicket(tx: ReadTransaction, ticketId: string): Promise<void> {
  await tx.prefetch?.('tickets', [ticketId], fromTicket);
}
