/**
 * What an agent types can be meant in several ways, and each way finds some customers better than others (R20, R21).
 * The best are shown first:
 *
 * 1. a customer number, the present or an old one, typed whole
 * 2. a phone in any spelling, an e-mail address or a member id, typed whole
 * 3. a name, typed whole
 * 4. the last digits of a phone, four or more
 * 5. the beginning of a value
 * 6. the beginning of a word in it
 * 7. anywhere inside
 */
import type { ScanRange } from '../ports.js';
import { comparableName } from './name.js';
import {
  choseong,
  fold,
  jamo,
  lettersOf,
  lineOf,
  plain,
  type Letter,
  type Line,
  type Span,
  type Stretch,
} from './search-letters.js';
import { phoneForms, type PhoneForm } from './search-phones.js';
import { beyondAscii, emailForms, type SearchValues } from './search-tokens.js';

export const levels = {
  number: 0,
  identifier: 1,
  name: 2,
  ending: 3,
  beginning: 4,
  word: 5,
  inside: 6,
} as const;
export type Level = (typeof levels)[keyof typeof levels];

export type SearchField = 'customerNumber' | 'name' | 'phone' | 'email' | 'memberId';

/** A value as it is kept, of a phone the keys as well; what is compared is made of it once, however many words look. */
export class SearchedValue {
  readonly value: string;
  readonly keys: readonly string[];
  readonly #made = new Map<string, unknown>();

  constructor(value: string, keys: readonly string[] = []) {
    this.value = value;
    this.keys = keys;
  }

  /** the whole value; most words stand nowhere in it, which this tells soonest */
  get text(): string {
    return this.#once('text', () => fold(this.value));
  }

  get line(): Line {
    return this.#once('line', () => lineOf(lettersOf(this.value), plain));
  }

  get nameLetters(): Letter[] {
    return this.#once('nameLetters', () => lettersOf(this.value, true));
  }

  get jamo(): Line {
    return this.#once('jamo', () => lineOf(this.nameLetters, jamo));
  }

  get choseong(): Line {
    return this.#once('choseong', () => lineOf(this.nameLetters, choseong));
  }

  /** the whole name, without and with polite words */
  get names(): readonly string[] {
    return this.#once('names', () => [
      fold(comparableName(this.value), true),
      this.nameLetters.map(plain).join(''),
    ]);
  }

  /** the address, and as its key where that is another text */
  get emails(): Line[] {
    return this.#once('emails', () => emailForms(this.value).map((letters) => lineOf(letters, plain)));
  }

  /** whether the address can have another form than its text */
  get isForeign(): boolean {
    return this.#once('isForeign', () => beyondAscii.test(this.text));
  }

  get phones(): PhoneForm[] {
    return this.#once('phones', () => phoneForms(this));
  }

  #once<T>(name: string, make: () => T): T {
    if (!this.#made.has(name)) this.#made.set(name, make());
    return this.#made.get(name) as T;
  }
}

export type SearchedValues = { readonly [F in SearchField]: readonly SearchedValue[] };

/** The values of a record, ready to be looked at. */
export function searched(values: SearchValues): SearchedValues {
  const texts = (each: readonly string[]): SearchedValue[] => each.map((value) => new SearchedValue(value));
  return {
    customerNumber: texts([values.customerNumber]),
    name: texts(values.name),
    phone: values.phone.map(({ value, keys }) => new SearchedValue(value, keys)),
    email: texts(values.email),
    memberId: texts(values.memberId),
  };
}

/** How well a value was found, and where in it. */
export interface Found {
  readonly level: Level;
  /** not letter by letter: without a mark that the name has, or with a syllable typed half */
  readonly isNear: boolean;
  /** none where what was found is not written out, as the country of a number */
  readonly spans: readonly Span[];
  /** whoever sees masks is told: the value, or a word of a name, or what the mask shows (D13) */
  readonly isOpen: () => boolean;
}

export type TokenRange = Pick<ScanRange, 'prefix' | 'from' | 'to'>;

/** One way to understand what was typed. */
export interface Reading {
  readonly field: SearchField;
  /** where the tokens stand of those who are found at the beginning of a value or better */
  readonly best: readonly TokenRange[];
  /** where those of all others stand */
  readonly rest: readonly TokenRange[];
  find(value: SearchedValue): Found | undefined;
}

export function levelIn(letters: readonly Letter[], { first }: Stretch): Level {
  if (first === 0) return levels.beginning;
  return letters[first]!.isStart ? levels.word : levels.inside;
}
