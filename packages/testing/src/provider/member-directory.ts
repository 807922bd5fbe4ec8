/**
 * How the made-up shop finds a member: by member id, phone in any spelling, e-mail or order number, and by a name
 * together with one of these or alone when nobody else has it. Everything that was sent must be true of the member.
 * People of one household share a phone: the one who joined first answers for it.
 */
import { ProviderError } from '@deskcard/core/provider';
import type { Member } from './members.js';
import { phoneKey } from './phone-key.js';

type Inputs = Readonly<Record<string, string>>;

/** The member, or nothing; several people of one name are a `ProviderError` that says what to add. */
export type FindMember = (inputs: Inputs) => Member | undefined;

const nameKey = (name: string): string => name.normalize('NFKC').replace(/\s/g, '').toLowerCase();
const plainKey = (text: string): string => text.normalize('NFKC').trim().toLowerCase();

/** Each input that names somebody → the keys under which a member is found. */
const keys: Readonly<
  Record<string, { ask: (value: string) => string; of: (member: Member) => (string | undefined)[] }>
> = {
  memberId: { ask: plainKey, of: (member) => [member.memberId] },
  phone: { ask: phoneKey, of: (member) => [member.phone] },
  email: { ask: plainKey, of: (member) => [member.email] },
  orderNumber: { ask: plainKey, of: (member) => [member.lastOrder.number] },
  name: { ask: nameKey, of: (member) => [member.name, member.latinName] },
};

/** Builds the indexes once; every search after that reads a handful of members. */
export function memberDirectory(members: readonly Member[]): FindMember {
  const indexes = Object.entries(keys).map(([input, { ask, of }]) => ({
    input,
    ask,
    found: indexed(members, ask, of),
  }));
  return (inputs) => {
    const asked = indexes.filter(({ input }) => inputs[input] !== undefined);
    if (asked.length === 0) return undefined;
    const lists = asked.map(({ input, ask, found }) => found.get(ask(inputs[input] ?? '')) ?? []);
    const [first = [], ...rest] = lists;
    const matching = first
      .filter((member) => rest.every((list) => list.includes(member)))
      .filter((member) => inputs['shop'] === undefined || member.shop === inputs['shop']);
    const nameOnly = asked.length === 1 && asked[0]?.input === 'name';
    if (nameOnly && matching.length > 1) {
      const detail = `${matching.length} members have this name: add a phone, an e-mail or an order number.`;
      throw new ProviderError(400, 'More than one member.', { code: 'ambiguous', detail });
    }
    return matching.sort((a, b) => (a.joinedOn < b.joinedOn ? -1 : 1))[0];
  };
}

function indexed(
  members: readonly Member[],
  ask: (value: string) => string,
  of: (member: Member) => (string | undefined)[],
): Map<string, Member[]> {
  const found = new Map<string, Member[]>();
  for (const member of members) {
    for (const key of new Set(of(member).map((value) => ask(value ?? '')))) {
      if (key === '') continue;
      const list = found.get(key);
      if (list === undefined) found.set(key, [member]);
      else list.push(member);
    }
  }
  return found;
}
