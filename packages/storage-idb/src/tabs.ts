/** Changes travel to the listeners of this adapter at once, and to those of other tabs by a channel of the origin. */
import type { Change, ChangeListener, SubscribeOptions } from '@deskcard/core';
import { ChangeListeners } from '@deskcard/core/storage-kit';

export class Tabs {
  readonly #name: string;
  readonly #listeners = new ChangeListeners();
  #channel: BroadcastChannel | undefined;
  #isOpen = false;
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
    globalThis.removeEventListener?.('pageshow', this.#shownAgain);
    this.#listeners.clear();
  }

  #open(): BroadcastChannel | undefined {
    if (this.#isOpen) return this.#channel;
    this.#isOpen = true;
    globalThis.addEventListener?.('pageshow', this.#shownAgain);
    this.#channel = channelNamed(this.#name);
    this.#channel?.addEventListener('message', ({ data }) => this.#listeners.tell(changesIn(data)));
    return this.#channel;
  }

  /** Nothing is told to a page that lies in the history of its browser; going back shows it as it was. */
  readonly #shownAgain = ({ persisted }: Pick<PageTransitionEvent, 'persisted'>): void => {
    if (persisted) this.#listeners.tell([{ type: 'missed' }]);
  };
}

/** None where there are no channels, or a browser that lets the page store nothing forbids them. */
function channelNamed(name: string): BroadcastChannel | undefined {
  try {
    return globalThis.BroadcastChannel && new BroadcastChannel(name);
  } catch {
    return undefined;
  }
}

/** Anything else on the channel is not ours to understand. */
function changesIn(data: unknown): Change[] {
  if (!Array.isArray(data)) return [];
  return data.filter(
    (each: unknown) => typeof (each as { type?: unknown } | null)?.type === 'string',
  ) as Change[];
}
