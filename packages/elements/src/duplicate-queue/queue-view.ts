/** B4: the pair at hand between what is still to come and what was decided last. */
import { html, nothing, type TemplateResult } from 'lit';
import { button } from '../parts/button.js';
import { chevronIcon, undoIcon } from '../parts/icons.js';
import { skeleton } from '../parts/skeleton.js';
import { status, type Status } from '../parts/status.js';
import type { Ahead } from './ahead.js';
import type { Answer, Decisions } from './decisions.js';
import { pairView } from './pair-view.js';
import type { Pairs } from './pairs.js';
import type { Ui } from './ui.js';

export interface QueueActions {
  answer(answer: Answer): void;
  undo(): void;
  step(by: 1 | -1): void;
  swap(): void;
  choose(): void;
  /** from a pair that does not wait any more */
  goOn(): void;
  /** a pair that waits again */
  show(key: string): void;
  /** reads what could not be read */
  again(): void;
}

export interface QueueView extends Ui {
  readonly pairs: Pairs;
  readonly ahead: Ahead;
  readonly decisions: Decisions;
  /** why nothing happened just now */
  readonly said: string | undefined;
  /** the page has a dialog in which values are chosen per field */
  readonly hasDialog: boolean;
  readonly actions: QueueActions;
}

/** As many as the desk counts. */
const COUNTED = 1000;

export function queueView(view: QueueView): TemplateResult {
  const { t, common, pairs, actions } = view;
  const { current, waiting, at, items } = pairs;
  const count = Math.max(waiting, items.length);
  const { error } = pairs.reading;
  const again = button(common.retry, actions.again, 'small');
  return html`<section aria-labelledby="duplicates">
    <div class="row head">
      <h3 id="duplicates">${t.title}</h3>
      <span class="muted grow">${current ? t.waiting(count, count >= COUNTED) : nothing}</span>
      ${current && count > 1 ? steps(view, at, count) : nothing}
    </div>
    ${status(error === undefined ? undefined : { ...view.failure(error), action: again })} ${failures(view)}
    ${current ? pairView(view, current) : pairs.reading.busy ? skeleton(8) : empty(view)} ${last(view)}
    ${current ? html`<p class="hint keys">${t.keys}</p>` : nothing}
  </section>`;
}

function steps({ t, pairs, actions }: QueueView, at: number, count: number): TemplateResult {
  const step = (by: 1 | -1, name: string): TemplateResult =>
    button(
      html`<span class=${by === 1 ? '' : 'back'}>${chevronIcon()}</span>`,
      () => actions.step(by),
      'quiet icon-only',
      {
        id: by === 1 ? 'next' : 'previous',
        name,
        isWaiting: by === 1 ? at >= pairs.items.length - 1 : at === 0,
      },
    );
  return html`<span class="row steps"
    >${step(-1, t.previous)}<span>${t.place(at + 1, count)}</span>${step(1, t.next)}</span
  >`;
}

/** Each pair whose decision was not saved; the reason stands at the pair itself as well. */
function failures({ t, decisions, pairs, actions, failure }: QueueView): unknown {
  return [...decisions.failures].map(([key, error]) => {
    const pair = pairs.find(key);
    if (!pair || pair === pairs.current) return nothing;
    const action = button(t.showPair, () => actions.show(key), 'small');
    const text = t.notSaved(pair.customer.customerNumber, pair.other.customerNumber);
    return status({ kind: 'error', text, hint: String(failure(error).text), action });
  });
}

function empty({ t, pairs }: QueueView): TemplateResult {
  return html`<div class="empty" id="empty" tabindex="-1">
    <p><b>${t.nothing}</b></p>
    <p class="muted">${pairs.scan?.finishedAt ? t.scanned : t.neverScanned}</p>
  </div>`;
}

/** What was decided last, and the way back. */
function last(view: QueueView): TemplateResult {
  const { t, common, decisions, actions } = view;
  const { last: decision } = decisions;
  if (!decision) return html`<div class="last" part="last">${status(undefined)}</div>`;
  const { pair, answer, state, error, survivorNumber, absorbedNumber } = decision;
  const [one, other] = [pair.customer.customerNumber, pair.other.customerNumber];
  const text = answer === 'merge' ? t.merged(survivorNumber, absorbedNumber) : t.done[answer](one, other);
  const undo = button(
    html`${undoIcon()}${common.undo}<kbd aria-hidden="true">U</kbd>`,
    actions.undo,
    'small',
    {
      id: 'undo',
      isWaiting: state === 'undoing',
    },
  );
  const line: Status =
    error !== undefined
      ? {
          kind: 'error',
          text: t.notTakenBack(one, other),
          hint: String(view.failure(error).text),
          action: undo,
        }
      : {
          kind: state === 'saved' ? 'ok' : 'busy',
          text,
          hint: state === 'saved' ? (answer === 'notSame' ? t.remembered : undefined) : t.saving,
          action: undo,
        };
  // What is said aloud is said once, with the pair that comes next.
  return html`<div class="last" part="last">${quietly(line)}</div>`;
}

/** A line that says how things stand and is not read out by itself. */
function quietly(line: Status): TemplateResult {
  return html`<div class="quiet-line">${status(line)}</div>`;
}
