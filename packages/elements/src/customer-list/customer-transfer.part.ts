/**
 * CSV files out and in, in a dialog. Loaded when one is first wanted. What was chosen and how far it came stays when
 * the dialog is closed; nothing goes on behind a closed dialog.
 */
import { html, nothing, type TemplateResult } from 'lit';
import { ask, tell } from '../events.js';
import { customerTransfer as english } from '../locales/en.customer-transfer.js';
import { button } from '../parts/button.js';
import { choice } from '../parts/choice.js';
import { download } from '../parts/download.js';
import { closeIcon } from '../parts/icons.js';
import { status, type Status } from '../parts/status.js';
import { CustomersExport } from './export.js';
import { CustomersImport } from './import.js';
import { importView, type ImportActions } from './import-view.js';
import { OutcomeList, resultCsv } from './outcomes.js';
import type { Query } from './rows.js';
import { styles } from './transfer.styles.js';
import { customerFields, type Ui } from './ui.js';

export { english, styles };

export interface TransferShell {
  close(): void;
  /** what the list shows */
  readonly rows: {
    readonly query: Query;
    readonly hasConditions: boolean;
    readonly rows: { reload(): unknown };
  };
}

export class CustomerTransfer {
  readonly #ui: Ui;
  readonly #shell: TransferShell;
  readonly #export: CustomersExport;
  readonly #import: CustomersImport;
  readonly #outcomes: OutcomeList;
  #what: 'export' | 'import' = 'export';
  /** whether the file has whole values; as the list until somebody says so */
  #isWhole: boolean | undefined;
  #scene = '';

  constructor(ui: Ui, shell: TransferShell) {
    this.#ui = ui;
    this.#shell = shell;
    this.#export = new CustomersExport(ui.update);
    this.#import = new CustomersImport(ui.update);
    this.#outcomes = new OutcomeList(ui);
  }

  /** It may not be closed by the way. */
  get isRunning(): boolean {
    return this.#export.state === 'writing' || this.#import.isRunning;
  }

  show(what: 'export' | 'import'): void {
    this.#what = what;
  }

  /** The dialog was closed, or left the page: an import can be gone on with later. */
  end(): void {
    this.#export.reset();
    this.#import.stop();
    this.#outcomes.stop();
    this.#isWhole = undefined;
    this.#scene = '';
  }

  /** The focus goes where the next thing is done, and stays where it is otherwise. */
  updated(): void {
    const root = this.#ui.host.shadowRoot!;
    this.#outcomes.updated(root, this.#import);
    const scene = `${this.#what} ${this.#import.state} ${this.#import.isRunning} ${this.#export.state}`;
    const isNew = scene !== this.#scene;
    this.#scene = scene;
    const active = root.activeElement;
    const isLost = active === null || active.localName === 'dialog';
    if (!isLost && !(isNew && active.closest('.dialog-foot'))) return;
    root.querySelector<HTMLElement>('.dialog [data-next], #dialog-title')?.focus();
  }

  render(): TemplateResult {
    const { t, common } = this.#ui;
    const title = this.#what === 'export' ? t.exportTitle : t.importTitle;
    return html`<div class="dialog-head">
        <h2 id="dialog-title" class="grow" tabindex="-1" autofocus>${title}</h2>
        ${button(closeIcon(), () => this.#shell.close(), 'quiet icon-only', { name: common.close, isWaiting: this.isRunning })}
      </div>
      ${this.#what === 'export' ? this.#exportView() : importView(this.#ui, this.#import, this.#outcomes, this.#actions)}`;
  }

  #exportView(): TemplateResult {
    const { t, common, service } = this.#ui;
    const { hasConditions } = this.#shell.rows;
    const { state } = this.#export;
    const isMasked = this.#query.masked === true;
    const isChosen = state === 'writing' || state === 'done' || state === 'failed';
    return html`<div class="dialog-body">
        <div class="page">
          <p>${hasConditions ? t.exportFound : t.exportAll}</p>
          ${
            service.masked || isChosen
              ? nothing
              : choice('checkbox', t.exportWhole, !isMasked, () => {
                  this.#isWhole = isMasked;
                  this.#ui.update();
                })
          }
          <p class="muted">${isMasked ? t.exportMasked : t.exportPersonal}</p>
          ${status(this.#exportStanding())}
        </div>
      </div>
      <div class="dialog-foot">
        ${
          state === 'writing'
            ? button(common.cancel, () => this.#export.stop(), '', { id: 'stop' })
            : state === 'done'
              ? html`${button(t.download, () => this.#save())}${button(common.close, () => this.#shell.close(), 'primary', { id: 'end' })}`
              : button(
                  state === 'failed' ? t.continue : t.exportStart,
                  () => void this.#runExport(),
                  'primary',
                  {
                    id: 'start',
                  },
                )
        }
      </div>`;
  }

  get #query(): Query {
    const { query } = this.#shell.rows;
    return this.#isWhole === undefined || this.#ui.service.masked
      ? query
      : { ...query, masked: !this.#isWhole };
  }

  #exportStanding(): Status | undefined {
    const { t, failure } = this.#ui;
    const { state, rows, error } = this.#export;
    if (state === 'writing') return { kind: 'busy', text: t.exporting(rows) };
    if (state === 'done') return { kind: 'ok', text: t.exported(rows) };
    if (state === 'stopped') return { kind: 'info', text: t.exportStopped };
    return state === 'failed' ? failure(error) : undefined;
  }

  async #runExport(): Promise<void> {
    const { desk, host } = this.#ui;
    const query = this.#query;
    const { masked: _, sort: __, ...conditions } = query;
    const isNew = this.#export.state !== 'failed';
    if (isNew && !ask(host, 'deskcard-before-customers-export', { conditions, rows: 0 })) return;
    if (!(await this.#export.run(desk, query))) return;
    this.#save();
    tell(host, 'deskcard-customers-exported', { conditions, rows: this.#export.rows });
  }

  #save(): void {
    download(fileName('customers'), this.#export.texts);
  }

  readonly #actions: ImportActions = {
    choose: (file) => void this.#import.choose(file, this.#targets()),
    check: () => void this.#import.check(this.#ui.desk),
    store: () => void this.#store(),
    saveResult: () => download(fileName('customers-result'), [resultCsv(this.#ui, this.#import)]),
    close: () => this.#shell.close(),
  };

  #targets(): { code: string; label: string }[] {
    const { common } = this.#ui;
    return [{ code: 'customerNumber', label: common.customerNumber }, ...customerFields(this.#ui)];
  }

  async #store(): Promise<void> {
    const job = this.#import;
    const { host, desk } = this.#ui;
    const detail = (): { fileName: string; rows: number; refused: number } => ({
      fileName: job.file?.name ?? '',
      rows: job.state === 'checked' ? job.storable : job.stored,
      refused: job.count('refused'),
    });
    if (job.state === 'checked' && !ask(host, 'deskcard-before-customers-import', detail())) return;
    const before = job.stored;
    await job.store(desk);
    if (job.stored > before) {
      tell(host, 'deskcard-customers-imported', detail());
      void this.#shell.rows.rows.reload();
    }
  }
}

/** With the day, so that two of them are told apart. */
function fileName(what: string): string {
  const now = new Date();
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${what}-${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}.csv`;
}
