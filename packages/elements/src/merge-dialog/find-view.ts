/** Step 1, R19–R22: who this is, and the search for the other record. */
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { gradeLabels } from '../parts/grade-labels.js';
import { searchIcon } from '../parts/icons.js';
import { skeleton } from '../parts/skeleton.js';
import { status, type Status } from '../parts/status.js';
import { person, personHead, type Person, type Sought } from './person.js';
import { conditions, type Condition } from './search.js';
import type { View } from './view.js';

/** R19: the customer at hand, on top of everything else. */
export function cardView(view: View): TemplateResult {
  const { flow, t } = view;
  return html`<section class="section" aria-labelledby="current">
    <div class="row">
      <h3 id="current">${t.current}</h3>
      ${gradeLabels(flow.grades, t.grades)}
    </div>
    <div class="people">
      ${personHead(view)}
      <div class="card">${flow.customer ? person(view, flow.customer) : skeleton(1)}</div>
    </div>
  </section>`;
}

export function findView(view: View): TemplateResult {
  const { t } = view;
  return html`<div class="section">
    <h3 id="other">${t.other}</h3>
    ${searchBox(view)} ${status(searchStatus(view))} ${results(view)}
  </div>`;
}

function searchBox({ flow: { search }, t, common }: View): TemplateResult {
  const label = (condition: Condition): string => (condition === 'text' ? t.everywhere : common[condition]);
  return html`<form
    class="search"
    role="search"
    aria-labelledby="other"
    @submit=${(event: Event) => {
      event.preventDefault();
      if (search.isFresh) focusRow(event.currentTarget as HTMLElement, 0);
      else void search.run();
    }}
  >
    <select
      class="input"
      name="condition"
      aria-label=${t.searchIn}
      @change=${(event: Event) => search.lookIn((event.target as HTMLSelectElement).value as Condition)}
    >
      ${conditions.map(
        (condition) =>
          html`<option value=${condition} .selected=${live(condition === search.condition)}>
            ${label(condition)}
          </option>`,
      )}
    </select>
    <span class="box"
      >${searchIcon()}<input
        class="input"
        type="search"
        name="search"
        aria-label=${common.search}
        autocomplete="off"
        spellcheck="false"
        enterkeyhint="search"
        dir="auto"
        autofocus
        placeholder=${t.placeholder}
        .value=${live(search.text)}
        @input=${(event: Event) => search.type((event.target as HTMLInputElement).value)}
        @keydown=${(event: KeyboardEvent) => {
          if (event.key !== 'ArrowDown' || event.isComposing) return;
          if (focusRow(event.currentTarget as HTMLElement, 0)) event.preventDefault();
        }}
    /></span>
  </form>`;
}

function searchStatus({ flow, t, common, explain }: View): Status | undefined {
  const { found, text } = flow.search;
  if (text.trim() === '') {
    const isKnown = !flow.extras.busy && flow.extras.value;
    return isKnown && isKnown.suggestions.length === 0 ? { kind: 'info', text: t.start } : undefined;
  }
  if (found.error)
    return { ...explain(found.error), action: retry(() => void flow.search.run(), common.retry) };
  if (found.busy && !found.value) return { kind: 'busy', text: common.loading };
  if (!found.value) return undefined;
  const { items, more } = found.value;
  if (items.length === 0) return { kind: 'info', text: t.none, hint: t.noneHint };
  return { kind: 'info', text: more ? t.more(items.length) : t.found(items.length) };
}

export function retry(act: () => void, label: string): TemplateResult {
  return html`<button class="button small" type="button" @click=${act}>${label}</button>`;
}

function results(view: View): TemplateResult | typeof nothing {
  const { flow, t } = view;
  const { found, text } = flow.search;
  if (text.trim() === '') return suggestions(view);
  if (found.busy && !found.value) return skeleton(4);
  const { value } = found;
  if (!value || found.error || value.items.length === 0) return nothing;
  const rows = value.items.map((item) => row(view, item, value));
  return list(view, t.other, rows, found.busy);
}

/** B4: whoever shares an identifier is offered before anything is typed. */
function suggestions(view: View): TemplateResult | typeof nothing {
  const { flow, t } = view;
  const found = flow.extras.value?.suggestions ?? [];
  if (found.length === 0) return nothing;
  const rows = found.map(({ customer, reason }) => {
    const sought = { text: flow.customer?.values[reason] ?? '', condition: reason };
    return row(view, customer, sought, t.shared[reason]);
  });
  return html`<h4 class="muted">${t.suggested}</h4>
    ${list(view, t.suggested, rows, false)}`;
}

function list(view: View, label: string, rows: TemplateResult[], isBusy: boolean): TemplateResult {
  return html`<div class="people">
    ${personHead(view)}
    <ul class="list" aria-label=${label} aria-busy=${isBusy ? 'true' : 'false'} @keydown=${moveInList}>
      ${rows.map((each) => html`<li>${each}</li>`)}
    </ul>
  </div>`;
}

/** The customer at hand is shown among the matches, so that nobody wonders where it is, but cannot be chosen. */
function row(view: View, who: Person, sought: Sought, note?: string): TemplateResult {
  const { flow, t } = view;
  const { customerNumber } = who;
  if (customerNumber === flow.customer?.customerNumber) {
    return html`<div class="item itself">${person(view, who, sought, t.itself)}</div>`;
  }
  return html`<button class="item" type="button" @click=${() => flow.choose(customerNumber)}>
    ${person(view, who, sought, note)}
  </button>`;
}

function moveInList(event: KeyboardEvent): void {
  const list = event.currentTarget as HTMLElement;
  const buttons = [...list.querySelectorAll('button')];
  const at = buttons.indexOf(event.target as HTMLButtonElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
  if (at < 0 || to === undefined) return;
  event.preventDefault();
  if (to < 0) (list.getRootNode() as ShadowRoot).querySelector<HTMLElement>('[name=search]')?.focus();
  else buttons[Math.min(to, buttons.length - 1)]?.focus();
}

/** True when there was such a row. */
function focusRow(from: HTMLElement, index: number): boolean {
  const button = (from.getRootNode() as ShadowRoot).querySelectorAll<HTMLElement>('.list button')[index];
  button?.focus();
  return button !== undefined;
}
