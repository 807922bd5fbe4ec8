/** Changes travel to the listeners of this adapter at once, and to those of other tabs by a channel of the origin. */
import type { Change, ChangeListener, SubscribeOptions } from '@deskcard/core';
import { ChangeListeners } from '@deskcard/core/storage-kit';

export class Tabs {
  readonly #name: string;
  readonly #listeners = new ChangeListeners();
  #channel: BroadcastChannel | undefined;
  #closed = false;

  constructor(name: string) {
    this.#name = name;
  }

  subscribe(listener: ChangeListener, options?: SubscribeOptions): () => void {
    if (this.#closed) return () => undefined;
    this.#open();
    return this.#listeners.add(listener, options);
  }

  tell(changes: readonly Change[]): void {
    if (changes.length === 0 || this.#closed) return;
    this.#open()?.postMessage(changes);
    this.#listeners.tell(changes);
  }

  close(): void {
    this.#closed = true;
    this.#channel?.close();
    this.#listeners.clear();
  }

  #open(): BroadcastChannel | undefined {
    if (this.#channel === undefined && globalThis.BroadcastChannel !== undefined) {
      this.#channel = new BroadcastChannel(this.#name);
      this.#channel.onmessage = ({ data }) => this.#listeners.tell(changesIn(data));
    }
    return this.#channel;
  }
}

/** Anything else on the channel is not ours to understand. */
function changesIn(data: unknown): Change[] {
  if (!Array.isArray(data)) return [];
  return data.filter(
    (each: unknown) => typeof (each as { type?: unknown } | null)?.type === 'string',
  ) as Change[];
}
