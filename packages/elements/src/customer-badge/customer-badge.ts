/**
 * R24, D7: an agent sees at once whom they serve: every grade of the ticket's customer as a label, in grade order.
 */
import { ReactiveElement, type CSSResult, type PropertyDeclarations, type PropertyValues } from 'lit';
import { isColour, textColour } from '@deskcard/core/colour';
import type { DeskError } from '@deskcard/core/errors';
import type { Desk, Grade, GradeSubject } from '@deskcard/core';
import { followDeskcard, type DeskcardContext } from '../context.js';
import { tell } from '../events.js';
import { languageAt, languageMayHaveChanged, unwatchLanguage, watchLanguage } from '../language.js';
import { customerBadge } from '../locales/en.js';
import type { Partially, Strings } from '../locales/locale.js';
import { layer, pickLocale } from '../locales/pick.js';
import { VERSION } from '../version.js';
import { badge, many, one } from './customer-badge.styles.js';
import './customer-badge.events.js';
import { matcherOf } from './grade-matcher.js';

/** What a badge needs of a grade that the host knows already. */
export type BadgeGrade = Pick<Grade, 'name' | 'color'> & Partial<Pick<Grade, 'gradeId' | 'order'>>;

/** What a badge asks a desk, and how to stop it. */
interface Question {
  readonly desk: Desk;
  readonly subject: GradeSubject;
  readonly key: string;
  readonly stop: () => void;
}

/**
 * The grades of a ticket or a customer as coloured labels; nothing at all when there are none.
 *
 * Give it a `ticket-id`, a `customer-number` or, for a ticket that is not saved yet, `identifiers`; or give it the
 * `grades` themselves when the page knows them. Any number of badges on a page share a handful of calls.
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
export class CustomerBadge extends ReactiveElement {
  static readonly version: string = VERSION;
  static override styles: CSSResult = badge;
  static override properties: PropertyDeclarations = {
    ticketId: { attribute: 'ticket-id' },
    customerNumber: { attribute: 'customer-number' },
    identifiers: { attribute: false },
    grades: { attribute: false },
    desk: { attribute: false },
    strings: { attribute: false },
  };

  /** The saved ticket whose grades are shown. */
  declare ticketId: string | null | undefined;
  /** The customer whose grades are shown, by any number it ever had. */
  declare customerNumber: string | null | undefined;
  /** Phone, e-mail and member id of a ticket that is not saved yet, as they are typed. */
  declare identifiers: GradeSubject['identifiers'] | null;
  /** Grades the page knows already; the desk is then not asked. */
  declare grades: readonly BadgeGrade[] | null | undefined;
  /** The desk to ask; wins over what the page provides. */
  declare desk: Desk | undefined;
  /** Texts that replace the badge's own. */
  declare strings: Partially<Strings['customerBadge']> | undefined;

  #question: Question | undefined;
  #answer: readonly Grade[] | undefined;
  #error: DeskError | undefined;
  #provided: DeskcardContext | undefined;
  #unfollow: (() => void) | undefined;
  #watchedRoots: readonly Node[] | undefined;

  /** Why the grades could not be read; `undefined` once they were. */
  get error(): DeskError | undefined {
    return this.#error;
  }

  /** Asks the desk again, as after a `deskcard-badge-error`. */
  refresh(): void {
    if (this.#question !== undefined) matcherOf(this.#question.desk).refresh(this.#question.subject);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#watchedRoots = watchLanguage(this);
    if (this.hasUpdated) this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    if (this.#watchedRoots !== undefined) unwatchLanguage(this, this.#watchedRoots);
    this.#watchedRoots = undefined;
    this.#unfollow?.();
    this.#unfollow = this.#provided = undefined;
    this.#question?.stop();
    this.#question = undefined;
  }

  [languageMayHaveChanged](): void {
    this.requestUpdate();
  }

  protected override update(changed: PropertyValues): void {
    super.update(changed);
    if (!this.isConnected) return;
    const subject = this.grades ? undefined : this.#subject();
    if (subject !== undefined && this.desk === undefined) this.#follow();
    this.#askFor(subject);
    this.#draw(inOrder(this.grades ?? (subject && this.#answer) ?? []));
  }

  #subject(): GradeSubject | undefined {
    const { ticketId, customerNumber } = this;
    const { phone, email, memberId } = this.identifiers ?? {};
    const identifiers = compact({ phone, email, memberId });
    return compact({ ticketId, customerNumber, identifiers });
  }

  #follow(): void {
    this.#unfollow ??= followDeskcard(this, (value) => {
      this.#provided = value;
      this.requestUpdate();
    });
  }

  #askFor(subject: GradeSubject | undefined): void {
    const desk = subject && (this.desk ?? this.#provided?.desk);
    const key = JSON.stringify(subject) ?? '';
    const before = this.#question;
    if (before?.desk === desk && (before?.key ?? key) === key) return;
    before?.stop();
    this.#question = undefined;
    // Another customer's labels must not stand here while the answer is under way.
    this.#answer = this.#error = undefined;
    if (desk === undefined || subject === undefined) return;
    const stop = matcherOf(desk).watch(subject, {
      gradesFound: (grades) => {
        this.#answer = grades;
        this.#error = undefined;
        this.requestUpdate();
      },
      gradesFailed: (error) => {
        this.#error = error;
        tell(this, 'deskcard-badge-error', { error });
      },
    });
    this.#question = { desk, subject, key, stop };
  }

  #draw(grades: readonly BadgeGrade[]): void {
    const root = this.renderRoot as ShadowRoot;
    const [first] = grades;
    root.adoptedStyleSheets = sheets(grades.length);
    paint(this, grades.length === 1 ? first?.color : undefined);
    if (first === undefined) root.replaceChildren();
    else if (grades.length === 1) root.replaceChildren(said(this.#prefix()), text(first.name));
    else root.replaceChildren(labels(this.#prefix(), grades));
  }

  #prefix(): string {
    const language = languageAt(this);
    if (language !== 'en') this.#follow();
    const locale = pickLocale(language, this.#provided?.locales)?.strings.customerBadge;
    return `${layer(customerBadge, locale, this.strings).grades}: `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'customer-badge': CustomerBadge;
  }
}

/** The style sheets for so many labels. */
function sheets(count: number): CSSStyleSheet[] {
  const results = count === 0 ? [badge] : [badge, count === 1 ? one : many];
  return results.map(({ styleSheet }) => styleSheet!);
}

/** Only `#RRGGBB` ever reaches the style; any other colour leaves the neutral look of the style sheet. */
function paint(element: HTMLElement, colour: unknown): void {
  const { style } = element;
  if (typeof colour === 'string' && isColour(colour)) {
    style.backgroundColor = colour;
    style.color = textColour(colour);
  } else if (style.backgroundColor !== '') {
    style.backgroundColor = style.color = '';
  }
}

/** Read out, not seen. */
function said(words: string): HTMLElement {
  const span = document.createElement('span');
  span.className = 'said';
  span.textContent = words;
  return span;
}

function text(name: unknown): Text {
  return document.createTextNode(String(name));
}

function labels(prefix: string, grades: readonly BadgeGrade[]): HTMLElement {
  const box = document.createElement('span');
  box.className = 'labels';
  grades.forEach((grade, index) => {
    const label = document.createElement('span');
    label.className = 'label';
    label.setAttribute('part', 'label');
    label.append(said(index === 0 ? prefix : ', '), text(grade.name));
    paint(label, grade.color);
    box.append(label);
  });
  return box;
}

/** In grade order, each once; grades without an order stay as they came. */
function inOrder(grades: readonly BadgeGrade[]): readonly BadgeGrade[] {
  if (!Array.isArray(grades)) return [];
  const known = (grades as readonly BadgeGrade[]).filter((grade) => grade?.name);
  if (known.length < 2) return known;
  const once = new Map(known.map((grade) => [grade.gradeId ?? grade.name, grade]));
  return [...once.values()].sort((a, b) => (a.order ?? 0) - (b.order ?? 0));
}

/** Without the empty ones; undefined when nothing is left. */
function compact<T extends object>(values: T): Partial<{ [K in keyof T]: NonNullable<T[K]> }> | undefined {
  const filled = Object.entries(values).filter(
    ([, value]) => value !== undefined && value !== null && value !== '',
  );
  return filled.length > 0 ? (Object.fromEntries(filled) as never) : undefined;
}
