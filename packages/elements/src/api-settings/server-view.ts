/** How server information looks: the addresses, what is missing, the mail and what became of it (R36). */
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Agent, MailOutcome } from '@deskcard/core';
import { copyText, selectText } from '../copy.js';
import { button } from '../parts/button.js';
import { areaField, field, selectField } from '../parts/field.js';
import {
  checkIcon,
  chevronIcon,
  closeIcon,
  copyIcon,
  errorIcon,
  okIcon,
  warningIcon,
} from '../parts/icons.js';
import { status, type Status } from '../parts/status.js';
import { nameOf, type Recipients } from './recipients.js';
import type { ServerInformation } from './server-information.part.js';
import type { ServerUi } from './server-ui.js';

/** What the operation takes at most. */
const LONGEST_NOTE = 1000;

export function serverView(ui: ServerUi, server: ServerInformation, leave: () => void): TemplateResult {
  const { s, t } = ui;
  const { missing } = ui.service.serverInformation;
  return html`<section class="editor server" part="server" aria-labelledby="title">
    <div class="row head">
      ${button(chevronIcon(), leave, 'quiet icon-only back', { name: t.back })}
      <h3 id="title" class="grow" tabindex="-1">${s.title}</h3>
      ${button(ui.common.close, leave, 'quiet small')}
    </div>
    <p class="hint">${s.intro}</p>
    ${addresses(ui, server)} ${missing.length > 0 ? lacking(ui) : mail(ui, server)}
  </section>`;
}

function addresses(ui: ServerUi, server: ServerInformation): TemplateResult | typeof nothing {
  const { s, common } = ui;
  const { value, error } = server.info;
  if (error !== undefined || value === undefined) {
    const again = button(common.retry, () => (server.info.pause(), ui.update()), 'small');
    return status(
      error === undefined ? { kind: 'busy', text: common.loading } : { ...ui.failure(error), action: again },
    );
  }
  if (value.addresses.length === 0) return nothing;
  const copy = async (): Promise<void> => {
    const isCopied = await copyText(value.addresses.join('\n'));
    server.copied = isCopied ? s.copied : s.copyByHand;
    const shown = await ui.focus(isCopied ? '#addresses-copy' : '#addresses');
    if (!isCopied && shown) selectText(shown);
  };
  return html`<section class="part" aria-labelledby="addresses-title">
    <div class="row">
      <h4 id="addresses-title" class="grow">${s.addresses}</h4>
      <span class="hint" role="status">${server.copied}</span>
      ${button(html`${copyIcon()}${common.copy}`, () => void copy(), 'quiet small', { id: 'addresses-copy' })}
    </div>
    <pre id="addresses" part="addresses" tabindex="0">${value.addresses.join('\n')}</pre>
  </section>`;
}

/** What the host has to set up first, each with whose business it is. */
function lacking({ s, service }: ServerUi): TemplateResult {
  const { missing } = service.serverInformation;
  return html`<section class="part">
    ${status({ kind: 'info', text: s.missing })}
    <ul class="missing">
      ${missing.map((part) => html`<li>${s.missingParts[part]}</li>`)}
    </ul>
    ${missing.length > 2 ? html`<p class="hint">${s.pageOnly}</p>` : nothing}
  </section>`;
}

function mail(ui: ServerUi, server: ServerInformation): TemplateResult {
  const { s, common, update } = ui;
  const send = (event: Event): void => {
    event.preventDefault();
    void server.send();
  };
  const apis = ui.apis.map(({ apiId, name }) => ({ value: apiId, label: name }));
  const languages = (['ko', 'en'] as const).map((value) => ({ value, label: s.languages[value] }));
  return html`<form class="part" novalidate aria-labelledby="mail" @submit=${send}>
      <h4 id="mail">${s.mail}</h4>
      ${recipients(ui, server)}
      <div class="pair">
        ${selectField({
          id: 'about',
          label: s.about,
          value: server.apiId,
          options: [{ value: '', label: s.aboutNone }, ...apis],
          onInput: (apiId) => ((server.apiId = apiId), update()),
        })}
        ${selectField({
          id: 'language',
          label: s.language,
          value: server.language,
          options: languages,
          onInput: (language) => ((server.language = language as 'ko' | 'en'), update()),
        })}
      </div>
      ${areaField({
        id: 'note',
        label: s.note,
        value: server.note,
        error:
          [...server.note].length > LONGEST_NOTE
            ? ui.describeIssue({ code: 'tooLong', maximum: LONGEST_NOTE })
            : undefined,
        onInput: (note) => ((server.note = note), update()),
      })}
      <div class="row">
        <button
          class="button primary"
          type="submit"
          part="send-mail"
          aria-disabled=${server.sending ? 'true' : 'false'}
        >
          ${s.send}
        </button>
        ${server.sending ? button(common.cancel, () => server.cancel()) : nothing}
        <div class="grow">${status(server.said)}</div>
      </div>
    </form>
    ${results(ui, server)}`;
}

function recipients(ui: ServerUi, { recipients: box, isMissing }: ServerInformation): TemplateResult {
  const { s, common } = ui;
  const { items, isListed, active, chosen } = box;
  const fault = isMissing ? s.choose : undefined;
  const input = html`<div class="combo">
    <input
      class="input"
      part="control"
      id="recipients"
      type="text"
      role="combobox"
      autocomplete="off"
      spellcheck="false"
      maxlength="100"
      dir="auto"
      aria-label=${s.recipients}
      aria-autocomplete="list"
      aria-haspopup="listbox"
      aria-expanded=${isListed ? 'true' : 'false'}
      aria-controls=${isListed ? 'agents' : nothing}
      aria-activedescendant=${isListed && active >= 0 ? `agent-${active}` : nothing}
      aria-required="true"
      aria-invalid=${fault ? 'true' : 'false'}
      aria-describedby="recipients-hint${fault ? ' recipients-fault' : ''}"
      .value=${live(box.text)}
      @input=${(event: Event) => box.type((event.target as HTMLInputElement).value)}
      @keydown=${(event: KeyboardEvent) => box.press(event)}
      @blur=${() => box.close()}
    />
    ${isListed ? list(ui, box, items) : nothing}
  </div>`;
  return html`<div class="recipients">
    ${field(
      {
        id: 'recipients',
        label: s.recipients,
        hint: s.recipientsHint,
        error: fault,
        required: true,
        requiredText: common.required,
      },
      input,
    )}
    ${status(searchSaid(ui, box))}
    ${
      chosen.length > 0
        ? html`<ul class="chosen" aria-label=${s.chosen(chosen.length)}>
            ${chosen.map((agent, index) => chip(ui, box, agent, index))}
          </ul>`
        : nothing
    }
  </div>`;
}

function list({ s }: ServerUi, box: Recipients, items: readonly Agent[]): TemplateResult {
  return html`<ul
    class="agents"
    id="agents"
    role="listbox"
    aria-multiselectable="true"
    aria-label=${s.recipients}
  >
    ${items.map((agent, index) => {
      const isChosen = box.has(agent);
      // The keys are those of the field, which keeps the focus.
      // eslint-disable-next-line lit-a11y/click-events-have-key-events
      return html`<li
        id="agent-${index}"
        role="option"
        aria-selected=${isChosen ? 'true' : 'false'}
        ?data-active=${index === box.active}
        @pointerdown=${(event: Event) => event.preventDefault()}
        @click=${() => box.toggle(agent)}
      >
        <span class="mark">${isChosen ? checkIcon() : nothing}</span>
        <span class="grow"><b>${nameOf(agent)}</b> <span class="meta">${agent.email}</span></span>
      </li>`;
    })}
  </ul>`;
}

/** The focus goes to the next one that is left, else to the field. */
function chip({ common, focus }: ServerUi, box: Recipients, agent: Agent, index: number): TemplateResult {
  const remove = (): void => {
    box.remove(agent);
    const next = Math.min(index, box.chosen.length - 1);
    void focus(next < 0 ? '#recipients' : `#chosen-${next}`);
  };
  return html`<li class="chip">
    <span>${nameOf(agent)} <span class="meta">${agent.email}</span></span>
    ${button(closeIcon(), remove, 'quiet small icon-only', {
      id: `chosen-${index}`,
      name: `${common.remove}: ${nameOf(agent)}`,
    })}
  </li>`;
}

/** What the search for agents says. */
function searchSaid({ s, common, failure }: ServerUi, box: Recipients): Status | undefined {
  const { busy, error, value } = box.found;
  if (error !== undefined && !busy) {
    return { ...failure(error), action: button(common.retry, () => void box.ask(), 'small') };
  }
  if (busy) return { kind: 'busy', text: s.searching };
  if (value === undefined || !box.isOpen) return undefined;
  const { items, more } = value;
  return { kind: 'info', text: items.length === 0 ? s.none : s.found(items.length, more) };
}

const signs: Readonly<Record<MailOutcome, [look: string, icon: () => TemplateResult]>> = {
  sent: ['ok', okIcon],
  refused: ['error', errorIcon],
  unknownAgent: ['error', errorIcon],
  invalidAddress: ['error', errorIcon],
  notSent: ['warning', warningIcon],
  uncertain: ['warning', warningIcon],
};

function results({ s }: ServerUi, { results: all }: ServerInformation): TemplateResult | typeof nothing {
  if (all.length === 0) return nothing;
  return html`<section class="part" aria-labelledby="results">
    <h4 id="results" tabindex="-1">${s.results}</h4>
    <ul class="results" part="results">
      ${all.map(({ name, email, outcome, detail }) => {
        const [look, icon] = signs[outcome];
        return html`<li class="status ${look}">
          ${icon()}<span class="grow"
            >${name} <span class="meta">${email ?? ''}</span>
            <span class="hint">${s.outcomes[outcome]}${detail ? ` (${detail})` : nothing}</span></span
          >
        </li>`;
      })}
    </ul>
  </section>`;
}
