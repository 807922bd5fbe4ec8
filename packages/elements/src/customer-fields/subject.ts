/**
 * Whose fields are shown: those of a ticket that the desk has, of one that is not saved yet (trap 8), or of a customer
 * without a ticket.
 */
import type { FilledMark, Held } from '@deskcard/core';

/** The ticket as the host has it; a `Ticket` of the desk is one. Without a `version` it is not saved yet. */
export interface CustomerFieldsTicket {
  readonly ticketId?: string | undefined;
  /** field code → what stands in the field now */
  readonly fields: Readonly<Record<string, string>>;
  readonly customerNumber?: string | undefined;
  readonly filled?: Readonly<Record<string, FilledMark>> | undefined;
  /** what kept it from joining somebody by itself (B7) */
  readonly held?: readonly Held[] | undefined;
  readonly version?: number | undefined;
}

export type Subject =
  | { readonly kind: 'saved'; readonly ticketId: string; readonly ticket?: CustomerFieldsTicket }
  | { readonly kind: 'unsaved'; readonly ticket: CustomerFieldsTicket }
  | { readonly kind: 'customer'; readonly customerNumber: string };

/** What a page says about it. */
export interface Given {
  readonly ticket: CustomerFieldsTicket | null | undefined;
  readonly ticketId: string | null | undefined;
  readonly customerNumber: string | null | undefined;
}

export function subjectOf({ ticket, ticketId, customerNumber }: Given): Subject | undefined {
  if (ticket) {
    const own = asTicket(ticket);
    const isSaved = own.ticketId !== undefined && own.version !== undefined;
    return isSaved
      ? { kind: 'saved', ticketId: own.ticketId!, ticket: own }
      : { kind: 'unsaved', ticket: own };
  }
  if (ticketId) return { kind: 'saved', ticketId: String(ticketId) };
  return customerNumber ? { kind: 'customer', customerNumber: String(customerNumber) } : undefined;
}

/** By which the drafts of one are told from those of another. */
export function keyOf(subject: Subject): string {
  if (subject.kind === 'saved') return `ticket ${subject.ticketId}`;
  if (subject.kind === 'customer') return `customer ${subject.customerNumber}`;
  return `unsaved ${subject.ticket.ticketId ?? ''}`;
}

/** A host without types may pass anything: what is no text becomes one. */
function asTicket(given: CustomerFieldsTicket): CustomerFieldsTicket {
  const text = (value: unknown): string | undefined => (value || value === 0 ? String(value) : undefined);
  const fields = Object.entries(given.fields ?? {}).flatMap(([code, value]) => {
    const shown = text(value);
    return shown === undefined ? [] : [[code, shown] as const];
  });
  return {
    ticketId: text(given.ticketId),
    fields: Object.fromEntries(fields),
    customerNumber: text(given.customerNumber),
    filled: given.filled ?? {},
    held: Array.isArray(given.held) ? given.held : [],
    version: typeof given.version === 'number' ? given.version : undefined,
  };
}
