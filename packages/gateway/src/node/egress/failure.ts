/** How a call that did not come through is told: a code for the agent's words, a reason for an administrator's. */
import { DeskError, type ErrorCode, type LookupReason } from '@deskcard/core';

/**
 * What happened, for each reason, in the words of a log. None of them names an address: what a name leads to inside
 * the operator's network is nobody's business who may set up a lookup API.
 */
const failures = {
  invalidUrl: ['lookup_blocked', 'The base URL is not an address that can be called.'],
  notHttps: ['lookup_blocked', 'Only https addresses may be called.'],
  credentials: ['lookup_blocked', 'The base URL may not contain a user name or a password.'],
  privateAddress: ['lookup_blocked', 'The host does not lead to a public address.'],
  redirect: ['lookup_blocked', 'The provider answered with a redirect, which is not followed.'],
  nameNotFound: ['lookup_network', 'The name of the host could not be looked up.'],
  refused: ['lookup_network', 'The provider refused the connection.'],
  unreachable: ['lookup_network', 'No connection to the provider came about.'],
  certificate: ['lookup_network', 'The certificate of the provider is not valid for this host.'],
  tls: ['lookup_network', 'No encrypted connection to the provider came about.'],
  brokenOff: ['lookup_network', 'The connection broke before the reply was complete.'],
  noConnection: ['lookup_timeout', 'No connection to the provider came about in time.'],
  noReply: ['lookup_timeout', 'The provider took the call and did not begin to answer in time.'],
  slowReply: ['lookup_timeout', 'The reply of the provider was not complete in time.'],
  compressed: ['lookup_malformed', 'The reply is compressed, though the call asked for it as it is.'],
  notUtf8: ['lookup_malformed', 'The reply is not UTF-8.'],
  notHttp: ['lookup_malformed', 'The reply is not HTTP.'],
  largeHeaders: ['lookup_too_large', 'The headers of the reply are too large.'],
  largeBody: ['lookup_too_large', 'The reply is too large.'],
  tooManyCalls: ['lookup_busy', 'As many calls as may run at once are under way.'],
} as const satisfies Record<LookupReason, readonly [ErrorCode, string]>;

/** `cause` is for the server's own log; it does not cross a wire. */
export function failure(reason: LookupReason, cause?: unknown): DeskError {
  const [code, message] = failures[reason];
  return new DeskError(code, message, { details: { reason }, cause });
}

export function givenUp(cause?: unknown): DeskError {
  return new DeskError('aborted', 'The lookup was cancelled.', { cause });
}
