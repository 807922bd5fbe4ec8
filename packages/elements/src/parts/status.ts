/** A status line: people see a sign and words, a screen reader hears the words when they change. */
import { html, nothing, type TemplateResult } from 'lit';
import { busyIcon, errorIcon, infoIcon, okIcon, warningIcon } from './icons.js';

export interface Status {
  readonly kind: 'busy' | 'ok' | 'info' | 'warning' | 'error';
  readonly text: string | TemplateResult;
  /** what to do about it */
  readonly hint?: string | undefined;
  /** a button at the end of the line */
  readonly action?: TemplateResult | undefined;
}

const signs = { busy: busyIcon, ok: okIcon, info: infoIcon, warning: warningIcon, error: errorIcon };

/** Always render it, with `undefined` when there is nothing to say: only a line that was there before is read out. */
export function status(state: Status | undefined): TemplateResult {
  // No white space inside, so that an empty line is `:empty`.
  // prettier-ignore
  return html`<div class="status ${state?.kind ?? ''}" part="status" role="status">${state && words(state)}</div>`;
}

function words({ kind, text, hint, action }: Status): TemplateResult {
  const says = html`<span class="grow"
    ><b>${text}</b>${hint ? html` <span class="hint">${hint}</span>` : nothing}</span
  >`;
  return html`${signs[kind]()}${says}${action ?? nothing}`;
}
