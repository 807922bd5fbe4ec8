/** The little that this page needs to build its elements. Text only ever becomes text, never markup. */

export type Child = Node | string | number | false | null | undefined | readonly Child[];

/** `onclick` and its like are listeners, `.name` sets a property, anything else is an attribute. */
export type Props = Readonly<Record<string, unknown>>;

export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props: Props = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  give(element, props);
  add(element, children);
  return element;
}

function give(element: Element, props: Props): void {
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === false || value === null) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value as EventListener);
    else if (name.startsWith('.')) (element as unknown as Record<string, unknown>)[name.slice(1)] = value;
    else element.setAttribute(name, value === true ? '' : String(value));
  }
}

function add(element: Element, children: readonly Child[]): void {
  element.append(...flat(children));
}

function flat(children: readonly Child[]): (Node | string)[] {
  return children.flatMap((child): (Node | string)[] => {
    if (child === undefined || child === null || child === false) return [];
    if (child instanceof Node) return [child];
    return typeof child === 'object' ? flat(child) : [String(child)];
  });
}

/** Gives an element other children; nodes that stay are not touched and keep focus and scroll position. */
export function fill(element: Element, ...children: Child[]): void {
  const wanted = flat(children).map((child) =>
    typeof child === 'string' ? document.createTextNode(child) : child,
  );
  const kept = new Set<Node>(wanted);
  for (const old of [...element.childNodes]) if (!kept.has(old)) old.remove();
  wanted.forEach((node, index) => {
    const there = element.childNodes[index];
    if (there !== node) element.insertBefore(node, there ?? null);
  });
}

let lastId = 0;

/** An id that no other element of the page has. */
export const newId = (): string => `n${(lastId += 1)}`;
