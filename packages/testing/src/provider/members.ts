/**
 * The members of a made-up shop, as its own member service knows them. The first ones are the people of the sandbox,
 * so that the agent's customers are known to the shop; the others make the service as large as a real one. Always the
 * same members.
 */
import { koreanGivenNames, koreanSurnames, latinNames } from '../fixtures/names.js';
import { sandboxLevels, sandboxPeople, type SandboxLevel } from '../fixtures/people.js';
import { chance, type Chance } from '../fixtures/prng.js';
import { phoneKey } from './phone-key.js';

/** What the service answers with; a lookup API names these as data names, as in `lastOrder.number`. */
export interface Member {
  memberId: string;
  name: string;
  latinName?: string;
  phone: string;
  email?: string;
  level: SandboxLevel;
  points: number;
  address: string;
  shop: 'online' | 'seoul' | 'busan';
  lastOrder: { number: string; item: string; amount: number };
  /** the shop's employee who looks after the member */
  manager: string;
  /** YYYY-MM-DD */
  joinedOn: string;
  /** what that employee wants to be known about a VIP */
  vipNote?: string;
}

const SEED = 20_260_117;

/** The number on the member's card, for those who never chose an id. */
const cardNumber = (index: number): string => `M-${String(index + 1).padStart(6, '0')}`;

/** `count` members; fewer than there are people in the sandbox gives the first of these. */
export function sandboxMembers(count = 10_000): Member[] {
  const known = sandboxPeople().map(
    ({ twice: _twice, household: _household, language, memberId, ...person }, index): Member => ({
      memberId: memberId ?? cardNumber(index),
      ...person,
      ...vipNote(person.level, person.manager, language),
    }),
  );
  const random = chance(SEED);
  const phones = new Set(known.map((member) => phoneKey(member.phone)));
  const others = Array.from({ length: Math.max(0, count - known.length) }, (_, index) =>
    otherMember(known.length + index, unusedPhone(phones, random), random),
  );
  return [...known, ...others].slice(0, count);
}

function vipNote(level: SandboxLevel, manager: string, language: 'ko' | 'en'): { vipNote?: string } {
  if (level !== 'VIP') return {};
  const note =
    language === 'ko'
      ? `VIP 고객입니다. 환불과 교환은 ${manager} 매니저가 직접 처리합니다.`
      : `VIP: ${manager} handles refunds and exchanges in person.`;
  return { vipNote: note };
}

/** In the range 010-0… that is not handed out. */
function unusedPhone(taken: Set<string>, random: Chance): string {
  for (;;) {
    const phone = `010-0${random.int(111, 989)}-${String(random.int(0, 9999)).padStart(4, '0')}`;
    if (taken.has(phoneKey(phone))) continue;
    taken.add(phoneKey(phone));
    return phone;
  }
}

function nameOf(random: Chance): { name: string; latinName?: string; language: 'ko' | 'en' } {
  if (random.odds(0.12)) {
    const [given] = random.pick(latinNames).split(' ') as [string];
    const family = random.pick(latinNames).split(' ').at(-1) ?? '';
    return { name: `${given} ${family}`, language: 'en' };
  }
  const [surname, latinSurname] = random.pick(koreanSurnames);
  const [givenName, latinGiven] = random.pick(koreanGivenNames);
  return { name: surname + givenName, latinName: `${latinGiven} ${latinSurname}`, language: 'ko' };
}

const addresses = {
  ko: [
    '경기도 수원시 팔달구 새싹로',
    '인천광역시 연수구 바람골길',
    '광주광역시 동구 은하수길',
    '서울특별시 은평구 가온길',
  ],
  en: ['Songdo-daero, Yeonsu-gu, Incheon', 'Itaewon-ro, Yongsan-gu, Seoul', 'Gwangan-ro, Suyeong-gu, Busan'],
};
const items = {
  ko: ['면 잠옷 세트', '유리 화병', '캔버스 에코백', '극세사 이불', '핸드드립 주전자'],
  en: ['Cotton pyjamas', 'Glass vase', 'Canvas tote bag', 'Pour-over kettle'],
};
const managers = ['한지수', '문태오', '배소라', '우현석', '노은채'];

function otherMember(index: number, phone: string, random: Chance): Member {
  const { language, ...name } = nameOf(random);
  const level = random.odds(0.02) ? 'VIP' : random.pick(sandboxLevels.slice(1));
  const manager = random.pick(managers);
  const two = (value: number): string => String(value).padStart(2, '0');
  return {
    memberId: cardNumber(index),
    ...name,
    phone,
    ...(random.odds(0.85)
      ? { email: `member${index + 1}@${random.pick(['example.com', 'example.net'])}` }
      : {}),
    level,
    points: random.int(0, 900) * 10,
    address: `${random.pick(addresses[language])} ${random.int(2, 240)}`,
    shop: random.pick(['online', 'online', 'seoul', 'busan'] as const),
    // Above the order numbers of the sandbox's people.
    lastOrder: {
      number: `A-${300_000 + index}`,
      item: random.pick(items[language]),
      amount: random.int(9, 240) * 1000,
    },
    manager,
    joinedOn: `${random.int(2016, 2025)}-${two(random.int(1, 12))}-${two(random.int(1, 28))}`,
    ...vipNote(level, manager, language),
  };
}
