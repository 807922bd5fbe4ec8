/** R30: the lookup APIs in the order in which agents see them. */
import { html, nothing, type TemplateResult } from 'lit';
import type { LookupApi } from '@deskcard/core';
import { button } from '../parts/button.js';
import { plusIcon, warningIcon } from '../parts/icons.js';
import { rows } from '../parts/rows.js';
import { status, type Status } from '../parts/status.js';
import type { Health, HealthWords } from './health.js';
import type { Ui } from './ui.js';

export interface ListActions {
  readonly editedId: string | undefined;
  readonly said: Status | undefined;
  readonly health: Health;
  readonly isServers: boolean;
  readonly servers: () => void;
  readonly add: () => void;
  readonly open: (api: LookupApi) => void;
  readonly order: (apis: LookupApi[], isDone: boolean) => void;
}

export function listView(ui: Ui, apis: readonly LookupApi[], actions: ListActions): TemplateResult {
  const { t } = ui;
  const { editedId, said, health, isServers, servers, add, open, order } = actions;
  return html`<section class="apis" part="list" aria-labelledby="apis">
    <div class="row head">
      <h3 id="apis" class="grow">${t.title}</h3>
      ${button(html`${plusIcon()}${t.add}`, add, apis.length === 0 ? 'primary small' : 'small', { id: 'add' })}
    </div>
    ${status(said)}
    ${
      apis.length === 0
        ? html`<div class="empty">
            <p><b>${t.empty}</b></p>
            <p class="muted">${t.emptyHint}</p>
          </div>`
        : rows({
            ui,
            label: t.title,
            look: 'entries',
            items: apis.map((api) => ({ key: `api-${api.apiId}`, api })),
            name: ({ api }) => api.name,
            body: ({ key, api }) =>
              html`<div class="api">
                <button
                  class="item"
                  type="button"
                  id="${key}-open"
                  aria-current=${api.apiId === editedId ? 'true' : 'false'}
                  @click=${() => open(api)}
                >
                  <span class="grow"
                    ><b>${api.name}</b><span class="meta host">${hostOf(api.baseUrl)}</span
                    ><span class="meta"
                      >${t.modes[api.security.mode]} ·
                      ${t.counts(api.searchItems.length, api.resultItems.length)}</span
                    ></span
                  ></button
                >${healthView(health.of(api.apiId))}
              </div>`,
            order: (items, isDone) =>
              order(
                items.map(({ api }) => api),
                isDone,
              ),
          })
    }
    ${apis.length > 0 && health.note ? html`<p class="hint note">${health.note}</p>` : nothing}
    <div class="row note">
      ${button(t.servers, servers, isServers ? 'small on' : 'small', { id: 'servers' })}
    </div>
  </section>`;
}

/** Words, and a sign beside them where somebody should look at it. */
function healthView(words: HealthWords | undefined): TemplateResult | typeof nothing {
  if (words === undefined) return nothing;
  const { text, isBad, hint } = words;
  return html`<p class="meta health ${isBad ? 'bad' : ''}" part="health">
    ${isBad ? warningIcon() : nothing}<span>${text}${hint ? html`<br />${hint}` : nothing}</span>
  </p>`;
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}
