/**
 * D13, B13: somebody who sees masks may be allowed to see the values of one customer; they may say why, and the audit
 * trail keeps it. What was revealed is gone from the page as soon as another ticket is shown.
 */
import { html, nothing, type TemplateResult } from 'lit';
import { isTooLong } from '@deskcard/core/limits';
import { Late } from '../late.js';
import { button } from '../parts/button.js';
import { isComposing } from '../parts/composing.js';
import { textField } from '../parts/field.js';
import { status } from '../parts/status.js';
import type { Form, Revealed } from './form.js';
import type { Records } from './records.js';
import type { Now, Shell } from './ui.js';

/** As many characters as the audit trail keeps of a reason. */
const REASON_LENGTH = 500;

export class Reveal {
  readonly #shell: Shell;
  readonly #records: Records;
  readonly #form: Form;
  readonly #late: Late<Revealed>;
  #isAsking = false;
  #reason = '';

  constructor(shell: Shell, records: Records, form: Form) {
    this.#shell = shell;
    this.#records = records;
    this.#form = form;
    this.#late = new Late(() => shell.update());
  }

  /** Another ticket. */
  forget(): void {
    this.#late.drop();
    this.#isAsking = false;
    this.#reason = '';
  }

  /** The sentence about masks, and the way to see what stands behind them. */
  render(now: Now): TemplateResult | typeof nothing {
    const { t, service, subject } = now;
    if (!service.masked || subject.kind === 'unsaved') return nothing;
    if (this.#form.revealed) return html`<p class="hint masked" role="status">${t.revealed}</p>`;
    const mayReveal =
      service.permitted.includes('customers.reveal') &&
      this.#form.specs.some((spec) => this.#form.mask(spec) !== undefined);
    const start = (): void => {
      this.#isAsking = true;
      void this.#shell.focus('#reveal-reason');
    };
    return html`<p class="hint masked">
        ${this.#form.mayEdit ? t.masked : t.maskedOnly}
        ${mayReveal && !this.#isAsking ? button(t.reveal, start, 'quiet small', { id: 'reveal' }) : nothing}
      </p>
      ${this.#isAsking ? this.#question(now) : nothing}`;
  }

  #question(now: Now): TemplateResult {
    const { t, common } = now;
    const isTooMuch = isTooLong(this.#reason, REASON_LENGTH);
    const { busy, error } = this.#late;
    const leave = (): void => {
      this.forget();
      void this.#shell.focus('#reveal');
    };
    const press = (event: KeyboardEvent): void => {
      if (isComposing(event) || event.ctrlKey || event.metaKey) return;
      if (event.key === 'Enter' && (event.target as Element).matches('input')) {
        event.preventDefault();
        void this.#show(now);
      }
      if (event.key !== 'Escape') return;
      // Else the same key would close a dialog of the page around it.
      event.preventDefault();
      event.stopPropagation();
      leave();
    };
    return html`<div class="reveal" @keydown=${press}>
      ${textField({
        id: 'reveal-reason',
        label: t.revealReason,
        value: this.#reason,
        error: isTooMuch ? this.#shell.describeIssue({ code: 'tooLong', maximum: REASON_LENGTH }) : undefined,
        onInput: (value) => {
          this.#reason = value;
          this.#shell.update();
        },
      })}
      <div class="row">
        ${button(t.reveal, () => void this.#show(now), 'primary small', { isWaiting: busy || isTooMuch })}
        ${button(common.cancel, leave, 'small')}
      </div>
      ${status(error ? this.#shell.failure(error) : busy ? { kind: 'busy', text: common.loading } : undefined)}
    </div>`;
  }

  async #show({ desk }: Now): Promise<void> {
    const { customerNumber, ticket } = this.#records;
    const { key } = this.#form;
    const reason = this.#reason.trim();
    if (customerNumber === undefined || this.#late.busy || isTooLong(reason, REASON_LENGTH)) return;
    const isThere = await this.#late.ask(async (signal) => {
      const { customer, ticketFields = {} } = await desk.customers.reveal(
        {
          customerNumber,
          ...(ticket?.ticketId === undefined ? {} : { ticketId: ticket.ticketId }),
          ...(reason ? { reason } : {}),
        },
        { signal },
      );
      return { customer, ticketFields, key, ticketVersion: ticket?.version };
    });
    if (!isThere || key !== this.#form.key) return;
    this.#form.revealed = this.#late.value;
    this.forget();
    await this.#shell.focus('.cell .input');
  }
}
