/**
 * One key for each answer. They count only while the focus is on the queue (WCAG 2.1.4), not in a field, in a dialog or
 * with Ctrl, Alt or Meta; a key that is held down answers once. On a keyboard that writes Hangul or Kana the key itself
 * counts, not the letter that it writes.
 */
import type { QueueActions } from './queue-view.js';

export function keysIn(event: KeyboardEvent, actions: QueueActions): (() => void) | undefined {
  const target = event.composedPath()[0];
  const isElsewhere =
    target instanceof Element &&
    (target.matches('input, select, textarea') || target.closest('dialog') !== null);
  if (isElsewhere || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return undefined;
  const table: Readonly<Record<string, () => void>> = {
    m: () => actions.answer('merge'),
    n: () => actions.answer('notSame'),
    l: () => actions.answer('later'),
    u: actions.undo,
    s: actions.swap,
    c: actions.choose,
    j: () => actions.step(1),
    k: () => actions.step(-1),
    ArrowRight: () => actions.step(1),
    ArrowLeft: () => actions.step(-1),
  };
  const act = table[letterOf(event)];
  return act && event.repeat ? () => undefined : act;
}

function letterOf({ key, code }: KeyboardEvent): string {
  if (key.length > 1 && key !== 'Process') return key;
  if (/^[a-z]$/i.test(key)) return key.toLowerCase();
  return /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase() ?? '';
}
