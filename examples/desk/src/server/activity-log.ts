/** The last things that happened, and a stream of what happens next, as server-sent events. */
import { isDeskError, type Change, type LookupTransport, type Mailer } from '@deskcard/core';
import type { Activity, LogEntry } from '../activity.js';

const KEPT = 500;
const bytes = new TextEncoder();

type Listener = (entry: LogEntry) => void;

export class ActivityLog {
  readonly #entries: LogEntry[] = [];
  readonly #listeners = new Set<Listener>();
  readonly #closers = new Set<() => void>();
  #last = 0;

  add(activity: Activity): void {
    const entry: LogEntry = { ...activity, id: (this.#last += 1), at: new Date().toISOString() };
    this.#entries.push(entry);
    if (this.#entries.length > KEPT) this.#entries.shift();
    for (const listener of [...this.#listeners]) listener(entry);
  }

  /** What there is after the entry that a page saw last, then each one as it comes, until the page goes away. */
  respond(after: number, signal: AbortSignal): Response {
    let stop = (): void => undefined;
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        const send: Listener = (entry) =>
          controller.enqueue(bytes.encode(`id: ${entry.id}\ndata: ${JSON.stringify(entry)}\n\n`));
        stop = () => {
          if (!this.#listeners.delete(send)) return;
          this.#closers.delete(stop);
          try {
            controller.close();
          } catch {
            // The page closed it first.
          }
        };
        this.#listeners.add(send);
        this.#closers.add(stop);
        signal.addEventListener('abort', stop, { once: true });
        controller.enqueue(bytes.encode('retry: 1000\n\n'));
        for (const entry of this.#entries) if (entry.id > after) send(entry);
      },
      cancel: () => stop(),
    });
    return new Response(body, {
      headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' },
    });
  }

  close(): void {
    for (const close of [...this.#closers]) close();
  }
}

/** What a change is about: numbers that the desk issued, and nothing that a customer said. */
export function activityOf(change: Change): Activity {
  const about = 'customerNumber' in change ? change.customerNumber : aboutMany(change);
  return { kind: 'change', type: change.type, about };
}

function aboutMany(change: Change): string {
  if (change.type === 'customersMerged') return `${change.absorbedNumber} → ${change.survivorNumber}`;
  if (change.type === 'mergeUndone') return Object.keys(change.numbers).join(', ');
  return '';
}

/** The same way out, with a line for each call: the host, never the path or the body. */
export function loggedTransport(transport: LookupTransport, log: ActivityLog): LookupTransport {
  return {
    health: (apiId, url) => transport.health?.(apiId, url),
    async send(call, options) {
      const start = performance.now();
      const told = (outcome: string): void =>
        log.add({ kind: 'lookup', host: new URL(call.url).host, outcome, ms: since(start) });
      try {
        const reply = await transport.send(call, options);
        told(`HTTP ${reply.status}`);
        return reply;
      } catch (error) {
        told(isDeskError(error) ? error.code : 'internal');
        throw error;
      }
    },
  };
}

/** The same mailer, with a line for each mail: that one was sent, never to whom or what it says. */
export function loggedMailer(mailer: Mailer, log: ActivityLog): Mailer {
  return {
    async send(mail, options) {
      const start = performance.now();
      const told = (outcome: string): void => log.add({ kind: 'mail', outcome, ms: since(start) });
      try {
        await mailer.send(mail, options);
        told('sent');
      } catch (error) {
        told(isDeskError(error) ? error.code : 'internal');
        throw error;
      }
    },
  };
}

export const since = (start: number): number => Math.round((performance.now() - start) * 10) / 10;
