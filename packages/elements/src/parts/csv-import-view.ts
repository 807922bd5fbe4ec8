/** How reading a table in looks: a file, what would happen, progress, what happened. */
import { html, nothing, type TemplateResult } from 'lit';
import type { ImportedRow, ImportOutcome, Issue } from '@deskcard/core';
import { button } from './button.js';
import { field, selectField } from './field.js';
import { status, type Status } from './status.js';
import type { CsvImport, Existing } from './csv-import.js';
import type { CsvColumn } from './csv-file.js';

/** The texts of an import; the same shape for every element that has one. */
export interface CsvTexts {
  readonly title: string;
  readonly hint: (columns: string, optional: string) => string;
  readonly file: string;
  readonly unreadable: string;
  readonly unreadableHint: string;
  readonly badLine: (line: number) => string;
  readonly empty: string;
  readonly tooLarge: string;
  readonly missing: (columns: string) => string;
  readonly existing: string;
  readonly existings: Readonly<Record<Existing, string>>;
  readonly checking: (done: number, count: number) => string;
  readonly importing: (done: number, count: number) => string;
  readonly checked: string;
  readonly stopped: (done: number) => string;
  readonly done: string;
  readonly go: (count: number) => string;
  readonly goOn: string;
  readonly nothing: string;
  readonly outcomes: Readonly<Record<ImportOutcome, string>>;
  readonly lines: string;
  readonly line: string;
  readonly outcome: string;
  readonly why: string;
  readonly firstOf: (shown: number, count: number) => string;
  readonly sameAs: (line: number) => string;
  readonly isThere: string;
  readonly reason: (field: string, why: string) => string;
}

export interface CsvView {
  readonly t: CsvTexts;
  readonly common: { readonly cancel: string; readonly close: string; readonly retry: string };
  readonly columns: readonly CsvColumn[];
  /** how a column is called on the screen */
  readonly nameOf: (column: string) => string;
  readonly describeIssue: (issue: Pick<Issue, 'code' | 'maximum'>) => string;
  readonly failure: (error: unknown) => Status;
  readonly number: (value: number) => string;
  readonly close: () => void;
  /** draws, then focuses the first element that matches */
  readonly focus: (selector: string) => unknown;
}

const mostShown = 100;

export function csvImportView(work: CsvImport, view: CsvView): TemplateResult {
  const { t, common, columns, nameOf } = view;
  const names = (isRequired: boolean): string =>
    columns
      .filter((each) => (each.isRequired ?? false) === isRequired)
      .map(({ name }) => nameOf(name))
      .join(', ');
  const choose = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    if (file) void work.choose(file);
    // So that the same file can be chosen again once it was mended.
    input.value = '';
  };
  return html`<section class="import" part="import" aria-labelledby="import-title">
    <h3 id="import-title" tabindex="-1">${t.title}</h3>
    <p class="hint">${t.hint(names(true), names(false))}</p>
    <div class="row inputs">
      ${field(
        { id: 'csv', label: t.file, hint: work.fileName },
        html`<input
          class="input"
          part="control"
          id="csv"
          type="file"
          aria-describedby=${work.fileName === '' ? nothing : 'csv-hint'}
          accept=".csv,text/csv"
          ?disabled=${work.isBusy}
          @change=${choose}
        />`,
      )}
      ${selectField({
        id: 'existing',
        label: t.existing,
        value: work.existing,
        disabled: work.isBusy || work.stage === 'importing',
        options: (['update', 'skip'] as const).map((value) => ({ value, label: t.existings[value] })),
        onInput: (value) => {
          work.existing = value as Existing;
          if (work.stage === 'checked') void work.check();
        },
      })}
    </div>
    ${status(standing(work, view))} ${progress(work, t)}
    ${work.stage === 'choose' ? nothing : report(work, view)}
    <div class="row">
      ${actions(work, view)}
      ${
        work.isBusy
          ? button(common.cancel, () => work.stop(), 'small', { id: 'csv-stop' })
          : button(common.close, view.close, 'small', { id: 'csv-close' })
      }
    </div>
  </section>`;
}

function actions(work: CsvImport, { t, common, focus }: CsvView): TemplateResult | typeof nothing {
  if (work.isBusy) return nothing;
  // The button that is pressed goes; the one beside it stays through all of it.
  const begin = (run: () => Promise<void>) => (): void => {
    void run();
    focus('#csv-stop');
  };
  const go = begin(() => work.go());
  if (work.stage === 'checked' && work.useful > 0) {
    return button(t.go(work.useful), go, 'primary small', { id: 'csv-go' });
  }
  if (work.stage === 'importing') return button(t.goOn, go, 'primary small', { id: 'csv-go' });
  return work.error === undefined
    ? nothing
    : button(
        common.retry,
        begin(() => work.check()),
        'small',
      );
}

function standing(work: CsvImport, view: CsvView): Status | undefined {
  const { t, failure } = view;
  if (work.problem) return problemOf(work, view);
  // While it works the bar says how far it is; a status line that changed at every step would be read out all the time.
  if (work.isBusy) return undefined;
  if (work.error !== undefined) {
    const why = failure(work.error);
    return work.stage === 'importing' ? { ...why, text: `${why.text} ${t.stopped(work.imported)}` } : why;
  }
  if (work.stage === 'checked') return { kind: 'info', text: work.useful > 0 ? t.checked : t.nothing };
  if (work.stage === 'importing') return { kind: 'warning', text: t.stopped(work.imported) };
  return work.stage === 'done' ? { kind: 'ok', text: t.done } : undefined;
}

function problemOf({ problem }: CsvImport, { t, nameOf }: CsvView): Status {
  const error = (text: string): Status => ({ kind: 'error', text, hint: t.unreadableHint });
  switch (problem!.kind) {
    case 'badLine':
      return error(t.badLine(problem!.line));
    case 'missing':
      return { kind: 'error', text: t.missing(problem!.columns.map(({ name }) => nameOf(name)).join(', ')) };
    case 'unreadable':
      return error(t.unreadable);
    default:
      return { kind: 'error', text: t[problem!.kind] };
  }
}

function progress({ isBusy, stage, done, count }: CsvImport, t: CsvTexts): TemplateResult | typeof nothing {
  if (!isBusy) return nothing;
  const text = stage === 'importing' ? t.importing(done, count) : t.checking(done, count);
  return html`<div class="field">
    <label class="label" for="csv-progress">${text}</label>
    <progress id="csv-progress" max=${count} .value=${done}></progress>
  </div>`;
}

/** How many lines had which outcome, and why those did that are not taken in. */
function report(work: CsvImport, view: CsvView): TemplateResult {
  const { t, number } = view;
  const { counts } = work;
  const left = [...work.outcomes.values()].filter(({ outcome }) => ['skipped', 'refused'].includes(outcome));
  const shown = left.slice(0, mostShown);
  return html`<dl class="counts">
      ${(Object.keys(counts) as ImportOutcome[]).map(
        (outcome) =>
          html`<div data-outcome=${outcome}>
            <dt>${t.outcomes[outcome]}</dt>
            <dd>${number(counts[outcome])}</dd>
          </div>`,
      )}
    </dl>
    ${
      left.length === 0
        ? nothing
        : html`<div class="scroll" tabindex="0" role="group" aria-label=${t.lines}>
              <table class="table">
                <thead>
                  <tr>
                    <th scope="col" class="number">${t.line}</th>
                    <th scope="col">${t.outcome}</th>
                    <th scope="col">${t.why}</th>
                  </tr>
                </thead>
                <tbody>
                  ${shown.map(
                    (item) =>
                      html`<tr>
                        <td class="number">${number(item.line)}</td>
                        <td>${t.outcomes[item.outcome]}</td>
                        <td>${whyOf(item, view)}</td>
                      </tr>`,
                  )}
                </tbody>
              </table>
            </div>
            ${left.length > shown.length ? html`<p class="hint">${t.firstOf(shown.length, left.length)}</p>` : nothing}`
    }`;
}

function whyOf({ reason }: ImportedRow, { t, nameOf, describeIssue }: CsvView): string {
  if (reason === undefined) return t.isThere;
  const { code, field = '', maximum, lines = [] } = reason;
  if (code === 'repeated' && lines[0] !== undefined) return t.sameAs(lines[0]);
  const issue = (reason.issue ?? 'invalid') as Issue['code'];
  return t.reason(
    nameOf(field),
    describeIssue({ code: issue, ...(maximum === undefined ? {} : { maximum }) }),
  );
}
