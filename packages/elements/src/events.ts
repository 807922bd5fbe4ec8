/**
 * Events of the elements. What happened is past tense, bubbles and crosses shadow roots; what is about to happen
 * (`deskcard-before-…`) can be cancelled. The details are typed in `GlobalEventHandlersEventMap`, so that a
 * listener on an element, on the document or on the window knows them.
 */

/** The event names this package declares. */
export type DeskcardEventName = Extract<keyof GlobalEventHandlersEventMap, `deskcard-${string}`>;

/** What the event with this name carries. */
export type DetailOf<K extends DeskcardEventName> =
  GlobalEventHandlersEventMap[K] extends CustomEvent<infer D> ? D : never;

/** Says that something happened. */
export function tell<K extends DeskcardEventName>(from: HTMLElement, type: K, detail: DetailOf<K>): void {
  from.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
}

/** Says what is about to happen; false when somebody cancelled it. */
export function ask<K extends DeskcardEventName & `deskcard-before-${string}`>(
  from: HTMLElement,
  type: K,
  detail: DetailOf<K>,
): boolean {
  return from.dispatchEvent(
    new CustomEvent(type, { detail, bubbles: true, composed: true, cancelable: true }),
  );
}
