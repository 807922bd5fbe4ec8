/**
 * Nobody looks at a spinner without end (trap 11): a call that does not come back in time is given up, and so is one
 * that nobody waits for any more, even when the desk behind it listens to no signal.
 */

/** How long a screen waits for the desk's own data, in milliseconds. */
export const READ_MS = 15_000;
/** How long it waits for a provider: the 15 s that the call itself may take (D15), and the way there and back. */
export const CALL_MS = 20_000;

/**
 * What `call` gives; rejects with the reason of `outer` when that is aborted, and with a `TimeoutError` after
 * `milliseconds`. Either way the signal that `call` got is aborted.
 */
export async function within<T>(
  milliseconds: number,
  outer: AbortSignal,
  call: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  outer.throwIfAborted();
  const inner = new AbortController();
  const listening = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const givenUp = new Promise<never>((_, reject) => {
    const giveUp = (reason: unknown): void => {
      inner.abort(reason);
      reject(reason as Error);
    };
    outer.addEventListener('abort', () => giveUp(outer.reason), { signal: listening.signal });
    timer = setTimeout(() => giveUp(new DOMException('The time is up.', 'TimeoutError')), milliseconds);
  });
  try {
    return await Promise.race([call(inner.signal), givenUp]);
  } finally {
    clearTimeout(timer);
    listening.abort();
  }
}

/** Whether `within` ended a call because the time was up. */
export function isTimeout(error: unknown): boolean {
  return (error as { name?: unknown } | undefined)?.name === 'TimeoutError';
}
