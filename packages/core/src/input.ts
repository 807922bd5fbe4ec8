/** What enters an operation is checked against its schema; every complaint names its field in closed codes. */
import type * as z from 'zod/mini';
import { wellFormed as wellFormedText } from './identity/text.js';
import { invalidInput, type Issue, type IssueCode } from './errors.js';

/** What the code needs of a zod issue, whatever its kind. */
interface RawIssue {
  code?: string;
  path: PropertyKey[];
  message: string;
  origin?: string;
  maximum?: number | bigint;
  params?: Record<string, unknown>;
  errors?: RawIssue[][];
}

const messages: Partial<Record<IssueCode, string>> = {
  required: 'is required',
  invalid: 'is not valid',
  invalidColour: 'must be a colour such as #1f8a70',
};

function codeOf(issue: RawIssue): IssueCode {
  if (issue.code === 'too_big')
    return issue.origin === 'array' ? 'tooMany' : issue.origin === 'string' ? 'tooLong' : 'invalid';
  if (issue.code === 'too_small' && issue.origin === 'string') return 'required';
  if (issue.code === 'invalid_type' && issue.message.includes('undefined')) return 'required';
  const own = issue.params?.['code'];
  return typeof own === 'string' ? (own as IssueCode) : 'invalid';
}

function toIssue(raw: RawIssue): Issue {
  const code = codeOf(raw);
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
export function wellFormed(value: unknown): unknown {
  if (typeof value === 'string') return wellFormedText(value).replaceAll('\0', '\uFFFD');
  if (Array.isArray(value)) return value.map(wellFormed);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  return Object.fromEntries(entries.map(([name, each]) => [wellFormed(name) as string, wellFormed(each)]));
}

/** The input as the schema types it, or `invalid_input`. */
export function parseInput<T>(schema: z.ZodMiniType<T>, input: unknown): T {
  const result = schema.safeParse(wellFormed(input));
  if (result.success) return result.data;
  throw invalidInput((result.error.issues as unknown as RawIssue[]).map(toIssue));
}
