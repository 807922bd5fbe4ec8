/**
 * Who has which grades (R23, R24, D7): a ticket's own identifiers and all identifiers of its customer count; several
 * matching grades are all shown, in grade order, each once. An assignment that has expired gives none. Many subjects are answered from a handful of reads (B14).
 */
import type { Handler } from '../handler.js';
import type { ServiceSettings } from '../model/access.js';
import type { Grade, GradeAssignment, GradeSubject } from '../model/grade.js';
import type { TicketFields } from '../model/ticket.js';
import { fieldValues, type FieldValue } from '../customers/field-value.js';
import { identifierKeys, type IdentifierKey } from '../customers/identifiers.js';
import type { ReadTransaction } from '../ports.js';
import { familiesOf } from '../store/customer.js';
import { knownFragments, type Fragment } from '../store/fragment.js';
import { allGrades, assignmentsUnder } from '../store/grade.js';
import { hasExpired } from './expiry.js';
import { visibleTickets, type TicketRecord } from '../store/ticket.js';
import { customerValues } from '../tickets/fields.js';

const keysOfValues = (values: readonly FieldValue[], settings: ServiceSettings): IdentifierKey[] =>
  values.flatMap(({ field, value }) => (value ? identifierKeys(field, value, settings) : []));

const keysOfFields = (fields: TicketFields, settings: ServiceSettings): IdentifierKey[] =>
  keysOfValues(customerValues(fields, settings), settings);

const keysOfFamily = (members: readonly Fragment[]): IdentifierKey[] =>
  members.flatMap((member) =>
    Object.values(member.values).flatMap((list) => list.flatMap((entry) => entry.keys ?? [])),
  );

async function ticketsOf(
  tx: ReadTransaction,
  subjects: readonly GradeSubject[],
): Promise<Map<string, TicketRecord>> {
  const ids = [...new Set(subjects.flatMap((subject) => subject.ticketId ?? []))];
  const found = (await tx.getMany('tickets', ids)) as unknown as (TicketRecord | undefined)[];
  const known = await visibleTickets(
    tx,
    found.filter((record) => record !== undefined),
  );
  return new Map(known.map((record) => [record.ticketId, record]));
}

async function familiesByNumber(
  tx: ReadTransaction,
  numbers: readonly string[],
): Promise<Map<string, Fragment[]>> {
  const known = await knownFragments(tx, [...new Set(numbers)]);
  const found = await familiesOf(
    tx,
    known.filter((each) => each !== undefined && each.deleted === undefined) as Fragment[],
  );
  return new Map(found.flatMap((members) => members.map((member) => [member.customerNumber, members])));
}

/** How long none of these expires, in milliseconds. */
function firstExpiry(assignments: readonly GradeAssignment[], at: string): number | undefined {
  const ends = assignments.flatMap(({ expiresAt }) =>
    expiresAt === undefined ? [] : [Date.parse(expiresAt)],
  );
  return ends.length === 0 ? undefined : Math.min(...ends) - Date.parse(at);
}

export const match: Handler<'grades.match'> = async (tx, { subjects }, { settings, at }) => {
  const grades = await allGrades(tx);
  if (grades.length === 0) return { items: subjects.map(() => []) };
  const tickets = await ticketsOf(tx, subjects);
  const numbersOf = ({ customerNumber, ticketId }: GradeSubject): string[] =>
    [customerNumber, tickets.get(ticketId ?? '')?.arrivedNumber].filter((number) => number !== undefined);
  const members = await familiesByNumber(tx, subjects.flatMap(numbersOf));
  const keys = subjects.map((subject) => [
    ...new Set([
      ...numbersOf(subject).flatMap((number) => keysOfFamily(members.get(number) ?? [])),
      ...keysOfFields(tickets.get(subject.ticketId ?? '')?.fields ?? {}, settings),
      ...keysOfValues(fieldValues(subject.identifiers ?? {}), settings),
    ]),
  ]);
  const found = await assignmentsUnder(tx, [...new Set(keys.flat())]);
  const assigned = new Map(
    [...found].map(([key, list]) => [key, list.filter((each) => !hasExpired(each, at))]),
  );
  const expiresIn = firstExpiry([...assigned.values()].flat(), at);
  const gradesUnder = (own: IdentifierKey[]): Grade[] => {
    const ids = new Set(
      own.flatMap((key) => (assigned.get(key) ?? []).map((assignment) => assignment.gradeId)),
    );
    return grades.filter((grade) => ids.has(grade.gradeId));
  };
  return { items: keys.map(gradesUnder), ...(expiresIn === undefined ? {} : { expiresIn }) };
};
