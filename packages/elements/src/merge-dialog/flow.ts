/**
 * R17–R22: an agent finds the other record of a person, looks at the preview, merges once, and may take it back. What
 * they see always belongs to the customer as the desk has it now: when somebody else merges, edits or takes a merge
 * back meanwhile, the dialog follows and says so (trap 4).
 */
import { isDeskError } from '@deskcard/core/errors';
import { isTooLong } from '@deskcard/core/limits';
import type { Change, Customer, Desk, Merge, MergeChoices, MergeField } from '@deskcard/core';
import type { MergePlan, MergeResult, UnmergeReport } from '@deskcard/core';
import { numbersIn } from '../changed-numbers.js';
import { ask } from '../events.js';
import { Late } from '../late.js';
import { Picks } from './picks.js';
import { Placing } from './placing.js';
import { differences, numbersOf, stillOpen, withChoice, type Difference } from './preview.js';
import { Once, type MergeInput } from './once.js';
import { readCurrent, readExtras, type Current, type Extras, type Subject } from './read.js';
import { CustomerSearch } from './search.js';

export type Step = 'find' | 'preview' | 'done';

/** As many characters as the history keeps of a reason. */
export const REASON_LENGTH = 500;

export class MergeFlow {
  step: Step = 'find';
  readonly current: Late<Current>;
  readonly extras: Late<Extras>;
  readonly search: CustomerSearch;
  readonly plan: Late<MergePlan>;
  readonly merging: Late<MergeResult>;
  readonly history: Late<readonly Merge[]>;
  readonly undoing: Late<UnmergeReport>;
  /** those who are ticked to be merged at once */
  readonly picks: Picks;
  /** the tickets that an unmerge left to a person */
  readonly placing: Placing;
  /** the number that was asked for or shown before, when it leads elsewhere now */
  movedFrom: string | undefined;
  choices: MergeChoices = {};
  reason = '';
  /** the agent has looked at the warnings */
  confirmed = false;
  /** the agent wanted to merge without that */
  mustConfirm = false;
  /** what an agent saw in the preview that is not so any more; a preview that nobody overtook has none */
  overtaken: readonly Difference[] | undefined;
  /** what was merged, and what the preview of it was */
  merged: { readonly result: MergeResult; readonly plan: MergePlan } | undefined;
  /** the merges of it that were taken back, here or elsewhere */
  undone: ReadonlySet<string> = new Set();
  /** the merge in the history that the agent is about to undo */
  asked: string | undefined;
  historyShown = false;

  readonly #host: HTMLElement;
  readonly #changed: () => void;
  #subject: Subject = { desk: undefined, customerNumber: undefined, ticketId: undefined };
  #others: readonly string[] = [];
  /** who is to stay, when that is not the customer at hand */
  #survivor: string | undefined;
  #session = {};
  readonly #once: Once;

  /** Events come from `host`; `changed` is called whenever there is something else to show. */
  constructor(host: HTMLElement, changed: () => void) {
    this.#host = host;
    this.#once = new Once(host);
    this.#changed = changed;
    this.current = new Late(changed);
    this.extras = new Late(changed);
    this.search = new CustomerSearch(() => this.#subject.desk, changed);
    this.plan = new Late(changed);
    this.merging = new Late(changed);
    this.history = new Late(changed);
    this.undoing = new Late(changed);
    this.picks = new Picks(changed);
    this.placing = new Placing(() => this.#subject.desk, changed);
  }

  get customer(): Customer | undefined {
    return this.current.value?.customer;
  }

  /** The agent sees masks in place of customers' values (D13). */
  get isMasked(): boolean {
    return this.current.value?.service.masked ?? false;
  }

  /** The fields that a host added to those everyone has. */
  get customerFields(): Current['service']['customerFields'] {
    return this.current.value?.service.customerFields ?? [];
  }

  get isReasonTooLong(): boolean {
    return isTooLong(this.reason, REASON_LENGTH);
  }

  /** Whether the agent may do all of this, as far as is known. */
  may(...operations: `customers.${keyof Desk['customers']}`[]): boolean {
    const permitted = this.current.value?.service.permitted;
    return permitted === undefined || operations.every((name) => permitted.includes(name));
  }

  /** Begins for a customer, unless the dialog stays open for the same one, be it by another of its numbers. */
  begin(subject: Subject, isNew: boolean): void {
    const { desk, ticketId, customerNumber } = this.#subject;
    this.#subject = subject;
    const numbers = [customerNumber, ...(this.customer ? numbersOf(this.customer) : [])];
    const isSame = subject.desk === desk && subject.ticketId === ticketId;
    if (isNew || !isSame || !numbers.includes(subject.customerNumber)) this.restart();
  }

  restart(): void {
    this.end();
    this.search.reset();
    for (const each of [this.current, this.extras, this.history, this.undoing]) each.drop();
    this.picks.replace([]);
    this.placing.drop();
    this.step = 'find';
    this.movedFrom = this.asked = this.merged = undefined;
    this.#leavePreview();
    void this.#loadFirst();
  }

  /** Nothing that is under way is waited for any more. */
  end(): void {
    this.#session = {};
    this.search.stop();
    for (const each of [this.current, this.extras, this.plan, this.merging, this.history, this.undoing]) {
      each.stop();
    }
  }

  /** A page that knows the other records spares the agent the search, not the preview. */
  async #loadFirst(): Promise<void> {
    const session = this.#session;
    const { otherNumbers } = this.#subject;
    await this.load();
    if (session !== this.#session || this.step !== 'find' || this.customer === undefined) return;
    const own = numbersOf(this.customer);
    const others = otherNumbers?.filter((number) => !own.includes(number)) ?? [];
    if (others.length > 0 && this.may('customers.planMerge', 'customers.merge')) this.choose(others);
  }

  async load(): Promise<void> {
    const { desk, customerNumber } = this.#subject;
    if (desk === undefined) return this.#changed();
    const before = this.customer?.customerNumber ?? customerNumber;
    if (!(await this.current.ask((signal) => readCurrent(desk, this.#subject, signal)))) return;
    const number = this.customer?.customerNumber;
    if (number === undefined) return;
    if (before && before !== number) this.movedFrom = before;
    void this.extras.ask((signal) => readExtras(desk, number, signal));
    if (this.historyShown) void this.readHistory();
  }

  /** R22: one of the matches, or several; the preview comes before anything happens. */
  choose(customerNumbers: readonly string[]): void {
    this.#leavePreview();
    this.step = 'preview';
    this.#others = [...new Set(customerNumbers)];
    void this.readPlan();
  }

  /** Several remain chosen, so that one more may join them. */
  backToSearch(): void {
    const chosen = this.plan.value?.customers ?? [];
    const others = chosen.filter(({ customerNumber }) => customerNumber !== this.customer?.customerNumber);
    if (chosen.length > 0) this.picks.replace(others.length > 1 ? others : []);
    this.#leavePreview();
    this.step = 'find';
    this.#changed();
  }

  readPlan(survivor = this.#survivor, others = this.#others): Promise<boolean> {
    const { desk } = this.#subject;
    const current = this.customer?.customerNumber;
    if (desk === undefined || current === undefined) return Promise.resolve(false);
    const survivorNumber = survivor ?? current;
    const rest = [...new Set([current, ...others])].filter((number) => number !== survivorNumber);
    // Who has become the customer at hand meanwhile is said to be that.
    const absorbedNumbers = rest.length > 0 ? rest : [...others];
    return this.plan.ask((signal) =>
      desk.customers.planMerge({ survivorNumber, absorbedNumbers }, { signal }),
    );
  }

  /** D5: this number stays instead; the chosen values remain chosen. */
  keep(customerNumber: string): Promise<void> {
    const isCurrent = customerNumber === this.customer?.customerNumber;
    return this.#replan(isCurrent ? undefined : customerNumber, this.#others);
  }

  /** One of several is not to be merged after all. */
  leaveOut(customerNumber: string): Promise<void> {
    const survivor = this.#survivor === customerNumber ? undefined : this.#survivor;
    return this.#replan(
      survivor,
      this.#others.filter((number) => number !== customerNumber),
    );
  }

  async #replan(survivor: string | undefined, others: readonly string[]): Promise<void> {
    if (this.plan.busy || this.merging.busy) return;
    if (!(await this.readPlan(survivor, others))) return;
    this.#survivor = survivor;
    this.#others = others;
    this.choices = stillOpen(this.choices, this.plan.value!);
    this.#changed();
  }

  chooseValue(field: MergeField, customerNumber: string): void {
    this.choices = withChoice(this.choices, field, customerNumber);
    this.#changed();
  }

  confirm(isChecked: boolean): void {
    this.confirmed = isChecked;
    this.mustConfirm = false;
    this.#changed();
  }

  giveReason(reason: string): void {
    this.reason = reason;
    this.#changed();
  }

  /** R22, trap 7: as previewed, and once, however often it is asked for. */
  async merge(): Promise<void> {
    const { value: plan, busy } = this.plan;
    if (!plan || busy || this.merging.busy || this.step !== 'preview' || this.isReasonTooLong) return;
    if (this.plan.error || plan.blockers.length > 0) return;
    if (plan.warnings.length > 0 && !this.confirmed) {
      this.mustConfirm = true;
      return this.#changed();
    }
    const input = this.#input(plan);
    const { survivorNumber, absorbedNumbers, choices = {}, reason = '', ticketId } = input;
    const intent = { survivorNumber, absorbedNumbers, choices, reason, ticketId, plan };
    if (!ask(this.#host, 'deskcard-before-merge', intent)) return;
    this.overtaken = undefined;
    const { desk } = this.#subject;
    const session = this.#session;
    const show = (result: MergeResult): void => {
      if (session === this.#session) this.#showMerged(result, plan);
    };
    if (await this.merging.ask((signal) => this.#once.merge(desk!, input, plan, signal, show))) return;
    if (session !== this.#session) return;
    const code = isDeskError(this.merging.error) ? this.merging.error.code : undefined;
    if (code === 'merge_stale' || code === 'merge_blocked') await this.#overtake(true);
  }

  /** B1: says what undoing this merge would do; `undefined` puts the question away. */
  askToUndo(mergeId: string | undefined): void {
    this.asked = mergeId;
    this.undoing.drop();
    this.#changed();
  }

  async undo(mergeId: string): Promise<void> {
    const { desk } = this.#subject;
    if (desk === undefined || this.undoing.busy) return;
    const session = this.#session;
    const isUndone = await this.undoing.ask((signal) => this.#once.undo(desk, mergeId, signal));
    if (session !== this.#session) return;
    this.asked = undefined;
    if (isUndone) this.#showUndone(mergeId, this.undoing.value!);
    if (isUndone) await this.load();
    else if (this.historyShown) await this.readHistory();
    this.movedFrom = undefined;
    this.#changed();
  }

  async readHistory(): Promise<void> {
    const { desk } = this.#subject;
    const customerNumber = this.customer?.customerNumber;
    if (desk === undefined || customerNumber === undefined) return;
    await this.history.ask(async (signal) => {
      const { items } = await desk.customers.merges({ customerNumber }, { signal });
      return items;
    });
  }

  /** What happened on the desk, here or elsewhere (trap 4). */
  async follow(change: Change): Promise<void> {
    if (change.type === 'cleared') return this.restart();
    const shown = [this.customer, ...(this.plan.value?.customers ?? [])].flatMap((customer) =>
      customer ? numbersOf(customer) : [],
    );
    const numbers = numbersIn(change);
    const mayConcern = (number: string): boolean => change.type === 'missed' || numbers.includes(number);
    if (this.search.found.value?.items.some((item) => mayConcern(item.customerNumber))) {
      void this.search.run();
    }
    if (!shown.some(mayConcern)) return;
    // What happens meanwhile shows when its answer is there: as done, or as overtaken.
    if (this.merging.busy || this.undoing.busy) return;
    if (change.type === 'mergeUndone') this.undone = new Set([...this.undone, change.mergeId]);
    if (this.step === 'done') return this.historyShown ? this.readHistory() : this.#changed();
    await this.load();
    if (this.step === 'preview') await this.#overtake(false);
  }

  #leavePreview(): void {
    this.plan.drop();
    this.merging.drop();
    this.choices = {};
    this.reason = '';
    this.confirmed = this.mustConfirm = false;
    this.overtaken = this.#survivor = undefined;
  }

  /** Gets the preview of what is there now. What the agent has entered stays, but they are asked again. */
  async #overtake(wasRefused: boolean): Promise<void> {
    const before = this.plan.value;
    if (!(await this.readPlan()) || !this.plan.value || !before) return;
    const seen = differences(before, this.plan.value);
    this.choices = stillOpen(this.choices, this.plan.value);
    if (!wasRefused && seen.length === 0) return;
    this.merging.drop();
    this.overtaken = [...(this.overtaken ?? []), ...seen];
    this.confirmed = this.mustConfirm = false;
    this.#changed();
  }

  #input(plan: MergePlan): MergeInput {
    const reason = this.reason.trim();
    const ticket = this.current.value?.ticket;
    const [survivor, ...absorbed] = plan.customers;
    return {
      survivorNumber: survivor!.customerNumber,
      absorbedNumbers: absorbed.map(({ customerNumber }) => customerNumber),
      choices: this.choices,
      fingerprint: plan.fingerprint,
      ...(reason ? { reason } : {}),
      ...(ticket ? { ticketId: ticket.ticketId } : {}),
    };
  }

  #showUndone(mergeId: string, report: UnmergeReport): void {
    this.undone = new Set([...this.undone, mergeId]);
    this.placing.add(report);
  }

  #showMerged(result: MergeResult, plan: MergePlan): void {
    const { current } = this;
    if (current.value) current.value = { ...current.value, customer: result.customer };
    this.merged = { result, plan };
    this.movedFrom = undefined;
    this.undoing.drop();
    this.picks.replace([]);
    this.step = 'done';
    this.#changed();
  }
}
