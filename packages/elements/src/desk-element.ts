/**
 * What all larger elements share: the desk they ask, the language they speak, and how they say that something went
 * wrong. An element takes its desk from its `desk` property or else from the nearest `provideDeskcard`.
 */
import { LitElement, type PropertyDeclarations, type PropertyValues } from 'lit';
import { isDeskError } from '@deskcard/core/errors';
import type { Change, Desk, ErrorCode, Issue } from '@deskcard/core';
import { isTimeout } from './deadline.js';
import { followDeskcard, type DeskcardContext } from './context.js';
import { common, errors, issues } from './locales/en.js';
import type { Partially, SectionName, Strings } from './locales/locale.js';
import { keepFocus } from './keep-focus.js';
import { languageAt, languageMayHaveChanged, watchLanguage, type LanguageWatch } from './language.js';
import { layer, pickLocale } from './locales/pick.js';
import { VERSION } from './version.js';

/** A failure in the agent's language. */
export interface ErrorText {
  readonly code: ErrorCode;
  /** what happened */
  readonly message: string;
  /** what to do about it; may be empty */
  readonly hint: string;
  /** the refused fields, each with its reason in words */
  readonly issues: readonly { readonly path: readonly (string | number)[]; readonly text: string }[];
}

/** The texts of one element together with those that all share. */
interface Texts<T> {
  own: T;
  /** English of a lazy part → its texts in the language */
  parts: Map<object, object>;
  common: Strings['common'];
  errors: Strings['errors'];
  issues: Strings['issues'];
}

/** `T` are the texts it has from the start; all of its section, unless it has a lazy part with texts of its own. */
export abstract class DeskElement<
  N extends SectionName,
  T extends Partial<Strings[N]> = Strings[N],
> extends LitElement {
  static readonly version: string = VERSION;

  static override properties: PropertyDeclarations = {
    desk: { attribute: false },
    strings: { attribute: false },
  };

  /** The desk to ask; wins over what the page provides. */
  declare desk: Desk | undefined;
  /** Texts that replace the element's own; anything left out stays. */
  declare strings: Partially<Strings[N]> | undefined;

  readonly #section: N;
  readonly #english: T;
  #provided: DeskcardContext | undefined;
  #unfollow: (() => void) | undefined;
  #unsubscribe: (() => void) | undefined;
  #followedDesk: Desk | undefined;
  #languageWatch: LanguageWatch | undefined;
  #connection: AbortController | undefined;
  #language = 'en';
  #texts: Texts<T> | undefined;

  /** `section` and its English texts, which every language falls back to. */
  constructor(section: N, english: T) {
    super();
    this.#section = section;
    this.#english = english;
    this.desk = undefined;
    this.strings = undefined;
  }

  /** The desk in force: the property, else what the page provides. */
  protected get activeDesk(): Desk | undefined {
    return this.desk ?? this.#provided?.desk;
  }

  /** BCP 47: what the element's `lang`, its surroundings or the document say, else `en`. */
  protected get language(): string {
    return this.#language;
  }

  /** The element's own texts in its language. */
  protected get t(): T {
    return this.#allTexts().own;
  }

  /**
   * The same together with those of a lazy part, which come with it in English; or those of another element's
   * `section`, where a part shows what that element shows as well.
   */
  protected textsWith<P extends object>(english: P, section?: SectionName): T & P {
    const { own, parts } = this.#allTexts();
    let texts = parts.get(english);
    // What a host or another language says is in the element's own texts already, those of its parts as well.
    if (!texts) parts.set(english, (texts = layer<object>(english, section ? this.#locale?.[section] : own)));
    return texts as T & P;
  }

  /** The texts that all elements share, in its language. */
  protected get common(): Strings['common'] {
    return this.#allTexts().common;
  }

  /** Aborted when the element leaves the page. */
  protected get connection(): AbortSignal {
    return (this.#connection ??= new AbortController()).signal;
  }

  /** A change on the desk, after it was committed; override to follow. */
  protected deskDidChange(_change: Change): void {}

  override connectedCallback(): void {
    super.connectedCallback();
    this[languageMayHaveChanged]();
    this.#languageWatch = watchLanguage(this);
    this.#unfollow = followDeskcard(this, (value) => {
      this.#provided = value;
      this.#renew();
      this.#subscribe();
    });
    this.#subscribe();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unfollow?.();
    this.#unfollow = undefined;
    this.#provided = undefined;
    this.#languageWatch?.leave(this);
    this.#connection?.abort();
    this.#connection = undefined;
    this.#unsubscribe?.();
    this.#unsubscribe = this.#followedDesk = undefined;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('strings')) this.#texts = undefined;
    if (changed.has('desk')) this.#subscribe();
  }

  protected override update(changed: PropertyValues): void {
    keepFocus(this.renderRoot as ShadowRoot, () => super.update(changed));
  }

  /**
   * A `lang` attribute around the element changed.
   * @private
   */
  [languageMayHaveChanged](): void {
    const language = languageAt(this);
    if (language === this.#language) return;
    this.#language = language;
    this.#renew();
  }

  /** What happened and what to do about it, in the agent's language; from the stable code, never from a message. */
  protected describeError(error: unknown): ErrorText {
    const known = isDeskError(error) ? error : undefined;
    const aborted = isTimeout(error) || (error as { name?: unknown } | undefined)?.name === 'AbortError';
    const code: ErrorCode = known?.code ?? (aborted ? 'aborted' : 'internal');
    const texts: Partial<Record<ErrorCode, readonly [string, string]>> & {
      internal: readonly [string, string];
    } = this.#allTexts().errors;
    const [message, hint] = isTimeout(error) ? this.common.noAnswer : (texts[code] ?? texts.internal);
    const refused = known?.issues ?? [];
    return {
      code,
      message,
      hint,
      issues: refused.map((issue) => ({ path: issue.path, text: this.describeIssue(issue) })),
    };
  }

  /** Why a field was refused, in the agent's language. */
  protected describeIssue(issue: Pick<Issue, 'code' | 'maximum'>): string {
    const texts = this.#allTexts().issues;
    const text = texts[issue.code] ?? texts.invalid;
    return typeof text === 'function' ? text(issue.maximum) : text;
  }

  /** A time of the domain (ISO 8601) as people of this language write it; `time` alone leaves the date out. */
  protected when(iso: string, style: 'date' | 'time' | 'both' = 'both'): string {
    const options: Intl.DateTimeFormatOptions = {};
    if (style !== 'time') options.dateStyle = 'medium';
    if (style !== 'date') options.timeStyle = 'short';
    return new Intl.DateTimeFormat(this.#language, options).format(new Date(iso));
  }

  #allTexts(): Texts<T> {
    if (this.#texts === undefined) {
      const locale = this.#locale;
      this.#texts = {
        own: layer(this.#english, locale?.[this.#section], this.strings),
        parts: new Map(),
        common: layer(common, locale?.common),
        errors: layer(errors, locale?.errors),
        issues: layer(issues, locale?.issues),
      };
    }
    return this.#texts;
  }

  get #locale(): Strings | undefined {
    return pickLocale(this.#language, this.#provided?.locales)?.strings;
  }

  #renew(): void {
    this.#texts = undefined;
    this.requestUpdate();
  }

  /** One subscription to the desk in force, moved when that changes. */
  #subscribe(): void {
    const desk = this.isConnected ? this.activeDesk : undefined;
    if (desk === this.#followedDesk) return;
    this.#unsubscribe?.();
    this.#followedDesk = desk;
    this.#unsubscribe = desk?.changes.subscribe((change) => this.deskDidChange(change));
  }
}
