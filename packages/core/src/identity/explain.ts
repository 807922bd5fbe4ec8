/**
 * Why two customers look like one person, in an agent's words: "same phone, name differs by one vowel" (B4). Free of
 * dependencies, so that a page may carry it without the scorer.
 */
import type { Reason, Score } from './model.js';

export type ExplainedLanguage = 'en' | 'ko';

type Words = Readonly<Record<string, Readonly<Record<string, string>>>>;

const en: Words = {
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
  memberId: { same: 'same member id', different: 'different member id' },
  nationalId: {
    same: 'same id number',
    near: 'id number differs by one digit',
    different: 'different id number',
  },
  birthDate: {
    same: 'same date of birth',
    near: 'date of birth differs by one digit',
    different: 'different date of birth',
  },
};

const ko: Words = {
  name: {
    same: '이름이 같아요',
    turned: '이름의 순서만 달라요',
    romanised: '로마자로 쓴 같은 이름이에요',
    vowel: '이름의 모음 하나가 달라요',
    consonant: '이름의 자음 하나가 달라요',
    letter: '이름의 글자 하나가 달라요',
    alike: '이름이 비슷해요',
    initial: '성과 이름의 첫 글자가 같아요',
    givenOnly: '이름은 같고 성이 없어요',
    surnameOnly: '성은 같고 이름이 없어요',
    otherSurname: '이름은 같지만 성이 달라요',
    relative: '성은 같지만 이름이 달라요',
    different: '이름이 달라요',
  },
  phone: { same: '전화번호가 같아요', near: '전화번호 한 자리가 달라요', different: '전화번호가 달라요' },
  email: {
    same: '이메일이 같아요',
    mailbox: '같은 메일함이에요',
    typo: '이메일이 같고 도메인에 오타가 있어요',
    local: '이메일 아이디가 같고 도메인이 달라요',
    different: '이메일이 달라요',
  },
  memberId: { same: '회원 ID가 같아요', different: '회원 ID가 달라요' },
  nationalId: {
    same: '식별 번호가 같아요',
    near: '식별 번호 한 자리가 달라요',
    different: '식별 번호가 달라요',
  },
  birthDate: {
    same: '생년월일이 같아요',
    near: '생년월일 한 자리가 달라요',
    different: '생년월일이 달라요',
  },
};

/** For kinds without words of their own; `{field}` is the name of the field. */
const others: Readonly<Record<ExplainedLanguage, Readonly<Record<string, string>>>> = {
  en: { same: 'same {field}', near: 'similar {field}', different: 'different {field}' },
  ko: { same: '{field} 항목이 같아요', near: '{field} 항목이 비슷해요', different: '{field} 항목이 달라요' },
};
const words: Readonly<Record<ExplainedLanguage, Words>> = { en, ko };

export interface ExplainOptions {
  /** names of fields that are no identifiers, as people read them */
  fieldNames?: Readonly<Record<string, string>>;
}

/** One reason in words: `same phone`, `전화번호가 같아요`. */
export function explainReason(
  { field, kind, level }: Pick<Reason, 'field' | 'kind' | 'level'>,
  language: ExplainedLanguage,
  { fieldNames = {} }: ExplainOptions = {},
): string {
  const known = words[language][kind]?.[level];
  if (known !== undefined) return known;
  const text = others[language][level] ?? others[language]['near']!;
  return text.replace('{field}', () => fieldNames[field] ?? field);
}

/**
 * All reasons as one text, strongest first. What hardly tells anything in either direction is left out; what speaks
 * against comes last.
 */
export function explain(
  { reasons }: Pick<Score, 'reasons'>,
  language: ExplainedLanguage,
  options: ExplainOptions = {},
): string {
  const telling = reasons.filter(({ ratio }) => ratio >= 2 || ratio <= 0.5);
  return telling.map((reason) => explainReason(reason, language, options)).join(', ');
}
