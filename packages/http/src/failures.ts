/** What goes wrong on the way to a gateway, as the errors a screen already knows. */
import { DeskError, errorCodes, isDeskError, type ErrorCode, type Issue } from '@deskcard/core/errors';

/** The problem that a gateway answered (RFC 9457); from anything else only the status is known. */
export async function problemOf(response: Response): Promise<DeskError> {
  const isProblem = (response.headers.get('content-type') ?? '').startsWith('application/problem+json');
  const body: unknown = isProblem ? await response.json().catch(() => undefined) : undefined;
  const { code, detail, hint, issues, details } = (body ?? {}) as Record<string, unknown>;
  if (typeof code !== 'string' || !Object.hasOwn(errorCodes, code)) return foreign(response.status);
  return new DeskError(code as ErrorCode, String(detail), {
    ...(typeof hint === 'string' ? { hint } : {}),
    ...(Array.isArray(issues) ? { issues: issues as Issue[] } : {}),
    ...(typeof details === 'object' && details !== null
      ? { details: details as Record<string, unknown> }
      : {}),
  });
}

/** Whatever stands between the page and the gateway answered: a proxy, a sign-in page, another server. */
function foreign(status: number): DeskError {
  if (status === 401) return new DeskError('unauthenticated', 'The sign-in is missing or has ended.');
  return new DeskError('desk_unreachable', `The gateway could not be reached (status ${status}).`, {
    details: { status },
  });
}

export function failureOf(error: unknown, signal: AbortSignal | undefined, deadline: AbortSignal): DeskError {
  if (isDeskError(error)) return error;
  if (signal?.aborted) return new DeskError('aborted', 'The call was cancelled.', { cause: error });
  const message = deadline.aborted
    ? 'The gateway did not answer in time.'
    : 'The gateway could not be reached.';
  return new DeskError('desk_unreachable', message, { cause: error });
}
