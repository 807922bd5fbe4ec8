/**
 * B3, B4, B7: two customers side by side: how likely they are one person and why, what is different, what would remain,
 * and the answers. A difference is told by a sign and a word, and its letters are marked.
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { Customer, QueuedDuplicate } from '@deskcard/core';
import { decidedText, likelihood, reasonsView } from '../duplicates/words.js';
import { tellingReasons } from '@deskcard/core/identity/explain';
import { button } from '../parts/button.js';
import { swapIcon } from '../parts/icons.js';
import { status, type Status } from '../parts/status.js';
import type { Contacts } from './ahead.js';
import { comparedFields, differing, type ComparedField, type Relation } from './compare.js';
import { speaksAgainst } from './merging.js';
import { keyOf } from './pairs.js';
import type { QueueView } from './queue-view.js';
import { shortName, wordsOf } from './ui.js';

/** Seen beside the word, for whoever looks and does not read. */
const signs: Readonly<Record<Relation, string>> = { same: '=', similar: '≈', different: '≠', oneOnly: '·' };
/** So many other values of a field are shown. */
const OTHERS = 4;

export function pairView(view: QueueView, pair: QueuedDuplicate): TemplateResult {
  const { t, pairs } = view;
  const words = wordsOf(view);
  const { isGone } = pairs;
  const { against } = tellingReasons(pair.reasons);
  return html`<div
    class="pair ${isGone ? 'gone' : ''}"
    part="pair"
    id="pair"
    role="group"
    tabindex="-1"
    aria-labelledby="versus likelihood"
  >
    <h4 id="versus">
      <bdi>${shortName(view, pair.customer)}</bdi> <span class="muted" aria-hidden="true">/</span>
      <bdi>${shortName(view, pair.other)}</bdi>
    </h4>
    ${answers(view, pair)} ${status(standing(view, pair))}
    <p id="likelihood" class="likelihood">${likelihood(words, pair.probability)}</p>
    ${reasonsView(words, pair.reasons)}
    ${against.length === 0 && pair.contradictions.length === 0 ? html`<p class="muted">${t.nothingAgainst}</p>` : nothing}
    ${pair.held ? status({ kind: 'info', text: t.heldPair[pair.held] }) : nothing} ${comparison(view, pair)}
    ${outcome(view, pair)}
  </div>`;
}

function standing(view: QueueView, pair: QueuedDuplicate): Status | undefined {
  const { t, pairs, decisions, actions, said, failure, when } = view;
  if (pairs.isGone) {
    const action = button(t.goOn, actions.goOn, 'small primary', { id: 'go-on' });
    return { kind: 'warning', text: t.gone, hint: t.goneHint, action };
  }
  const error = decisions.failures.get(keyOf(pair));
  if (error !== undefined) {
    const { text, hint } = failure(error);
    const whole = [text, hint].filter(Boolean).join(' ');
    return {
      kind: 'error',
      text: t.notSaved(pair.customer.customerNumber, pair.other.customerNumber),
      hint: whole,
    };
  }
  if (said) return { kind: 'warning', text: said };
  const before = decidedText({ t }, pair, (iso) => when(iso, 'date'));
  return before === undefined ? undefined : { kind: 'info', text: before };
}

/** R22: buttons for everybody, each with its key. */
function answers(view: QueueView, pair: QueuedDuplicate): TemplateResult {
  const { t, pairs, ahead, actions, hasDialog } = view;
  const { outlook } = ahead.of(pair);
  const { isGone } = pairs;
  const isReady = outlook.value !== undefined && !outlook.busy;
  const isDoubtful = outlook.value !== undefined && speaksAgainst(pair, outlook.value);
  const key = (letter: string): TemplateResult => html`<kbd aria-hidden="true">${letter}</kbd>`;
  const press = (
    id: string,
    label: unknown,
    letter: string,
    act: () => void,
    look = '',
    isWaiting = isGone,
  ): TemplateResult =>
    button(html`${label}${key(letter)}`, act, look, { id, isWaiting, shortcut: letter.toLowerCase() });
  return html`<div class="answers" part="answers">
    ${press('merge', isDoubtful ? html`${t.merge}…` : t.merge, 'M', () => actions.answer('merge'), 'primary', isGone || !isReady)}
    ${press('not-same', t.notSame, 'N', () => actions.answer('notSame'))}
    ${press('later', t.later, 'L', () => actions.answer('later'))}
    <span class="grow"></span>
    ${press('swap', html`${swapIcon()}${t.swap}`, 'S', actions.swap, 'quiet')}
    ${hasDialog ? press('choose', t.choose, 'C', actions.choose, 'quiet') : nothing}
  </div>`;
}

function comparison(view: QueueView, pair: QueuedDuplicate): TemplateResult {
  const { t, ahead } = view;
  const { outlook } = ahead.of(pair);
  const survivor = ahead.isSwapped(pair) ? pair.other : pair.customer;
  const head = (customer: Customer): TemplateResult =>
    html`<th scope="col">
      <span class="fate">${customer === survivor ? t.stays : t.becomesAlias}</span> <br /><bdi
        >${customer.customerNumber}</bdi
      >
    </th>`;
  return html`<table class="table comparison" part="comparison">
    <thead>
      <tr>
        <th scope="col" class="field-name"><span class="said">${t.field}</span></th>
        ${head(pair.customer)}
        <th scope="col" class="relation"><span class="said">${t.comparison}</span></th>
        ${head(pair.other)}
        <th scope="col" class="result">${t.willShow}</th>
      </tr>
    </thead>
    <tbody>
      ${comparedFields(view, pair, outlook.value).map((field) => fieldRow(view, pair, field))}
      ${factRows(view, pair)}
    </tbody>
  </table>`;
}

function fieldRow(view: QueueView, pair: QueuedDuplicate, compared: ComparedField): TemplateResult {
  const { t, common, ahead } = view;
  const { label, field, relation, sides } = compared;
  const outlook = ahead.of(pair).outlook.value;
  const result = outlook?.result[field];
  return html`<tr class=${relation ?? ''}>
    <th scope="row" class="field-name">${label}</th>
    ${cell(view, compared, 0)}
    <td class="relation">
      ${
        relation
          ? html`<span class="sign" aria-hidden="true">${signs[relation]}</span>
              <span class="word">${t.relations[relation]}</span>`
          : nothing
      }
    </td>
    ${cell(view, compared, 1)}
    <td class="result">
      <span class="cell-label">${t.willShow} </span
      ><bdi>${outlook ? (result ?? common.none) : sides[0].value || sides[1].value ? '…' : common.none}</bdi>
    </td>
  </tr>`;
}

function cell(
  { t, common, service }: QueueView,
  { sides, relation }: ComparedField,
  at: 0 | 1,
): TemplateResult {
  const { value, others } = sides[at];
  const opposite = sides[at === 0 ? 1 : 0].value;
  // Where two masks differ, nobody can say in which letters.
  const isMarked = (relation === 'different' || relation === 'similar') && !service.masked;
  const [before, between, after] = isMarked && value && opposite ? differing(value, opposite) : ['', '', ''];
  const marked =
    before || after ? html`${before}${between ? html`<mark>${between}</mark>` : nothing}${after}` : value;
  return html`<td>
    ${value ? html`<bdi class="value">${marked}</bdi>` : html`<span class="muted">${common.none}</span>`}
    ${
      others.length > 0
        ? html`<div class="hint others">
            ${t.otherValues}:
            ${others.slice(0, OTHERS).map((each) => html`<bdi>${each}</bdi> `)}${others.length > OTHERS ? '…' : nothing}
          </div>`
        : nothing
    }
  </td>`;
}

/** What is known of both beside their values. */
function factRows(view: QueueView, pair: QueuedDuplicate): unknown {
  const { t, common, ahead, when } = view;
  const { customer, other } = pair;
  const { value: contacts, error } = ahead.of(pair).contacts;
  const both = (say: (customer: Customer, at: 0 | 1) => unknown): readonly [unknown, unknown] => [
    say(customer, 0),
    say(other, 1),
  ];
  const hasFormer = [customer, other].some(({ absorbedNumbers }) => absorbedNumbers.length > 0);
  const date = (iso: string): TemplateResult => html`<time datetime=${iso}>${when(iso, 'date')}</time>`;
  const waiting = error === undefined ? '…' : common.none;
  const rows: readonly (readonly [string, readonly [unknown, unknown]] | false)[] = [
    hasFormer && [t.formerNumbers, both(({ absorbedNumbers }) => absorbedNumbers.join(', ') || common.none)],
    [t.since, both(({ createdAt }) => date(createdAt))],
    [t.changed, both(({ updatedAt }) => date(updatedAt))],
    [t.contact, both((_, at) => (contacts ? contact(view, contacts[at]) : waiting))],
  ];
  return rows.map((row) =>
    row
      ? html`<tr class="fact">
          <th scope="row" class="field-name">${row[0]}</th>
          <td>${row[1][0]}</td>
          <td class="relation"></td>
          <td>${row[1][1]}</td>
          <td class="result"></td>
        </tr>`
      : nothing,
  );
}

function contact({ t, when, service }: QueueView, { items, more }: Contacts): TemplateResult {
  const [newest] = items;
  if (!newest) return html`<span class="muted">${t.noTickets}</span>`;
  const channel = service.channels.find(({ id }) => id === newest.channelId)?.label ?? newest.channelId;
  return html`<time datetime=${newest.createdAt}>${when(newest.createdAt, 'date')}</time>, ${channel}
    <span class="muted">(${t.tickets(items.length, more)})</span>`;
}

/** What a merge would do, in a sentence; or why nobody can say. */
function outcome(view: QueueView, pair: QueuedDuplicate): TemplateResult {
  const { t, common, ahead, actions } = view;
  const { value, error } = ahead.of(pair).outlook;
  if (error !== undefined) {
    const line = view.failure(error);
    const hint = [line.text, line.hint].filter(Boolean).join(' ');
    const action = button(common.retry, actions.again, 'small');
    return status({ kind: 'error', text: t.noPreview, hint, action });
  }
  return html`<p class="hint">${value ? t.alias(value.survivorNumber, value.absorbedNumber) : nothing}</p>`;
}
