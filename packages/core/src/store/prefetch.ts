/**
 * Hints to stores that are far from their data: what one thing leads to comes with it, in one round trip. Most customers
 * were never merged, so families are asked for where there is one. Stores beside their data ignore the hints.
 */
import type { Hop, ReadTransaction } from '../ports.js';

// Made once, so that a store can tell by the list itself that it has prepared for it.
const fromIdentifier: readonly Hop[] = [{ from: 0, member: 'owner', collection: 'fragments' }];
const fromTicket: readonly Hop[] = [{ from: 0, member: 'arrivedNumber', collection: 'fragments' }];
const fromSurvivor: readonly Hop[] = [
  { from: 0, member: 'absorbed', collection: 'fragments' },
  { from: 1, member: 'mergeId', collection: 'merges' },
];

/** Everything merged into these survivors, and the merges that hold it together. */
export async function prefetchFamilies(tx: ReadTransaction, survivors: readonly string[]): Promise<void> {
  if (survivors.length > 0) await tx.prefetch?.('fragments', survivors, fromSurvivor);
}

export async function prefetchOwners(tx: ReadTransaction, identifierKeys: readonly string[]): Promise<void> {
  await tx.prefetch?.('identifiers', identifierKeys, fromIdentifier);
}

export async function prefetchTicket(tx: ReadTransaction, ticketId: string): Promise<void> {
  await tx.prefetch?.('tickets', [ticketId], fromTicket);
}
