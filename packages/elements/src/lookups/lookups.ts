/**
 * The lookups at one ticket (R46–R50, R53, D9, D10): one section per API, each with its own call. Moving to another
 * ticket gives all of them up and starts anew; a reply that comes back after that is dropped.
 */
import { isDeskError } from '@deskcard/core/errors';
import type { AutoLookup, Change, Desk, LookupApi, LookupResult, ServiceDescription } from '@deskcard/core';
import { CALL_MS, isTimeout, within } from '../deadline.js';
import { tell } from '../events.js';
import { autoOnce } from './auto-once.js';
import type { Fills } from './fills.js';
import './lookups.events.js';
import { asked, faultOf, inputsOf, newSection, own } from './section.js';
import type { InfoSearchTicket, Section } from './section.js';

/** What the desk has set up. */
export interface Setup {
  readonly desk: Desk;
  readonly apis: readonly LookupApi[];
  readonly service: ServiceDescription;
}

export class Lookups {
  /** what goes into the ticket; nothing does where it is absent */
  readonly fills: Fills | undefined;
  sections: readonly Section[] = [];
  setup: Setup | undefined;
  ticket: InfoSearchTicket | undefined;

  readonly #element: HTMLElement;
  readonly #changed: () => void;
  /** the auto lookup of this ticket: still to be made, or under way */
  #autoDue = false;
  #autoRun: AbortController | undefined;
  /** the one that has its answer, which others on the page may have as well */
  #autoDone: AbortController | undefined;

  constructor(element: HTMLElement, changed: () => void, fills?: Fills) {
    this.#element = element;
    this.#changed = changed;
    this.fills = fills;
  }

  /** Takes over what is set up and which ticket is on the screen; true when it is another ticket. */
  follow(setup: Setup | undefined, ticket: InfoSearchTicket | undefined): boolean {
    const moved = setup?.desk !== this.setup?.desk || !isSame(this.ticket, ticket);
    this.ticket = ticket;
    if (moved) this.reset();
    if (moved) this.#autoDue = ticket !== undefined;
    if (setup !== this.setup) this.#arrange((this.setup = setup));
    this.fills?.see(ticket);
    return moved;
  }

  /** Runs the auto lookups, once per ticket; true when it did. */
  runAutoOnce(): boolean {
    const { setup, ticket } = this;
    if (!this.#autoDue || setup === undefined || ticket === undefined) return false;
    this.#autoDue = false;
    if (this.maySearch()) void this.#auto(setup, ticket);
    return true;
  }

  /** What runs by itself has no answer yet. */
  get isWaiting(): boolean {
    return this.#autoDue || this.#autoRun !== undefined;
  }

  maySearch(): boolean {
    return this.setup?.service.permitted.includes('lookups.search') ?? false;
  }

  /** Nothing that was said of somebody who is deleted stays on the screen. */
  deskDidChange(change: Change): void {
    const number = this.ticket?.customerNumber;
    if (change.type === 'customerDeleted' && number && change.numbers.includes(number)) this.reset();
  }

  /** Everything as it is at a ticket before the first search. */
  reset(): void {
    const due = this.#autoDue;
    this.pause();
    this.#autoDue = due;
    this.sections = this.sections.map(({ api }) => newSection(api));
    this.fills?.forget();
  }

  /** Gives up every call; an auto lookup that had no answer yet is made again when the element comes back. */
  pause(): void {
    if (this.#autoRun !== undefined) this.#autoDue = true;
    this.#autoRun?.abort();
    this.#autoDone?.abort();
    this.#autoRun = this.#autoDone = undefined;
    for (const section of this.sections) {
      if (section.run !== undefined) section.outcome = undefined;
      section.run?.abort();
      section.run = undefined;
    }
  }

  cancel(section: Section): void {
    this.#release(section);
    section.outcome = { kind: 'cancelled' };
    this.#changed();
  }

  /** One call by hand (R49); nothing is sent while an input is not as it must be. A reload asks anew (B11). */
  async search(section: Section, isReload = false): Promise<LookupResult | undefined> {
    const { setup, ticket } = this;
    if (setup === undefined || !this.maySearch()) return undefined;
    section.tried = true;
    section.refused = [];
    const { apiId, searchItems } = section.api;
    const { service } = setup;
    if (searchItems.some((item) => faultOf(section, item, ticket, service))) {
      this.#changed();
      return undefined;
    }
    const inputs = inputsOf(section, ticket, service);
    const sent = asked(section, ticket);
    // Whoever gave a call up wants another one, not the rest of the first (B11).
    const again = isReload || section.outcome?.kind === 'cancelled' ? { reload: true } : {};
    const run = this.#begin(section, new AbortController());
    try {
      const result = await within(CALL_MS, run.signal, (signal) =>
        setup.desk.lookups.search({ apiId, inputs, ...savedTicket(ticket), ...again }, { signal }),
      );
      if (section.run !== run) return undefined;
      this.#finish(section, result, sent, false);
      return result;
    } catch (error) {
      if (section.run === run) this.#fail(section, error);
      return undefined;
    }
  }

  fillAgain(section: Section): void {
    const { outcome } = section;
    if (outcome?.kind === 'result') this.#fill(section, outcome.result, { again: true });
    this.#changed();
  }

  async #auto({ desk }: Setup, ticket: InfoSearchTicket): Promise<void> {
    const concerned = this.sections.filter(({ api }) => isAtTicket(api));
    if (concerned.length === 0) return;
    const run = (this.#autoRun = new AbortController());
    const sent = new Map(concerned.map((section) => [section, asked(section, ticket)]));
    for (const section of concerned) if (isLinked(section.api, ticket)) this.#begin(section, run);
    try {
      const state = concerned.map(({ api }) => `${api.apiId} ${api.version}`).join();
      const { items } = await within(CALL_MS, run.signal, () =>
        autoOnce(desk, forLookup(ticket, concerned), state, run.signal),
      );
      if (this.#autoRun !== run) return;
      const answers = new Map(items.map((item) => [item.apiId, item]));
      for (const section of concerned) {
        const answer = answers.get(section.api.apiId);
        if (section.run === run || isUntouched(section)) this.#take(section, answer, sent.get(section)!);
      }
    } catch (error) {
      if (this.#autoRun !== run) return;
      for (const section of concerned) if (section.run === run) this.#fail(section, error);
      run.abort();
    }
    this.#autoRun = undefined;
    this.#autoDone = run;
    this.#changed();
  }

  #take(section: Section, answer: AutoLookup | undefined, sent: string): void {
    section.run = undefined;
    if (answer?.ran) this.#finish(section, answer.result, sent, true);
    else if (answer) section.outcome = { ...answer, kind: 'notRun', asked: sent };
  }

  #begin(section: Section, run: AbortController): AbortController {
    this.#release(section);
    section.run = run;
    section.outcome = section.note = undefined;
    this.#changed();
    return run;
  }

  /** A run that several sections share goes on as long as one of them waits for it. */
  #release(section: Section): void {
    const { run } = section;
    section.run = undefined;
    if (run === undefined || this.sections.some((other) => other.run === run)) return;
    run.abort();
    if (this.#autoRun === run) this.#autoRun = undefined;
  }

  #finish(section: Section, result: LookupResult, sent: string, auto: boolean): void {
    section.run = undefined;
    section.outcome = { kind: 'result', asked: sent, result };
    if (result.outcome === 'found') this.#fill(section, result);
    tell(this.#element, 'deskcard-lookup-finished', { result, auto });
    this.#changed();
  }

  #fail(section: Section, error: unknown): void {
    section.run = undefined;
    const issues = isDeskError(error) && error.code === 'invalid_input' ? error.issues : [];
    section.refused = issues;
    section.outcome = isTimeout(error) ? { kind: 'timeout' } : { kind: 'failed', error };
    this.#changed();
  }

  #fill(section: Section, result: LookupResult, options?: { again: boolean }): void {
    this.fills?.apply(section, result, this.setup?.service.ticketFields ?? [], options);
  }

  /** Sections in the order of the APIs; one that was there keeps its inputs and its result. */
  #arrange(setup: Setup | undefined): void {
    const before = new Map(this.sections.map((section) => [section.api.apiId, section]));
    this.sections = (setup?.apis ?? []).map((api) => {
      const section = before.get(api.apiId) ?? newSection(api);
      before.delete(api.apiId);
      section.api = api;
      return section;
    });
    for (const gone of before.values()) this.#release(gone);
  }
}

type SearchItem = LookupApi['searchItems'][number];

/** Whether a lookup may run by itself at all. */
export function isAtTicket({ searchItems }: LookupApi): boolean {
  return searchItems.some(isFromTicket);
}

function isFromTicket(item: SearchItem): boolean {
  return item.division === 'ticketField';
}

function isLinked(api: LookupApi, { channelId }: InfoSearchTicket): boolean {
  return api.searchItems.some(
    (item) => item.division === 'ticketField' && item.autoChannels.includes(channelId),
  );
}

function isUntouched({ run, outcome }: Section): boolean {
  return run === undefined && outcome === undefined;
}

/** For whoever sees masks, the desk reads the values that stand behind them in the saved ticket (D13). */
export function savedTicket(ticket: Pick<InfoSearchTicket, 'ticketId'> | undefined): { ticketId?: string } {
  return ticket?.ticketId ? { ticketId: ticket.ticketId } : {};
}

/** Only the fields that the lookups need leave the page. */
function forLookup(
  { ticketId, channelId, fields }: InfoSearchTicket,
  sections: readonly Section[],
): { ticketId?: string; channelId: string; fields: Record<string, string> } {
  const items = sections.flatMap(({ api }) => api.searchItems);
  const codes = items.flatMap((item) => (item.division === 'ticketField' ? [item.fieldCode] : []));
  const needed = Object.fromEntries(codes.map((code) => [code, own(fields, code)]));
  return { ...savedTicket({ ticketId }), channelId, fields: needed };
}

/**
 * Whether two states of the screen are one ticket. Drafts without an id are the same while channel and customer are;
 * a draft that was saved as it stood stays the same ticket, too.
 */
function isSame(before: InfoSearchTicket | undefined, after: InfoSearchTicket | undefined): boolean {
  if (before === undefined || after === undefined) return before === after;
  if (before.ticketId) return before.ticketId === after.ticketId;
  if (before.channelId !== after.channelId) return false;
  if (after.ticketId) return JSON.stringify(before.fields) === JSON.stringify(after.fields);
  return (before.customerNumber ?? after.customerNumber) === (after.customerNumber ?? before.customerNumber);
}
