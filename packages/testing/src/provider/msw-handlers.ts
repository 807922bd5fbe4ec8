/**
 * A fake provider inside the page for tests of a host or of elements (B15): Mock Service Worker answers the address
 * with the same code as the real demo service, signature check and all its failures included.
 */
import { http, type HttpHandler } from 'msw';
import { memberProvider, type MemberProviderOptions } from './member-provider.js';

export interface ProviderHandlersOptions extends MemberProviderOptions {
  /** the base URL of the lookup API, exactly as configured */
  url: string;
}

/** For `setupWorker(...providerHandlers({ url, key }))` in a page or `setupServer(…)` in Node. */
export function providerHandlers({ url, ...options }: ProviderHandlersOptions): HttpHandler[] {
  const provider = memberProvider(options);
  return [http.post(url, ({ request }) => provider(request))];
}
