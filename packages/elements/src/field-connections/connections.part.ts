/**
 * R54: every lookup API with its result items and the ticket fields they go into. Loaded when `<field-connections>` is
 * first on a page with a desk.
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { FieldConnections, LookupApi } from '@deskcard/core';
import { connections as english } from '../locales/en.connections.js';
import type { Screen as AnyScreen } from '../parts/screen.js';
import { status, type Status } from '../parts/status.js';
import { styles } from './connections.styles.js';
import { draftView } from './draft-view.js';
import { Draft } from './draft.js';
import type { Ui } from './ui.js';
import { unlinkableView } from './unlinkable-view.js';

export { english, styles };

/** What the desk has set up. */
export interface Setup {
  readonly apis: readonly LookupApi[];
  readonly connections: readonly FieldConnections[];
}

export class Screen implements AnyScreen<Setup> {
  readonly #ui: Ui;
  /** in the order of the APIs */
  #drafts: readonly Draft[] = [];
  /** what was read last */
  #setup: Setup | undefined;
  #lost: Status | undefined;
  #said = '';

  constructor(ui: Ui) {
    this.#ui = ui;
    ui.say = (text) => {
      this.#said = text;
      ui.update();
    };
  }

  get hasUnsavedChanges(): boolean {
    return this.#drafts.some(({ isDirty }) => isDirty);
  }

  follow(setup: Setup): void {
    if (setup !== this.#setup) this.#take(setup);
    this.#setup = setup;
  }

  #take({ apis, connections: saved }: Setup): void {
    const before = new Map(this.#drafts.map((draft) => [draft.api.apiId, draft]));
    this.#drafts = apis.map((api) => {
      const { apiId } = api;
      const own = saved.find((each) => each.apiId === apiId) ?? { apiId, links: [], version: 0 };
      const draft = before.get(apiId) ?? new Draft(this.#ui, api, own);
      before.delete(apiId);
      draft.follow(api, own);
      return draft;
    });
    for (const gone of before.values()) {
      gone.close();
      if (gone.isDirty) this.#lost = { kind: 'warning', text: this.#ui.t.apiGone(gone.api.name) };
    }
  }

  updated(): void {}

  /** What was chosen is still there when the element comes back. */
  leavePage(): void {
    for (const draft of this.#drafts) draft.close();
  }

  render(): TemplateResult {
    const { t, service } = this.#ui;
    const isEmpty = this.#drafts.length === 0;
    return html`<p class="hint intro">${t.intro}</p>
      ${status(this.#lost)}
      ${isEmpty ? status({ kind: 'info', text: t.noApis, hint: t.noApisHint }) : nothing}
      ${this.#drafts.map((draft) => draftView(this.#ui, draft))}
      ${isEmpty ? nothing : unlinkableView(t, service)}
      <div class="said" role="status">${this.#said}</div>`;
  }
}
