/**
 * Tells what happened in one workspace, in the order of its positions. Changes get their positions under the lock of
 * their workspace (see `batch.ts`), one after the other and in the order of the commits; so reading on from the last
 * position skips nobody, and a hole means that what was there has been swept.
 */
import type { Change, ChangeListener, SubscribeOptions } from '@deskcard/core';
import type { Connections } from './connection.js';

/** How many changes are read at once. */
const page = 500;

interface Subscriber {
  listener: ChangeListener;
  /** the position it asked to go on from, until it is known what that means; empty when it has missed its time */
  after: string | undefined;
  /** the last position it was told; unknown at first */
  position: number | undefined;
}

interface News {
  born: string;
  /** the position of the last change */
  last: number;
  changes: { position: number; change: Change }[];
}

export class Feed {
  readonly #workspace: string;
  readonly #connections: Connections;
  readonly #subscribers = new Set<Subscriber>();
  /** settles with the look that is under way */
  #look: Promise<void> | undefined;
  #isStale = false;

  constructor(workspace: string, connections: Connections) {
    this.#workspace = workspace;
    this.#connections = connections;
  }

  get size(): number {
    return this.#subscribers.size;
  }

  add(listener: ChangeListener, { after }: SubscribeOptions = {}): () => void {
    const subscriber: Subscriber = { listener, after, position: undefined };
    this.#subscribers.add(subscriber);
    this.wake();
    return () => void this.#subscribers.delete(subscriber);
  }

  clear(): void {
    this.#subscribers.clear();
  }

  /** Looks for changes, now or right after the look that is under way. */
  wake(): void {
    if (this.#subscribers.size === 0) return;
    this.#isStale = true;
    this.#look ??= this.#lookOnce();
  }

  /** When there is somebody new: settles when it is known from where on they are to be told. */
  whenListening(): Promise<void> | undefined {
    return this.#look !== undefined && this.#hasNew() ? this.#placed() : undefined;
  }

  #hasNew(): boolean {
    return [...this.#subscribers].some(({ position }) => position === undefined);
  }

  async #placed(): Promise<void> {
    await this.#look;
    // Whoever came while that look was under way is placed by the next one.
    if (this.#hasNew()) await this.#look;
  }

  /** One look, not a loop over all that are due: where others never stop writing, that would never end. */
  async #lookOnce(): Promise<void> {
    // Whoever subscribes in the same turn is served by the same look.
    await Promise.resolve();
    let isDue = false;
    try {
      const hasMore = await this.#readOnce();
      isDue = hasMore || this.#isStale;
    } catch {
      // The database is away; the next bell or poll looks again, from the same place.
      for (const each of this.#subscribers) if (each.position === undefined) each.after ??= '';
    }
    this.#look = undefined;
    if (isDue) this.wake();
  }

  /** True when there is more. */
  async #readOnce(): Promise<boolean> {
    this.#isStale = false;
    const before = [...this.#subscribers];
    if (before.length === 0) return false;
    const { born, last, changes } = await this.#news(lowest(before));
    for (const each of before) this.#place(each, born, last, changes[0]?.position ?? last + 1);
    for (const { position, change } of changes) {
      for (const each of before) {
        if (each.position === undefined || each.position >= position) continue;
        const isHole = each.position + 1 !== position;
        each.position = position;
        this.#tell(each, isHole ? { type: 'missed' } : change, `${born}.${position}`);
      }
    }
    return changes.length === page;
  }

  /** Finds out where somebody new stands. */
  #place(subscriber: Subscriber, born: string, last: number, oldest: number): void {
    const { after } = subscriber;
    subscriber.after = undefined;
    if (subscriber.position !== undefined) {
      // Everything that was not told has been swept meanwhile.
      if (subscriber.position < last && oldest > last) this.#miss(subscriber, born, last);
      return;
    }
    subscriber.position = last;
    if (after === undefined) return;
    const position = positionIn(after, born);
    if (position === undefined || position > last || position + 1 < oldest)
      this.#miss(subscriber, born, last);
    else subscriber.position = position;
  }

  #miss(subscriber: Subscriber, born: string, last: number): void {
    subscriber.position = last;
    this.#tell(subscriber, { type: 'missed' }, born === '' ? undefined : `${born}.${last}`);
  }

  async #news(position: number): Promise<News> {
    const workspace = this.#workspace;
    const opening = this.#connections.opening(workspace, 'isolation level repeatable read read only');
    const found = await this.#connections.use(workspace, async (session) => {
      const begun = session.run(opening);
      const rows = session.query(session.statements.readChanges(), [workspace, position, page]);
      const [, all] = await Promise.all([begun, rows, session.commit()]);
      return all;
    });
    return {
      born: found[0]?.[0] ?? '',
      last: Number(found[0]?.[1] ?? 0),
      changes: found.flatMap(([, , at, change]) =>
        at === null || at === undefined
          ? []
          : [{ position: Number(at), change: JSON.parse(change!) as Change }],
      ),
    };
  }

  #tell(subscriber: Subscriber, change: Change, position: string | undefined): void {
    if (!this.#subscribers.has(subscriber)) return;
    try {
      subscriber.listener(change, position);
    } catch (error) {
      // One listener's fault keeps no other from being told; it is reported as any uncaught one.
      queueMicrotask(() => {
        throw error;
      });
    }
  }
}

/** Behind which position to read, so that everybody gets what they have not been told. */
function lowest(subscribers: readonly Subscriber[]): number {
  const wanted = subscribers.map(({ position, after }) => {
    if (position !== undefined) return position;
    return after === undefined ? Number.MAX_SAFE_INTEGER : (positionIn(after) ?? Number.MAX_SAFE_INTEGER);
  });
  return Math.min(...wanted);
}

/** The place in the order that a position means, in a store of this identity. */
function positionIn(text: string, born?: string): number | undefined {
  const [, identity, digits] = /^([0-9a-f-]+)\.(\d{1,15})$/.exec(text) ?? [];
  if (digits === undefined || (born !== undefined && identity !== born)) return undefined;
  return Number(digits);
}
