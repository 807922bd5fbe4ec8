/** Whom a request with an idempotency key and its answer are about: customer numbers, and identifiers that got a grade. */
import { identifierKeys, type PhoneSettings } from './customers/identifiers.js';
import { IdentifierKind } from './model/field.js';
import type { InputOf, OperationName } from './operations.js';

const customerNumber = /^[1-9]\d{0,15}$/;
/** Index keys are bounded, and no identifier of a customer is longer. */
const longestKey = 300;

/** Every customer number in the value, by the names of the members that hold one. */
function numbersIn(value: unknown, name = ''): string[] {
  if (typeof value === 'string') return /Numbers?$/.test(name) && customerNumber.test(value) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((each) => numbersIn(each, name));
  return Object.entries(value).flatMap(([member, each]) => numbersIn(each, member));
}

/** In a file the kind of an identifier may be told in any language, so a value counts as each kind. */
function gradedIn(name: OperationName, input: unknown): readonly string[] {
  if (name === 'grades.assign') return [(input as InputOf<'grades.assign'>).value];
  if (name !== 'grades.importAssignments') return [];
  return (input as InputOf<'grades.importAssignments'>).rows.map(({ value }) => value);
}

export function subjectsOf(
  name: OperationName,
  input: unknown,
  output: unknown,
  settings: PhoneSettings,
): string[] {
  // It names nothing but numbers, and may be repeated.
  if (name === 'customers.delete') return [];
  const keys = gradedIn(name, input).flatMap((value) =>
    IdentifierKind.options.flatMap((kind) => identifierKeys(kind, value, settings)),
  );
  const short = keys.filter(({ length }) => length <= longestKey);
  return [...new Set([...numbersIn(input), ...numbersIn(output), ...short])];
}
