/** From a request to the input of an operation: path, query, body and the headers that stand for members of it. */
import { operations, wireRoute, type OperationName, type WireRoute } from '@deskcard/core';
import { DeskError } from '@deskcard/core/errors';
import * as z from 'zod/mini';

type MemberType = 'number' | 'boolean' | 'string';

/** What the gateway needs to know of one operation to read its requests. */
export interface Endpoint extends WireRoute {
  name: OperationName;
  /** the position of each path parameter among the segments of the path */
  positions: readonly (readonly [parameter: string, position: number])[];
  /** how the text of a query is read */
  queryTypes: ReadonlyMap<string, MemberType>;
  /** whether the input has a `version` that `If-Match` may bring */
  isVersioned: boolean;
}

interface ObjectSchema {
  properties?: Record<string, { type?: string }>;
}

export function endpoint(name: OperationName): Endpoint {
  const route = wireRoute(name);
  const segments = route.path.split('/').slice(1);
  const { properties = {} } = z.toJSONSchema(operations[name].input, {
    io: 'input',
    unrepresentable: 'any',
  }) as ObjectSchema;
  const queryTypes = new Map(
    Object.entries(properties).map(([member, { type }]): [string, MemberType] => [
      member,
      type === 'integer' || type === 'number' ? 'number' : type === 'boolean' ? 'boolean' : 'string',
    ]),
  );
  const positions = segments.flatMap((segment, position) =>
    segment.startsWith('{') ? [[segment.slice(1, -1), position] as const] : [],
  );
  return { ...route, name, positions, queryTypes, isVersioned: 'version' in properties };
}

export interface WireInput {
  input: Record<string, unknown>;
  /** the version came from `If-Match` */
  byPrecondition: boolean;
}

/** `path` begins behind the base path of the gateway; `body` is the text of a body that was sent. */
export function readInput(
  { positions, queryTypes, hasBody, isVersioned }: Endpoint,
  path: string,
  query: string,
  body: string | undefined,
  ifMatch: string | undefined,
): WireInput {
  const input: Record<string, unknown> = hasBody
    ? readBody(body)
    : readQuery(new URLSearchParams(query), queryTypes);
  if (positions.length > 0) {
    const segments = path.split('/').slice(1);
    for (const [parameter, position] of positions) input[parameter] = decode(segments[position] ?? '');
  }
  const version = isVersioned && input['version'] === undefined ? readETag(ifMatch) : undefined;
  if (version !== undefined) input['version'] = version;
  return { input, byPrecondition: version !== undefined };
}

function readBody(body: string | undefined): Record<string, unknown> {
  if (body === undefined || body === '') return {};
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch (cause) {
    throw new DeskError('malformed_request', 'The body is not JSON.', { cause });
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>;
  }
  throw new DeskError('malformed_request', 'The body must be a JSON object.');
}

/** A text that is no number stays text, and the schema says so. */
function readQuery(query: URLSearchParams, types: ReadonlyMap<string, MemberType>): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  for (const [member, text] of query) {
    const type = types.get(member);
    const isNumber = type === 'number' && /^-?\d{1,15}(\.\d{1,9})?$/.test(text);
    const isBoolean = type === 'boolean' && (text === 'true' || text === 'false');
    input[member] = isNumber ? Number(text) : isBoolean ? text === 'true' : text;
  }
  return input;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch (cause) {
    throw new DeskError('malformed_request', 'The path holds a broken percent sign.', { cause });
  }
}

/** `"3"` and `W/"3"` are version 3; `*` means any. */
function readETag(ifMatch: string | undefined): number | undefined {
  if (ifMatch === undefined || ifMatch.trim() === '*') return undefined;
  const [, digits] = /^\s*(?:W\/)?"(\d{1,15})"\s*$/.exec(ifMatch) ?? [];
  if (digits !== undefined) return Number(digits);
  throw new DeskError('malformed_request', 'If-Match must name one version, as in "3".');
}

/** The version of what was answered, for the next `If-Match`. */
export function etagOf(output: unknown): string | undefined {
  const version = (output as { version?: unknown } | null)?.version;
  return typeof version === 'number' ? `"${version}"` : undefined;
}
