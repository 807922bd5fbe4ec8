/**
 * Why two customers look like one person, in an agent's words: "same phone, name differs by one vowel" (B4). Free of
 * dependencies, so that a page may carry it without the scorer. The words of a language are one object: those here, or
 * of any other language in the same shape.
 */
import type { Reason, Score } from './model.js';

export const reasonsInEnglish = {
  name: {
    same: 'same name',
    turned: 'same name in the other order',
    romanised: 'same name in Latin letters',
    vowel: 'name differs by one vowel',
    consonant: 'name differs by one consonant',
    letter: 'name differs by one letter',
    alike: 'similar name',
    initial: 'same surname, same initial',
    givenOnly: 'same given name, surname missing',
    surnameOnly: 'same surname, given name missing',
    otherSurname: 'same given name, other surname',
    relative: 'same surname, other given name',
    different: 'different name',
  },
  phone: { same: 'same phone', near: 'phone differs by one digit', different: 'different phone' },
  email: {
    same: 'same e-mail',
    mailbox: 'same mailbox',
    typo: 'same e-mail but for a slip in the provider',
    local: 'same e-mail name at another provider',
    different: 'different e-mail',
  },
  memberId: { same: 'same member ID', different: 'different member ID' },
  nationalId: {
    same: 'same ID number',
    near: 'ID number differs by one digit',
    different: 'different ID number',
  },
  birthDate: {
    same: 'same date of birth',
    near: 'date of birth differs by one digit',
    different: 'different date of birth',
  },
  /** for kinds without words of their own; `field` is the name of the field */
  other: {
    same: (field: string): string => `same ${field}`,
    near: (field: string): string => `similar ${field}`,
    different: (field: string): string => `different ${field}`,
  },
};

/** What can be said of two records, in a language. */
export type ReasonWords = typeof reasonsInEnglish;

export const reasonsInKorean: ReasonWords = {
  name: {
    same: '이름 일치',
    turned: '이름 일치(성과 이름 순서만 다름)',
    romanised: '이름 일치(로마자 표기)',
    vowel: '이름의 모음 하나가 다름',
    consonant: '이름의 자음 하나가 다름',
    letter: '이름의 글자 하나가 다름',
    alike: '비슷한 이름',
    initial: '성과 이름의 첫 글자 일치',
    givenOnly: '이름 일치(성 없음)',
    surnameOnly: '성 일치(이름 없음)',
    otherSurname: '이름은 같지만 성이 다름',
    relative: '성은 같지만 이름이 다름',
    different: '이름이 다름',
  },
  phone: { same: '전화번호 일치', near: '전화번호 한 자리가 다름', different: '전화번호가 다름' },
  email: {
    same: '이메일 일치',
    mailbox: '같은 메일함',
    typo: '이메일 일치(도메인 오타)',
    local: '이메일 아이디는 같고 도메인이 다름',
    different: '이메일이 다름',
  },
  memberId: { same: '회원 아이디 일치', different: '회원 아이디가 다름' },
  nationalId: {
    same: '식별 번호 일치',
    near: '식별 번호 한 자리가 다름',
    different: '식별 번호가 다름',
  },
  birthDate: {
    same: '생년월일 일치',
    near: '생년월일 한 자리가 다름',
    different: '생년월일이 다름',
  },
  other: {
    same: (field) => `${field} 일치`,
    near: (field) => `비슷한 ${field}`,
    different: (field) => `다른 ${field}`,
  },
};

export interface ExplainOptions {
  /** names of fields that are no identifiers, as people read them */
  fieldNames?: Readonly<Record<string, string>>;
}

/** One reason in words: `same phone`, `전화번호 일치`. */
export function explainReason(
  { field, kind, level }: Pick<Reason, 'field' | 'kind' | 'level'>,
  words: ReasonWords,
  { fieldNames = {} }: ExplainOptions = {},
): string {
  const { other, ...kinds } = words;
  const known = (kinds as Readonly<Record<string, Readonly<Record<string, string>>>>)[kind]?.[level];
  if (known !== undefined) return known;
  const say = level === 'same' || level === 'different' ? other[level] : other.near;
  return say(fieldNames[field] ?? field);
}

/** What speaks for one person and what against it, strongest first; what hardly tells anything is in neither. */
export function tellingReasons<R extends Pick<Reason, 'ratio'>>(
  reasons: readonly R[],
): { readonly inFavour: R[]; readonly against: R[] } {
  return {
    inFavour: reasons.filter(({ ratio }) => ratio >= 2),
    against: reasons.filter(({ ratio }) => ratio <= 0.5).reverse(),
  };
}

/** All reasons as one text, strongest first; what speaks against comes last. */
export function explain(
  { reasons }: Pick<Score, 'reasons'>,
  words: ReasonWords,
  options: ExplainOptions = {},
): string {
  const { inFavour, against } = tellingReasons(reasons);
  return [...inFavour, ...against].map((reason) => explainReason(reason, words, options)).join(', ');
}
