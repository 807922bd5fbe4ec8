/**
 * How customers are compared (B4): by their names, telephone numbers, e-mail addresses and member ids, everything that
 * was ever registered under any of their numbers. An identifier that says nothing here, because a host blocked it or
 * too many customers have it, is left out.
 */
import type { IdentifierKey } from '../customers/identifiers.js';
import { identityModel, type IdentityFields, type IdentityModel, type Prepared } from '../identity/model.js';
import { emails, memberIds, personNames, phones, type Kind } from '../identity/kinds.js';
import { hashText } from '../identity/text-hash.js';
import type { Fragment } from '../store/fragment.js';

type Field = 'name' | 'phone' | 'email' | 'memberId';
type Person = Readonly<Record<Field, readonly string[]>>;

const fieldsOf = (seen: <V>(kind: Kind<V>) => Kind<V>): IdentityFields<Person> => ({
  name: { kind: seen(personNames), read: ({ name }) => name },
  phone: { kind: seen(phones), read: ({ phone }) => phone },
  email: { kind: seen(emails), read: ({ email }) => email },
  memberId: { kind: seen(memberIds), read: ({ memberId }) => memberId },
});

export const likeness: IdentityModel<Person> = /* @__PURE__ */ identityModel(
  /* @__PURE__ */ fieldsOf((kind) => kind),
);

/** A value that is the same, or nothing. */
const exactly = <V>(kind: Kind<V>): Kind<V> => ({
  ...kind,
  compare(a, b) {
    const found = kind.compare(a, b);
    return found?.level === 'same' ? found : undefined;
  },
});

/** For who sees masks: how near a value comes to a hidden one would tell it letter by letter (D13). */
export const maskedLikeness: IdentityModel<Person> = /* @__PURE__ */ identityModel(
  /* @__PURE__ */ fieldsOf(exactly),
);

const nothing: ReadonlySet<IdentifierKey> = new Set();

/** Everybody who is one customer, as one person; the values of each field once, in the order of the members. */
export function preparePerson(
  members: readonly Pick<Fragment, 'values'>[],
  ignored: ReadonlySet<IdentifierKey> = nothing,
): Prepared {
  const values = (field: Field): string[] => {
    const found: string[] = [];
    for (const member of members) {
      for (const { value, keys = [] } of member.values[field] ?? []) {
        const told = ignored.size === 0 ? keys : keys.filter((key) => !ignored.has(key));
        const isSilent = value === '' || (told.length === 0 && keys.length > 0);
        const all = field === 'phone' ? told.map(withoutKind) : isSilent ? [] : [value];
        for (const each of all) if (!found.includes(each)) found.push(each);
      }
    }
    return found;
  };
  return likeness.prepare({
    name: values('name'),
    phone: values('phone'),
    email: values('email'),
    memberId: values('memberId'),
  });
}

const withoutKind = (key: IdentifierKey): string => key.slice(key.indexOf(':') + 1);

const keyDigits = 7;

/** Index keys under which two records stand together that are worth comparing; short, because there are many. */
export const likenessKeys = (fragment: Pick<Fragment, 'values'>): string[] => [
  ...new Set(
    likeness
      .keys(preparePerson([fragment]))
      .map((key) => (hashText(key) >>> 0).toString(36).padStart(keyDigits, '0')),
  ),
];

/** Every identifier of a customer, sorted, each once. */
export const identifiersOf = (members: readonly Pick<Fragment, 'values'>[]): IdentifierKey[] =>
  [
    ...new Set(
      members.flatMap(({ values }) =>
        Object.values(values).flatMap((list) => list.flatMap((entry) => entry.keys ?? [])),
      ),
    ),
  ].sort();
