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
  let release: (() => void) | undefined;
  let stopped = false;
  const page = element.ownerDocument;

  const take = (value: DeskcardContext | undefined, unsubscribe?: () => void): void => {
    if (release !== unsubscribe) release?.();
    release = unsubscribe;
    if (stopped) return stop();
    receive(value);
    if (value === undefined) ask();
    else page.removeEventListener('context-provider', late, true);
  };
  const ask = (): void => {
    stop();
    page.addEventListener('context-provider', late, true);
    element.dispatchEvent(new ContextEvent(deskcardContext, element, take, true));
  };
  const late = (event: Event): void => {
    if ((event as Event & { context?: unknown }).context === deskcardContext) ask();
  };
  const stop = (): void => {
    release?.();
    release = undefined;
    page.removeEventListener('context-provider', late, true);
  };
  ask();
  return () => {
    stopped = true;
    stop();
  };
}
