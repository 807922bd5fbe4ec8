/** Who calls and writes: people in households, with the numbers and addresses they share or have to themselves. */
import type { Chance } from '../fixtures/prng.js';
import { latinNames } from '../fixtures/names.js';
import { givenName, pickWeighted, spell, surname } from './korean-names.js';
import type { CentreRates } from './rates.js';

/** A number or an address as it is, however it is typed. */
export interface Trace {
  /** the same for the same telephone, mailbox or membership */
  id: string;
  text: string;
}

export interface Person {
  id: number;
  household: number;
  surname: string;
  given: string;
  /** as the person spells it, given names apart: `min jun` */
  latin: { surname: string; given: string[] };
  foreign: boolean;
  phones: Trace[];
  emails: Trace[];
  memberId?: Trace;
}

const sizes = [1, 2, 3, 4].map((value, i) => ({ value, weight: [72, 18, 7, 3][i]! }));
const providers =
  'naver.com:46 gmail.com:27 hanmail.net:8 daum.net:5 kakao.com:4 nate.com:4 outlook.com:2 hotmail.com:2 icloud.com:1 yahoo.com:1'
    .split(' ')
    .map((entry) => ({ value: entry.split(':')[0]!, weight: Number(entry.split(':')[1]) }));

interface Town {
  random: Chance;
  rates: CentreRates;
  people: Person[];
  /** numbers and addresses in use, because nobody gets one twice */
  taken: Set<string>;
  switchboards: Trace[];
  mailboxes: Trace[];
}

export function town(count: number, rates: CentreRates, random: Chance): Person[] {
  const made: Town = { random, rates, people: [], taken: new Set(), switchboards: [], mailboxes: [] };
  for (let i = 0; i < count / 400 + 1; i++) {
    made.switchboards.push(unique(made, 'phone', () => `02${random.int(2000, 7999)}${digits(random, 4)}`));
    made.mailboxes.push(
      unique(
        made,
        'email',
        () =>
          `${random.pick(['hanbit', 'gaon', 'mirae', 'daon', 'saebom'])}.${random.pick(['design', 'trade', 'studio', 'tech'])}${random.int(1, 9999)}@naver.com`,
      ),
    );
  }
  for (let household = 0; made.people.length < count; household++) addHousehold(made, household);
  return made.people.slice(0, count);
}

function addHousehold(made: Town, household: number): void {
  const { random, rates, people } = made;
  const size = pickWeighted(sizes, random);
  const fathers = surname(random);
  const landline = random.odds(rates.landline)
    ? unique(made, 'phone', () => `0${random.int(31, 64)}${random.int(200, 999)}${digits(random, 4)}`)
    : undefined;
  const family: Person[] = [];
  for (let i = 0; i < size; i++) {
    const own = i === 1 ? surname(random) : fathers;
    family.push(person(made, household, own, i > 2 ? family[2]!.given : undefined, family, landline));
  }
  people.push(...family);
}

function person(
  made: Town,
  household: number,
  familyName: string,
  sibling: string | undefined,
  family: readonly Person[],
  landline: Trace | undefined,
): Person {
  const { random, rates, people } = made;
  const foreign = random.odds(rates.foreign);
  const given = givenName(random, sibling);
  const [first = '', ...rest] = random.pick(latinNames).split(' ');
  const latin = foreign
    ? { surname: rest.join(' '), given: [first] }
    : { surname: spell(familyName, random).join(''), given: spell(given, random) };
  const [head] = family;
  const phones = [ownPhone(made, family), ...(landline ? [landline] : [])];
  if (random.odds(rates.switchboard)) phones.push(random.pick(made.switchboards));
  const memberId = random.odds(rates.member)
    ? unique(made, 'member', () => `${latin.given[0]!.toLowerCase()}${random.int(10, 99_999)}`)
    : undefined;
  return {
    id: people.length + family.length,
    household,
    surname: familyName,
    given,
    latin,
    foreign,
    phones,
    emails: emails(made, latin, head),
    ...(memberId ? { memberId } : {}),
  };
}

/** A mobile of one's own; that of the family; one given out anew, whose former owner the desk knows, too. */
function ownPhone(made: Town, family: readonly Person[]): Trace {
  const { random, rates, people } = made;
  const [head] = family;
  if (head && random.odds(rates.familyPhone)) return head.phones[0]!;
  if (people.length > 0 && random.odds(rates.recycled)) return random.pick(people).phones[0]!;
  if (head && random.odds(rates.neighbouringNumbers)) {
    const near = head.phones[0]!.text;
    return unique(made, 'phone', () => near.slice(0, -1) + random.int(0, 9)) ?? head.phones[0]!;
  }
  return unique(made, 'phone', () => `010${random.int(2, 9)}${digits(random, 7)}`);
}

function emails(made: Town, latin: Person['latin'], head: Person | undefined): Trace[] {
  const { random, rates } = made;
  if (!random.odds(rates.hasEmail)) return [];
  const list: Trace[] = [];
  if (head?.emails[0] && random.odds(rates.familyMailbox)) list.push(head.emails[0]);
  else list.push(mailbox(made, latin));
  if (random.odds(rates.secondEmail)) list.push(mailbox(made, latin, list[0]!.text));
  if (random.odds(rates.teamMailbox)) list.push(random.pick(made.mailboxes));
  return list;
}

/** Many take the same name at every provider. */
function mailbox(made: Town, latin: Person['latin'], known?: string): Trace {
  const { random } = made;
  const letters = (text: string): string =>
    text
      .toLowerCase()
      .normalize('NFD')
      .replace(/[^a-z]/g, '');
  const [given, family] = [letters(latin.given.join('')), letters(latin.surname)];
  return unique(made, 'email', () => {
    const local =
      known !== undefined && random.odds(0.4)
        ? known.slice(0, known.indexOf('@'))
        : random.pick([
            `${given}${random.int(60, 109) % 100}`,
            `${given}.${family}`,
            `${family}${given}`,
            `${given}${digits(random, 4)}`,
            `${family[0]}${given}${random.int(1, 999)}`,
            `${random.pick(['happy', 'sky', 'blue', 'lucky', 'star', 'love', 'sun'])}${given.slice(0, 3)}${digits(random, 3)}`,
          ]);
    return `${local}@${pickWeighted(providers, random)}`;
  });
}

/** Tries until nobody has it; a number more or less helps where names are short. */
function unique(made: Town, kind: string, make: () => string): Trace {
  for (let tries = 0; ; tries++) {
    const text = tries < 20 ? make() : make().replace(/(\d?)(@|$)/, `${made.random.int(0, 99_999)}$2`);
    const id = `${kind}:${sameMailbox(text)}`;
    if (made.taken.has(id)) continue;
    made.taken.add(id);
    return { id, text };
  }
}

function digits(random: Chance, count: number): string {
  return String(random.int(0, 10 ** count - 1)).padStart(count, '0');
}

/** To one provider dots are nothing, so kim.mina and kimmina are one mailbox; another has two names. */
function sameMailbox(text: string): string {
  const [local = '', domain] = text.split('@');
  if (domain === 'gmail.com') return `${local.replaceAll('.', '')}@gmail.com`;
  return domain === 'daum.net' ? `${local}@hanmail.net` : text;
}
