/** B4: how far the comparison of all customers is, and what can be done about it. */
import { html, nothing, type TemplateResult } from 'lit';
import { button } from '../parts/button.js';
import { reloadIcon } from '../parts/icons.js';
import { status, type Status } from '../parts/status.js';
import type { FullScan } from './full-scan.js';
import type { Ui } from './ui.js';

export interface ScanView extends Ui {
  readonly scan: FullScan;
  start(isAnew: boolean): void;
  pause(): void;
}

export function scanView(view: ScanView): TemplateResult {
  const { t, scan, language } = view;
  const { state, isRunning, error } = scan;
  const isOpen = isRunning || (state !== undefined && state.finishedAt === undefined);
  const amount = new Intl.NumberFormat(language);
  const done = amount.format(state?.done ?? 0);
  const total = amount.format(state?.total ?? 0);
  return html`<section class="scan" part="scan" aria-label=${t.scan}>
    <div class="row">
      <div class="grow">
        ${status(line(view))} ${status(error === undefined ? undefined : view.failure(error))}
      </div>
      <div class="row">${buttons(view)}</div>
    </div>
    ${
      isOpen && state
        ? html`<progress max=${Math.max(1, state.total)} .value=${state.done} aria-label=${t.scan}></progress>
            <p class="hint">${t.compared(done, total)} · ${t.found(state.found)}</p>`
        : nothing
    }
  </section>`;
}

/** Numbers that change at every step stand below, where no screen reader is told of each. */
function line({ t, scan, when, service }: ScanView): Status | undefined {
  const { state, isRunning } = scan;
  if (isRunning) return { kind: 'busy', text: t.scanning };
  if (state?.finishedAt) {
    return { kind: 'ok', text: t.scanFinished(when(state.finishedAt)), hint: t.found(state.found) };
  }
  if (state) return { kind: 'warning', text: t.scanStopped };
  return service.permitted.includes('duplicates.scan')
    ? { kind: 'info', text: t.notScanned }
    : { kind: 'info', text: t.scanDenied };
}

function buttons({ t, scan, service, start, pause }: ScanView): unknown {
  const { state, isRunning } = scan;
  if (!service.permitted.includes('duplicates.scan')) return nothing;
  // One button stays where it is through all of it, and so does the focus.
  const [label, act] = isRunning
    ? [t.pause, pause]
    : state && !state.finishedAt
      ? [t.goOnScanning, () => start(false)]
      : [html`${reloadIcon()}${state ? t.scanAgain : t.scan}`, () => start(false)];
  const canBeginAnew = !isRunning && state && !state.finishedAt;
  return html`${button(label, act as () => void, 'small', { id: 'scan' })}
  ${canBeginAnew ? button(t.beginAnew, () => start(true), 'quiet small', { id: 'anew' }) : nothing}`;
}
