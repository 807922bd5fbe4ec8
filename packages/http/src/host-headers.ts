/** The headers that the host adds to a request. It is asked for them, and may take its time or never answer. */
import type { HttpDeskOptions } from './http-desk.js';

/** Waits for the host no longer than the request itself is waited for. */
export async function hostHeaders(
  { headers }: HttpDeskOptions,
  signal: AbortSignal,
): Promise<Record<string, string>> {
  if (headers === undefined) return {};
  const asked = Promise.resolve(headers());
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(signal.reason);
    signal.addEventListener('abort', onAbort);
    asked.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
    if (signal.aborted) onAbort();
  });
}
