/** How a test call looks: its inputs, what went out, what came back, and the values to be taken over. */
import { html, nothing, type TemplateResult } from 'lit';
import type { TestCall as Exchange } from '@deskcard/core';
import { copyText, selectText } from '../copy.js';
import { readableJson } from '../lookups/json.js';
import { button } from '../parts/button.js';
import { checkIcon, copyIcon, plusIcon } from '../parts/icons.js';
import { selectField, textField } from '../parts/field.js';
import { status, type Status } from '../parts/status.js';
import type { Editor } from './editor.js';
import { filled, type SearchRow } from './form.js';
import { asCurl } from './curl.js';
import type { Ui } from './ui.js';

/** As much of a reply as is shown at first. */
const FOLDED = 1500;

export function testView(ui: Ui, editor: Editor): TemplateResult {
  const { t, common } = ui;
  const { test, form } = editor;
  const send = (event: Event): void => {
    event.preventDefault();
    void test.send();
  };
  return html`<section class="part test" part="test" aria-labelledby="test">
    <h4 id="test">${t.test}</h4>
    <p class="hint">${t.testHint}</p>
    <form novalidate aria-labelledby="test" @submit=${send}>
      ${
        form.searchItems.length > 0
          ? html`<div class="grid">${form.searchItems.map((row) => input(ui, editor, row))}</div>`
          : nothing
      }
      <div class="row">
        <button class="button" type="submit" part="send" aria-disabled=${test.run ? 'true' : 'false'}>
          ${t.send}
        </button>
        ${test.run ? button(common.cancel, () => test.cancel()) : nothing}
        <div class="grow">${status(said(ui, editor))}</div>
      </div>
    </form>
    ${test.exchange ? exchange(ui, editor, test.exchange) : nothing}
  </section>`;
}

function input({ common, t }: Ui, editor: Editor, row: SearchRow): TemplateResult {
  const { test } = editor;
  const id = `${row.key}-test`;
  const options = {
    id,
    label: row.screenName || row.variableName || t.unnamed,
    value: test.valueOf(row),
    error: editor.faultIn(id),
    required: row.required,
    requiredText: common.required,
    onInput: (value: string) => test.type(row, value),
  };
  if (row.division === 'ticketField' || row.control === 'text') return textField(options);
  const choices = filled(row).map(({ value, label }) => ({ value, label: label || value }));
  return selectField({ ...options, options: [{ value: '', label: t.choose }, ...choices] });
}

function said(ui: Ui, { test }: Editor): Status | undefined {
  if (test.run) return { kind: 'busy', text: ui.t.sending };
  if (test.error !== undefined) return ui.failure(test.error);
  if (test.exchange === undefined) return undefined;
  const { result, reply, problem } = test.exchange;
  const { outcome, durationMs, providerMessage, reason } = result;
  // What has an error code of its own is said in the same words everywhere.
  const code = outcome.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  const own = ui.t.outcomes[outcome as keyof typeof ui.t.outcomes];
  const { text, hint } = own ?? ui.failure({ name: 'DeskError', code: `lookup_${code}` });
  const kind = outcome === 'found' ? 'ok' : outcome === 'noResult' ? 'info' : 'error';
  const facts = [reply && `HTTP ${reply.status}`, `${Math.round(durationMs)} ms`, providerMessage];
  const said = `${text} (${facts.filter(Boolean).join(' · ')})`;
  return { kind, text: said, hint: (reason && ui.t.reasons[reason]) ?? wordsOf(ui, problem) ?? hint };
}

/** What is wrong with an encrypted reply; what this element has no words for, the desk has. */
function wordsOf({ t }: Ui, problem: Exchange['problem']): string | undefined {
  return problem && (problem.reason ? t.problems[problem.reason] : problem.message);
}

function exchange(ui: Ui, editor: Editor, { request, reply, inside, found }: Exchange): TemplateResult {
  const { t } = ui;
  const { test } = editor;
  const headers = Object.entries(request.headers).map(([name, value]) => `${name}: ${value}`);
  const signed = Object.keys(request.headers).some((name) => name.toLowerCase() === 'authorization');
  const curl = async (): Promise<void> => {
    const text = asCurl(request, test.signedText);
    const isCopied = await copyText(text);
    test.copied = isCopied ? ui.common.copied : t.copyByHand;
    const shown = await ui.focus(isCopied ? '.curl' : '.request');
    if (!isCopied && shown) selectText(shown);
  };
  return html`<div class="exchange">
    ${found.length > 0 ? values(ui, editor, found) : nothing}
    <div class="row">
      <h5 class="grow">${t.request}</h5>
      <span class="hint" role="status">${test.copied}</span>
      ${button(html`${copyIcon()}${t.curl}`, () => void curl(), 'quiet small curl')}
    </div>
    ${signed ? html`<p class="hint">${t.curlSigned}</p>` : inside ? html`<p class="hint">${t.curlEncrypted}</p>` : nothing}
    <pre class="request" part="request" tabindex="0">
${['POST ' + request.url, ...headers, '', request.body].join('\n')}</pre>
    ${inside ? open(ui, editor, t.insideRequest, inside.request) : nothing}
    <h5>${t.reply}</h5>
    ${reply ? raw(ui, editor, reply) : html`<p class="muted">${t.noReply}</p>`}
    ${inside?.reply === undefined ? nothing : open(ui, editor, t.insideReply, inside.reply)}
  </div>`;
}

/** D1: what an encrypted message says to whoever has the key; on the way it is what stands above. */
function open(ui: Ui, editor: Editor, title: string, message: string): TemplateResult {
  return html`<h5>${title}</h5>
    ${folded(ui, editor, readableJson(message) ?? message, 'inside')}`;
}

function raw(ui: Ui, editor: Editor, reply: NonNullable<Exchange['reply']>): TemplateResult {
  const { status: code, contentType, body } = reply;
  return folded(ui, editor, readableJson(body) ?? body, 'reply', `HTTP ${code} ${contentType}\n\n`);
}

/** `part` is its name for the host's styles, too. */
function folded(
  { t, update }: Ui,
  { test }: Editor,
  text: string,
  part: 'reply' | 'inside',
  head = '',
): TemplateResult {
  const isLong = text.length > FOLDED && !test.isUnfolded;
  return html`<pre class=${part} part=${part} tabindex="0">
${head}${isLong ? `${text.slice(0, FOLDED)}…` : text}</pre>
    ${isLong ? button(t.showAll, () => ((test.isUnfolded = true), update()), 'quiet small') : nothing}`;
}

function values({ t }: Ui, { form, test }: Editor, found: Exchange['found']): TemplateResult {
  const used = new Set(form.resultItems.map(({ dataName }) => dataName));
  return html`<h5>${t.found}</h5>
    <p class="hint">${t.foundHint}</p>
    <ul class="list found">
      ${found.map(({ dataName, text }) => {
        const isUsed = used.has(dataName);
        return html`<li>
          <button class="item" type="button" @click=${() => test.use(dataName)}>
            ${isUsed ? checkIcon() : plusIcon()}
            <code>${dataName}</code>
            <span class="grow muted value">${text}</span>
            <span class="said">${isUsed ? t.used : t.use}</span>
          </button>
        </li>`;
      })}
    </ul>`;
}
