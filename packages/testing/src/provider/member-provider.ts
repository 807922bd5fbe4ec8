/**
 * The member service of a made-up shop: the provider protocol as a company implements it, and every way in which such
 * a service fails, to be switched on by name (B15, trap 11). The same function answers on a real server and in a page.
 */
import { createProvider, ProviderError, type ProviderOptions } from '@deskcard/core/provider';
import { memberDirectory } from './member-directory.js';
import { sandboxMembers, type Member } from './members.js';

export { memberDirectory, type FindMember } from './member-directory.js';
export { sandboxMembers, type Member } from './members.js';

/**
 * `slow` answers after a while, `malformed` sends a login page instead of JSON, `huge` ten megabytes, `never` nothing
 * at all, and `redirect` sends the caller to an address inside its own network.
 */
export const providerModes = [
  'normal',
  'slow',
  'noResult',
  'forbidden',
  'error500',
  'malformed',
  'huge',
  'never',
  'redirect',
] as const;
export type ProviderMode = (typeof providerModes)[number];

export interface MemberProviderOptions {
  /** the key from the API settings; absent and without `encryption`: anyone is answered */
  key?: ProviderOptions['keys'];
  /** for encrypted calls; together with `key` both kinds are answered */
  encryption?: ProviderOptions['encryption'];
  signedText?: ProviderOptions['signedText'];
  /** the 10,000 of `sandboxMembers()` when absent */
  members?: readonly Member[];
  /** how the service behaves, a function when that changes; `normal` when absent */
  mode?: ProviderMode | (() => ProviderMode);
  /** milliseconds that `slow` takes; 3,000 when absent */
  slowMs?: number;
  now?: () => number;
}

/** The handler of the service's address. */
export function memberProvider(options: MemberProviderOptions = {}): (request: Request) => Promise<Response> {
  const { key, encryption, signedText, mode = 'normal', slowMs = 3000, now } = options;
  const find = memberDirectory(options.members ?? sandboxMembers());
  const currentMode = typeof mode === 'function' ? mode : () => mode;
  const provider = createProvider({
    ...(key === undefined && encryption === undefined ? { allowUnsigned: true } : { keys: key, encryption }),
    signedText,
    now,
    lookup: (inputs) => refusalOf(currentMode()) ?? find(inputs),
  });
  return async (request) => {
    switch (currentMode()) {
      case 'slow':
        await pause(slowMs, request.signal);
        return provider(request);
      case 'malformed':
        return new Response(loginPage, { headers: { 'Content-Type': 'text/html; charset=utf-8' } });
      case 'huge':
        return new Response(tenMegabytes(), { headers: { 'Content-Type': 'application/json' } });
      case 'never':
        await pause(undefined, request.signal);
        return Response.error();
      case 'redirect':
        return new Response(null, {
          status: 302,
          headers: { Location: 'http://169.254.169.254/latest/meta-data/' },
        });
      default:
        return provider(request);
    }
  };
}

/** The modes that fail after the signature was found good, as a real service does. */
function refusalOf(mode: ProviderMode): undefined {
  if (mode === 'noResult') throw new ProviderError(400, 'No member has these values.', { code: 'no_result' });
  if (mode === 'forbidden')
    throw new ProviderError(403, 'This desk may not read members.', { code: 'forbidden' });
  if (mode === 'error500') throw new ProviderError(500, 'The member database is away.', { code: 'E500' });
  return undefined;
}

/** Ends early when the caller leaves; without `milliseconds` only then. */
function pause(milliseconds: number | undefined, signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    if (milliseconds !== undefined) setTimeout(done, milliseconds);
    signal.addEventListener('abort', () => done(), { once: true });
    if (signal.aborted) done();
  });
}

const loginPage =
  '<!doctype html><title>Sign in</title><h1>Your session has ended</h1><script>top.x = 1</script>';

/** Valid JSON of the right shape that is only too much of it. */
function tenMegabytes(): ReadableStream<Uint8Array> {
  const utf8 = new TextEncoder();
  let left = 160;
  return new ReadableStream({
    start: (controller) => controller.enqueue(utf8.encode('{"data":{"name":"')),
    pull(controller) {
      if (left-- > 0) return controller.enqueue(utf8.encode('x'.repeat(65_536)));
      controller.enqueue(utf8.encode('"}}'));
      controller.close();
    },
  });
}
