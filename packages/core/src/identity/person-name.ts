/**
 * A name as the desk compares people by it (D3): taken apart into surname and given name, in each way it can be
 * read. 김민준 has one reading; Minjun Kim has two, because nobody says which part is the surname; 민준 may be a given
 * name alone. What stands for a missing name (고객, 미상, unknown, 010-…) is no name at all.
 */
import { comparableName, onlyHangul } from './name.js';
import { withoutMarks } from './text.js';
import { koreanSurname } from './weights.js';

/** A name as a record holds it: one text, or the parts where they are known. */
export type NameValue = string | { given?: string | undefined; surname?: string | undefined };

export interface NameReading {
  surname: string | undefined;
  given: string | undefined;
  /** not the order in which it was written */
  turned: boolean;
}

export interface PersonName {
  script: 'hangul' | 'latin' | 'other';
  /** most likely first; at least one */
  readings: readonly NameReading[];
}

const placeholders: ReadonlySet<string> = new Set(
  (
    '고객 회원 손님 미상 무명 익명 비공개 없음 모름 미입력 미확인 이름없음 알수없음 발신자 테스트 비회원 엄마 아빠 남편 아내 본인 ' +
    'test tester unknown anonymous guest customer noname nobody null undefined none na user'
  ).split(' '),
);

const compoundSurname = /^(?:남궁|황보|제갈|사공|선우|서문|독고|동방)/;
const longestKoreanName = 5;
const latin = /^[\p{Script=Latin}\P{L}]+$/u;
const remarks = /\([^)]*\)|[[(<{].*$|\p{N}+/gu;
/** A letter that is no single jamo. */
const letter = /[^\P{L}\u3131-\u318e]/u;
const oneLetter = /^(.)\1+$/u;
const between = /[^\p{L}\p{M}]+/gu;

/** `undefined` when the value names nobody. */
export function personName(value: NameValue): PersonName | undefined {
  if (typeof value === 'string') return wholeName(value);
  const [given, surname] = [plain(value.given), plain(value.surname)];
  if (given === undefined || surname === undefined) return wholeName(given ?? surname ?? '');
  const script = scriptOf(given + surname);
  const join = (part: string): string => (script === 'latin' ? tokensOf(part).join('') : part);
  return {
    script,
    readings: [reading(join(surname), join(given)), reading(join(given), join(surname), true)],
  };
}

/** Without remarks and politeness; undefined when nothing is left, or nothing that names somebody. */
function plain(raw = ''): string | undefined {
  const name = comparableName(raw.slice(0, 200).replace(remarks, ' '));
  const letters = name.replace(between, '');
  return !letter.test(name) || placeholders.has(letters) || oneLetter.test(letters) ? undefined : name;
}

const scriptOf = (name: string): PersonName['script'] =>
  onlyHangul.test(name) ? 'hangul' : latin.test(name) ? 'latin' : 'other';

const tokensOf = (name: string): string[] => withoutMarks(name).split(between).filter(Boolean);

const reading = (surname: string | undefined, given: string | undefined, turned = false): NameReading => ({
  surname,
  given,
  turned,
});

function wholeName(raw: string): PersonName | undefined {
  const name = plain(raw);
  if (name === undefined) return undefined;
  const script = scriptOf(name);
  if (script === 'latin') return { script, readings: latinReadings(name) };
  if (script === 'hangul' && name.length <= longestKoreanName) {
    return { script, readings: hangulReadings(name) };
  }
  return { script: 'other', readings: [reading(undefined, name)] };
}

function hangulReadings(name: string): NameReading[] {
  if (name.length === 1) return [reading(undefined, name)];
  const cut = name.length > 2 && compoundSurname.test(name) ? 2 : 1;
  const readings = [reading(name.slice(0, cut), name.slice(cut))];
  if (name.length === 2) readings.push(reading(undefined, name));
  else readings.push(reading(name.slice(-1), name.slice(0, -1), true));
  return readings;
}

function latinReadings(name: string): NameReading[] {
  const tokens = tokensOf(name);
  const [first, ...rest] = tokens;
  const last = rest.pop();
  if (last === undefined) return [reading(undefined, first), reading(first, undefined, true)];
  const surnameLast = reading(last, [first, ...rest].join(''));
  const surnameFirst = reading(first, [...rest, last].join(''));
  const [likely, other] =
    koreanSurname(first!) && !koreanSurname(last) ? [surnameFirst, surnameLast] : [surnameLast, surnameFirst];
  return [likely, { ...other, turned: true }];
}
