/**
 * Every failure Deskcard reports is a `DeskError`: a stable `code` to switch on, a message that says what
 * happened, and a hint that says how to mend it. This module has no dependencies, so an element can import it.
 */

/** What each code means and which HTTP status a server answers with (RFC 9110). */
export const errorCodes = {
  unauthenticated: { status: 401, hint: 'Sign in again, then repeat the request.' },
  malformed_request: { status: 400, hint: 'Send JSON in UTF-8, as the OpenAPI document describes it.' },
  wrong_content_type: { status: 415, hint: 'Send the body with Content-Type: application/json.' },
  request_too_large: { status: 413, hint: 'Send less at once.' },
  route_not_found: { status: 404, hint: 'Compare method and path with the OpenAPI document.' },
  method_not_allowed: { status: 405, hint: 'Use one of the methods named in `details`.' },
  desk_unreachable: { status: 503, hint: 'Check the connection and try again; nothing typed is lost.' },
  invalid_input: { status: 422, hint: 'Correct the fields named in `issues` and send it again.' },
  not_permitted: { status: 403, hint: 'Ask an administrator for the permission named in `details`.' },
  service_disabled: { status: 403, hint: 'Switch customer information management on for this service.' },
  open_api_disabled: { status: 403, hint: 'Switch OPEN API on for this service to use API settings.' },
  customer_not_found: { status: 404, hint: 'Check the customer number; numbers are never reused.' },
  customer_deleted: {
    status: 410,
    hint: 'Nothing is left of this customer; the next call or mail of this person makes a new one.',
  },
  ticket_not_found: { status: 404, hint: 'Save the ticket first, or check its id.' },
  grade_not_found: { status: 404, hint: 'Reload the grades; this one was deleted.' },
  assignment_exists: {
    status: 409,
    hint: 'Let it take the place of what `details` names with `replace: true`, or leave `replace` out to have both.',
  },
  assignment_not_found: { status: 404, hint: 'Reload the grade assignments; this one was removed.' },
  lookup_api_not_found: { status: 404, hint: 'Reload the lookup APIs; this one was deleted.' },
  merge_not_found: { status: 404, hint: 'Open the merge history again.' },
  merge_blocked: { status: 409, hint: 'Read the blocking reasons in `details` and choose other customers.' },
  merge_stale: {
    status: 409,
    hint: 'A customer changed since the preview: look at the new preview and confirm it.',
  },
  merge_already_undone: { status: 409, hint: 'Nothing to do: the two customers are apart already.' },
  version_conflict: { status: 409, hint: 'Somebody saved first: reload, compare, save again.' },
  identifier_taken: { status: 409, hint: 'Merge the two customers, move the value, or keep them apart.' },
  grade_in_use: { status: 409, hint: 'Name the grade that takes over its assignments.' },
  idempotency_conflict: { status: 409, hint: 'Use a new idempotency key for a different request.' },
  idempotency_pending: {
    status: 409,
    hint: 'Wait for the first request to end. If it never does, see what came of it, then use a new key.',
  },
  lookup_key_missing: {
    status: 409,
    hint: 'Make a key: saving the lookup API with signature or encryption makes the first one, and `lookups.makeKey` any other.',
  },
  lookup_key_not_found: { status: 404, hint: 'Reload the keys of this lookup API.' },
  lookup_key_hidden: {
    status: 409,
    hint: 'A key is shown once, when it is made: make a new key, hand it to the provider, then activate it.',
  },
  lookup_key_active: {
    status: 409,
    hint: 'Activate another key first, or change the key at once if it is no longer secret.',
  },
  lookup_key_revoked: { status: 409, hint: 'A revoked key is gone for good: make a new one.' },
  lookup_keys_full: { status: 409, hint: 'Revoke a key that is no longer needed, then make a new one.' },
  lookup_cipher_missing: {
    status: 409,
    hint: 'Give the desk a cipher (`createDesk({ cipher: jweCipher() })`), or choose another security.',
  },
  sealer_missing: {
    status: 503,
    hint: 'The keys of this desk are sealed: start it with the master keys they were sealed with.',
  },
  master_key_missing: {
    status: 503,
    hint: 'Add the master key named in `details` to the master keys of the gateway again.',
  },
  master_keys_invalid: {
    status: 500,
    hint: 'Write the master keys as id:base64, separated by commas, each of 32 random bytes: `openssl rand -base64 32`.',
  },
  seal_broken: {
    status: 500,
    hint: 'The stored key was changed or moved: restore it from a backup, or make a new key.',
  },
  lookup_timeout: { status: 504, hint: 'The provider did not answer in time; try again later.' },
  lookup_network: {
    status: 502,
    hint: 'The provider could not be reached: check the base URL and its firewall.',
  },
  lookup_blocked: { status: 502, hint: 'This address may not be called: use a public https address.' },
  lookup_malformed: { status: 502, hint: 'The provider must answer with JSON of the documented shape.' },
  lookup_too_large: { status: 502, hint: 'The provider must answer with less than 1 MiB.' },
  lookup_busy: { status: 503, hint: 'Many calls of this lookup API are under way: try again in a moment.' },
  lookup_paused: {
    status: 503,
    hint: 'The provider failed several times in a row and is left alone for a moment: try again later.',
  },
  server_information_unavailable: {
    status: 409,
    hint: 'The host sets up what `details.missing` names: addresses, an agent directory, a mailer.',
  },
  agent_directory_failed: { status: 502, hint: 'Try again later; the host’s directory of agents failed.' },
  mail_unavailable: {
    status: 502,
    hint: 'No mail was sent. Check the address and the login of the mail server, then try again.',
  },
  mail_refused: { status: 502, hint: 'Read the mail server’s words in `details.answer`.' },
  mail_uncertain: {
    status: 502,
    hint: 'Ask the recipient whether the mail arrived before sending it again.',
  },
  storage_full: { status: 507, hint: 'Free some space on this device, then try again; nothing was changed.' },
  storage_aborted: { status: 503, hint: 'Nothing was changed; try again.' },
  storage_blocked: { status: 503, hint: 'Close the other tabs of this desk that run an older version.' },
  storage_closed: { status: 503, hint: 'Reload the page: the storage was closed.' },
  storage_unavailable: {
    status: 503,
    hint: 'Allow this site to store data, or choose another storage adapter.',
  },
  storage_newer: { status: 503, hint: 'Reload the page: another tab already runs a newer version.' },
  aborted: { status: 499, hint: 'The caller gave up waiting; nothing was changed.' },
  internal: { status: 500, hint: 'Report this with the message and the cause.' },
} as const satisfies Record<string, { status: number; hint: string }>;

export type ErrorCode = keyof typeof errorCodes;

/** What only a client that was put together wrongly meets; a screen has no words of its own for them. */
export const wiringErrorCodes = [
  'malformed_request',
  'wrong_content_type',
  'route_not_found',
  'method_not_allowed',
] as const satisfies ErrorCode[];
export type WiringErrorCode = (typeof wiringErrorCodes)[number];

/** Why one field was refused. The codes are closed so that an element can say each in the agent's language. */
export type IssueCode =
  | 'required'
  | 'tooLong'
  | 'tooMany'
  | 'invalid'
  | 'invalidUrl'
  | 'httpsOnly'
  | 'invalidColour'
  | 'invalidPhone'
  | 'invalidEmail'
  | 'invalidName'
  | 'invalidTime'
  | 'duplicate'
  | 'noOptions'
  | 'masked'
  | 'unavailable'
  | 'unknown';

/** One refused field: where (`path`, as in `['searchItems', 0, 'variableName']`), why, and the bound if there is one. */
export interface Issue {
  path: (string | number)[];
  code: IssueCode;
  message: string;
  /** the largest length or count allowed, for `tooLong` and `tooMany` */
  maximum?: number;
}

export interface DeskErrorOptions {
  /** replaces the code's own hint */
  hint?: string;
  issues?: Issue[];
  /** JSON-safe facts about the failure; never personal data, never a secret (trap 14) */
  details?: Record<string, unknown>;
  cause?: unknown;
}

export class DeskError extends Error {
  override readonly name = 'DeskError';
  readonly code: ErrorCode;
  readonly hint: string;
  readonly issues: readonly Issue[];
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: ErrorCode, message: string, options: DeskErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.hint = options.hint ?? errorCodes[code].hint;
    this.issues = options.issues ?? [];
    this.details = options.details ?? {};
  }

  /** The form that crosses a wire or a worker; causes stay behind. */
  toJSON(): { code: ErrorCode; message: string; hint: string; issues: readonly Issue[]; details: object } {
    return {
      code: this.code,
      message: this.message,
      hint: this.hint,
      issues: this.issues,
      details: this.details,
    };
  }
}

/** True for a `DeskError` of any copy or realm of this module, so that two copies on a page still understand each other. */
export function isDeskError(error: unknown): error is DeskError {
  return (
    typeof error === 'object' &&
    error !== null &&
    (error as { name?: unknown }).name === 'DeskError' &&
    typeof (error as { code?: unknown }).code === 'string'
  );
}

/** Turns anything thrown into a `DeskError`; aborts become `aborted`, the unknown becomes `internal`. */
export function toDeskError(error: unknown): DeskError {
  if (isDeskError(error)) return error;
  const name = (error as { name?: unknown } | undefined)?.name;
  if (name === 'AbortError') return new DeskError('aborted', 'The call was cancelled.', { cause: error });
  return new DeskError('internal', 'Something unexpected went wrong.', { cause: error });
}

/** An `invalid_input` error for the given fields. */
export function invalidInput(issues: Issue[]): DeskError {
  const summary = issues.map((issue) => `${issue.path.join('.') || 'input'}: ${issue.message}`).join('; ');
  return new DeskError('invalid_input', summary, { issues });
}
