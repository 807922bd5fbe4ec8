/**
 * R46–R56: at the ticket an agent searches the company's own systems for the customer, sees what they say, has empty
 * ticket fields filled, and finds the other tickets of the same person.
 */
import { html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { Change, LookupResult, ServiceDescription } from '@deskcard/core';
import { DeskElement } from '../desk-element.js';
import { infoSearch, lookups } from '../locales/en.js';
import { skeleton } from '../parts/skeleton.js';
import { status, type Status } from '../parts/status.js';
import { AtTicket } from '../lookups/at-ticket.js';
import { Fills } from '../lookups/fills.js';
import './info-search.events.js';
import { styles } from './info-search.styles.js';
import { Lookups, savedTicket } from '../lookups/lookups.js';
import { conditionsOf, Matching } from './matching.js';
import { matchingView } from './matching-view.js';
import type { InfoSearchTicket, Section } from '../lookups/section.js';
import { sectionView } from './section-view.js';
import { Values } from '../lookups/values.js';
import { readFailure, secondsIn } from '../lookups/view.js';
import type { View } from './view.js';

/**
 * Information search at a ticket: one section per lookup API with its inputs, its outcome and its result fields; the
 * fields it filled in the ticket, with undo; and the tickets that match.
 *
 * Set `ticket` to the ticket as it stands on the screen, and again whenever the agent changes it; or set `ticket-id`
 * for a saved one. The host puts `deskcard-fields-filled` into its form and takes `deskcard-fill-undone` out of it.
 * `focus()` goes to the first input, for the button that opens the panel (R47).
 *
 * @tag info-search
 * @attr {string} ticket-id - the saved ticket to search for; `ticket` wins over it
 * @attr {boolean} no-auto - nothing is searched before the agent presses Search
 * @fires {CustomEvent<LookupFinishedDetail>} deskcard-lookup-finished - a lookup came back, whatever it found
 * @fires {CustomEvent<FillDetail>} deskcard-before-fill - these fields are about to be filled; cancel it to leave them empty
 * @fires {CustomEvent<FillDetail>} deskcard-fields-filled - put these texts into these ticket fields
 * @fires {CustomEvent<FillDetail>} deskcard-fill-undone - empty these ticket fields where they still say `text`
 * @fires {CustomEvent<TicketSelectedDetail>} deskcard-before-ticket-select - a matching ticket is about to be opened; cancel it to keep it closed
 * @fires {CustomEvent<TicketSelectedDetail>} deskcard-ticket-selected - the agent selected a matching ticket; show its customer
 * @csspart control - each text box, drop-down and text area
 * @csspart section - one lookup API
 * @csspart inputs - its inputs
 * @csspart search - its Search button
 * @csspart status - a line that says how things stand
 * @csspart results - its result fields
 * @csspart value - one value of a result field
 * @csspart matching - the matching tickets
 * @csspart ticket - one of them
 * @csspart customer - the customer of the selected one
 */
export class InfoSearch extends DeskElement<'infoSearch', typeof infoSearch> {
  static override styles: CSSResultGroup = styles;
  static override properties: PropertyDeclarations = {
    ticket: { attribute: false },
    ticketId: { attribute: 'ticket-id' },
    noAuto: { type: Boolean, attribute: 'no-auto' },
  };

  /** The ticket as it stands on the screen, saved or not. */
  declare ticket: InfoSearchTicket | null | undefined;
  /** A saved ticket, read from the desk; used while `ticket` is not set. */
  declare ticketId: string | null | undefined;
  /** Nothing is searched before the agent presses Search. */
  declare noAuto: boolean;

  readonly #changed = (): void => this.requestUpdate();
  readonly #at = new AtTicket(this.#changed);
  readonly #fills = new Fills(this);
  readonly #lookups = new Lookups(this, this.#changed, this.#fills);
  readonly #matching = new Matching(this, this.#changed);
  readonly #values = new Values(() => (this.requestUpdate(), this.updateComplete));

  constructor() {
    super('infoSearch', infoSearch);
    this.ticket = undefined;
    this.ticketId = undefined;
    this.noAuto = false;
  }

  /**
   * Runs the search of one API with what stands in its inputs; undefined when it did not run or did not come back.
   * With `reload` the provider is asked even if an earlier answer is kept.
   */
  async search(
    apiId: string,
    { reload = false }: { reload?: boolean } = {},
  ): Promise<LookupResult | undefined> {
    await this.updateComplete;
    await this.#at.done;
    await this.updateComplete;
    const section = this.#lookups.sections.find(({ api }) => api.apiId === apiId);
    return section && this.#search(section, reload);
  }

  /** Everything as it is at a ticket before the first search. Nothing runs by itself after it. */
  reset(): void {
    this.#lookups.reset();
    this.#values.forget();
    this.#matching.show(undefined);
  }

  /** Focuses the first input of a section that is open. */
  override focus(options?: FocusOptions): void {
    const find = (place: string): HTMLElement | null => this.renderRoot.querySelector(place);
    (find('section.api .input, [open] .input') ?? find('.search, summary'))?.focus(options);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // What was given up when it left begins again.
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // One that only moves within the page is back before this update, and nothing is given up.
    this.requestUpdate();
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    super.willUpdate(changed);
    if (!this.isConnected) return this.#pause();
    const desk = this.activeDesk;
    this.#at.follow(desk, this);
    if (this.#lookups.follow(this.#at.setup.value, this.#at.ticket)) {
      this.#values.forget();
      this.#matching.show(undefined);
    }
    if (!this.noAuto && this.#lookups.runAutoOnce()) {
      const { sections, ticket } = this.#lookups;
      this.#matching.show(conditionsOf(sections, ticket), savedTicket(ticket));
    }
    this.#matching.follow(desk);
  }

  #pause(): void {
    for (const part of [this.#at, this.#lookups, this.#matching]) part.pause();
    this.#values.forget();
  }

  protected override deskDidChange(change: Change): void {
    this.#at.deskDidChange(change);
    this.#lookups.deskDidChange(change);
    this.#matching.deskDidChange(change);
    this.requestUpdate();
  }

  override render(): TemplateResult {
    const view = this.#view();
    const { sections } = this.#lookups;
    return html`${status(this.#standing(view))}${view.service === undefined && this.#at.setup.busy ? skeleton(4) : nothing}
      ${
        view.service?.masked && sections.length > 0 && this.#lookups.maySearch()
          ? html`<p class="hint masked">${view.t.masked}</p>`
          : nothing
      }
      ${
        this.#lookups.maySearch()
          ? sections.map((section) => sectionView(view, section, sections.length))
          : nothing
      }
      ${matchingView(view)}
      <div class="said" role="status">${this.#values.said(view)}</div>`;
  }

  #view(): View {
    return {
      t: this.textsWith(lookups),
      common: this.common,
      lookups: this.#lookups,
      fills: this.#fills,
      values: this.#values,
      matching: this.#matching,
      service: this.#lookups.setup?.service,
      when: (iso, style) => this.when(iso, style),
      seconds: secondsIn(this.language),
      describeError: (error) => this.describeError(error),
      describeIssue: (issue) => this.describeIssue(issue),
      update: this.#changed,
      search: (section, isReload) => void this.#search(section, isReload),
    };
  }

  /** What is to be said about the panel as a whole. */
  #standing(view: View): Status | undefined {
    if (this.activeDesk === undefined) return { kind: 'info', text: this.common.noDesk };
    const { error } = this.#at;
    if (error !== undefined) return readFailure(view, error, this.#reload);
    if (view.service === undefined) return { kind: 'busy', text: this.common.loading };
    if (!this.#lookups.maySearch()) {
      const { hint } = this.describeError({ name: 'DeskError', code: 'not_permitted' });
      return { kind: 'info', text: view.t.notPermitted, hint };
    }
    if (this.#lookups.sections.length > 0) return undefined;
    return { kind: 'info', text: view.t.nothing, hint: this.#nothingHint(view.t, view.service) };
  }

  /** Only an administrator can add one, and only while the settings are not blocked (R2, R3). */
  #nothingHint(t: View['t'], { role, permitted }: ServiceDescription): string | undefined {
    if (role !== 'admin') return undefined;
    if (permitted.includes('lookups.save')) return t.nothingHint;
    return this.describeError({ name: 'DeskError', code: 'open_api_disabled' }).hint;
  }

  readonly #reload = (): void => {
    this.#at.reload();
    this.requestUpdate();
  };

  async #search(section: Section, isReload = false): Promise<LookupResult | undefined> {
    const { ticket } = this.#lookups;
    const done = this.#lookups.search(section, isReload);
    if (section.run === undefined) {
      await this.updateComplete;
      this.#placeOf(section)?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
      return done;
    }
    const conditions = conditionsOf([section], ticket);
    if (conditions !== undefined) this.#matching.show(conditions, savedTicket(ticket));
    return done;
  }

  #placeOf(section: Section): Element | undefined {
    return this.renderRoot.querySelectorAll('.api')[this.#lookups.sections.indexOf(section)];
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'info-search': InfoSearch;
  }
}
