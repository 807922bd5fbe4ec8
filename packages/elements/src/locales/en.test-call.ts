/** What came of an administrator's test call, what stood in its way, and who can mend it. */
import type { LookupReason, TestCall } from '@deskcard/core';

/** the other outcomes have an error of their own */
export const outcomes: Readonly<
  Record<
    'found' | 'noResult' | 'notAllowed' | 'providerError' | 'serverError',
    { readonly text: string; readonly hint: string }
  >
> = {
  found: { text: 'Found', hint: '' },
  noResult: { text: 'No result', hint: 'The provider knows nobody with these values.' },
  notAllowed: {
    text: 'Not allowed',
    hint: 'Does the provider accept the active key, and has it the same security set up?',
  },
  providerError: { text: 'Error at the provider', hint: 'Check the base URL and the variable names.' },
  serverError: { text: 'Server error at the provider', hint: 'The provider must look into it.' },
};

export const reasons: Readonly<Record<LookupReason, string>> = {
  invalidUrl: 'The base URL is not a complete address.',
  notHttps: 'The base URL must begin with https://.',
  credentials: 'Take the user name and the password out of the base URL.',
  privateAddress:
    'The host does not lead to a public address. If it stands in your own network, whoever runs this server can exempt it.',
  redirect: 'The provider redirects the call; enter the address where it ends.',
  nameNotFound: 'The name of the host could not be looked up; check its spelling.',
  refused: 'The host refused the connection; check the port, and whether the provider’s service runs.',
  unreachable: 'No connection came about; the provider’s firewall must let this server’s addresses in.',
  certificate: 'The provider’s certificate is expired, for another host, or of an unknown authority.',
  tls: 'No encrypted connection came about; check that the port speaks https.',
  brokenOff: 'The connection broke before the reply was complete.',
  noConnection:
    'No connection came about in time; the provider’s firewall must let this server’s addresses in.',
  noReply: 'The provider took the call and did not answer in time.',
  slowReply: 'The reply began and was not complete in time.',
  compressed: 'The provider compresses its reply, although the call asks for it as it is.',
  notUtf8: 'The reply is not UTF-8.',
  notHttp: 'The reply is not HTTP; check the port.',
  largeHeaders: 'The headers of the reply are larger than 16 KiB.',
  largeBody: 'The reply is larger than 1 MiB.',
  tooManyCalls: 'No more than 20 calls of an API run at once.',
};

type Problem = NonNullable<NonNullable<TestCall['problem']>['reason']>;

/** What is wrong with the reply to an encrypted call. */
export const problems: Readonly<Record<Problem, string>> = {
  notEncrypted: 'The reply is not encrypted; with HTTP 200 it must be.',
  malformed: 'The reply is no compact JWE.',
  algorithm: 'The reply must be encrypted with dir and A256GCM, and not compressed.',
  unknownKey: 'The reply names a key that is not active or retiring here; compare the key IDs.',
  wrongKey: 'The reply was changed on its way, or encrypted with another key under this ID.',
  shape: 'Inside, the reply must be a JSON object with iat, jti, inReplyTo and body.',
  clock: 'The clocks differ by more than five minutes; the provider must set its own.',
  otherRequest: 'The reply answers another request; inReplyTo must be the jti of this one.',
};
