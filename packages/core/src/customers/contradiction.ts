/**
 * Does what a ticket says of its sender contradict what is known of a customer (B7)? A name that no reading of any name
 * the customer ever had allows, or a member id that is none of theirs. Whatever says too little contradicts nobody: a
 * given name alone, a placeholder, a name in another script than can be compared, nothing at all.
 */
import type { CallContext } from '../handler.js';
import { personNames } from '../identity/kinds.js';
import type { PersonName } from '../identity/person-name.js';
import type { DuplicateSettings } from '../model/duplicate.js';
import type { Fragment } from '../store/fragment.js';
import type { FieldValue } from './field-value.js';
import { comparableValue, identifierKeys } from './identifiers.js';

type Members = readonly Pick<Fragment, 'values'>[];
export type Guard = DuplicateSettings['guards'][number];

/** `unknown`: the customer has nothing to compare with. */
type Relation = 'fits' | 'contradicts' | 'unknown';

/** One thing that a ticket says of its sender. */
export interface Statement {
  guard: Guard;
  /** beside everything that was registered under the numbers of a customer */
  beside(members: Members): Relation;
}

const entriesOf = (members: Members, field: 'name' | 'memberId') =>
  members.flatMap(({ values }) => values[field] ?? []);

function nameBeside(name: string, same: string): Statement['beside'] {
  let read: { name: PersonName | undefined } | undefined;
  return (members) => {
    const entries = entriesOf(members, 'name');
    // Most people give their name as they gave it before, and taking names apart is dear.
    if (entries.some((each) => each.same === same)) return 'fits';
    read ??= { name: personNames.read(name) };
    if (read.name === undefined) return 'fits';
    let relation: Relation = 'unknown';
    for (const { value } of entries) {
      const other = personNames.read(value);
      const found = other && personNames.compare(read.name, other);
      if (found === undefined) continue;
      if (!personNames.contradicting.includes(found.level)) return 'fits';
      relation = 'contradicts';
    }
    return relation;
  };
}

function memberIdBeside(key: string): Statement['beside'] {
  return (members) => {
    const keys: string[] = entriesOf(members, 'memberId').flatMap((entry) => entry.keys ?? []);
    return keys.length === 0 ? 'unknown' : keys.includes(key) ? 'fits' : 'contradicts';
  };
}

/** A ticket may name somebody twice, such as by two fields: whom one of the names fits, it does not contradict. */
const anyOf =
  (all: readonly Statement['beside'][]): Statement['beside'] =>
  (members) => {
    const relations = all.map((beside) => beside(members));
    return (['fits', 'contradicts'] as const).find((each) => relations.includes(each)) ?? 'unknown';
  };

/** What the customer values of a ticket say of its sender. */
export function statementsOf(values: readonly FieldValue[], settings: CallContext['settings']): Statement[] {
  const valuesOf = (name: string): string[] =>
    values.flatMap(({ field, value }) => (field === name && value ? [value] : []));
  const names = valuesOf('name').map((name) => nameBeside(name, comparableValue('name', name, settings)));
  const memberIds = valuesOf('memberId')
    .flatMap((memberId) => identifierKeys('memberId', memberId, settings))
    .map(memberIdBeside);
  return [
    ...(names.length > 0 ? [{ guard: 'differentName', beside: anyOf(names) } as const] : []),
    ...(memberIds.length > 0 ? [{ guard: 'differentMemberId', beside: anyOf(memberIds) } as const] : []),
  ];
}

/** The first of the statements that a customer contradicts. */
export const contradictionIn = (statements: readonly Statement[], members: Members): Guard | undefined =>
  statements.find((each) => each.beside(members) === 'contradicts')?.guard;
