/**
 * A made-up Korean contact centre whose records are labelled with who is who, to measure how well duplicates are
 * found: people with several records, and everything that makes others look like them. Families with one telephone
 * and siblings with similar names, numbers given out anew, office switchboards, mailboxes of couples and of teams,
 * namesakes. The same seed gives the same centre for ever.
 */
import { chance, type Chance } from '../fixtures/prng.js';
import { phoneSpellings } from '../fixtures/phones.js';
import { town, type Person, type Trace } from './people.js';
import { usualRates, type CentreRates } from './rates.js';
import { misdialled, misheard, mistyped, withPoliteness, withRemark } from './slips.js';

export type CentreChannel = 'call' | 'web' | 'mail' | 'chat';

/** One customer of the desk as it was typed; the labels after `memberId` are what a desk does not know. */
export interface CentreRecord {
  channel: CentreChannel;
  name?: string;
  phone?: string;
  email?: string;
  memberId?: string;
  person: number;
  household: number;
  /** the telephone, mailbox and membership behind what was typed, slips put right */
  traces: string[];
}

export interface CentreOptions {
  seed: number;
  people: number;
  /** in place of `usualRates` */
  rates?: Partial<CentreRates>;
}

/** In random order. */
export function contactCentre({ seed, people, rates: other }: CentreOptions): CentreRecord[] {
  const random = chance(seed);
  const rates = { ...usualRates, ...other };
  const everyone = town(people, rates, random);
  const households = new Map<number, Person[]>();
  for (const each of everyone)
    households.set(each.household, [...(households.get(each.household) ?? []), each]);
  const records = everyone.flatMap((each) => {
    const chanceOf = random.next();
    const count = chanceOf < rates.threeTimes ? 3 : chanceOf < rates.threeTimes + rates.twice ? 2 : 1;
    const relatives = households.get(each.household)!.filter((one) => one !== each);
    return Array.from({ length: count }, () => record(each, relatives, rates, random));
  });
  return random.shuffle(records);
}

interface Draft {
  person: Person;
  channel: CentreChannel;
  rates: CentreRates;
  random: Chance;
  traces: string[];
}

function record(
  person: Person,
  relatives: readonly Person[],
  rates: CentreRates,
  random: Chance,
): CentreRecord {
  const channel = random.pick(['call', 'call', 'call', 'web', 'web', 'mail', 'chat'] as const);
  const draft: Draft = { person, channel, rates, random, traces: [] };
  const has = { call: [1, 0, 0.08], web: [0.85, 0.97, 0.6], mail: [0.1, 1, 0.1], chat: [0.5, 0.3, 0.7] }[
    channel
  ];
  const [phoneShare, emailShare, memberShare] = has as [number, number, number];
  const caller = relatives.length > 0 && random.odds(rates.onBehalf) ? random.pick(relatives) : person;
  const name = typedName(draft);
  const phone = random.odds(phoneShare) ? typedPhone(draft, caller) : undefined;
  const email = random.odds(emailShare) ? typedEmail(draft) : undefined;
  const memberId = random.odds(memberShare) ? kept(draft, person.memberId)?.text : undefined;
  return {
    channel,
    ...(name === undefined ? {} : { name }),
    ...(phone === undefined ? {} : { phone }),
    ...(email === undefined ? {} : { email }),
    ...(memberId === undefined ? {} : { memberId }),
    person: person.id,
    household: person.household,
    traces: draft.traces,
  };
}

function kept<T extends Trace | undefined>({ traces }: Draft, trace: T): T {
  if (trace) traces.push(trace.id);
  return trace;
}

/** The first one far more often than the others. */
function usualOf(list: readonly Trace[], random: Chance): Trace | undefined {
  return list.length > 1 && random.odds(0.15) ? random.pick(list.slice(1)) : list[0];
}

function typedPhone(draft: Draft, caller: Person): string | undefined {
  const { rates, random } = draft;
  const trace = kept(draft, usualOf(caller.phones, random));
  if (trace === undefined) return undefined;
  const digits = random.odds(rates.phoneSlip) ? misdialled(trace.text, random) : trace.text;
  const written = digits.startsWith('010')
    ? `${digits.slice(0, 3)}-${digits.slice(3, 7)}-${digits.slice(7)}`
    : digits;
  return digits.startsWith('010') ? random.pick(phoneSpellings(written)) : written;
}

function typedEmail(draft: Draft): string | undefined {
  const { rates, random, channel } = draft;
  if (channel !== 'call' && random.odds(rates.officeMailbox)) {
    return `${random.pick(['info', 'office', 'cs', 'admin'])}@${random.pick(['hanbit', 'gaon', 'mirae'])}.co.kr`;
  }
  const trace = kept(draft, usualOf(draft.person.emails, random));
  if (trace === undefined) return undefined;
  const [local, domain] = trace.text.split('@') as [string, string];
  // A mail carries the address it is sent from; slips are made in forms.
  if (channel !== 'mail' && random.odds(rates.emailSlip)) {
    return random.odds(0.5) ? `${mistyped(local, random)}@${domain}` : `${local}@${mistyped(domain, random)}`;
  }
  if (random.odds(rates.emailTag)) return `${local}+${random.pick(['shop', 'promo', 'k'])}@${domain}`;
  return random.odds(0.03) ? trace.text.toUpperCase() : trace.text;
}

function typedName(draft: Draft): string | undefined {
  const { person, rates, random, channel } = draft;
  const more = channel === 'mail' || channel === 'chat' ? 2 : 1;
  if (random.odds(rates.nameMissing * more)) return undefined;
  if (random.odds(rates.namePlaceholder))
    return random.pick(['고객', '미상', '고객님', '익명', '-', '손님', 'unknown']);
  if (more === 2 && random.odds(rates.nickname))
    return random.pick(['하늘이', '별이아빠', '콩이맘', 'skyblue', '초코']);
  const { latin, foreign } = person;
  const romanised = latinName(latin, foreign, random);
  if (foreign || (channel !== 'call' && random.odds(rates.nameRomanised * more))) return romanised;
  if (random.odds(rates.givenOnly)) return person.given;
  let name = person.surname + person.given;
  if (random.odds(channel === 'call' ? rates.nameMisheard : rates.nameMisheard / 5))
    name = misheard(name, random);
  if (random.odds(0.02)) return `${person.surname} ${person.given}`;
  if (channel === 'call' && random.odds(rates.namePolite)) return withPoliteness(name, random);
  return random.odds(rates.nameRemark) ? withRemark(name, random) : name;
}

/** In one of the orders and spellings of forms and signatures. */
function latinName({ surname, given }: Person['latin'], foreign: boolean, random: Chance): string {
  const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
  if (foreign) return `${given[0]} ${surname}`;
  const name = random.pick([capital(given.join('')), given.map(capital).join(' '), capital(given.join('-'))]);
  return random.pick([
    `${name} ${capital(surname)}`,
    `${name} ${capital(surname)}`,
    `${capital(surname)} ${name}`,
    `${surname} ${name}`.toUpperCase(),
  ]);
}
