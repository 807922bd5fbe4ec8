/**
 * B4, B7: who else a customer may be, how likely and why, what kept a ticket from joining them, and the answers. Loaded
 * when there is somebody to show.
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { Duplicate, Held } from '@deskcard/core';
import { duplicates as english } from '../locales/en.duplicates.js';
import type { Strings } from '../locales/locale.js';
import { button } from '../parts/button.js';
import { chevronIcon } from '../parts/icons.js';
import { status, type Status } from '../parts/status.js';
import { styles } from './duplicates.styles.js';
import { numbersOf, type Suggested } from './suggested.js';
import { decidedText, likelihood, looksAlike, reasonsView, type Words } from './words.js';

export { english, styles };

export interface SuggestedView extends Words {
  readonly suggested: Suggested;
  readonly common: Strings['common'];
  /** what kept the ticket at hand from joining somebody */
  readonly held?: readonly Held[];
  /** every number of the customer at hand */
  readonly own: readonly string[];
  /** a column beside a ticket, with the strongest alone; else all of them, those that were decided as well */
  readonly isNarrow: boolean;
  /** opens the merge dialog; absent where there is none, or the agent may not merge */
  readonly merge: ((otherNumber: string) => void) | undefined;
  when(iso: string, style?: 'date'): string;
  failure(error: unknown): Status;
  /** draws, then focuses the first element that matches */
  focus(selector: string): unknown;
}

export function suggestedView(view: SuggestedView): TemplateResult {
  const { t, suggested, isNarrow, held = [], own, common } = view;
  const kept = suggested.stillHeld(held, own);
  const first = new Set(kept.flatMap(({ customerNumbers }) => customerNumbers));
  const isHeld = (each: Duplicate): boolean => numbersOf(each).some((number) => first.has(number));
  const open = [...suggested.open].sort((one, other) => Number(isHeld(other)) - Number(isHeld(one)));
  const shown = isNarrow && !suggested.isWide ? open.slice(0, 1) : open;
  const hidden = open.length - shown.length;
  const { error } = suggested.list;
  const again = button(common.retry, () => suggested.again(), 'small');
  // The button goes; the focus goes above those it has shown.
  const showAll = (): void => {
    suggested.showAll();
    view.focus('#may-be');
  };
  const alike = open.filter(({ probability }) => looksAlike(probability)).length;
  const words = isNarrow && alike > 0 ? t.looksLike(alike) : t.mayBe;
  const isEmpty = open.length === 0 && kept.length === 0 && suggested.last === undefined;
  if (isNarrow && isEmpty && error === undefined) return html`${nothing}`;
  return html`<section
    class="suggested ${isNarrow ? 'narrow' : ''}"
    part="duplicates"
    aria-labelledby="may-be"
  >
    ${isNarrow ? html`<h4 id="may-be" tabindex="-1">${words}</h4>` : html`<h3 id="may-be" tabindex="-1">${words}</h3>`}
    ${status(error === undefined ? lastLine(view) : { kind: 'warning', text: t.unread, hint: view.failure(error).hint, action: again })}
    ${kept.map(({ reason, customerNumbers }) => status({ kind: 'warning', text: t.held[reason](customerNumbers.join(', ')) }))}
    ${
      shown.length > 0
        ? html`<ul class="others-list" aria-labelledby="may-be">
            ${shown.map((each) => item(view, each))}
          </ul>`
        : !isNarrow && suggested.list.value
          ? html`<p class="muted">${t.nobodyElse}</p>`
          : nothing
    }
    ${hidden > 0 ? button(t.others(hidden), showAll, 'quiet small', { id: 'more-duplicates' }) : nothing}
    ${isNarrow ? nothing : decidedOnes(view)}
  </section>`;
}

function lastLine(view: SuggestedView): Status | undefined {
  const { t, common, suggested, failure, own } = view;
  const { last } = suggested;
  if (!last) return undefined;
  if (last.isSaving) return { kind: 'busy', text: t.saving };
  if (last.error !== undefined) return failure(last.error);
  const { duplicate, decision } = last;
  const { customerNumber } = duplicate.other;
  const isBack = decision === 'open';
  const undo = (): void => void suggested.decide(duplicate, 'open');
  return {
    kind: 'ok',
    text: t.done[decision](own[0] ?? duplicate.customerNumber, customerNumber),
    hint: decision === 'notSame' ? t.remembered : undefined,
    action: isBack ? undefined : button(common.undo, undo, 'small', { id: 'undo-duplicate' }),
  };
}

function item(view: SuggestedView, duplicate: Duplicate): TemplateResult {
  const { t, suggested, merge, when } = view;
  const { other, probability, reasons } = duplicate;
  const { customerNumber } = other;
  const isWaiting = suggested.last?.isSaving === true;
  const before = decidedText({ t }, duplicate, (iso) => when(iso, 'date'));
  const say = async (): Promise<void> => {
    if (await suggested.decide(duplicate, 'notSame')) view.focus('#undo-duplicate');
  };
  return html`<li class="duplicate" part="duplicate">
    <div class="about">
      ${who(view, duplicate)}
      <p class="likelihood">${likelihood(view, probability)}</p>
      ${reasonsView(view, reasons)} ${before ? html`<p class="hint">${before}</p>` : nothing}
    </div>
    ${
      suggested.mayDecide
        ? html`<div class="row">
            ${merge ? button(`${t.merge}…`, () => merge(customerNumber), 'small', { name: t.about(t.merge, customerNumber) }) : nothing}
            ${button(t.notSame, () => void say(), 'small', { name: t.about(t.notSame, customerNumber), isWaiting })}
          </div>`
        : nothing
    }
  </li>`;
}

function who({ t }: SuggestedView, { other }: Duplicate): TemplateResult {
  const { customerNumber, values } = other;
  const beside = [values['phone'], values['email'], values['memberId']].filter(Boolean);
  return html`<p>
    <b><bdi>${customerNumber}</bdi> <bdi>${values['name'] || t.nameless}</bdi></b>
    ${beside.map((each) => html`<span class="muted"> · <bdi>${each}</bdi></span>`)}
  </p>`;
}

/** Those of whom somebody said that they are not the same; what was said can be taken back. */
function decidedOnes(view: SuggestedView): TemplateResult | typeof nothing {
  const { t, suggested, when } = view;
  const { notSame } = suggested;
  if (notSame.length === 0) return nothing;
  return html`<details class="disclosure">
    <summary>${chevronIcon()}${t.notSame} (${notSame.length})</summary>
    <ul class="others-list" aria-label=${t.notSame}>
      ${notSame.map((each) => {
        const { customerNumber } = each.other;
        const reopen = (): void => {
          void suggested.decide(each, 'open').then((isDone) => isDone && view.focus('#may-be'));
        };
        return html`<li class="duplicate">
          <div class="about">
            ${who(view, each)}
            <p class="hint">${decidedText({ t }, each, (iso) => when(iso, 'date'))}. ${t.remembered}</p>
          </div>
          ${suggested.mayDecide ? button(t.reopen, reopen, 'small', { name: t.about(t.reopen, customerNumber) }) : nothing}
        </li>`;
      })}
    </ul>
  </details>`;
}
