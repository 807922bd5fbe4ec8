/** The way by which lazy parts come to a page: a test may watch it, hold it up and break it. */
import { bypass, http, HttpResponse } from 'msw';
import { setupWorker } from 'msw/browser';
import { later } from './fake-desk.js';

export interface PartNetwork {
  /** the names of the parts that were asked for, in order: `merging` */
  readonly asked: string[];
  /** The parts asked for from now on come when the function it gives is called. */
  hold(): () => void;
  /** From now on none comes. */
  fail(): void;
  /** From now on all come, and nothing was asked for. */
  heal(): void;
  stop(): void;
}

export async function partNetwork(): Promise<PartNetwork> {
  let gate: Promise<undefined> | undefined;
  let isBroken = false;
  const asked: string[] = [];
  const answer = http.get(/\.part\.[jt]s/, async ({ request }) => {
    asked.push(/([a-z-]+)\.part\./.exec(request.url)![1]!);
    if (isBroken) return HttpResponse.error();
    await gate;
    const { body, headers } = await fetch(bypass(request));
    // A browser that keeps it in memory would give it to the next page without asking anybody.
    return new HttpResponse(body, {
      headers: { 'content-type': headers.get('content-type') ?? '', 'cache-control': 'no-store' },
    });
  });
  const worker = setupWorker(answer);
  await worker.start({ quiet: true, onUnhandledRequest: 'bypass' });
  return {
    asked,
    hold: () => {
      const { promise, resolve } = later<undefined>();
      gate = promise;
      return () => resolve(undefined);
    },
    fail: () => {
      isBroken = true;
    },
    heal: () => {
      isBroken = false;
      gate = undefined;
      asked.length = 0;
    },
    stop: () => worker.stop(),
  };
}
