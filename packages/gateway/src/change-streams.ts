/**
 * Live changes as server-sent events (HTML standard, 9.2): one event for each change, with the position from which a
 * page that lost its connection goes on (`Last-Event-ID`). A page that reads too slowly is let go and comes back.
 */
import type { Change, Desk } from '@deskcard/core';

/** Events that may wait for a slow page. */
const mostWaiting = 256;
const bytes = new TextEncoder();

export const streamHeaders = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store',
  // Proxies such as nginx would hold events back.
  'x-accel-buffering': 'no',
};

export interface StreamTimes {
  /** between two signs of life: proxies and pages notice a dead connection by its silence */
  heartbeatMs: number;
  /** of a stream: the page comes back, and whoever was signed out meanwhile stays outside */
  longestMs: number;
}

interface Stream {
  readonly until: number;
  send(text: string): void;
  end(): void;
}

export class ChangeStreams {
  readonly #open = new Set<Stream>();
  readonly #counted: (open: number) => void;
  readonly #times: StreamTimes;
  #heart: ReturnType<typeof setInterval> | undefined;
  #closed = false;

  constructor(
    counted: (open: number) => void = () => undefined,
    times: StreamTimes = { heartbeatMs: 15_000, longestMs: 900_000 },
  ) {
    this.#times = times;
    this.#counted = counted;
  }

  /** The answer that stays open until the page goes away, falls behind, or the gateway closes. */
  respond(desk: Desk, after: string | undefined, signal: AbortSignal): Response {
    let stream: Stream | undefined;
    const body = new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          stream = this.#start(controller, desk, after, signal);
        },
        cancel: () => stream?.end(),
      },
      new CountQueuingStrategy({ highWaterMark: mostWaiting }),
    );
    return new Response(body, { headers: streamHeaders });
  }

  /** Ends all streams; pages reconnect, to another gateway if there is one. */
  close(): void {
    this.#closed = true;
    for (const stream of [...this.#open]) stream.end();
  }

  #start(
    controller: ReadableStreamDefaultController<Uint8Array>,
    desk: Desk,
    after: string | undefined,
    signal: AbortSignal,
  ): Stream {
    let unsubscribe = (): void => undefined;
    const stream: Stream = {
      until: performance.now() + this.#times.longestMs,
      send: (text) => {
        if ((controller.desiredSize ?? 0) <= 0) return stream.end();
        controller.enqueue(bytes.encode(text));
      },
      end: () => {
        if (!this.#open.delete(stream)) return;
        unsubscribe();
        signal.removeEventListener('abort', stream.end);
        this.#beat();
        try {
          controller.close();
        } catch {
          // The page closed it first.
        }
      },
    };
    this.#open.add(stream);
    this.#beat();
    signal.addEventListener('abort', stream.end, { once: true });
    stream.send(': open\n\n');
    const since = after === undefined ? {} : { after };
    unsubscribe = desk.changes.subscribe((change, position) => stream.send(event(change, position)), since);
    if (this.#closed || signal.aborted) stream.end();
    return stream;
  }

  /** One timer for all streams, while there are any. */
  #beat(): void {
    this.#counted(this.#open.size);
    if (this.#open.size > 0) {
      this.#heart ??= setInterval(() => {
        const now = performance.now();
        for (const stream of [...this.#open]) {
          if (stream.until <= now) stream.end();
          else stream.send(': beat\n\n');
        }
      }, this.#times.heartbeatMs);
    } else {
      clearInterval(this.#heart);
      this.#heart = undefined;
    }
  }
}

function event(change: Change, position: string | undefined): string {
  const id = position === undefined ? '' : `id: ${position}\n`;
  return `${id}event: change\ndata: ${JSON.stringify(change)}\n\n`;
}
