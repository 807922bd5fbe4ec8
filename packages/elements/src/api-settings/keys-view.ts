/** How the keys of a lookup API look: the one in use, one that was just made, and all of them with what each is for. */
import { html, nothing, type TemplateResult } from 'lit';
import type { KeyUse, LookupKey } from '@deskcard/core';
import { button } from '../parts/button.js';
import { chevronIcon, copyIcon, plusIcon, reloadIcon } from '../parts/icons.js';
import { status } from '../parts/status.js';
import type { Editor } from './editor.js';
import type { Ui } from './ui.js';

export function keysView(ui: Ui, { api, keys }: Editor, use: KeyUse): TemplateResult {
  const { t } = ui;
  if (api === undefined) return html`<p class="hint">${t.keyLater}</p>`;
  const known = keys.of(use);
  const active = known?.find(({ state }) => state === 'active');
  const changedAt = known
    ? active && (active.activatedAt ?? active.madeAt)
    : api.security.mode === use
      ? api.keyChangedAt
      : undefined;
  // A key that was shown and is not the active one any more is not shown as such.
  const isInBox =
    !keys.isOnce &&
    keys.secret?.isActive === true &&
    (keys.list.busy || active === undefined || active.keyId === keys.secret.keyId);
  return html`<div class="keys">
    ${
      changedAt === undefined
        ? none(ui, keys, use)
        : keys.isOnce
          ? nothing
          : box(ui, keys, { use, changedAt, isShown: isInBox, keyId: active?.keyId })
    }
    ${keys.secret && !isInBox ? secret(ui, keys) : nothing} ${status(keys.said)}
    ${known === undefined && keys.list.error === undefined ? nothing : ring(ui, keys, use, known ?? [])}
  </div>`;
}

type Keys = Editor['keys'];

/** The provider can have the key before anything is saved that needs it. */
function none({ t }: Ui, keys: Keys, use: KeyUse): TemplateResult {
  return html`<p class="hint">${t.keyLater} ${keys.of(use) ? t.keyBefore : nothing}</p>`;
}

interface Box {
  readonly use: KeyUse;
  readonly changedAt: string;
  readonly isShown: boolean;
  readonly keyId: string | undefined;
}

/** The key in use, as simple as it is where keys may be looked at again. */
function box({ t, common, when }: Ui, keys: Keys, { use, changedAt, isShown, keyId }: Box): TemplateResult {
  const { secret } = keys;
  return html`<div class="field key">
    <span class="label">${t.key}</span>
    <div class="row">
      <code class="input" part="key">${isShown && secret ? secret.key : '•'.repeat(24)}</code>
      ${button(isShown ? t.hide : t.show, () => (isShown ? keys.hide() : void keys.show(keyId)), '', { id: 'key-show' })}
      ${button(html`${copyIcon()}${common.copy}`, () => void keys.copy(keyId), '', { id: 'key-copy' })}
      ${button(t.change, () => keys.askToChange(), '', { id: 'key-change' })}
    </div>
    <p class="hint">${t.keyHint[use]} ${t.keyChanged(when((isShown && secret?.changedAt) || changedAt))}</p>
  </div>`;
}

/** A key with its secret, to be taken to the provider. */
function secret({ t, common }: Ui, keys: Keys): TemplateResult {
  const { keyId, key, isNew } = keys.secret!;
  return html`<div class="made" part="secret">
    ${status(
      keys.isOnce
        ? { kind: 'warning', text: t.keyOnce, hint: t.keyOnceHint }
        : { kind: 'info', text: isNew ? t.keyNew : t.keyToGive },
    )}
    <div class="field key">
      <span class="label">${t.keyId}</span>
      <div class="row">
        <code class="input" id="secret-id">${keyId}</code>
        ${button(html`${copyIcon()}${common.copy}`, () => void keys.copyId(keyId, '#secret-id'), '', {
          name: t.copyKeyId,
        })}
      </div>
    </div>
    <div class="field key">
      <span class="label">${t.key}</span>
      <div class="row">
        <code class="input" part="key">${key}</code>
        ${button(html`${copyIcon()}${common.copy}`, () => void keys.copy(keyId), '', {
          id: 'secret-copy',
          name: t.copyKey,
        })}
      </div>
    </div>
    <div class="row">${button(t.keyDone, () => keys.hide(), 'small')}</div>
  </div>`;
}

/** All keys of one kind, and what can be done with them. */
function ring(ui: Ui, keys: Keys, use: KeyUse, known: readonly LookupKey[]): TemplateResult {
  const { t, common } = ui;
  const { error, busy } = keys.list;
  const isBusy = keys.action.busy;
  const standing = known.filter(({ state }) => state !== 'revoked');
  const isSaved = standing.some(({ state }) => state === 'active');
  return html`<details class="disclosure" part="keys" ?open=${keys.isOnce || standing.length > 1}>
    <summary>${chevronIcon()}${t.keys(known.length)}</summary>
    <div class="ring">
      <p class="hint">${t.keysHint}</p>
      ${
        error === undefined
          ? nothing
          : status({ ...ui.failure(error), action: button(common.retry, () => keys.reload(), 'small') })
      }
      <ul class="entries" aria-label=${t.keys(known.length)} aria-busy=${busy}>
        ${known.map((key) => row(ui, keys, key))}
      </ul>
      <div class="row">
        ${button(html`${plusIcon()}${t.make}`, () => void keys.make(use), 'small', { id: 'key-make', isWaiting: isBusy })}
        ${
          keys.isOnce && isSaved
            ? button(t.change, () => keys.askToChange(), 'small', { id: 'key-change', isWaiting: isBusy })
            : nothing
        }
        ${button(html`${reloadIcon()}${common.reload}`, () => keys.reload(), 'quiet small')}
      </div>
    </div>
  </details>`;
}

function row(ui: Ui, keys: Keys, key: LookupKey): TemplateResult {
  const { t, when } = ui;
  const { keyId, state } = key;
  const id = `key-${keyId}`;
  const isStanding = state === 'pending' || state === 'retiring';
  const tool = (text: string, press: () => void, look = ''): TemplateResult =>
    button(text, press, `small ${look}`, { name: `${text}: ${keyId}`, isWaiting: keys.action.busy });
  const times = (['madeAt', 'activatedAt', 'retiredAt', 'revokedAt', 'lastUsedAt'] as const).flatMap((at) => {
    const iso = key[at];
    return iso === undefined ? [] : [t.keyTimes[at](when(iso))];
  });
  if (key.lastUsedAt === undefined && key.activatedAt !== undefined) times.push(t.neverUsed);
  return html`<li id=${id} tabindex="-1" data-state=${state}>
    <div class="row">
      <b class="state">${t.keyStates[state]}</b>
      <code class="grow" id="${id}-id">${keyId}</code>
      ${button(copyIcon(), () => void keys.copyId(keyId, `#${CSS.escape(id)}-id`), 'quiet small icon-only', {
        name: `${t.copyKeyId}: ${keyId}`,
      })}
    </div>
    <p class="hint">${t.keyMeans[state]}</p>
    <p class="hint">${times.join(' · ')}</p>
    ${
      isStanding
        ? html`<div class="row">
            ${tool(t.activate, () => keys.askToActivate(key))}
            ${keys.isOnce || keys.secret?.keyId === keyId ? nothing : tool(t.show, () => void keys.show(keyId))}
            ${tool(t.revoke, () => keys.askToRevoke(key), 'danger')}
          </div>`
        : nothing
    }
  </li>`;
}
