/**
 * One lookup API being edited. Nothing that was typed is ever lost to an error, and when another administrator saved
 * first, both versions are shown and a person decides.
 */
import { isDeskError } from '@deskcard/core/errors';
import type { Issue, LookupApi, LookupApiDraft, SavedLookupApi } from '@deskcard/core';
import { isTimeout, READ_MS, within } from '../deadline.js';
import { ask, tell } from '../events.js';
import type { ControlOptions, FieldOptions } from '../parts/field.js';
import type { Status } from '../parts/status.js';
import { combined, differences, type Difference, type Whose } from './differences.js';
import { draftOf, faultsOf, fieldAt, formOf, type Fault, type Form } from './form.js';
import { Keys } from './keys.js';
import { TestCall } from './test-call.js';
import type { Ui } from './ui.js';

export class Editor {
  form: Form;
  /** as it is saved; a new one is not */
  api: LookupApi | undefined;
  /** somebody else has saved this, or deleted it */
  theirs: LookupApi | 'deleted' | undefined;
  /** line of the differences → whose of the two is wanted */
  readonly chosen = new Map<string, Whose>();
  saving: AbortController | undefined;
  said: Status | undefined;
  /** the row that was deleted last, and how to bring it back */
  removed:
    { readonly list: 'searchItems' | 'resultItems'; readonly name: string; restore(): void } | undefined;
  readonly keys: Keys;
  readonly test: TestCall;
  readonly #ui: Ui;
  /** what is saved, as text */
  #saved: string;
  /** missing values are pointed out once it was tried to save without them */
  #tried = false;
  /** what the desk refused, and that with what can be seen from here; by field */
  #refused = new Map<string, Fault>();
  #faults = new Map<string, Fault>();
  #attempt = { draft: '', key: '' };

  constructor(ui: Ui, api?: LookupApi) {
    this.#ui = ui;
    this.api = api;
    this.form = formOf(api);
    this.#saved = this.#text();
    this.keys = new Keys(ui, this);
    this.test = new TestCall(ui, this);
  }

  get isDirty(): boolean {
    return this.#text() !== this.#saved;
  }

  /** What would be saved. */
  get draft(): LookupApiDraft {
    const { apiId, version, cacheSeconds: before } = this.api ?? {};
    const { cacheSeconds, ...draft } = draftOf(this.form);
    return {
      ...(apiId === undefined ? {} : { apiId, version: version! }),
      ...draft,
      // Nothing kept is what it says without it, too: saved as it was, nothing has changed.
      ...(cacheSeconds || before ? { cacheSeconds } : {}),
    };
  }

  /** Where what somebody else has saved is not what stands here. */
  get differences(): Difference[] {
    const { api: base, theirs, draft: mine } = this;
    return base && typeof theirs === 'object' ? differences(this.#ui.t, { base, theirs, mine }) : [];
  }

  /** What a person has chosen, else whoever has changed it; where both have, what was typed here. */
  choiceOf({ id, by }: Difference): Whose {
    return this.chosen.get(id) ?? (by === 'theirs' ? 'theirs' : 'mine');
  }

  /** Looks again at what is wrong; before every drawing. */
  judge(): void {
    this.keys.follow();
    this.#faults = new Map(this.#refused);
    for (const [id, fault] of faultsOf(this.form)) {
      const isMissing = fault.code === 'required' || fault.code === 'noOptions';
      if (this.#tried || !isMissing) this.#faults.set(id, fault);
    }
  }

  /** What is wrong with a field, in words; nothing when it is right. */
  faultIn(id: string): string | undefined {
    const fault = this.#faults.get(id);
    return fault && this.#ui.describeIssue(fault);
  }

  /** A field of the form or of one of its rows; its label goes by the same name. */
  bind<M extends string, T extends { [N in M]: string } & { readonly key?: string }>(
    row: T,
    member: M & keyof Ui['t'],
    more: Partial<FieldOptions> = {},
  ): ControlOptions {
    const id = row.key === undefined ? member : `${row.key}-${member}`;
    return {
      id,
      label: this.#ui.t[member] as string,
      value: row[member],
      error: this.faultIn(id),
      requiredText: this.#ui.common.required,
      onInput: (value) => {
        (row as { [N in M]: string })[member] = value;
        this.touch(id);
      },
      ...more,
    };
  }

  /** Somebody changed a field: what was said about it holds no longer. */
  touch(id: string): void {
    this.#refused.delete(id);
    this.said = undefined;
    this.#ui.update();
  }

  /** The lookup APIs as the desk has them now; what nobody has changed here follows them. */
  follow(apis: readonly LookupApi[]): void {
    const { api } = this;
    if (api === undefined) return;
    this.keys.reload();
    if (this.saving) return;
    const now = apis.find(({ apiId }) => apiId === api.apiId);
    if (now === undefined) this.theirs = 'deleted';
    else if (now.version === api.version) this.api = now;
    else if (now.version > api.version) {
      this.theirs = now;
      // Nothing typed here, or the very same, as after a save whose answer was lost.
      if (!this.isDirty || this.differences.length === 0) this.take(now);
    }
  }

  /** Edits what is saved instead of what was typed. */
  take(api: LookupApi): void {
    this.api = api;
    this.form = formOf(api);
    this.#saved = this.#text();
    this.#refused.clear();
    this.#tried = false;
    this.chosen.clear();
    this.theirs = this.removed = this.said = undefined;
    this.#ui.update();
  }

  /** Saves what was chosen line by line. */
  combine(): Promise<void> {
    const { theirs } = this;
    if (typeof theirs !== 'object') return this.save();
    const choices = new Map(this.differences.map((each) => [each.id, this.choiceOf(each)]));
    this.form = combined(this.form, theirs, (id) => choices.get(id) ?? 'mine');
    this.#settle(theirs);
    this.removed = undefined;
    return this.save();
  }

  /** Saves what was typed over what somebody else saved, or anew when they deleted it. */
  overwrite(): Promise<void> {
    this.#settle(this.theirs === 'deleted' ? undefined : this.theirs);
    return this.save();
  }

  /** From now on what stands here is a change of what the other one saved, also when saving fails. */
  #settle(theirs: LookupApi | undefined): void {
    this.api = theirs;
    this.#saved = JSON.stringify(draftOf(formOf(theirs)));
    this.theirs = undefined;
    this.chosen.clear();
  }

  async save(): Promise<void> {
    if (this.saving || this.theirs) return;
    const { draft } = this;
    const sent = this.#text();
    if (!this.check()) return;
    if (!ask(this.#ui.host, 'deskcard-before-lookup-api-save', { api: draft })) return;
    const saving = (this.saving = new AbortController());
    this.#say({ kind: 'busy', text: this.#ui.t.saving });
    try {
      const { madeKey, ...api } = await within(READ_MS, saving.signal, (signal) =>
        this.#saveOnce(draft, signal),
      );
      const hadKey = this.api?.keyChangedAt;
      this.saving = undefined;
      this.api = api;
      this.#saved = sent;
      const text = api.keyChangedAt && !hadKey ? this.#ui.t.savedWithKey : this.#ui.t.saved;
      this.#say({ kind: 'ok', text });
      if (madeKey) {
        this.keys.take(madeKey);
        await this.#ui.focus('#secret-copy');
      }
    } catch (error) {
      this.saving = undefined;
      if (!saving.signal.aborted) await this.#fail(error);
    }
  }

  /** True when nothing is seen to be wrong; else it is pointed out. */
  check(): boolean {
    this.#tried = true;
    this.#refused.clear();
    this.judge();
    if (this.#faults.size === 0) return true;
    this.#pointOut();
    return false;
  }

  /** Points out what the desk refused. */
  refuse(issues: readonly Issue[]): void {
    for (const issue of issues) this.#refused.set(fieldAt(this.form, issue.path), issue);
    this.judge();
    this.#pointOut();
  }

  /** Goes on when nothing is lost by it, or when the administrator says so. */
  leave(go: () => void): void {
    const { host, t } = this.#ui;
    if (this.keys.isAtRisk) {
      const { keyOnce: title, keyLost, keyGo: yes } = t;
      const act = (): void => (this.keys.hide(), this.leave(go));
      return this.#ui.ask({ title, body: () => keyLost, yes, act });
    }
    if (!this.isDirty) return go();
    this.#ui.ask({
      title: t.discardTitle,
      body: () => t.discardText,
      yes: t.discard,
      act: () => ask(host, 'deskcard-before-discard', { apiId: this.api?.apiId }) && go(),
    });
  }

  /** It is left: nothing is waited for any more, and the key is forgotten. */
  close(): void {
    this.saving?.abort();
    this.said = undefined;
    this.keys.forget();
    this.test.cancel();
  }

  #text(): string {
    return JSON.stringify(draftOf(this.form));
  }

  #say(said: Status | undefined): void {
    this.said = said;
    this.#ui.update();
  }

  /** Rows with a mistake open, and the focus goes to the first one. */
  #pointOut(): void {
    const keys = new Set([...this.#faults.keys()].map((id) => id.replace(/-(?!test).*/, '')));
    for (const row of this.form.searchItems) {
      if ([row, ...row.options].some(({ key }) => keys.has(key))) row.isOpen = true;
    }
    this.#say({ kind: 'error', text: this.#ui.t.faults(this.#faults.size) });
    void this.#ui.focus('.editor [aria-invalid=true]');
  }

  /** The same draft sent twice is saved once. */
  async #saveOnce(draft: LookupApiDraft, signal: AbortSignal): Promise<SavedLookupApi> {
    const { desk, host } = this.#ui;
    const text = JSON.stringify(draft);
    if (this.#attempt.draft !== text) {
      this.#attempt = { draft: text, key: crypto.getRandomValues(new Uint32Array(4)).join('-') };
    }
    const saved = await desk.lookups.save(draft, { signal, idempotencyKey: this.#attempt.key });
    // The key is for the administrator, not for whoever listens on the page.
    const { madeKey: _, ...api } = saved;
    tell(host, 'deskcard-lookup-api-saved', { api, isNew: draft.apiId === undefined });
    return saved;
  }

  async #fail(error: unknown): Promise<void> {
    const code = isDeskError(error) ? error.code : undefined;
    if (code === 'invalid_input') return this.refuse((error as { issues: readonly Issue[] }).issues);
    this.#say(isTimeout(error) ? this.#ui.failure(error) : undefined);
    if (code === 'lookup_api_not_found') this.theirs = 'deleted';
    else if (code === 'version_conflict') return this.#readTheirs();
    else this.#say(this.#ui.failure(error));
    if (this.theirs) await this.#ui.focus('.conflict');
  }

  async #readTheirs(): Promise<void> {
    const { desk } = this.#ui;
    const reading = (this.saving = new AbortController());
    try {
      const { items } = await within(READ_MS, reading.signal, (signal) => desk.lookups.list({}, { signal }));
      this.theirs = items.find(({ apiId }) => apiId === this.api?.apiId) ?? 'deleted';
    } catch (error) {
      this.#say(this.#ui.failure(error));
    }
    this.saving = undefined;
    if (!reading.signal.aborted) await this.#ui.focus('.conflict');
  }
}
