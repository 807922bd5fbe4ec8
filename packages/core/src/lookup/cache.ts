/**
 * Customer information does not change between two tickets of the same caller: an answer may be kept for as long as
 * the lookup API allows, in memory alone (B11). What was found under an earlier definition or key is dropped. And two
 * agents who ask the same thing at the same moment share one call; who gives up leaves it to the other.
 */
import { DeskError } from '../errors.js';
import type { Clock, JoinOptions, KeptLookup, LookupCache, LookupCallKey, SharedCall } from '../ports.js';
import { systemClock } from '../system.js';

export interface MemoryLookupCacheOptions {
  clock?: Clock;
  /** how many answers are kept at most; 5,000 when absent */
  entries?: number;
  /** how long they may be together, in characters; 8 Mi when absent */
  characters?: number;
}

export function memoryLookupCache(options: MemoryLookupCacheOptions = {}): LookupCache {
  return new MemoryLookupCache(options);
}

interface Entry {
  api: string;
  kept: KeptLookup;
  until: number;
  size: number;
}

interface Flight {
  promise: Promise<unknown>;
  end: AbortController;
  waiting: number;
}

/** What is past its time leaves the memory at the latest this long after, at the next look-up of anybody. */
const sweepEveryMs = 60_000;

const apiOf = ({ workspace, apiId }: LookupCallKey): string => JSON.stringify([workspace ?? null, apiId]);
const nameOf = (key: LookupCallKey): string => JSON.stringify([apiOf(key), key.state, key.body]);

class MemoryLookupCache implements LookupCache {
  readonly #clock: Clock;
  readonly #most: { entries: number; characters: number };
  /** least recently used first */
  readonly #entries = new Map<string, Entry>();
  /** lookup API → the state its entries are of */
  readonly #states = new Map<string, string>();
  readonly #flights = new Map<string, Flight>();
  #characters = 0;
  #sweepAt = 0;

  constructor({ clock = systemClock, entries = 5000, characters = 8_388_608 }: MemoryLookupCacheOptions) {
    this.#clock = clock;
    this.#most = { entries, characters };
  }

  get(key: LookupCallKey): KeptLookup | undefined {
    this.#tidy(key);
    const name = nameOf(key);
    const entry = this.#entries.get(name);
    if (entry === undefined) return undefined;
    if (entry.until <= this.#clock.now()) {
      this.#remove(name);
      return undefined;
    }
    this.#entries.delete(name);
    this.#entries.set(name, entry);
    return entry.kept;
  }

  put(key: LookupCallKey, kept: KeptLookup, until: number): void {
    this.#tidy(key);
    const [name, api] = [nameOf(key), apiOf(key)];
    this.#remove(name);
    const size = name.length + JSON.stringify(kept).length;
    if (size > this.#most.characters) return;
    this.#states.set(api, key.state);
    this.#entries.set(name, { api, kept, until, size });
    this.#characters += size;
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= this.#most.entries && this.#characters <= this.#most.characters) break;
      this.#remove(oldest);
    }
  }

  delete(key: LookupCallKey): void {
    this.#remove(nameOf(key));
  }

  #remove(name: string): void {
    this.#characters -= this.#entries.get(name)?.size ?? 0;
    this.#entries.delete(name);
  }

  forget(workspace: string | undefined): void {
    const isTheirs = (api: string): boolean => (JSON.parse(api) as unknown[])[0] === (workspace ?? null);
    for (const [name, { api }] of this.#entries) if (isTheirs(api)) this.#remove(name);
    for (const name of this.#flights.keys()) {
      if (isTheirs((JSON.parse(name) as [string])[0])) this.#flights.delete(name);
    }
  }

  /** Drops what an earlier definition or key of this lookup API found, and now and then whatever is past its time. */
  #tidy(key: LookupCallKey): void {
    const [api, now] = [apiOf(key), this.#clock.now()];
    const state = this.#states.get(api);
    const isOutdated = state !== undefined && state !== key.state;
    if (isOutdated) this.#states.delete(api);
    const isDue = now >= this.#sweepAt;
    if (isDue) this.#sweepAt = now + sweepEveryMs;
    if (!isOutdated && !isDue) return;
    for (const [name, entry] of this.#entries) {
      if (entry.until <= now || (isOutdated && entry.api === api)) this.#remove(name);
    }
    if (this.#entries.size === 0) this.#states.clear();
  }

  join<T>(key: LookupCallKey, call: SharedCall<T>, { signal, anew = false }: JoinOptions): Promise<T> {
    const name = nameOf(key);
    const underWay = anew ? undefined : this.#flights.get(name);
    return this.#wait(name, underWay ?? this.#start(name, call), signal) as Promise<T>;
  }

  #start(name: string, call: SharedCall<unknown>): Flight {
    const end = new AbortController();
    const isLatest = (): boolean => this.#flights.get(name)?.end === end;
    const flight: Flight = { promise: call(end.signal, isLatest), end, waiting: 0 };
    this.#flights.set(name, flight);
    const land = (): void => this.#land(name, flight);
    flight.promise.then(land, land);
    return flight;
  }

  #land(name: string, flight: Flight): void {
    if (this.#flights.get(name) === flight) this.#flights.delete(name);
  }

  #wait(name: string, flight: Flight, signal: AbortSignal | undefined): Promise<unknown> {
    flight.waiting++;
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        reject(new DeskError('aborted', 'The lookup was cancelled.', { cause: signal?.reason }));
        flight.waiting--;
        if (flight.waiting > 0) return;
        // Whoever asks now must not be handed a call that is being ended.
        this.#land(name, flight);
        flight.end.abort();
      };
      const settled = (): void => signal?.removeEventListener('abort', leave);
      flight.promise.then(resolve, reject).then(settled, settled);
      if (signal?.aborted) leave();
      else signal?.addEventListener('abort', leave, { once: true });
    });
  }
}
