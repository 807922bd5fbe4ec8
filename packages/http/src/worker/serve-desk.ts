/**
 * The side of the worker: answers what the page asks with a desk of its own. The page keeps its thread to itself,
 * however long a scan of all customers takes (B4).
 */
import type { Desk } from '@deskcard/core';
import { DeskError, operationNames, toDeskError, type OperationName } from '@deskcard/core/contract';
import {
  holdLock,
  isMessage,
  whenReleased,
  type Answer,
  type Asked,
  type DeskPort,
  type Request,
} from './messages.js';

/**
 * `serveDesk(self, desk)` in the worker; in a shared worker once for each port that connects. Call it at once, before
 * anything is awaited: a desk that takes a moment is given as a promise. Returns the function that ends it.
 */
export function serveDesk(port: DeskPort, desk: Desk | Promise<Desk>): () => void {
  const made = Promise.resolve(desk);
  // Each call says why there is none.
  made.catch(() => undefined);
  const lock = holdLock('worker');
  const pages = new Map<string, Page>();
  const hear = (event: Event): void => {
    const { data } = event as MessageEvent<unknown>;
    if (!isMessage<Asked>('asked', data)) return;
    const { client } = data;
    const leave = (): void => {
      pages.get(client)?.leave();
      pages.delete(client);
    };
    if (data.do === 'leave') return leave();
    const tell = (said: Answer): void => port.postMessage({ deskcard: 'told', client, ...said });
    const page = pages.get(client) ?? new Page(made, tell);
    pages.set(client, page);
    if (data.do !== 'connect') return page.hear(data);
    whenReleased(data.lock, page.gone, leave);
    void lock.held.then((name) => tell({ is: 'connected', lock: name }));
  };
  const end = (): void => {
    port.removeEventListener('message', hear);
    port.removeEventListener('close', end);
    for (const page of pages.values()) page.leave();
    pages.clear();
    lock.release();
  };
  port.addEventListener('message', hear);
  port.addEventListener('close', end);
  port.start?.();
  return end;
}

class Page {
  readonly #desk: Promise<Desk>;
  readonly #tell: (said: Answer) => void;
  readonly #calls = new Map<number, AbortController>();
  readonly #subscriptions = new Map<number, Promise<(() => void) | undefined>>();
  readonly #gone = new AbortController();

  constructor(desk: Promise<Desk>, tell: (said: Answer) => void) {
    this.#desk = desk;
    this.#tell = tell;
  }

  get gone(): AbortSignal {
    return this.#gone.signal;
  }

  hear(asked: Request): void {
    if (asked.do === 'call') void this.#call(asked);
    else if (asked.do === 'abort') this.#calls.get(asked.id)?.abort();
    else if (asked.do === 'subscribe') this.#subscribe(asked);
    else this.#unsubscribe(asked.id);
  }

  leave(): void {
    this.#gone.abort();
    for (const call of this.#calls.values()) call.abort();
    for (const id of [...this.#subscriptions.keys()]) this.#unsubscribe(id);
  }

  async #call({ id, name, input, idempotencyKey }: Extract<Request, { do: 'call' }>): Promise<void> {
    const { signal } = this.#started(id);
    try {
      const run = operationOf(await this.#desk, name);
      const options = { signal, ...(idempotencyKey === undefined ? {} : { idempotencyKey }) };
      this.#tell({ is: 'answer', id, output: await run(JSON.parse(input), options) });
    } catch (error) {
      this.#tell({ is: 'failure', id, error: toDeskError(error).toJSON() });
    } finally {
      this.#calls.delete(id);
    }
  }

  #started(id: number): AbortController {
    const call = new AbortController();
    this.#calls.set(id, call);
    return call;
  }

  #subscribe({ id, after }: Extract<Request, { do: 'subscribe' }>): void {
    const start = async (): Promise<(() => void) | undefined> => {
      const { changes } = await this.#desk;
      if (!this.#subscriptions.has(id)) return undefined;
      return changes.subscribe(
        (change, position) => this.#tell({ is: 'change', id, change, ...(position ? { position } : {}) }),
        after === undefined ? {} : { after },
      );
    };
    // Entered before it starts, so that it can be ended before.
    const started = Promise.resolve().then(start);
    this.#subscriptions.set(id, started);
    // A desk that could not be made has no changes; its calls say why.
    started.catch(() => undefined);
  }

  #unsubscribe(id: number): void {
    const started = this.#subscriptions.get(id);
    this.#subscriptions.delete(id);
    started?.then(
      (end) => end?.(),
      () => undefined,
    );
  }
}

type Run = (input: unknown, options: { signal: AbortSignal; idempotencyKey?: string }) => Promise<unknown>;

function operationOf(desk: Desk, name: string): Run {
  if (!(operationNames as readonly string[]).includes(name)) {
    throw new DeskError('route_not_found', `There is no operation ${name}.`, {
      hint: 'Build the page and its worker from the same version.',
    });
  }
  const [group, short] = (name as OperationName).split('.') as [string, string];
  return (desk as unknown as Record<string, Record<string, Run>>)[group]![short]!;
}
