/** Every failure as `application/problem+json` (RFC 9457), with the stable code that hosts switch on. */
import { DeskError, errorCodes, isDeskError, type ErrorCode, type Issue } from '@deskcard/core/errors';
import * as z from 'zod/mini';

/** Members beyond RFC 9457 are those of a `DeskError`. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  /** the id of the request, for whoever reads the log */
  instance: z.string(),
  code: z.enum(Object.keys(errorCodes) as [ErrorCode, ...ErrorCode[]]),
  hint: z.string(),
  issues: z.array(
    z.object({
      path: z.array(z.union([z.string(), z.int()])),
      code: z.string(),
      message: z.string(),
      maximum: z.optional(z.number()),
    }),
  ),
  details: z.record(z.string(), z.json()),
});
export type Problem = Omit<z.infer<typeof Problem>, 'issues'> & { issues: readonly Issue[] };

const titleOf = (code: ErrorCode): string => {
  const words = code.replaceAll('_', ' ');
  return words[0]!.toUpperCase() + words.slice(1);
};

/** A stale `If-Match` is a failed precondition (RFC 9110, 13.1.1); anything else has the status of its code. */
export function statusOf(error: DeskError, byPrecondition: boolean): number {
  return byPrecondition && error.code === 'version_conflict' ? 412 : errorCodes[error.code].status;
}

export function problem(error: DeskError, requestId: string, status: number): Response {
  const body: Problem = {
    type: `urn:deskcard:error:${error.code}`,
    title: titleOf(error.code),
    status,
    detail: error.message,
    instance: `urn:deskcard:request:${requestId}`,
    code: error.code,
    hint: error.hint,
    issues: error.issues,
    details: error.details as Problem['details'],
  };
  const headers = { 'content-type': 'application/problem+json', 'cache-control': 'no-store' };
  return new Response(JSON.stringify(body), { status, headers });
}

/** What a stranger may know of a failure: nothing of one that nobody foresaw. */
export function publicError(error: unknown): DeskError {
  if (isDeskError(error) && error.code !== 'internal') return error;
  const cause = isDeskError(error) ? (error.cause ?? error) : error;
  return new DeskError('internal', 'Something unexpected went wrong.', { cause });
}
