/** What enters an operation is checked against its schema; every complaint names its field in closed codes. */
import type * as z from 'zod/mini';
import { wellFormed as wellFormedText } from './identity/text.js';
import { invalidInput, type Issue, type IssueCode } from './errors.js';

/** Levels of lists and objects in one input; deeper ones would exhaust the stack of whoever reads them. */
const deepest = 100;

/** What the code needs of a zod issue, whatever its kind. */
interface RawIssue {
  code?: string;
  path: PropertyKey[];
  message: string;
  format?: string;
  origin?: string;
  maximum?: number | bigint;
  params?: Record<string, unknown>;
  errors?: RawIssue[][];
}

const messages: Partial<Record<IssueCode, string>> = {
  required: 'is required',
  invalid: 'is not valid',
  invalidColour: 'must be a colour such as #1f8a70',
  invalidTime: 'must be a time in UTC on a day that exists, such as 2026-12-31T15:00:00Z',
};

function isMissing(input: unknown, path: readonly PropertyKey[]): boolean {
  const found = path.reduce<unknown>(
    (value, step) => (value as Record<PropertyKey, unknown> | undefined)?.[step],
    input,
  );
  return found === undefined;
}

/** Where an empty text is taken as well, what is said of any other text is that it is no time. */
const isNoTime = ({ format, errors = [] }: RawIssue): boolean =>
  format === 'datetime' || errors.flat().some(isNoTime);

function codeOf(issue: RawIssue, input: unknown): IssueCode {
  if (issue.code === 'too_big')
    return issue.origin === 'array' ? 'tooMany' : issue.origin === 'string' ? 'tooLong' : 'invalid';
  if (issue.code === 'too_small' && issue.origin === 'string') return 'required';
  if (issue.code === 'invalid_type' && isMissing(input, issue.path)) return 'required';
  if (isNoTime(issue)) return 'invalidTime';
  const own = issue.params?.['code'];
  return typeof own === 'string' ? (own as IssueCode) : 'invalid';
}

function toIssue(raw: RawIssue, input: unknown): Issue {
  const code = codeOf(raw, input);
  const maximum = code === 'tooLong' || code === 'tooMany' ? Number(raw.maximum) : undefined;
  const message =
    maximum === undefined ? (messages[code] ?? 'is not valid') : `must not be longer than ${maximum}`;
  const path = raw.path.map((step) => (typeof step === 'number' ? step : String(step)));
  return { path, code, message, ...(maximum === undefined ? {} : { maximum }) };
}

/**
 * No store keeps U+0000 or lone surrogates alike, so both become U+FFFD before anything looks at them. Everything
 * else stays as it came.
 */
export function wellFormed(value: unknown, depth = 0): unknown {
  if (depth > deepest) throw invalidInput([{ path: [], code: 'invalid', message: 'is nested too deeply' }]);
  if (typeof value === 'string') return wellFormedText(value).replaceAll('\0', '\uFFFD');
  if (Array.isArray(value)) return value.map((each) => wellFormed(each, depth + 1));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  return Object.fromEntries(
    entries.map(([name, each]) => [wellFormed(name) as string, wellFormed(each, depth + 1)]),
  );
}

/** The input as the schema types it, or `invalid_input`. */
export function parseInput<T>(schema: z.ZodMiniType<T>, input: unknown): T {
  const whole = wellFormed(input);
  const result = schema.safeParse(whole);
  if (result.success) return result.data;
  throw invalidInput((result.error.issues as unknown as RawIssue[]).map((raw) => toIssue(raw, whole)));
}
