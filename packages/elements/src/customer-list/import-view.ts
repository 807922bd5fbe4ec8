/** The steps of an import: a file, its columns, what would become of each row, and what became of it. */
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { button } from '../parts/button.js';
import { choice } from '../parts/choice.js';
import { field, selectField } from '../parts/field.js';
import { status, type Status } from '../parts/status.js';
import type { CustomersImport, Existing, Outcome } from './import.js';
import type { OutcomeList } from './outcomes.js';
import { customerFields, type Ui } from './ui.js';

export interface ImportActions {
  choose(file: File): void;
  check(): void;
  store(): void;
  saveResult(): void;
  close(): void;
}

type Drawing = [ui: Ui, job: CustomersImport, outcomes: OutcomeList, actions: ImportActions];

export function importView(...drawing: Drawing): TemplateResult {
  const [ui, job] = drawing;
  return html`<div class="dialog-body">
      <div class="page">
        ${stepsView(ui, job)} ${status(standing(ui, job))} ${progress(job)} ${body(...drawing)}
      </div>
    </div>
    <div class="dialog-foot">${foot(...drawing)}</div>`;
}

/** Where one is. */
function stepsView({ t }: Ui, { state }: CustomersImport): TemplateResult {
  const at = { choose: 0, columns: 1, checking: 2, checked: 2, storing: 3, done: 3 }[state];
  return html`<ol class="steps">
    ${Object.values(t.steps).map(
      (step: string, index) =>
        html`<li aria-current=${index === at ? 'step' : nothing} class=${index < at ? 'past' : ''}>
          ${step}
        </li>`,
    )}
  </ol>`;
}

function standing(ui: Ui, job: CustomersImport): Status | undefined {
  const { t, failure } = ui;
  const { state, done, error, stored } = job;
  const all = state === 'storing' || state === 'done' ? job.storable : (job.file?.rows.length ?? 0);
  if (state === 'choose') return faultOf(ui, job);
  if (job.isRunning && job.isStopping) return { kind: 'busy', text: t.stopping };
  if (job.isRunning) {
    return { kind: 'busy', text: state === 'checking' ? t.checking(done, all) : t.storing(done, all) };
  }
  if (state === 'checking') {
    const where = t.checking(done, all);
    return error === undefined ? { kind: 'info', text: where } : { ...failure(error), hint: where };
  }
  if (state === 'storing') {
    if (error === undefined) return { kind: 'info', text: t.stopped(stored, all) };
    return { ...failure(error), hint: t.interrupted(stored, all) };
  }
  if (state === 'done') return { kind: 'ok', text: t.stored(stored) };
  if (state !== 'checked') return undefined;
  if (job.storable === 0) return { kind: 'warning', text: t.nothingToStore };
  return { kind: 'ok', text: t.checked };
}

function faultOf({ t }: Ui, { fault }: CustomersImport): Status | undefined {
  if (!fault) return undefined;
  if (fault.fault === 'noRows') return { kind: 'error', text: t.noRows };
  if (fault.fault === 'tooLarge') return { kind: 'error', text: t.tooLarge, hint: t.tooLargeHint };
  const text = fault.line === undefined ? t.notRead : t.notReadRow(fault.line);
  return { kind: 'error', text, hint: t.notReadHint };
}

function progress(job: CustomersImport): TemplateResult | typeof nothing {
  if (!job.isRunning) return nothing;
  const all = job.state === 'storing' ? job.storable : (job.file?.rows.length ?? 0);
  return html`<progress max=${all} .value=${live(job.done)} aria-hidden="true"></progress>`;
}

function body(...[ui, job, outcomes, actions]: Drawing): TemplateResult {
  const { t } = ui;
  if (job.state === 'choose') return chooser(ui, actions);
  const { name, rows } = job.file!;
  const isOpen = job.state === 'columns' || job.state === 'checked' || job.state === 'done';
  return html`<p class="row">
      <b class="grow"><bdi>${t.file(name, rows.length)}</bdi></b>
      ${isOpen ? button(t.otherFile, () => (job.reset(), ui.update()), 'quiet small') : nothing}
    </p>
    ${job.state === 'columns' ? columnsView(ui, job) : outcomesView(ui, job, outcomes)}`;
}

function chooser({ t }: Ui, { choose }: ImportActions): TemplateResult {
  return field(
    { id: 'file', label: t.chooseFile, hint: t.chooseHint },
    html`<input
      class="input file"
      id="file"
      type="file"
      accept=".csv,text/csv"
      aria-describedby="file-hint"
      data-next
      @change=${(event: Event) => {
        const input = event.target as HTMLInputElement;
        const [file] = input.files ?? [];
        if (file) choose(file);
        // So that the same file can be chosen again once it was mended.
        input.value = '';
      }}
    />`,
  );
}

function columnsView(ui: Ui, job: CustomersImport): TemplateResult {
  const { t, common } = ui;
  const options = [
    { value: '', label: t.leaveOut },
    { value: 'customerNumber', label: common.customerNumber },
    ...customerFields(ui).map(({ code, label }) => ({ value: code, label })),
  ];
  const { twice } = job;
  return html`<p class="hint">${t.columnsHint}</p>
    <ul class="columns">
      ${job.file!.heads.map((head, index) => {
        const target = job.targets[index] ?? '';
        const example = job.file!.rows.find(({ cells }) => cells[index]?.trim())?.cells[index];
        return html`<li>
          <div>
            <b><bdi>${head || common.none}</bdi></b>
            <p class="muted example">${example ? html`<bdi>${example}</bdi>` : common.none}</p>
          </div>
          ${selectField({
            id: `column-${index}`,
            label: `${t.target}: ${head}`,
            quietLabel: true,
            value: target,
            options,
            error: twice.has(target) ? t.twice : undefined,
            onInput: (chosen) => {
              job.targets = job.targets.with(index, chosen);
              ui.update();
            },
          })}
        </li>`;
      })}
    </ul>
    <fieldset class="existing">
      <legend>${t.existing}</legend>
      ${(Object.entries(t.existingChoices) as [Existing, string][]).map(([value, label]) =>
        choice('radio', label, job.existing === value, () => {
          job.existing = value;
          ui.update();
        }),
      )}
    </fieldset>`;
}

function outcomesView(ui: Ui, job: CustomersImport, outcomes: OutcomeList): TemplateResult {
  const { t } = ui;
  const sums = new Map<Outcome['outcome'], number>();
  for (const { outcome } of job.outcomes.values()) sums.set(outcome, (sums.get(outcome) ?? 0) + 1);
  const words = job.state === 'checked' || job.state === 'checking' ? t.willBe : t.was;
  const count = outcomes.count(job);
  return html`<p class="row sums">
      ${[...sums].map(([outcome, sum]) => html`<span class="sum">${t.sums(words[outcome], sum)}</span>`)}
    </p>
    ${choice('checkbox', t.onlyProblems, outcomes.onlyProblems, () => {
      outcomes.onlyProblems = !outcomes.onlyProblems;
      ui.update();
    })}
    <div
      class="scroller outcomes"
      role="table"
      tabindex="0"
      aria-label=${t.outcomes}
      aria-rowcount=${count + 1}
    >
      <div role="rowgroup" class="heads">
        <div role="row" class="outcome head" aria-rowindex="1">
          <div role="columnheader">${t.line}</div>
          <div role="columnheader">${t.outcome}</div>
          <div role="columnheader">${t.detail}</div>
        </div>
      </div>
      <div role="rowgroup" class="sizer"></div>
    </div>
    ${count === 0 ? html`<p class="muted">${t.noProblems}</p>` : nothing}`;
}

function foot(...[ui, job, , actions]: Drawing): TemplateResult {
  const { t, common } = ui;
  const { state } = job;
  if (state === 'choose') return button(common.cancel, actions.close);
  if (state === 'columns') {
    const isReady = job.hasColumns && job.twice.size === 0;
    return html`<span class="grow fault">${job.hasColumns ? nothing : t.noColumns}</span
      >${next(t.check, actions.check, !isReady)}`;
  }
  if (job.isRunning) return button(t.stop, () => job.stop(), '', { id: 'stop', isWaiting: job.isStopping });
  const back = html`<span class="grow">${button(t.backToColumns, () => job.backToColumns())}</span>`;
  if (state === 'checking') return html`${back}${next(t.continue, actions.check)}`;
  if (state === 'checked')
    return html`${back}${next(t.start(job.storable), actions.store, job.storable === 0)}`;
  const result = button(t.result, actions.saveResult);
  if (state === 'storing') return html`${result}${next(t.continue, actions.store)}`;
  return html`${result}${next(common.close, actions.close)}`;
}

/** What one does next, and where the focus goes when the step is another. */
function next(label: string, press: () => void, isWaiting = false): TemplateResult {
  return html`<button
    class="button primary"
    type="button"
    data-next
    aria-disabled=${isWaiting ? 'true' : nothing}
    @click=${isWaiting ? nothing : press}
  >
    ${label}
  </button>`;
}
