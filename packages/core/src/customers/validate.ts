/** Bad values are refused at the field they stand in, before anything is written. */
import { invalidInput, type Issue } from '../errors.js';
import { customerFieldLengths, isTooLong, otherCustomerFieldLength } from '../limits.js';
import type { ServiceSettings } from '../model/access.js';
import { builtInCustomerFields } from '../model/field.js';
import { readEmail } from '../identity/email.js';
import { readMemberId } from '../identity/member-id.js';
import { readPhone } from '../identity/phone.js';
import type { FieldValue } from './field-value.js';

const isKnown = (field: string, settings: ServiceSettings): boolean =>
  (builtInCustomerFields as readonly string[]).includes(field) ||
  settings.customerFields.some((each) => each.code === field);

/** Why a value cannot be an identifier; numbers that merely identify nobody (a service number) are fine. */
export function identifierIssue(
  field: string,
  value: string,
  settings: ServiceSettings,
): Issue['code'] | undefined {
  if (field === 'email' && !('key' in readEmail(value))) return 'invalidEmail';
  if (field === 'memberId' && !('key' in readMemberId(value))) return 'invalid';
  if (field !== 'phone') return undefined;
  const { numbers } = readPhone(value, settings);
  return numbers.some((number) => 'unusable' in number && number.unusable === 'invalid')
    ? 'invalidPhone'
    : undefined;
}

const messages: Partial<Record<Issue['code'], string>> = {
  invalidEmail: 'is not an e-mail address',
  invalidPhone: 'is not a phone number',
  invalid: 'cannot be used as a member id',
};

function issueOf(
  field: string,
  value: string,
  settings: ServiceSettings,
  path: Issue['path'],
): Issue | undefined {
  if (!isKnown(field, settings))
    return { path, code: 'unknown', message: 'is not a customer field of this service' };
  const maximum = customerFieldLengths[field] ?? otherCustomerFieldLength;
  if (isTooLong(value, maximum))
    return { path, code: 'tooLong', maximum, message: `is longer than ${maximum} characters` };
  const code = value === '' ? undefined : identifierIssue(field, value, settings);
  return code && { path, code, message: messages[code] ?? 'is invalid' };
}

/** Every value that cannot be registered, at the field it stands in; `pathOf` says where that is in the input. */
export const customerValueIssues = <V extends FieldValue>(
  values: readonly V[],
  settings: ServiceSettings,
  pathOf: (each: V) => Issue['path'],
): Issue[] => values.flatMap((each) => issueOf(each.field, each.value, settings, pathOf(each)) ?? []);

/** Throws `invalid_input` naming every value that cannot be registered; `pathOf` says where it stands in the input. */
export function assertCustomerValues<V extends FieldValue>(
  values: readonly V[],
  settings: ServiceSettings,
  pathOf: (each: V) => Issue['path'],
): void {
  const issues = customerValueIssues(values, settings, pathOf);
  if (issues.length > 0) throw invalidInput(issues);
}
