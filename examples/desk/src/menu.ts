/** A button with a short menu: arrow keys move, Escape and a click elsewhere close. */
import { fill, h, newId, type Child } from './dom.js';
import { icon, type IconName } from './icons.js';

export interface MenuItem {
  label: string;
  hint: string;
  act: () => void;
}

export function menuButton(sign: IconName, label: string, items: readonly MenuItem[]): HTMLElement {
  const id = newId();
  const list = h('div', { class: 'menu', role: 'menu', id, 'aria-label': label, hidden: true });
  const button = h(
    'button',
    {
      type: 'button',
      class: 'button',
      'aria-haspopup': 'menu',
      'aria-expanded': 'false',
      'aria-controls': id,
    },
    icon(sign),
    h('span', { class: 'wide-only' }, label),
    h('span', { class: 'said narrow-only' }, label),
    icon('chevron'),
  );
  const root = h('div', { class: 'menu-root' }, button, list);
  const entries = items.map((item) => menuItem(item, () => close(true)));
  fill(list, entries);

  const open = (index: number): void => {
    list.hidden = false;
    button.setAttribute('aria-expanded', 'true');
    entries.at(index)?.focus();
    document.addEventListener('pointerdown', outside);
  };
  const close = (giveBack: boolean): void => {
    if (list.hidden) return;
    list.hidden = true;
    button.setAttribute('aria-expanded', 'false');
    document.removeEventListener('pointerdown', outside);
    if (giveBack) button.focus();
  };
  const outside = (event: Event): void => {
    if (!root.contains(event.target as Node)) close(false);
  };
  button.addEventListener('click', () => (list.hidden ? open(0) : close(false)));
  root.addEventListener('keydown', (event) => {
    const at = entries.indexOf(document.activeElement as HTMLButtonElement);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (event.key === 'Escape' && !list.hidden) close(true);
    else if (next !== undefined && list.hidden) open(event.key === 'ArrowUp' ? -1 : 0);
    else if (next !== undefined) entries.at(next % entries.length)?.focus();
    else return;
    event.preventDefault();
  });
  root.addEventListener('focusout', (event) => {
    if (!root.contains(event.relatedTarget as Node | null)) close(false);
  });
  return root;
}

function menuItem({ label, hint, act }: MenuItem, close: () => void): HTMLButtonElement {
  const words: Child[] = [h('span', {}, label), h('small', {}, hint)];
  const press = (): void => {
    close();
    act();
  };
  return h('button', { type: 'button', role: 'menuitem', tabindex: '-1', onclick: press }, words);
}
