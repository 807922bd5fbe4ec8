/**
 * R15, R16: only what changed is saved: at a ticket with the ticket, in one transaction with whatever the host adds;
 * what the ticket has no field for with the customer. Where somebody saved first but nothing that was typed here, it
 * is saved on top; else a person decides. Where a value belongs to somebody else, a person decides, too (B5).
 */
import { isDeskError } from '@deskcard/core/errors';
import type { Customer, Desk, DeskError, IdentifierKind, InputOf, Issue, Ticket } from '@deskcard/core';
import { READ_MS, within } from '../deadline.js';
import { ask, tell } from '../events.js';
import type { Status } from '../parts/status.js';
import type { CustomerFieldsOf, CustomerFieldTexts } from './customer-fields.events.js';
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

/** One save, of the ticket and customer it was begun for, whatever is on the screen by the time it ends. */
interface Job {
  readonly desk: Desk;
  readonly key: string;
  readonly changed: readonly Spec[];
  readonly texts: CustomerFieldTexts;
  readonly origins: Readonly<Record<string, string>>;
  readonly also: SaveAlso;
  readonly taken: Taken;
  readonly whose: CustomerFieldsOf;
  ticketVersion: number | undefined;
  customerVersion: number | undefined;
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
  #job: Job | undefined;
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
    return this.#job !== undefined;
  }

  /** Another ticket, or something else was typed: what was said and decided is about what was. */
  forget(): void {
    this.said = undefined;
    this.#taken = {};
    this.question.close();
  }

  /** Another ticket is shown. What is being saved goes on being saved: whoever pressed Save may go on, too. */
  leave(): void {
    this.#job = undefined;
    this.forget();
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
    const job = this.#begin(changed, also);
    const { whose, texts } = job;
    if (!ask(this.#shell.host, 'deskcard-before-customer-fields-save', { ...whose, ...texts })) {
      return { saved: false };
    }
    this.question.close();
    this.#job = job;
    this.say({ kind: 'busy', text: t.saving });
    try {
      const done = await this.#send(job);
      this.#finish(job, done);
      return { saved: true, ...done };
    } catch (error) {
      if (!this.#isShown(job)) return { saved: false, error };
      this.#job = undefined;
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
    const { matter } = this.question;
    this.question.close();
    this.say(undefined);
    await this.#focusOn(({ id }) => id === matter?.fieldId);
  }

  #begin(changed: readonly Spec[], also: SaveAlso): Job {
    const { ticket, customer, customerNumber } = this.#records;
    return {
      desk: this.#now().desk,
      key: this.#form.key,
      changed,
      texts: this.#form.texts(changed),
      origins: this.#form.origins(changed),
      also,
      taken: this.#taken,
      whose: { ticketId: ticket?.ticketId, customerNumber },
      ticketVersion: ticket?.version,
      customerVersion: customer?.version,
    };
  }

  /** Nobody has gone on to another ticket. */
  #isShown(job: Job): boolean {
    return this.#job === job;
  }

  /** The customer first: that changes no ticket, while saving a ticket changes its customer. */
  async #send(job: Job): Promise<Pick<SaveResult, 'ticket' | 'customer'>> {
    const { fields, values } = job.texts;
    const isAlone = Object.keys(values).length > 0;
    const customer = isAlone ? await this.#retrying(job, () => this.#edit(job)) : undefined;
    if (customer) {
      if (this.#isShown(job)) this.#records.take({ customer });
      this.#form.settle(job.key, job.changed, { fields: {}, values });
    }
    const isTicket = Object.keys({ ...fields, ...job.also }).length > 0;
    const ticket = isTicket ? await this.#retrying(job, () => this.#saveTicket(job)) : undefined;
    return { ticket, customer };
  }

  #edit({ desk, whose, texts, taken, customerVersion }: Job): Promise<Customer> {
    const { ticketId, customerNumber } = whose;
    const input: InputOf<'customers.edit'> = {
      customerNumber: customerNumber!,
      values: { ...texts.values },
      taken,
      ...(customerVersion === undefined ? {} : { version: customerVersion }),
      ...(ticketId === undefined ? {} : { ticketId }),
    };
    return within(READ_MS, new AbortController().signal, (signal) =>
      desk.customers.edit(input, { signal, idempotencyKey: this.#keyFor('edit', input) }),
    );
  }

  #saveTicket({ desk, whose, texts, origins, also, taken, ticketVersion }: Job): Promise<Ticket> {
    const input: InputOf<'tickets.save'> = {
      ...also,
      ticketId: whose.ticketId!,
      version: ticketVersion,
      fields: { ...also.fields, ...texts.fields },
      filledByConnection: { ...also.filledByConnection, ...origins },
      taken,
    };
    return within(READ_MS, new AbortController().signal, (signal) =>
      desk.tickets.save(input, { signal, idempotencyKey: this.#keyFor('save', input) }),
    );
  }

  /** Somebody saved meanwhile: it is saved on top, unless they changed what was typed here. */
  async #retrying<T>(job: Job, send: () => Promise<T>): Promise<T> {
    for (let turn = 1; ; turn++) {
      try {
        return await send();
      } catch (error) {
        const isOvertaken = isDeskError(error) && error.code === 'version_conflict';
        // What somebody else made of a ticket that is no longer shown, nobody can compare.
        if (!isOvertaken || turn === TRIES || !this.#isShown(job)) throw error;
        const before = this.#records.ticket?.fields;
        await this.#records.reread(job.desk);
        if (!this.#isShown(job) || this.#isContested(job, before)) throw error;
        job.ticketVersion = this.#records.ticket?.version;
        job.customerVersion = this.#records.customer?.version;
      }
    }
  }

  /** What the host adds, only the host can show: it gets the conflict. */
  #isContested({ also }: Job, before: Readonly<Record<string, string>> | undefined): boolean {
    const now = this.#records.ticket?.fields;
    const isHosts = Object.keys(also.fields ?? {}).some((code) => before?.[code] !== now?.[code]);
    return isHosts || this.#form.changed.some((spec) => this.#form.theirs(spec) !== undefined);
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

  #finish(job: Job, done: Pick<SaveResult, 'ticket' | 'customer'>): void {
    const { changed, texts, whose } = job;
    const { ticket, customer } = done;
    this.#form.settle(job.key, changed, texts);
    if (this.#isShown(job)) {
      const { t } = this.#now();
      this.#job = undefined;
      this.#attempts.clear();
      this.#taken = {};
      this.#records.take(done);
      const labels = changed.map(({ label }) => label).join(', ');
      this.say({ kind: 'ok', text: labels ? t.saved(labels) : t.savedAll });
    }
    if (changed.length > 0) {
      tell(this.#shell.host, 'deskcard-customer-fields-saved', { ...whose, ...texts, ticket, customer });
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
    const ofKind = changed.filter(({ field }) => field === kind);
    const spec = ofKind.find(({ code }) => code === details['code']) ?? ofKind[0];
    this.say(undefined);
    this.question.open(this.#now().desk, {
      kind,
      fieldId: spec?.id,
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
