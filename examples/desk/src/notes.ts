/** Short notes in the corner that say what just happened. They stay while somebody reads or focuses them. */
import { fill, h, type Child } from './dom.js';
import { icon, type IconName } from './icons.js';

export interface Note {
  kind: 'found' | 'created' | 'done' | 'failed';
  title: string;
  lines?: readonly Child[];
}

const signs: Record<Note['kind'], IconName> = {
  found: 'link',
  created: 'person',
  done: 'note',
  failed: 'close',
};
const STAY_MS = 10_000;
const AT_ONCE = 2;

export class Notes {
  /** read out when something is added */
  readonly element: HTMLElement = h('div', { class: 'toasts', role: 'status' });
  #closeText = '';

  speak(closeText: string): void {
    this.#closeText = closeText;
  }

  show({ kind, title, lines = [] }: Note): void {
    const note = h(
      'div',
      { class: `toast ${kind}` },
      icon(signs[kind]),
      h(
        'div',
        { class: 'grow' },
        h('b', {}, title),
        lines.filter(Boolean).map((line) => h('p', {}, line)),
      ),
      h(
        'button',
        { type: 'button', class: 'button bare', 'aria-label': this.#closeText, onclick: () => note.remove() },
        icon('close'),
      ),
    );
    fill(this.element, note, [...this.element.children].slice(0, AT_ONCE - 1));
    this.#leaveLater(note);
  }

  #leaveLater(note: HTMLElement): void {
    setTimeout(() => {
      if (note.matches(':hover, :focus-within')) this.#leaveLater(note);
      else note.remove();
    }, STAY_MS);
  }
}
