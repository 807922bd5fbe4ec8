/**
 * What merges filled in their tickets is blanked again when they are undone (D6, B1), unless somebody changed it
 * since. A value stays while a merge that filled it still holds where the ticket is, and somebody there has it. A ticket
 * that goes to somebody else takes along only what they have too.
 */
import type { ServiceSettings } from '../model/access.js';
import type { WriteTransaction } from '../ports.js';
import type { Fragment } from '../store/fragment.js';
import { fillSource, type MergeRecord } from '../store/merge-record.js';
import { putTicket, showTicket, type TicketRecord } from '../store/ticket.js';

type Side = readonly Fragment[];

const has = (side: Side, number: string): boolean => side.some((each) => each.customerNumber === number);

function isKnown(side: Side, { fields }: TicketRecord, code: string, settings: ServiceSettings): boolean {
  const field = settings.ticketFields.find((each) => each.code === code)?.customerField ?? code;
  return side.some(({ values }) => values[field]?.some(({ value }) => value === fields[code]));
}

/** Those of the filled fields that are still as the merge left them and have lost what kept them. */
function lostCodes(
  record: MergeRecord,
  ticket: TicketRecord,
  standing: readonly MergeRecord[],
  sides: readonly Side[],
  settings: ServiceSettings,
): string[] {
  const source = fillSource(record);
  const side = sides.find((each) => has(each, ticket.arrivedNumber)) ?? [];
  const holds = standing.some(
    (merge) =>
      fillSource(merge) === source && has(side, merge.survivorNumber) && has(side, merge.absorbedNumber),
  );
  return (record.filled?.codes ?? []).filter(
    (code) => ticket.filled[code]?.source === source && !(holds && isKnown(side, ticket, code, settings)),
  );
}

function blanked(ticket: TicketRecord, codes: readonly string[]): TicketRecord {
  const without = <V>(entries: Record<string, V>): Record<string, V> =>
    Object.fromEntries(Object.entries(entries).filter(([code]) => !codes.includes(code)));
  return { ...ticket, fields: without(ticket.fields), filled: without(ticket.filled) };
}

/** A ticket that goes to another customer, without what merges filled in of the one it leaves. */
export function unfilledFor(to: Side, ticket: TicketRecord, settings: ServiceSettings): TicketRecord {
  const codes = Object.keys(ticket.filled).filter(
    (code) => ticket.filled[code]!.by === 'merge' && !isKnown(to, ticket, code, settings),
  );
  return blanked(ticket, codes);
}

/** `standing` are the merges that still hold on either side. */
export async function unfillTickets(
  tx: WriteTransaction,
  undone: MergeRecord,
  standing: readonly MergeRecord[],
  sides: readonly Side[],
  at: string,
  settings: ServiceSettings,
): Promise<void> {
  const bySource = new Map([undone, ...standing].map((record) => [fillSource(record), record]));
  for (const record of bySource.values()) {
    if (!record.filled) continue;
    const ticket = (await tx.get('tickets', record.filled.ticketId)) as unknown as TicketRecord | undefined;
    const codes = ticket ? lostCodes(record, ticket, standing, sides, settings) : [];
    if (!ticket || codes.length === 0) continue;
    const unfilled = { ...blanked(ticket, codes), updatedAt: at, version: ticket.version + 1 };
    await putTicket(tx, unfilled, settings);
    const { ticketId, customerNumber } = await showTicket(tx, unfilled);
    tx.publish({ type: 'ticketSaved', ticketId, customerNumber });
  }
}
