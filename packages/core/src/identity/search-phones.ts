/**
 * A telephone number is searched by its digits as it was typed, as it is dialled at home and as it is dialled from
 * abroad; what was found is shown in the spelling that was typed (R21, D3, B6).
 */
import { nationalDigits } from './phone.js';
import { plainPhoneText } from './phone-text.js';
import { firstCharacters, type Span } from './search-letters.js';

/** A phone as it is kept: the text as typed, and the E.164 keys of the numbers in it. */
export interface PhoneValue {
  readonly value: string;
  readonly keys?: readonly string[] | undefined;
}

/** One way to write a number as digits. */
export interface PhoneForm {
  readonly digits: string;
  /** where the digits from `start` to before `end` stand in the value; undefined where they do not (+82) */
  place(start: number, end: number): Span | undefined;
}

interface Run {
  digits: string;
  places: Span[];
}

const belongsToRun = /^[\s().+-]*$/;

/** The stretches of digits of a text, each with the places of its digits. */
function runsOf(value: string): Run[] {
  const runs: Run[] = [];
  let run: Run | undefined;
  let at = 0;
  for (const character of firstCharacters(value)) {
    const from = at;
    at += character.length;
    for (const each of /[\d\s().+-]/.test(character) ? character : plainPhoneText(character)) {
      if (each >= '0' && each <= '9') {
        if (run === undefined) runs.push((run = { digits: '', places: [] }));
        run.digits += each;
        run.places.push({ from, to: at });
      } else if (!belongsToRun.test(each)) {
        run = undefined;
      }
    }
  }
  return runs;
}

/** The digits of each stretch of a text. */
export const digitRuns = (text: string): string[] => runsOf(text).map(({ digits }) => digits);

/** All ways to write the numbers in a value. */
export function phoneForms({ value, keys = [] }: PhoneValue): PhoneForm[] {
  const runs = runsOf(value);
  const abroad = keys.map((key) => key.slice(1));
  const home = keys.map(nationalDigits);
  return [
    ...abroad.flatMap((digits, i) => [
      formOf(digits, commonEnd(digits, home[i]!), runs, value),
      formOf(home[i]!, commonEnd(digits, home[i]!), runs, value),
    ]),
    ...runs.map((run) => formOf(run.digits, run.digits, [run], value)),
  ];
}

/** What both spellings of a number end in: the number without country code and trunk prefix. */
function commonEnd(a: string, b: string): string {
  let length = 0;
  while (length < Math.min(a.length, b.length) && a.at(-1 - length) === b.at(-1 - length)) length++;
  return a.slice(a.length - length);
}

function formOf(digits: string, core: string, runs: readonly Run[], value: string): PhoneForm {
  const run = runs.find((each) => each.digits.includes(core));
  const shift = run === undefined ? 0 : run.digits.lastIndexOf(core) - (digits.length - core.length);
  const place = (start: number, end: number): Span | undefined => {
    // Written in a way that the keys were made out of and nobody could point into.
    if (run === undefined) return { from: 0, to: value.length };
    const there: Span[] = [];
    for (let i = start; i < end; i++) {
      if (digits[i] === run.digits[i + shift]) there.push(run.places[i + shift]!);
      // What stands before a digit that differs is no part of this spelling.
      else there.length = 0;
    }
    return there.length === 0 ? undefined : { from: there[0]!.from, to: there.at(-1)!.to };
  };
  return { digits, place };
}
