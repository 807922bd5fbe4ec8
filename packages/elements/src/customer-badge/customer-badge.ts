/**
 * R24, D7: an agent sees at once whom they serve: every grade of the ticket's customer as a label, in grade order.
 *
 * A list may hold thousands of badges, so this is a plain element without a template engine: a label is one text node,
 * and a badge that is given its grades asks nobody for anything.
 */
import { isDeskError } from '@deskcard/core/errors';
import type { Desk, GradeSubject } from '@deskcard/core';
import { followDeskcard, type DeskcardContext } from '../context.js';
import { tell } from '../events.js';
import { languageAt, languageMayHaveChanged, watchLanguage, type LanguageWatch } from '../language.js';
import { customerBadge } from '../locales/en.js';
import type { Partially, Strings } from '../locales/locale.js';
import { pickLocale } from '../locales/pick.js';
import { VERSION } from '../version.js';
import { anyLabels, oneLabel } from './customer-badge.styles.js';
import './customer-badge.events.js';
import { GradeQuestion, subjectOf } from './grade-question.js';
import { inOrder, labelRow, paint, shownName, type BadgeGrade } from './labels.js';

/** On a server there is no page to stand on, and importing the module must still work. */
const Base = globalThis.HTMLElement ?? (Object as unknown as typeof HTMLElement);

const propertyNames = ['ticketId', 'customerNumber', 'identifiers', 'grades', 'desk', 'strings'] as const;

/**
 * The grades of a ticket or a customer as coloured labels; nothing at all when there are none.
 *
 * Give it a `ticket-id`, a `customer-number` or, for a ticket that is not saved yet, `identifiers`; or give it the
 * `grades` themselves when the page knows them. Any number of badges on a page share a handful of calls. A screen
 * reader reads all labels as one, "Grade: VIP, Gold".
 *
 * @tag customer-badge
 * @attr {string} ticket-id - the saved ticket whose grades are shown
 * @attr {string} customer-number - the customer whose grades are shown, by any number it ever had
 * @fires {CustomEvent<BadgeErrorDetail>} deskcard-badge-error - the grades could not be read; the badge shows what it showed before
 * @csspart label - each label, when there are several; a single one is the element itself
 * @cssprop [--deskcard-badge-font-size=11px] - size of the text
 * @cssprop [--deskcard-badge-padding=0 7px] - space around the text
 * @cssprop [--deskcard-badge-radius=4px] - roundness of a label
 * @cssprop [--deskcard-badge-gap=4px] - space between labels
 * @cssprop [--deskcard-badge-border] - colour of the outline that keeps a label visible on a surface of its own colour
 */
export class CustomerBadge extends Base {
  static readonly version: string = VERSION;
  static readonly observedAttributes: readonly string[] = ['ticket-id', 'customer-number'];
  static #sheets: { one?: CSSStyleSheet; any?: CSSStyleSheet } = {};

  #ticketId: string | null | undefined;
  #customerNumber: string | null | undefined;
  #identifiers: GradeSubject['identifiers'] | null;
  #grades: readonly BadgeGrade[] | null | undefined;
  #desk: Desk | undefined;
  #strings: Partially<Strings['customerBadge']> | undefined;

  #internals: ElementInternals | undefined;
  #provided: DeskcardContext | undefined;
  #unfollow: (() => void) | undefined;
  #languageWatch: LanguageWatch | undefined;
  #question: GradeQuestion | undefined;
  #updating = false;

  constructor() {
    super();
    this.attachShadow({ mode: 'open' });
    // What a page set before the tag was defined hides the accessors: take it away and set it through them.
    for (const name of propertyNames) {
      if (!Object.hasOwn(this, name)) continue;
      const own = Object.getOwnPropertyDescriptor(this, name)!.value as never;
      delete this[name];
      this[name] = own;
    }
  }

  /** The saved ticket whose grades are shown. */
  get ticketId(): string | null | undefined {
    return this.#ticketId;
  }
  set ticketId(value: string | null | undefined) {
    this.#ticketId = value;
    this.#changed();
  }

  /** The customer whose grades are shown, by any number it ever had. */
  get customerNumber(): string | null | undefined {
    return this.#customerNumber;
  }
  set customerNumber(value: string | null | undefined) {
    this.#customerNumber = value;
    this.#changed();
  }

  /** Phone, e-mail and member id of a ticket that is not saved yet, as they are typed. */
  get identifiers(): GradeSubject['identifiers'] | null {
    return this.#identifiers;
  }
  set identifiers(value: GradeSubject['identifiers'] | null) {
    this.#identifiers = value;
    this.#changed();
  }

  /** Grades that the page knows already; the desk is then not asked. */
  get grades(): readonly BadgeGrade[] | null | undefined {
    return this.#grades;
  }
  set grades(value: readonly BadgeGrade[] | null | undefined) {
    this.#grades = value;
    this.#changed();
  }

  /** The desk to ask; wins over what the page provides. */
  get desk(): Desk | undefined {
    return this.#desk;
  }
  set desk(value: Desk | undefined) {
    this.#desk = value;
    this.#changed();
  }

  /** Texts that replace the badge's own. */
  get strings(): Partially<Strings['customerBadge']> | undefined {
    return this.#strings;
  }
  set strings(value: Partially<Strings['customerBadge']> | undefined) {
    this.#strings = value;
    this.#changed();
  }

  /** What the desk threw when it was last asked; `undefined` once it answered. */
  get error(): unknown {
    return this.#question?.error;
  }

  /** Resolves when what was set has been drawn; not when a desk has answered. */
  get updateComplete(): Promise<void> {
    return Promise.resolve();
  }

  /** Asks the desk again, as after a `deskcard-badge-error`. */
  refresh(): void {
    this.#question?.askAgain();
  }

  connectedCallback(): void {
    this.#languageWatch = watchLanguage(this);
    this.#update();
  }

  disconnectedCallback(): void {
    this.#languageWatch?.leave(this);
    this.#unfollow?.();
    this.#question?.stop();
    this.#languageWatch = this.#unfollow = this.#provided = this.#question = undefined;
  }

  attributeChangedCallback(name: string, _before: string | null, value: string | null): void {
    if (name === 'ticket-id') this.ticketId = value;
    else this.customerNumber = value;
  }

  /**
   * A `lang` attribute around the badge changed.
   * @private
   */
  [languageMayHaveChanged](): void {
    this.#changed();
  }

  /** Draws once, after everything that is being set now has been set. */
  #changed(): void {
    if (this.#updating || !this.isConnected) return;
    this.#updating = true;
    queueMicrotask(() => this.#update());
  }

  #update(): void {
    this.#updating = true;
    if (this.isConnected) {
      if (!this.#grades) this.#ask();
      this.#draw(inOrder(this.#grades ?? this.#question?.grades ?? []));
    }
    this.#updating = false;
  }

  #ask(): void {
    const subject = subjectOf(this);
    if (subject !== undefined && this.#desk === undefined) this.#follow();
    const desk = subject && (this.#desk ?? this.#provided?.desk);
    if (this.#question?.isAbout(desk, subject)) return;
    // Another customer's labels must not stand here while the answer is under way.
    this.#question?.stop();
    this.#question = undefined;
    if (desk === undefined || subject === undefined) return;
    this.#question = new GradeQuestion(desk, subject, (error) => {
      this.#changed();
      if (error === undefined) return;
      tell(this, 'deskcard-badge-error', { code: isDeskError(error) ? error.code : 'internal', error });
    });
  }

  #follow(): void {
    this.#unfollow ??= followDeskcard(this, (value) => {
      this.#provided = value;
      this.#changed();
    });
  }

  #draw(grades: readonly BadgeGrade[]): void {
    const root = this.shadowRoot!;
    const one = grades.length === 1 ? grades[0] : undefined;
    root.adoptedStyleSheets = [
      one ? CustomerBadge.#sheet('one', oneLabel) : CustomerBadge.#sheet('any', anyLabels),
    ];
    paint(this, one?.color);
    if (one) root.textContent = shownName(one.name);
    else root.replaceChildren(...(grades.length > 0 ? [labelRow(grades)] : []));
    this.#speak(grades);
  }

  /** As one picture with a name, because "VIP" alone does not say what it is, and colours say nothing. */
  #speak(grades: readonly BadgeGrade[]): void {
    if (grades.length === 0 && this.#internals === undefined) return;
    const internals = (this.#internals ??= this.attachInternals());
    internals.role = grades.length > 0 ? 'img' : null;
    internals.ariaLabel =
      grades.length > 0 ? `${this.#word()}: ${grades.map(({ name }) => name).join(', ')}` : null;
  }

  #word(): string {
    const language = languageAt(this);
    if (language !== 'en') this.#follow();
    const locale = pickLocale(language, this.#provided?.locales)?.strings.customerBadge;
    return this.#strings?.grades ?? locale?.grades ?? customerBadge.grades;
  }

  static #sheet(name: 'one' | 'any', text: string): CSSStyleSheet {
    let sheet = CustomerBadge.#sheets[name];
    if (sheet === undefined) {
      CustomerBadge.#sheets[name] = sheet = new CSSStyleSheet();
      sheet.replaceSync(text);
    }
    return sheet;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'customer-badge': CustomerBadge;
  }
}
