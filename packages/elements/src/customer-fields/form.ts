/**
 * What stands in each field and what is to be said about it: typed, filled in, masked, too long, refused, or saved by
 * somebody else meanwhile. The ticket's own value stands in its field, never the customer's in its place (D4); those
 * of the customer are on offer.
 */
import { isBlank } from '@deskcard/core/connect';
import { isTooLong } from '@deskcard/core/limits';
import type { Customer, Issue, RegisteredValue, ServiceDescription } from '@deskcard/core';
import { isDeleted } from '../deleted.js';
import type { Strings } from '../locales/locale.js';
import { isHandedOver, type Draft, type Drafts } from './drafts.js';
import type { CustomerFieldTexts } from './customer-fields.events.js';
import type { Records } from './records.js';
import { specsOf, type Spec } from './specs.js';
import type { Subject } from './subject.js';

/** What `customers.reveal` gave, as long as what it shows is as it was. */
export interface Revealed {
  readonly customer: Customer;
  readonly ticketFields: Readonly<Record<string, string>>;
  readonly key: string;
  readonly ticketVersion: number | undefined;
}

export type Fault = Pick<Issue, 'code' | 'maximum'>;

export class Form {
  key = '';
  specs: readonly Spec[] = [];
  service: ServiceDescription | undefined;
  revealed: Revealed | undefined;
  /** field id → what the desk refused, until it is typed over */
  readonly refused = new Map<string, Fault>();
  #subject: Subject | undefined;
  readonly #records: Records;
  readonly #drafts: Drafts;

  constructor(records: Records, drafts: Drafts) {
    this.#records = records;
    this.#drafts = drafts;
  }

  /** Before every drawing: whose fields these are now. */
  follow(service: ServiceDescription, common: Strings['common'], subject: Subject): void {
    const before = { key: this.key, subject: this.#subject };
    this.service = service;
    this.#subject = subject;
    const { kind } = subject;
    this.specs = specsOf(service, common, { isTicket: kind !== 'customer', isSaved: kind !== 'unsaved' });
    this.key = this.#keyNow(subject);
    if (before.key === this.key) {
      if (kind === 'unsaved') this.#handOver();
      return this.#keepRevealed();
    }
    this.#drafts.leave(before.key);
    const isSameCustomer =
      before.subject?.kind === 'customer' &&
      kind === 'customer' &&
      before.subject.customerNumber === subject.customerNumber;
    if (isSameCustomer) this.#drafts.move(before.key, this.key);
    this.revealed = undefined;
    this.refused.clear();
  }

  get mayEdit(): boolean {
    if (isDeleted(this.#records.customerError)) return false;
    return this.service?.permitted.includes('customers.edit') ?? false;
  }

  get ownNumber(): string | undefined {
    return this.#records.customerNumber;
  }

  /** What the desk has, as it shows it. */
  stored({ code, field }: Spec): string {
    const { ticket, customer } = this.#records;
    return (code === undefined ? customer?.values[field] : ticket?.fields[code]) ?? '';
  }

  /** The same, revealed where it was. */
  shown(spec: Spec): string {
    const { revealed } = this;
    if (revealed === undefined) return this.stored(spec);
    const own =
      spec.code === undefined ? revealed.customer.values[spec.field] : revealed.ticketFields[spec.code];
    return own ?? this.stored(spec);
  }

  /** The mask that stands in place of a value; a mask is never one (D13). */
  mask(spec: Spec): string | undefined {
    // What stands in an unsaved ticket was typed here.
    const isHidden = this.service?.masked && this.revealed === undefined && this.#subject?.kind !== 'unsaved';
    if (!isHidden) return undefined;
    return this.stored(spec) || undefined;
  }

  draft({ id }: Spec): Draft | undefined {
    return this.#drafts.of(this.key).get(id);
  }

  /** What stands in the field. */
  value(spec: Spec): string {
    return this.draft(spec)?.value ?? (this.mask(spec) === undefined ? this.shown(spec) : '');
  }

  isChanged(spec: Spec): boolean {
    const draft = this.draft(spec);
    return draft !== undefined && (this.mask(spec) !== undefined || draft.value !== this.shown(spec));
  }

  /** What somebody else saved while it was typed; undefined when nobody did. */
  theirs(spec: Spec): string | undefined {
    const draft = this.draft(spec);
    const stored = this.stored(spec);
    const isOvertaken = draft !== undefined && draft.seen !== stored && draft.value !== stored;
    return isOvertaken ? stored : undefined;
  }

  /** Who filled it in: a lookup just now, or a lookup or a merge before (D6, D11). */
  mark(spec: Spec): 'connection' | 'merge' | undefined {
    const draft = this.draft(spec);
    if (draft) return draft.origin === undefined ? undefined : 'connection';
    return spec.code === undefined || this.stored(spec) === ''
      ? undefined
      : this.#records.ticket?.filled?.[spec.code]?.by;
  }

  fault(spec: Spec): Fault | undefined {
    const isOwn = this.draft(spec) !== undefined;
    if (isOwn && isTooLong(this.value(spec), spec.maxLength))
      return { code: 'tooLong', maximum: spec.maxLength };
    return this.refused.get(spec.id);
  }

  /** The values registered for this customer, newest first (R14); nothing to choose among masks. */
  offers({ field }: Spec): readonly RegisteredValue[] {
    if (!this.mayEdit || (this.service?.masked && this.revealed === undefined)) return [];
    return (this.revealed?.customer ?? this.#records.customer)?.registered[field] ?? [];
  }

  /** Somebody typed or chose; what equals the value that is there again is no change. */
  type(spec: Spec, value: string, origin?: string): void {
    this.refused.delete(spec.id);
    const isSame = this.mask(spec) === undefined ? value === this.shown(spec) : value === '';
    if (isSame) return this.#drafts.drop(this.key, spec.id);
    const seen = this.draft(spec)?.seen ?? this.stored(spec);
    this.#drafts.put(this.key, spec.id, { value, seen, origin });
  }

  /** R55: into a blank field only, be it that its value is only typed; true when it was filled in. */
  fill(spec: Spec, text: string, origin: string): boolean {
    if (!isBlank(this.value(spec)) || this.mask(spec) !== undefined) return false;
    this.type(spec, text, origin);
    return true;
  }

  /** Takes back what was filled in: what is not saved as if it had never been, what is saved by blanking it. */
  unfill(spec: Spec): void {
    const draft = this.draft(spec);
    if (draft?.origin !== undefined && isBlank(this.shown(spec))) return this.#drafts.drop(this.key, spec.id);
    this.refused.delete(spec.id);
    this.#drafts.put(this.key, spec.id, { value: '', seen: this.stored(spec) });
  }

  takeTheirs(spec: Spec): void {
    this.refused.delete(spec.id);
    this.#drafts.drop(this.key, spec.id);
  }

  keepMine(spec: Spec): void {
    const draft = this.draft(spec);
    if (draft) this.#drafts.put(this.key, spec.id, { ...draft, seen: this.stored(spec) });
  }

  discard(): void {
    this.refused.clear();
    this.#drafts.discard(this.key);
  }

  /** Forgets what was saved; what was typed since stays. */
  settle(key: string, specs: readonly Spec[], { fields, values }: CustomerFieldTexts): void {
    for (const { id, code, field } of specs) {
      const sent = code === undefined ? values[field] : fields[code];
      if (sent !== undefined && this.#drafts.of(key).get(id)?.value === sent) this.#drafts.drop(key, id);
    }
  }

  get changed(): readonly Spec[] {
    return this.specs.filter((spec) => this.isChanged(spec));
  }

  /** Those of `specs` as texts, to be saved or told. */
  texts(specs: readonly Spec[]): CustomerFieldTexts {
    const of = (own: readonly Spec[], name: (spec: Spec) => string): Record<string, string> =>
      Object.fromEntries(own.map((spec) => [name(spec), this.value(spec)]));
    return {
      fields: of(
        specs.filter(({ code }) => code !== undefined),
        ({ code }) => code!,
      ),
      values: of(
        specs.filter(({ code }) => code === undefined),
        ({ field }) => field,
      ),
    };
  }

  /** Ticket field code → lookup API, for what a field connection filled in. */
  origins(specs: readonly Spec[]): Record<string, string> {
    const filled = specs.flatMap((spec) => {
      const origin = this.draft(spec)?.origin;
      return origin === undefined || spec.code === undefined ? [] : [[spec.code, origin] as const];
    });
    return Object.fromEntries(filled);
  }

  #keyNow(subject: Subject): string {
    if (subject.kind === 'saved') return `ticket ${subject.ticketId}`;
    if (subject.kind === 'unsaved') return `unsaved ${subject.ticket.ticketId ?? ''}`;
    return `customer ${this.#records.customerNumber}`;
  }

  /** What the page took over into its ticket is the page's: as soon as it says something else, that counts. */
  #handOver(): void {
    for (const spec of this.specs) {
      const draft = this.draft(spec);
      if (!draft) continue;
      const given = this.stored(spec);
      if (draft.value === given) this.#drafts.put(this.key, spec.id, { ...draft, seen: given });
      else if (isHandedOver(draft)) this.#drafts.drop(this.key, spec.id);
    }
  }

  /** What was revealed is hidden again once the desk has something newer. */
  #keepRevealed(): void {
    const { revealed } = this;
    const { ticket, customer } = this.#records;
    if (!revealed || !customer) return;
    const isAsItWas =
      revealed.customer.version === customer.version && revealed.ticketVersion === ticket?.version;
    if (!isAsItWas) this.revealed = undefined;
  }
}
