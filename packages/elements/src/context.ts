/**
 * How a page gives its desk to every element below one node, once, instead of setting a property on each. It is the
 * community's context protocol, so nodes, shadow roots and frameworks in between do not matter, and neither does
 * who came first: an element that finds no provider waits for one.
 */
import { ContextEvent, ContextProvider, createContext } from '@lit/context';
import type { Desk } from '@deskcard/core';
import type { Locale } from './locales/locale.js';

/** What a page provides. English is built in; any other language the elements shall speak is listed here. */
export interface DeskcardContext {
  readonly desk: Desk;
  readonly locales?: readonly Locale[];
}

// Registered globally by its name, so that two copies of this package on one page still understand each other.
const deskcardContext = createContext<DeskcardContext | undefined>(Symbol.for('@deskcard/elements'));

export interface DeskcardProvision {
  /** Gives all elements below the target another desk or other locales. */
  update(value: DeskcardContext): void;
  /** Takes the desk away; the elements below turn to a provider further up, if there is one. */
  remove(): void;
}

/** Provides a desk to every element in `target`, now or later. Usually `document.body`. */
export function provideDeskcard(target: HTMLElement, value: DeskcardContext): DeskcardProvision {
  const provider = new ContextProvider(target, { context: deskcardContext, initialValue: value });
  // A plain node has no life cycle that would announce the provider to the elements that are there already.
  provider.hostConnected();
  return {
    update: (next) => provider.setValue(next),
    remove: () => {
      target.removeEventListener('context-request', provider.onContextRequest);
      target.removeEventListener('context-provider', provider.onProviderRequest);
      provider.setValue(undefined);
      provider.clearCallbacks();
    },
  };
}

/**
 * Tells `receive` what the nearest provider above `element` provides, and again whenever that changes; `undefined`
 * when a provider went away and no other is left. Returns the function that stops it.
 */
export function followDeskcard(
  element: HTMLElement,
  receive: (value: DeskcardContext | undefined) => void,
): () => void {
  const following = new Following(element, receive);
  following.ask();
  return () => following.stop();
}

/** One element's bond with its provider, or its place among those who wait for one. */
class Following {
  readonly #element: HTMLElement;
  readonly #receive: (value: DeskcardContext | undefined) => void;
  #release: (() => void) | undefined;
  #room: WaitingRoom | undefined;
  #asking = false;

  constructor(element: HTMLElement, receive: (value: DeskcardContext | undefined) => void) {
    this.#element = element;
    this.#receive = receive;
  }

  ask(): void {
    this.stop();
    this.#room = waitingRoomOf(this.#element.ownerDocument);
    this.#asking = true;
    this.#element.dispatchEvent(new ContextEvent(deskcardContext, this.#element, this.#take, true));
    this.#asking = false;
    // Nobody answered: a provider may come later.
    this.#room?.join(this);
  }

  stop(): void {
    this.#release?.();
    this.#release = undefined;
    this.#room?.leave(this);
    this.#room = undefined;
  }

  readonly #take = (value: DeskcardContext | undefined, unsubscribe?: () => void): void => {
    if (this.#release !== unsubscribe) this.#release?.();
    this.#release = unsubscribe;
    this.#room?.leave(this);
    this.#room = undefined;
    this.#receive(value);
    if (value !== undefined || this.#asking) return;
    // The provider went away; perhaps there is another one further up. It is still telling its other listeners, so
    // the question has to wait.
    queueMicrotask(() => {
      if (this.#release === unsubscribe) this.ask();
    });
  };
}

// Keyed by the document, so that a waiting room is the document's own and goes with it.
const waitingRooms = new WeakMap<Document, WaitingRoom>();

function waitingRoomOf(page: Document): WaitingRoom {
  let room = waitingRooms.get(page);
  if (room === undefined) waitingRooms.set(page, (room = new WaitingRoom(page)));
  return room;
}

/** Those who found no provider listen through one listener: thousands on one node would slow each other down. */
class WaitingRoom {
  readonly #page: Document;
  readonly #waiting = new Set<Following>();

  constructor(page: Document) {
    this.#page = page;
  }

  join(following: Following): void {
    this.#waiting.add(following);
    // While the event goes down, so that a provider in between cannot keep it.
    this.#page.addEventListener('context-provider', this.#provided, true);
  }

  leave(following: Following): void {
    if (!this.#waiting.delete(following) || this.#waiting.size > 0) return;
    this.#page.removeEventListener('context-provider', this.#provided, true);
  }

  readonly #provided = (event: Event): void => {
    if ((event as Event & { context?: unknown }).context !== deskcardContext) return;
    for (const following of [...this.#waiting]) following.ask();
  };
}
