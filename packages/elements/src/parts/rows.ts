/**
 * A list that is put into order by dragging, by buttons, or by Alt with an arrow key, the same for lookup APIs, items,
 * the entries of a drop-down and grades (R25, R30, R37, R43, R45).
 */
import { html, nothing, type TemplateResult } from 'lit';
import { button } from './button.js';
import { downIcon, gripIcon, trashIcon, upIcon } from './icons.js';

/** What a list needs of the screen it stands on. */
export interface RowsUi {
  readonly t: {
    readonly drag: string;
    readonly up: string;
    readonly down: string;
    readonly movedTo: (name: string, place: number, count: number) => string;
  };
  readonly common: { readonly remove: string };
  /** reads out what happened */
  say(text: string): void;
  /** draws, then focuses the first element that matches */
  focus(selector: string): Promise<HTMLElement | null>;
  /** the id of what has the focus */
  focusedId(): string;
}

export interface Rows<T extends { readonly key: string }> {
  readonly ui: RowsUi;
  /** for a screen reader */
  readonly label: string;
  readonly look: string;
  readonly items: readonly T[];
  /** how people call an item */
  readonly name: (item: T) => string;
  readonly body: (item: T, index: number) => TemplateResult;
  /** takes the new order; `isDone` is false while the pointer is still down */
  readonly order: (items: T[], isDone: boolean) => void;
  readonly remove?: (item: T, index: number) => void;
}

export function rows<T extends { readonly key: string }>(options: Rows<T>): TemplateResult | typeof nothing {
  const { ui, items, look, label, body } = options;
  if (items.length === 0) return nothing;
  return html`<ul class="rows ${look}" aria-label=${label}>
    ${items.map((item, index) => {
      const { key } = item;
      const name = options.name(item);
      const step = (by: number): void => void moveByKey(options, index, by);
      const onKey = (event: KeyboardEvent): void => {
        const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
        if (!event.altKey || by === undefined) return;
        event.preventDefault();
        // A row may hold rows of its own.
        event.stopPropagation();
        step(by);
      };
      const tool = (what: string, icon: TemplateResult, does: string, press: () => void): TemplateResult =>
        button(icon, press, `quiet small icon-only ${what}`, {
          id: `${key}-${what}`,
          name: `${does}: ${name}`,
        });
      return html`<li @keydown=${onKey}>
        <span
          class="grip"
          title=${ui.t.drag}
          @pointerdown=${(event: PointerEvent) => drag(event, options, index)}
          >${gripIcon()}</span
        >
        ${body(item, index)}
        <span class="tools"
          >${
            items.length > 1
              ? html`${tool('up', upIcon(), ui.t.up, () => step(-1))}${tool('down', downIcon(), ui.t.down, () => step(1))}`
              : nothing
          }${options.remove ? tool('remove', trashIcon(), ui.common.remove, () => options.remove!(item, index)) : nothing}</span
        >
      </li>`;
    })}
  </ul>`;
}

function moved<T>(items: readonly T[], from: number, to: number): T[] {
  const rest = items.filter((_, index) => index !== from);
  return [...rest.slice(0, to), items[from]!, ...rest.slice(to)];
}

/** The focus goes with the row. */
async function moveByKey<T extends { readonly key: string }>(
  { ui, items, order, name }: Rows<T>,
  from: number,
  by: number,
): Promise<void> {
  const to = from + by;
  if (to < 0 || to >= items.length) return;
  const id = ui.focusedId();
  order(moved(items, from, to), true);
  ui.say(ui.t.movedTo(name(items[from]!), to + 1, items.length));
  if (id) await ui.focus(`#${CSS.escape(id)}`);
}

/** Rows make room as the pointer passes; Escape puts the row back. */
function drag<T extends { readonly key: string }>(start: PointerEvent, options: Rows<T>, from: number): void {
  const list = (start.currentTarget as Element).closest('ul')!;
  if (start.button !== 0) return;
  start.preventDefault();
  const dragging = new AbortController();
  const { signal } = dragging;
  let at = from;
  let { items } = options;
  const to = (target: number, isDone: boolean): void => {
    list.children[at]?.removeAttribute('data-dragged');
    items = moved(items, at, target);
    at = target;
    if (isDone) dragging.abort();
    else list.children[at]?.setAttribute('data-dragged', '');
    options.order([...items], isDone);
  };
  const onMove = ({ clientY: y }: PointerEvent): void => {
    const boxes = [...list.children].map((row) => row.getBoundingClientRect());
    const height = boxes[at]?.height ?? 0;
    let target = at;
    // Far enough that the row is under the pointer when it has moved; else rows of unlike height would flutter.
    while (target < boxes.length - 1 && y > boxes[target + 1]!.bottom - height) target++;
    while (target > 0 && y < boxes[target - 1]!.top + height) target--;
    if (target !== at) to(target, false);
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') to(from, true);
  };
  list.children[at]?.setAttribute('data-dragged', '');
  window.addEventListener('pointermove', onMove, { signal });
  window.addEventListener('pointerup', () => to(at, true), { signal });
  window.addEventListener('pointercancel', () => to(from, true), { signal });
  window.addEventListener('keydown', onKey, { signal, capture: true });
}
