/**
 * A connection to an address that was checked. The name is looked up once for each call; every address of the answer must
 * be allowed, and the connection goes to one of exactly these, so that a name which answers differently the next
 * moment gains nothing. What the provider is asked for (SNI, certificate, Host) stays the name.
 */
import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls, type SecureContext } from 'node:tls';
import { isDeskError } from '@deskcard/core';
import { kindOfAddress } from './addresses.js';
import { unlessAborted } from './abort.js';
import { failure } from './failure.js';
import type { Resolve } from './resolve.js';
import type { Target } from './target.js';

/** Opens a connection to an address, never to a name. */
export type Dial = (address: string, port: number) => Socket;

export interface Ways {
  readonly resolve: Resolve;
  readonly dial: Dial;
  readonly secureContext: SecureContext;
}

/** No more addresses of one name than these are tried, one after the other. */
const mostAddresses = 6;
/** How long one address may take while there are others to try. */
const patienceMs = 3000;

export const dialTcp: Dial = (address, port) =>
  connectTcp({ host: address, port, family: isIP(address), autoSelectFamily: false });

/** Rejects with the `DeskError` of the reason; once `signal` is aborted, with anything. */
export async function connectChecked(target: Target, ways: Ways, signal: AbortSignal): Promise<Socket> {
  const addresses = await allowedAddresses(target, ways.resolve, signal);
  let last: unknown;
  for (const [index, address] of addresses.entries()) {
    const patience = index === addresses.length - 1 ? undefined : patienceMs;
    try {
      const socket = await opened(ways.dial(address, target.port), 'connect', signal, patience);
      return target.secure ? await secured(socket, target.hostname, ways.secureContext, signal) : socket;
    } catch (error) {
      signal.throwIfAborted();
      last = error;
      // The next address has the same certificate, or should have.
      if (isDeskError(error) && error.details['reason'] === 'certificate') throw error;
    }
  }
  if (isDeskError(last)) throw last;
  throw failure((last as NodeJS.ErrnoException).code === 'ECONNREFUSED' ? 'refused' : 'unreachable', last);
}

async function allowedAddresses(target: Target, resolve: Resolve, signal: AbortSignal): Promise<string[]> {
  const { hostname, exempt } = target;
  if (isIP(hostname) !== 0) {
    // An exempted address is written out in the operator's own list.
    if (!exempt && kindOfAddress(hostname) !== 'public') throw failure('privateAddress');
    return [hostname];
  }
  const found = await lookedUp(hostname, resolve, signal);
  const kinds = new Set(found.map(kindOfAddress));
  if (kinds.has('special') || (kinds.has('internal') && !exempt)) throw failure('privateAddress');
  // Firewalls know our IPv4 addresses first (R36).
  return found.toSorted((a, b) => isIP(a) - isIP(b)).slice(0, mostAddresses);
}

async function lookedUp(hostname: string, resolve: Resolve, signal: AbortSignal): Promise<readonly string[]> {
  try {
    const found = await unlessAborted(resolve(hostname, { signal }), signal);
    if (found.length > 0) return found;
  } catch (error) {
    signal.throwIfAborted();
    throw failure('nameNotFound', error);
  }
  throw failure('nameNotFound');
}

async function secured(
  socket: Socket,
  hostname: string,
  secureContext: SecureContext,
  signal: AbortSignal,
): Promise<Socket> {
  const name = hostname.replace(/\.$/, '');
  const secure = connectTls({
    socket,
    secureContext,
    // The certificate must be for the host as it is called; SNI carries names only (RFC 6066).
    host: name,
    ...(isIP(name) === 0 && { servername: name }),
    ALPNProtocols: ['http/1.1'],
    // Said here, because an environment variable could switch it off for the whole process.
    rejectUnauthorized: true,
  });
  try {
    return await opened(secure, 'secureConnect', signal);
  } catch (error) {
    socket.destroy();
    signal.throwIfAborted();
    const { code = '' } = error as NodeJS.ErrnoException;
    throw failure(isAboutCertificate(code) ? 'certificate' : 'tls', error);
  }
}

/** The codes of X.509 verification as OpenSSL and Node spell them. */
function isAboutCertificate(code: string): boolean {
  return /^(ERR_TLS_CERT|CERT_|CRL_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|INVALID_|HOSTNAME_MISMATCH)/.test(code);
}

/** Waits for `event`; destroys the socket when it fails, takes longer than `patience` or is no longer wanted. */
function opened(
  socket: Socket,
  event: 'connect' | 'secureConnect',
  signal: AbortSignal,
  patience?: number,
): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const fail = (error: unknown): void => {
      settle();
      // A socket that was given up may still fail, and nobody would listen.
      socket.on('error', () => undefined).destroy();
      reject(error);
    };
    const onOpen = (): void => {
      settle();
      // An error in a moment when nobody listens would end the process.
      resolve(socket.on('error', () => undefined));
    };
    const onClose = (): void => fail(new Error('The connection was closed.'));
    const onAbort = (): void => fail(signal.reason);
    const timer = patience && setTimeout(() => fail(new Error(`No connection in ${patience} ms.`)), patience);
    const settle = (): void => {
      clearTimeout(timer);
      socket.off(event, onOpen).off('error', fail).off('close', onClose);
      signal.removeEventListener('abort', onAbort);
    };
    socket.on(event, onOpen).on('error', fail).on('close', onClose);
    signal.addEventListener('abort', onAbort);
    if (signal.aborted) onAbort();
  });
}
