/**
 * The field connections of one lookup API being edited. Nothing that was chosen is ever lost to an error, and when
 * another administrator saved first, both versions are shown and a person decides.
 */
import { isDeskError } from '@deskcard/core/errors';
import type { FieldConnections, FieldLink, LookupApi } from '@deskcard/core';
import { READ_MS, within } from '../deadline.js';
import { ask, tell } from '../events.js';
import { button } from '../parts/button.js';
import { undoIcon } from '../parts/icons.js';
import type { Status } from '../parts/status.js';
import { connect, faultOf, suggest, type Links } from './links.js';
import type { Ui } from './ui.js';

export class Draft {
  api: LookupApi;
  links: Links;
  /** somebody else has saved this meanwhile */
  theirs: FieldConnections | undefined;
  said: Status | undefined;
  /** a pasted reply */
  sample = '';
  /** items that are being given one more field */
  readonly adding = new Set<string>();
  #saving: AbortController | undefined;
  #saved: FieldConnections;
  #attempt = { text: '', key: '' };
  readonly #ui: Ui;

  constructor(ui: Ui, api: LookupApi, saved: FieldConnections) {
    this.#ui = ui;
    this.api = api;
    this.#saved = saved;
    this.links = saved.links;
  }

  get isDirty(): boolean {
    return textOf(this.links) !== textOf(this.#saved.links);
  }

  get isSaving(): boolean {
    return this.#saving !== undefined;
  }

  /**
   * The API and its connections as the desk has them now; what nobody has changed here follows them. A result item that
   * was deleted took its connections along, and so it does here: that is nobody's choice to be compared with.
   */
  follow(api: LookupApi, saved: FieldConnections): void {
    const wasDirty = this.isDirty;
    const isThere = ({ resultItemId }: FieldLink): boolean =>
      api.resultItems.some(({ itemId }) => itemId === resultItemId);
    this.api = api;
    if (!this.links.every(isThere)) {
      this.links = this.links.filter(isThere);
      this.said = { kind: 'warning', text: this.#ui.t.itemsGone };
    }
    if (this.isSaving || saved.version <= this.#saved.version) return;
    const text = textOf(saved.links);
    const isNews = text !== textOf(this.#saved.links.filter(isThere)) && text !== textOf(this.links);
    if (!isNews) this.#saved = saved;
    else if (wasDirty) this.theirs = saved;
    else this.take(saved);
  }

  /** Edits what is saved instead of what was chosen. */
  take(saved: FieldConnections, said?: Status): void {
    this.#saved = saved;
    this.links = saved.links;
    this.theirs = undefined;
    this.said = said;
    this.adding.clear();
    this.#ui.update();
  }

  /** One field of an item becomes another, or none. */
  choose(itemId: string, from: string, to: string): void {
    this.links = connect(this.links, this.api.resultItems, itemId, from, to);
    if (from === '') this.adding.delete(itemId);
    this.touch();
  }

  touch(): void {
    this.said = undefined;
    this.#ui.update();
  }

  get suggestions(): ReadonlyMap<string, string> {
    return suggest(this.links, this.api, this.#ui.service.ticketFields);
  }

  useSuggestions(): void {
    const { t, say, focus } = this.#ui;
    const { suggestions } = this;
    const [first] = suggestions.keys();
    for (const [itemId, code] of suggestions) {
      this.links = connect(this.links, this.api.resultItems, itemId, '', code);
    }
    this.touch();
    say(t.suggested(suggestions.size));
    void focus(`#${CSS.escape(selectId(this.api, first!, 0))}`);
  }

  /** Goes back to what is saved, and can be taken back itself. */
  discard(): void {
    const { host, t, common } = this.#ui;
    const { links } = this;
    if (!ask(host, 'deskcard-before-discard', { apiId: this.api.apiId })) return;
    const restore = (): void => {
      this.links = links;
      this.touch();
      void this.#ui.focus(`#${CSS.escape(`save-${this.api.apiId}`)}`);
    };
    const action = button([undoIcon(), common.undo], restore, 'quiet small');
    this.take(this.#saved, { kind: 'info', text: t.discarded, action });
    void this.#ui.focus(`#${CSS.escape(`foot-${this.api.apiId}`)} .status button`);
  }

  /** Saves what was chosen over what somebody else saved. */
  overwrite(): Promise<void> {
    if (this.theirs) this.#saved = this.theirs;
    this.theirs = undefined;
    return this.save();
  }

  async save(): Promise<void> {
    const { apiId } = this.api;
    const { host, t, desk, service, focus } = this.#ui;
    if (this.isSaving || this.theirs) return;
    const faults = this.links.filter(({ fieldCode }) => faultOf(fieldCode, service.ticketFields));
    if (faults.length > 0) {
      this.#say({ kind: 'error', text: t.faults(faults.length) });
      return void focus(`#${CSS.escape(`api-${apiId}`)} [aria-invalid=true]`);
    }
    const links = [...this.links];
    if (!ask(host, 'deskcard-before-connections-save', { apiId, links })) return;
    const saving = (this.#saving = new AbortController());
    this.#say({ kind: 'busy', text: t.saving });
    const input = { apiId, links, version: this.#saved.version };
    try {
      const connections = await within(READ_MS, saving.signal, (signal) =>
        desk.connections.save(input, { signal, idempotencyKey: this.#keyFor(JSON.stringify(input)) }),
      );
      this.#saving = undefined;
      this.#saved = connections;
      this.#say({ kind: 'ok', text: t.saved });
      tell(host, 'deskcard-connections-saved', { connections });
    } catch (error) {
      this.#saving = undefined;
      if (!saving.signal.aborted) await this.#fail(error);
    }
  }

  /** It is left: nothing is waited for any more. */
  close(): void {
    this.#saving?.abort();
    this.#saving = this.said = undefined;
  }

  /** The same choice sent twice is saved once. */
  #keyFor(text: string): string {
    if (this.#attempt.text !== text) {
      this.#attempt = { text, key: crypto.getRandomValues(new Uint32Array(4)).join('-') };
    }
    return this.#attempt.key;
  }

  async #fail(error: unknown): Promise<void> {
    const { failure, focus } = this.#ui;
    this.#say(failure(error));
    if (!isDeskError(error) || error.code !== 'version_conflict') return;
    const reading = (this.#saving = new AbortController());
    try {
      const { items } = await within(READ_MS, reading.signal, (signal) =>
        this.#ui.desk.connections.list({}, { signal }),
      );
      this.theirs = items.find(({ apiId }) => apiId === this.api.apiId);
      this.said = undefined;
    } catch (failed) {
      this.said = failure(failed);
    }
    this.#saving = undefined;
    if (!reading.signal.aborted) await focus('.conflict button');
  }

  #say(said: Status): void {
    this.said = said;
    this.#ui.update();
  }
}

/** By which the focus finds the nth drop-down of an item. */
export function selectId({ apiId }: LookupApi, itemId: string, index: number): string {
  return `${apiId}-${itemId}-${index}`;
}

function textOf(links: Links): string {
  return JSON.stringify(links.map(({ resultItemId, fieldCode }) => [resultItemId, fieldCode]));
}
