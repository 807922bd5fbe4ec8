/**
 * Field connections at the ticket (R54–R56, D11): what a lookup found goes into the draft where the field is empty,
 * is marked, and can be taken back as long as it still stands as it was filled. The host owns the form: the element
 * says what to fill and what to take back, and sees in the next `ticket` what became of it.
 */
import type { LookupResult, TicketField } from '@deskcard/core';
import { isBlank, planFill, type FillProblem } from '@deskcard/core/connect';
import { ask, tell } from '../events.js';
import type { FilledField } from './lookups.events.js';
import { own, type InfoSearchTicket, type Section } from './section.js';

/** What one lookup did to the ticket. */
export interface FillNote {
  readonly fills: readonly FilledField[];
  readonly problems: readonly FillProblem[];
  /** undone by the agent */
  readonly takenBack: boolean;
}

/** A value that was filled; `seen` once it stood in the ticket. */
interface Standing {
  readonly text: string;
  seen: boolean;
}

export class Fills {
  readonly #element: HTMLElement;
  /** field code → what was filled and, as far as one can see, still stands */
  readonly #standing = new Map<string, Standing>();
  /** field code → what the agent took back, and does not want again by itself */
  readonly #refused = new Map<string, string>();
  #ticket: InfoSearchTicket | undefined;

  constructor(element: HTMLElement) {
    this.#element = element;
  }

  /** Another ticket. */
  forget(): void {
    this.#standing.clear();
    this.#refused.clear();
  }

  /** The ticket as it stands now: a fill that somebody wrote over is none any more. */
  see(ticket: InfoSearchTicket | undefined): void {
    this.#ticket = ticket;
    for (const [code, fill] of this.#standing) {
      const now = own(ticket?.fields, code);
      if (now === fill.text) fill.seen = true;
      else if (fill.seen || !isBlank(now)) this.#standing.delete(code);
    }
  }

  stands({ fieldCode, text }: FilledField): boolean {
    return this.#standing.get(fieldCode)?.text === text;
  }

  /** Fills what can be filled; `again` also what the agent took back before. */
  apply(
    section: Section,
    result: LookupResult,
    fields: readonly TicketField[],
    { again = false } = {},
  ): void {
    section.note = undefined;
    if (this.#ticket === undefined || result.connected.length === 0) return;
    const plan = planFill({ connected: result.connected, fields, draft: this.#draft(this.#ticket) });
    const named = plan.fills.map((fill) => ({ ...fill, screenName: screenName(result, fill.itemId) }));
    const wanted = named.filter(({ fieldCode, text }) => again || this.#refused.get(fieldCode) !== text);
    const codes = new Set(named.map(({ fieldCode }) => fieldCode));
    const problems = plan.problems.filter(({ fieldCode }) => !codes.has(fieldCode));
    const { apiId } = result;
    const takenBack = wanted.length === 0 && named.length > 0;
    if (wanted.length > 0 && !ask(this.#element, 'deskcard-before-fill', { apiId, fills: wanted })) return;
    section.note = { fills: takenBack ? named : wanted, problems, takenBack };
    for (const { fieldCode, text } of wanted) this.#standing.set(fieldCode, { text, seen: false });
    if (wanted.length > 0) tell(this.#element, 'deskcard-fields-filled', { apiId, fills: wanted });
  }

  /** Takes back what still stands as it was filled. */
  undo(section: Section): void {
    const { note } = section;
    if (note === undefined) return;
    const fills = note.fills.filter((fill) => this.stands(fill));
    for (const { fieldCode, text } of fills) {
      this.#standing.delete(fieldCode);
      this.#refused.set(fieldCode, text);
    }
    section.note = { ...note, fills, takenBack: true };
    if (fills.length > 0) {
      tell(this.#element, 'deskcard-fill-undone', { apiId: section.api.apiId, fills });
    }
  }

  /** What stands in the fields, with the fills that the host has not shown yet: the first fill of a field wins. */
  #draft({ fields }: InfoSearchTicket): Record<string, string> {
    const unseen = [...this.#standing].map(([code, { text }]) => [code, text] as const);
    return { ...fields, ...Object.fromEntries(unseen) };
  }
}

function screenName(result: LookupResult, itemId: string): string {
  return result.values.find((value) => value.itemId === itemId)?.screenName ?? '';
}
