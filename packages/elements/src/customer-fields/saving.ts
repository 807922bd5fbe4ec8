/**
 * R15, R16: only what changed is saved: at a ticket with the ticket, in one transaction with whatever the host adds;
 * what the ticket has no field for with the customer. Where somebody saved first but nothing that was typed here, it
 * is saved on top; else a person decides. Where a value belongs to somebody else, a person decides, too (B5).
 */
import { isDeskError } from '@deskcard/core/errors';
import type { Customer, DeskError, IdentifierKind, InputOf, Issue, Ticket } from '@deskcard/core';
import { READ_MS, within } from '../deadline.js';
import { ask, tell } from '../events.js';
import type { Status } from '../parts/status.js';
import type { CustomerFieldTexts } from './customer-fields.events.js';
import type { Form } from './form.js';
import type { Records } from './records.js';
import type { Spec } from './specs.js';
import { TakenQuestion } from './taken.js';
import type { Now, Shell } from './ui.js';

/** What a host saves in the same transaction: its own fields of the ticket, status, data. */
export type SaveAlso = Omit<InputOf<'tickets.save'>, 'ticketId' | 'version' | 'taken'>;

export interface SaveResult {
  readonly saved: boolean;
  /** as it is now, where it was saved */
  readonly ticket?: Ticket | undefined;
  readonly customer?: Customer | undefined;
  /** why not; absent where a person has to do something at the element first */
  readonly error?: unknown;
}

/** How often it is tried again when others save at the same time. */
const TRIES = 3;

type Taken = Extract<NonNullable<InputOf<'customers.edit'>['taken']>, object>;

export class Saving {
  said: Status | undefined;
  readonly question: TakenQuestion;
  readonly #shell: Shell;
  readonly #records: Records;
  readonly #form: Form;
  readonly #now: () => Now;
  #run: AbortController | undefined;
  /** what was decided about identifiers of others, until it is saved or something else is typed */
  #taken: Taken = {};
  #also: SaveAlso = {};
  readonly #attempts = new Map<string, { text: string; key: string }>();

  constructor(shell: Shell, records: Records, form: Form, now: () => Now) {
    this.#shell = shell;
    this.#records = records;
    this.#form = form;
    this.#now = now;
    this.question = new TakenQuestion(() => shell.update());
  }

  get isBusy(): boolean {
    return this.#run !== undefined;
  }

  /** Another ticket, or something else was typed: what was said and decided is about what was. */
  forget(): void {
    this.said = undefined;
    this.#taken = {};
    this.question.close();
  }

  stop(): void {
    this.#run?.abort();
    this.#run = undefined;
    this.question.close();
  }

  say(said: Status | undefined): void {
    this.said = said;
    this.#shell.update();
  }

  /** Saves; says at the element what keeps it from that. */
  async save(also: SaveAlso = {}): Promise<SaveResult> {
    if (this.isBusy) return { saved: false };
    this.#also = also;
    const { t } = this.#now();
    const changed = this.#form.changed;
    if (changed.length === 0 && Object.keys(also).length === 0) return { saved: true };
    const faults = changed.filter((spec) => this.#form.fault(spec));
    if (faults.length > 0) return this.#pointOut(faults.length);
    if (changed.some((spec) => this.#form.theirs(spec) !== undefined)) return this.#askForChoice();
    const texts = this.#form.texts(changed);
    if (!ask(this.#shell.host, 'deskcard-before-customer-fields-save', { ...this.#whose(), ...texts })) {
      return { saved: false };
    }
    this.question.close();
    const run = (this.#run = new AbortController());
    this.say({ kind: 'busy', text: t.saving });
    try {
      const done = await this.#send(changed, also, run.signal);
      if (run.signal.aborted) return { saved: true, ...done };
      this.#run = undefined;
      this.#finish(changed, texts, done);
      return { saved: true, ...done };
    } catch (error) {
      if (run.signal.aborted) return { saved: false, error };
      this.#run = undefined;
      return this.#fail(error, changed);
    }
  }

  /** What a person answered to the question whose it is. */
  async answer(answer: 'move' | 'keepApart'): Promise<SaveResult> {
    const { kind } = this.question;
    if (kind === undefined) return { saved: false };
    this.#taken = { ...this.#taken, [kind]: answer };
    return this.save(this.#also);
  }

  async cancelQuestion(): Promise<void> {
    const { kind } = this.question;
    this.question.close();
    this.say(undefined);
    await this.#focusOn(({ field }) => field === kind);
  }

  #whose(): { ticketId: string | undefined; customerNumber: string | undefined } {
    const { ticket, customerNumber } = this.#records;
    return { ticketId: ticket?.ticketId, customerNumber };
  }

  /** The customer first: that changes no ticket, while saving a ticket changes its customer. */
  async #send(
    changed: readonly Spec[],
    also: SaveAlso,
    signal: AbortSignal,
  ): Promise<Pick<SaveResult, 'ticket' | 'customer'>> {
    const alone = changed.filter(({ code }) => code === undefined);
    const own = changed.filter(({ code }) => code !== undefined);
    const customer =
      alone.length > 0 ? await this.#retrying(signal, () => this.#edit(alone, signal)) : undefined;
    if (customer) {
      this.#records.take({ customer });
      this.#form.settle(this.#form.texts(alone));
    }
    const isTicket = own.length > 0 || Object.keys(also).length > 0;
    const ticket = isTicket
      ? await this.#retrying(signal, () => this.#saveTicket(own, also, signal))
      : undefined;
    return { ticket, customer };
  }

  #edit(specs: readonly Spec[], signal: AbortSignal): Promise<Customer> {
    const { customer, ticket } = this.#records;
    const { values } = this.#form.texts(specs);
    const input: InputOf<'customers.edit'> = {
      customerNumber: this.#records.customerNumber!,
      values,
      taken: this.#taken,
      ...(customer ? { version: customer.version } : {}),
      ...(ticket?.ticketId === undefined ? {} : { ticketId: ticket.ticketId }),
    };
    const { desk } = this.#now();
    return within(READ_MS, signal, (late) =>
      desk.customers.edit(input, { signal: late, idempotencyKey: this.#keyFor('edit', input) }),
    );
  }

  #saveTicket(specs: readonly Spec[], also: SaveAlso, signal: AbortSignal): Promise<Ticket> {
    const { ticket } = this.#records;
    const input: InputOf<'tickets.save'> = {
      ...also,
      ticketId: ticket!.ticketId!,
      version: ticket!.version,
      fields: { ...also.fields, ...this.#form.texts(specs).fields },
      filledByConnection: { ...also.filledByConnection, ...this.#form.origins(specs) },
      taken: this.#taken,
    };
    const { desk } = this.#now();
    return within(READ_MS, signal, (late) =>
      desk.tickets.save(input, { signal: late, idempotencyKey: this.#keyFor('save', input) }),
    );
  }

  /** Somebody saved meanwhile: it is saved on top, unless they changed what was typed here. */
  async #retrying<T>(signal: AbortSignal, send: () => Promise<T>): Promise<T> {
    for (let turn = 1; ; turn++) {
      try {
        return await send();
      } catch (error) {
        if (!isDeskError(error) || error.code !== 'version_conflict' || turn === TRIES) throw error;
        const before = this.#records.ticket?.fields;
        await this.#records.reread(this.#now().desk);
        signal.throwIfAborted();
        const now = this.#records.ticket?.fields;
        const isOvertaken = this.#form.changed.some((spec) => this.#form.theirs(spec) !== undefined);
        // What the host adds, only the host can show: it gets the conflict.
        const isHosts = Object.keys(this.#also.fields ?? {}).some((code) => before?.[code] !== now?.[code]);
        if (isOvertaken || isHosts) throw error;
      }
    }
  }

  /** The same thing sent twice is saved once. */
  #keyFor(what: string, input: object): string {
    const text = JSON.stringify(input);
    const before = this.#attempts.get(what);
    if (before?.text === text) return before.key;
    const key = crypto.getRandomValues(new Uint32Array(4)).join('-');
    this.#attempts.set(what, { text, key });
    return key;
  }

  #finish(
    changed: readonly Spec[],
    texts: CustomerFieldTexts,
    done: Pick<SaveResult, 'ticket' | 'customer'>,
  ): void {
    const { t } = this.#now();
    this.#attempts.clear();
    this.#taken = {};
    this.#records.take(done);
    this.#form.settle(texts);
    const labels = changed.map(({ label }) => label).join(', ');
    this.say({ kind: 'ok', text: labels ? t.saved(labels) : t.savedAll });
    if (changed.length > 0) {
      const { ticket, customer } = done;
      tell(this.#shell.host, 'deskcard-customer-fields-saved', {
        ...this.#whose(),
        ...texts,
        ticket,
        customer,
      });
    }
  }

  async #fail(error: unknown, changed: readonly Spec[]): Promise<SaveResult> {
    const code = isDeskError(error) ? error.code : undefined;
    if (code === 'identifier_taken') return this.#askWhose(error as DeskError, changed);
    if (code === 'version_conflict') {
      if (changed.some((spec) => this.#form.theirs(spec) !== undefined)) return this.#askForChoice();
    }
    if (code === 'invalid_input') {
      const own = this.#refuse((error as DeskError).issues);
      if (own > 0) return { ...(await this.#pointOut(own)), error };
    }
    this.say(this.#shell.failure(error));
    return { saved: false, error };
  }

  /** How many of the issues are about a field of this element. */
  #refuse(issues: readonly Issue[]): number {
    let own = 0;
    for (const issue of issues) {
      const [list, name] = issue.path;
      const spec = this.#form.specs.find(({ code, field }) =>
        list === 'fields' ? code === name : list === 'values' && code === undefined && field === name,
      );
      if (spec) own = this.#form.refused.set(spec.id, issue).size;
    }
    return own;
  }

  async #pointOut(count: number): Promise<SaveResult> {
    this.say({ kind: 'error', text: this.#now().t.faults(count) });
    await this.#shell.focus('[aria-invalid=true]');
    return { saved: false };
  }

  async #askForChoice(): Promise<SaveResult> {
    const { conflicts, conflictsHint } = this.#now().t;
    this.say({ kind: 'warning', text: conflicts, hint: conflictsHint });
    await this.#shell.focus('.conflict button');
    return { saved: false };
  }

  async #askWhose({ details }: DeskError, changed: readonly Spec[]): Promise<SaveResult> {
    const kind = details['field'] as IdentifierKind;
    const spec = changed.find(({ field }) => field === kind);
    this.say(undefined);
    this.question.open(this.#now().desk, {
      kind,
      label: spec?.label ?? this.#now().common[kind],
      value: spec ? this.#form.value(spec) : '',
      otherNumber: String(details['customerNumber']),
    });
    return Promise.resolve({ saved: false });
  }

  async #focusOn(isWanted: (spec: Spec) => boolean): Promise<void> {
    const spec = this.#form.specs.find(isWanted);
    if (spec) await this.#shell.focus(`#${spec.id}`);
  }
}
