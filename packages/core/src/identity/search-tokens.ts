/**
 * Stores only know text keys and prefixes. So every record carries tokens, and any fragment of what it can be found
 * by is a prefix of one of them:
 *
 * | token | holds | one for |
 * |---|---|---|
 * | `#`  | the customer number | the number (found from its beginning) |
 * | `m:` | member id, folded | each member id (found from its beginning) |
 * | `N:`, `n:` | name, folded, as the jamo of its syllables | every character of the name |
 * | `C:`, `c:` | the first consonants of a name | every syllable |
 * | `P:`, `p:` | digits of a phone number, nationally and internationally | every digit |
 * | `E:`, `e:` | e-mail address, folded | every character |
 *
 * The capital stands for the beginning of the value, so that who begins with a fragment is found before the many who
 * have it somewhere. A token has at most 16 units, and one that is the beginning of another is left out. A customer
 * with a name, a mobile number, an e-mail address and a member id has 38 on average (32 to 42, measured by the test).
 * About ten of them are the domain of the address; they stay, because `aver.co` must be found as well as `naver`.
 *
 * Of each value only the first 256 characters are searched, so a hostile value of any length costs a bounded number
 * of tokens; no real name, number or address is longer.
 */
import { readEmail } from './email.js';
import { choseong, fold, jamo, lettersOf, plain, type Letter } from './search-letters.js';
import { phoneForms, type PhoneValue } from './search-phones.js';

/** What a record can be found by. Names and addresses are given as they are kept. */
export interface SearchValues {
  readonly customerNumber: string;
  readonly name: readonly string[];
  readonly phone: readonly PhoneValue[];
  readonly email: readonly string[];
  readonly memberId: readonly string[];
}

export const tokenUnits = 16;

const consonant = /^[ㄱ-ㅎ]/;
export const beyondAscii = /[^\x20-\x7e]/;

/** The index keys of a record, in order and each once; see the table above. */
export function searchTokens(values: SearchValues): string[] {
  // The same digits are most often typed as they are dialled at home.
  const numbers = new Set(values.phone.flatMap(phoneForms).map(({ digits }) => digits));
  const tokens = [
    `#${cut(fold(values.customerNumber))}`,
    ...values.memberId.map((memberId) => `m:${cut(fold(memberId))}`),
    ...values.name.flatMap(nameTokens),
    ...[...numbers].flatMap((digits) => suffixes('p', [...digits])),
    ...values.email.flatMap(emailForms).flatMap((letters) => suffixes('e', letters.map(plain))),
  ];
  return widest(tokens);
}

function nameTokens(name: string): string[] {
  const letters = lettersOf(name, true);
  const beginnings = letters.map(choseong);
  return [
    ...suffixes('n', letters.map(jamo)),
    ...suffixes('c', beginnings).filter((_, index) => consonant.test(beginnings[index]!)),
  ];
}

/** An address as typed, and as its key where the domain is written in another script (한국.kr is xn--3e0b707e.kr). */
export function emailForms(value: string): Letter[][] {
  const typed = lettersOf(value);
  const key = beyondAscii.test(fold(value)) ? readEmail(value) : undefined;
  return key !== undefined && 'key' in key && key.key !== fold(value) ? [typed, lettersOf(key.key)] : [typed];
}

function suffixes(tag: string, units: readonly string[]): string[] {
  const text = units.join('');
  let at = 0;
  return units.map((unit, index) => {
    const token = cut(text.slice(at, at + tokenUnits));
    at += unit.length;
    return `${index === 0 ? tag.toUpperCase() : tag}:${token}`;
  });
}

/** The first units of a text, never half of a surrogate pair. */
export function cut(text: string): string {
  const last = text.charCodeAt(tokenUnits - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? tokenUnits - 1 : tokenUnits);
}

/** Sorted, each once, without tokens that are the beginning of the next: every prefix still finds the record. */
function widest(tokens: readonly string[]): string[] {
  const sorted = [...new Set(tokens)].sort();
  return sorted.filter((token, index) => !sorted[index + 1]?.startsWith(token));
}
