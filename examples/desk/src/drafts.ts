/**
 * What an agent has entered and not yet saved, per ticket, so that looking at another ticket loses nothing. Values
 * that a field connection filled in are drafts too, with a mark that says where they came from (D11).
 */
import type { Ticket } from 'deskcard';
import { Listeners } from './listeners.js';

/** Where a filled value came from. */
export interface Origin {
  apiId: string;
  apiName: string;
}

interface Draft {
  edits: Record<string, string>;
  origins: Record<string, Origin>;
}

/** Where the value on the screen came from: unsaved from a connection, or saved as filled in earlier. */
export type Mark = { by: 'connection'; apiName: string } | { by: 'merge' };

export class Drafts {
  readonly changed = new Listeners();
  readonly #drafts = new Map<string, Draft>();

  value({ ticketId, fields }: Ticket, code: string): string {
    return this.#drafts.get(ticketId)?.edits[code] ?? fields[code] ?? '';
  }

  /** Every field as it stands on the screen. */
  values({ ticketId, fields }: Ticket): Record<string, string> {
    return { ...fields, ...this.#drafts.get(ticketId)?.edits };
  }

  count(ticketId: string): number {
    return Object.keys(this.#drafts.get(ticketId)?.edits ?? {}).length;
  }

  mark(ticket: Ticket, code: string, apiName: (apiId: string) => string): Mark | undefined {
    const draft = this.#drafts.get(ticket.ticketId);
    const origin = draft?.origins[code];
    if (origin) return { by: 'connection', apiName: origin.apiName };
    const saved = ticket.filled[code];
    if (!saved || draft?.edits[code] !== undefined) return undefined;
    return saved.by === 'merge' ? { by: 'merge' } : { by: 'connection', apiName: apiName(saved.source) };
  }

  /** What the agent typed; the mark of a filled value goes. */
  type(ticket: Ticket, code: string, value: string): void {
    const draft = this.#of(ticket.ticketId);
    delete draft.origins[code];
    this.#set(draft, ticket, code, value);
  }

  /** What a field connection gives, into blank fields only (R54, R55). */
  fill(ticket: Ticket, code: string, value: string, origin: Origin): void {
    if (this.value(ticket, code) !== '') return;
    const draft = this.#of(ticket.ticketId);
    draft.origins[code] = origin;
    this.#set(draft, ticket, code, value);
  }

  /** Blanks a field again that was filled, unless it says something else than `text` by now. */
  unfill(ticket: Ticket, code: string, text = this.value(ticket, code)): void {
    if (this.value(ticket, code) !== text) return;
    const draft = this.#of(ticket.ticketId);
    delete draft.origins[code];
    this.#set(draft, ticket, code, '');
  }

  /** For `desk.tickets.save`. */
  toSave(ticketId: string): { fields: Record<string, string>; filledByConnection: Record<string, string> } {
    const { edits, origins } = this.#of(ticketId);
    const sources = Object.entries(origins).map(([code, { apiId }]) => [code, apiId] as const);
    return { fields: { ...edits }, filledByConnection: Object.fromEntries(sources) };
  }

  /** Drops what was saved; what was typed while it was being saved stays. */
  saved(ticketId: string, fields: Readonly<Record<string, string>>): void {
    const draft = this.#of(ticketId);
    for (const [code, value] of Object.entries(fields)) {
      if (draft.edits[code] !== value) continue;
      delete draft.edits[code];
      delete draft.origins[code];
    }
    this.changed.tell();
  }

  discard(ticketId: string): void {
    this.#drafts.delete(ticketId);
    this.changed.tell();
  }

  #of(ticketId: string): Draft {
    const draft = this.#drafts.get(ticketId) ?? { edits: {}, origins: {} };
    this.#drafts.set(ticketId, draft);
    return draft;
  }

  #set(draft: Draft, { fields }: Ticket, code: string, value: string): void {
    if ((fields[code] ?? '') === value) delete draft.edits[code];
    else draft.edits[code] = value;
    this.changed.tell();
  }
}
