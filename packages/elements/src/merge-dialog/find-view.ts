/** Step 1, R19–R22: who this is, and the search for the other record. */
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { labelRow } from '../customer-badge/labels.js';
import { button } from '../parts/button.js';
import { isComposing } from '../parts/composing.js';
import { closeIcon, searchIcon } from '../parts/icons.js';
import { skeleton } from '../parts/skeleton.js';
import { status, type Status } from '../parts/status.js';
import { card, person, type Person } from './person.js';
import { conditions, type Condition } from './search.js';
import { waiting, type View } from './view.js';

/** R19: the customer at hand, on top of everything else. */
export function cardView(view: View): TemplateResult {
  const { flow, t } = view;
  const grades = flow.extras.value?.grades ?? [];
  return html`<section class="section" aria-labelledby="current">
    <div class="row">
      <h3 id="current">${t.current}</h3>
      ${grades.length > 0 ? html`<span class="said">${t.grades}: </span>${labelRow(grades)}` : nothing}
    </div>
    ${card(view, flow.customer ? person(view, flow.customer) : skeleton(1))}
  </section>`;
}

export function findView(view: View): TemplateResult {
  return html`<section class="section" aria-labelledby="other">
    <h3 id="other">${view.t.other}</h3>
    ${searchBox(view)} ${view.flow.isMasked ? html`<p class="hint" id="whole">${view.t.whole}</p>` : nothing}
    ${status(searchStatus(view))} ${results(view)}
  </section>`;
}

function searchBox({ flow: { search, isMasked }, t, common }: View): TemplateResult {
  return html`<form
    class="search"
    role="search"
    aria-labelledby="other"
    @submit=${(event: Event) => {
      event.preventDefault();
      if (search.isFresh) focusRow(event, 0);
      else void search.run();
    }}
  >
    <select
      class="input"
      part="control"
      name="condition"
      aria-label=${t.searchIn}
      @change=${(event: Event) => search.lookIn((event.target as HTMLSelectElement).value as Condition)}
    >
      ${conditions.map(
        (condition) =>
          html`<option value=${condition} .selected=${live(condition === search.condition)}>
            ${condition === 'text' ? t.everywhere : common[condition]}
          </option>`,
      )}
    </select>
    <span class="box"
      >${searchIcon()}<input
        class="input"
        part="control"
        type="search"
        name="search"
        aria-label=${common.search}
        aria-describedby=${isMasked ? 'whole' : nothing}
        autocomplete="off"
        spellcheck="false"
        enterkeyhint="search"
        dir="auto"
        autofocus
        placeholder=${t.placeholder}
        .value=${live(search.text)}
        @input=${(event: Event) => search.type((event.target as HTMLInputElement).value)}
        @keydown=${(event: KeyboardEvent) => {
          if (event.key === 'ArrowDown' && !isComposing(event)) focusRow(event, 0);
        }}
    /></span>
  </form>`;
}

function searchStatus(view: View): Status | undefined {
  const { flow, t } = view;
  const { found, text } = flow.search;
  if (text.trim() === '') return undefined;
  const { value } = found;
  const late = waiting(view, found, () => flow.search.run());
  if (late || !value) return late;
  const { items, more } = value;
  if (items.length === 0) return { kind: 'info', text: t.none, hint: t.noneHint };
  return { kind: 'info', text: t.found(items.length, more) };
}

function results(view: View): TemplateResult | typeof nothing {
  const { flow, t } = view;
  const { found, text } = flow.search;
  if (text.trim() === '') return suggestions(view);
  const { value, busy } = found;
  if (!value) return busy ? skeleton(4) : nothing;
  const rows = value.items.map((item) => row(view, item));
  return rows.length > 0 && !found.error ? list(t.other, rows, busy) : nothing;
}

/** Whoever shares an identifier is offered before anything is typed. */
function suggestions(view: View): TemplateResult | typeof nothing {
  const { flow, t } = view;
  const rows = flow.extras.value?.suggestions.map(({ customer, reason }) => {
    return row(view, customer, reason === undefined ? undefined : t.shared[reason]);
  });
  if (!rows?.length) return nothing;
  return html`<h4 class="muted">${t.suggested}</h4>
    ${list(t.suggested, rows, false)}`;
}

function list(label: string, rows: TemplateResult[], isBusy: boolean): TemplateResult {
  return html`<ul class="list" aria-label=${label} aria-busy=${isBusy} @keydown=${moveInList}>
    ${rows.map((each) => html`<li>${each}</li>`)}
  </ul>`;
}

/**
 * One press and the preview comes; with ticks several are chosen first (R22). The customer at hand is shown among the
 * matches, so that nobody wonders where it is, but cannot be chosen.
 */
function row(view: View, who: Person, note?: string): TemplateResult {
  const { flow, t } = view;
  const { customerNumber } = who;
  if (customerNumber === flow.customer?.customerNumber) {
    return html`<div class="item itself">${person(view, who, t.current)}</div>`;
  }
  const { picks } = flow;
  const isPicked = picks.has(customerNumber);
  return html`<div class="pickable">
    <label class="tick"
      ><input
        type="checkbox"
        aria-label=${t.pick(customerNumber)}
        .checked=${live(isPicked)}
        ?disabled=${picks.isFull && !isPicked}
        @change=${() => picks.toggle(who)}
    /></label>
    <button class="item" type="button" @click=${() => flow.choose([...picks.numbers, customerNumber])}>
      ${person(view, who, note)}
    </button>
  </div>`;
}

/** In the column in which the focus is. */
function rowsNear(event: Event): HTMLElement[] {
  const root = (event.currentTarget as HTMLElement).getRootNode() as ShadowRoot;
  const column = (event.target as HTMLElement).matches('.tick input') ? '.tick input:enabled' : 'button';
  return [...root.querySelectorAll<HTMLElement>(`[name=search], .list ${column}`)];
}

/** The search box, the first of them, stands before the rows. */
function focusRow(event: Event, index: number): void {
  const row = rowsNear(event)[index + 1];
  if (!row) return;
  event.preventDefault();
  row.focus();
}

function moveInList(event: KeyboardEvent): void {
  const rows = rowsNear(event);
  const at = rows.indexOf(event.target as HTMLElement) - 1;
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 2 }[event.key];
  if (to !== undefined) focusRow(event, to);
}

/** Those chosen so far, and the way to their preview. */
export function picksView({ flow, t }: View): TemplateResult {
  const { picks } = flow;
  const chips = picks.people.map((who) => {
    const name = t.leaveOut(who.customerNumber);
    return html`<li class="chip">
      <span>${who.customerNumber} <bdi>${who.values['name'] ?? nothing}</bdi></span>
      ${button(closeIcon(), () => picks.toggle(who), 'small quiet icon-only', { name })}
    </li>`;
  });
  return html`<div class="grow picks">
      <p role="status">${picks.isFull ? t.full(picks.people.length + 1) : t.picked(picks.people.length)}</p>
      <ul class="chips">
        ${chips}
      </ul>
    </div>
    ${button(t.compare(picks.people.length + 1), () => flow.choose(picks.numbers), 'primary')}`;
}
