/**
 * R52, R53: the side tab of the selected ticket. Whose ticket it is, and what the company's own systems say about that
 * customer: looked up by itself as soon as the ticket is selected, or with a quiet word why not (D10).
 */
import { html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Change, Customer } from '@deskcard/core';
import { GradeQuestion } from '../customer-badge/grade-question.js';
import { numbersIn } from '../changed-numbers.js';
import { DeskElement } from '../desk-element.js';
import { Late } from '../late.js';
import { customerInfo, lookups } from '../locales/en.js';
import { AtTicket } from '../lookups/at-ticket.js';
import { isAtTicket, Lookups } from '../lookups/lookups.js';
import '../lookups/lookups.events.js';
import type { InfoSearchTicket } from '../lookups/section.js';
import { Values } from '../lookups/values.js';
import { readFailure, secondsIn } from '../lookups/view.js';
import { skeleton } from '../parts/skeleton.js';
import { status, type Status } from '../parts/status.js';
import { customerView } from './customer-view.js';
import { styles } from './customer-info.styles.js';
import { lookupView } from './lookup-view.js';
import type { View } from './view.js';

/**
 * The customer of a ticket: number, values, grades, and per lookup API with ticket fields what it says, of when it is,
 * and a button that asks anew. It fills nothing in the ticket; that is for `<info-search>`, and both may stand on one
 * page: what runs by itself runs once.
 *
 * Set `ticket` to the ticket as it stands on the screen, or `ticket-id` for a saved one. `customer-number` shows
 * another customer than the ticket's, or one without a ticket, for whom nothing is looked up.
 *
 * @tag customer-info
 * @attr {string} ticket-id - the saved ticket whose customer is shown; `ticket` wins over it
 * @attr {string} customer-number - the customer to show, by any number it ever had; wins over that of the ticket
 * @fires {CustomEvent<LookupFinishedDetail>} deskcard-lookup-finished - a lookup came back, whatever it found
 * @csspart customer - who the customer is
 * @csspart grade - one of their grades
 * @csspart lookup - one lookup API
 * @csspart status - a line that says how things stand
 * @csspart results - the result fields of a lookup
 * @csspart value - one value
 */
export class CustomerInfo extends DeskElement<'customerInfo', typeof customerInfo> {
  static override styles: CSSResultGroup = styles;
  static override properties: PropertyDeclarations = {
    ticket: { attribute: false },
    ticketId: { attribute: 'ticket-id' },
    customerNumber: { attribute: 'customer-number' },
  };

  /** The ticket as it stands on the screen, saved or not. */
  declare ticket: InfoSearchTicket | null | undefined;
  /** A saved ticket, read from the desk; used while `ticket` is not set. */
  declare ticketId: string | null | undefined;
  /** The customer to show; that of the ticket while it is not set. */
  declare customerNumber: string | null | undefined;

  readonly #changed = (): void => this.requestUpdate();
  readonly #at = new AtTicket(this.#changed);
  readonly #customer = new Late<Customer>(this.#changed);
  readonly #lookups = new Lookups(this, this.#changed);
  readonly #values = new Values(() => (this.requestUpdate(), this.updateComplete));
  #grades: GradeQuestion | undefined;
  #turn = 0;

  constructor() {
    super('customerInfo', customerInfo);
    this.ticket = undefined;
    this.ticketId = undefined;
    this.customerNumber = undefined;
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
    const moved = this.#lookups.follow(this.#at.setup.value, this.#at.ticket);
    const customerNumber = this.#number;
    const before = this.#customer.value;
    this.#customer.follow(
      this.#turn,
      [desk, customerNumber],
      desk && customerNumber ? (signal) => desk.customers.get({ customerNumber }, { signal }) : undefined,
    );
    if (moved || (before !== undefined && this.#customer.value === undefined)) this.#values.forget();
    this.#followGrades(customerNumber);
    this.#lookups.runAutoOnce();
  }

  /** The number of whom it shows. */
  get #number(): string | undefined {
    return this.customerNumber || this.#at.ticket?.customerNumber || undefined;
  }

  #followGrades(customerNumber: string | undefined): void {
    const desk = this.activeDesk;
    const subject = customerNumber && desk ? { customerNumber } : undefined;
    if (subject && this.#grades?.isAbout(desk, subject)) return;
    this.#grades?.stop();
    this.#grades = subject && new GradeQuestion(desk!, subject, this.#changed);
  }

  #pause(): void {
    for (const part of [this.#at, this.#customer, this.#lookups]) part.pause();
    this.#grades?.stop();
    this.#grades = undefined;
    this.#values.forget();
  }

  protected override deskDidChange(change: Change): void {
    this.#at.deskDidChange(change);
    this.#lookups.deskDidChange(change);
    if (this.#concerns(change)) this.#turn++;
    this.requestUpdate();
  }

  /** Whether the customer may be another one now, or have other values (trap 4). */
  #concerns(change: Change): boolean {
    const own = [this.#number, this.#customer.value?.customerNumber];
    return (
      change.type === 'cleared' ||
      change.type === 'missed' ||
      numbersIn(change).some((each) => own.includes(each))
    );
  }

  override render(): TemplateResult {
    const view = this.#view();
    const standing = this.#standing(view);
    const isKnown = standing === undefined;
    return html`${status(standing)}${standing?.kind === 'busy' ? skeleton(5) : nothing}
      ${isKnown ? customerView(view) : nothing}
      ${isKnown && this.#at.ticket ? this.#lookupsView(view) : nothing}
      <div class="said" role="status">${this.#values.said(view)}</div>`;
  }

  #lookupsView(view: View): TemplateResult {
    const { lookups } = view;
    const sections = lookups.sections.filter(({ api }) => isAtTicket(api));
    if (!lookups.maySearch()) {
      const { hint } = this.describeError({ name: 'DeskError', code: 'not_permitted' });
      return html`<section class="api">
        ${status({ kind: 'info', text: view.t.notPermitted, hint })}
      </section>`;
    }
    if (sections.length === 0) {
      const hint = view.service?.role === 'admin' ? view.t.noLookupsHint : undefined;
      return html`<section class="api">${status({ kind: 'info', text: view.t.noLookups, hint })}</section>`;
    }
    return html`${repeat(
      sections,
      ({ api }) => api.apiId,
      (section) => lookupView(view, section),
    )}`;
  }

  #view(): View {
    return {
      t: this.textsWith(lookups),
      common: this.common,
      lookups: this.#lookups,
      values: this.#values,
      customer: this.#customer,
      grades: this.#grades,
      service: this.#lookups.setup?.service,
      when: (iso, style) => this.when(iso, style),
      seconds: secondsIn(this.language),
      describeError: (error) => this.describeError(error),
      update: this.#changed,
      search: (section, isReload) => void this.#lookups.search(section, isReload),
      reload: this.#reload,
    };
  }

  /** What is to be said instead of showing somebody. */
  #standing(view: View): Status | undefined {
    const { t, common } = view;
    if (this.activeDesk === undefined) return { kind: 'info', text: common.noDesk };
    const { error } = this.#at;
    if (error !== undefined) return readFailure(view, error, this.#reload);
    const { busy, value } = this.#at.saved;
    // Read again after a change, it stays in view until then, and the focus in it.
    if (view.service === undefined || (busy && !value)) return { kind: 'busy', text: common.loading };
    if (this.#number === undefined && !this.#at.ticket) return { kind: 'info', text: t.noTicket };
    return undefined;
  }

  readonly #reload = (): void => {
    this.#at.reload();
    this.#turn++;
    this.requestUpdate();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'customer-info': CustomerInfo;
  }
}
