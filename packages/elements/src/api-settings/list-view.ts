/** R30: the lookup APIs in the order in which agents see them. */
import { html, type TemplateResult } from 'lit';
import type { LookupApi } from '@deskcard/core';
import { button } from '../parts/button.js';
import { plusIcon } from '../parts/icons.js';
import { status, type Status } from '../parts/status.js';
import { rows } from './rows.js';
import type { Ui } from './ui.js';

export interface ListActions {
  readonly editedId: string | undefined;
  readonly said: Status | undefined;
  readonly add: () => void;
  readonly open: (api: LookupApi) => void;
  readonly order: (apis: LookupApi[], isDone: boolean) => void;
}

export function listView(ui: Ui, apis: readonly LookupApi[], actions: ListActions): TemplateResult {
  const { t } = ui;
  const { editedId, said, add, open, order } = actions;
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
              html`<button
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
                >
              </button>`,
            order: (items, isDone) =>
              order(
                items.map(({ api }) => api),
                isDone,
              ),
          })
    }
  </section>`;
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}
