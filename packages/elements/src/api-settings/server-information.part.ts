/**
 * R36: an administrator sees the addresses our calls come from, copies them, and sends them by mail to agents who pass
 * them on to whoever keeps a provider's firewall. What the host has yet to set up for it is said, with what to do.
 * Loaded when it is first opened.
 */
import type { TemplateResult } from 'lit';
import type { MailResult, ServerInformation as Information, ServerInformationMail } from '@deskcard/core';
import { isTimeout, within } from '../deadline.js';
import { tell } from '../events.js';
import { Late } from '../late.js';
import { serverInformation } from '../locales/en.server-information.js';
import type { Status } from '../parts/status.js';
import { nameOf, Recipients } from './recipients.js';
import { styles as own } from './server-information.styles.js';
import { serverView } from './server-view.js';
import type { ServerUi } from './server-ui.js';
import { styles as ofSettings } from './settings.styles.js';
import type { Ui } from './ui.js';

export const english = { serverInformation };
export const styles = [...ofSettings, ...own];

/** The desk begins no further mail after a minute; a little more for the last one. */
const SEND_MS = 80_000;

export class ServerInformation {
  readonly recipients: Recipients;
  readonly info: Late<Information>;
  /** the lookup API it is about; empty for none in particular */
  apiId = '';
  note = '';
  language: ServerInformationMail['language'] = 'en';
  /** that nobody is chosen is pointed out once it was tried to send */
  isMissing = false;
  sending: AbortController | undefined;
  said: Status | undefined;
  /** what came of copying */
  copied = '';
  results: readonly (MailResult & { readonly name: string })[] = [];
  readonly #ui: ServerUi;
  #attempt = { mail: '', key: '' };

  constructor(ui: Ui, language: string) {
    this.#ui = Object.assign(Object.create(ui) as ServerUi, { chosen: () => this.#chose() });
    this.language = /^ko\b/i.test(language) ? 'ko' : 'en';
    this.info = new Late(ui.update);
    this.recipients = new Recipients(this.#ui);
  }

  /** How things are at this drawing. */
  follow(s: ServerUi['s'], apis: ServerUi['apis']): void {
    Object.assign(this.#ui, { s, apis });
    const { desk } = this.#ui;
    this.info.follow(0, [desk], (signal) => desk.serverInformation.describe({}, { signal }));
    if (!apis.some(({ apiId }) => apiId === this.apiId)) this.apiId = '';
  }

  render(leave: () => void): TemplateResult {
    return serverView(this.#ui, this, leave);
  }

  /** It is left: nothing is waited for any more. What was chosen and written is still there when it is opened again. */
  close(): void {
    this.cancel();
    this.recipients.found.stop();
    this.recipients.close();
    this.info.pause();
    this.said = undefined;
    this.copied = '';
  }

  cancel(): void {
    this.sending?.abort();
    this.sending = undefined;
    this.said = undefined;
    this.#ui.update();
  }

  async send(): Promise<void> {
    if (this.sending) return;
    const { s, desk, host } = this.#ui;
    const { chosen } = this.recipients;
    this.isMissing = chosen.length === 0;
    if (this.isMissing) {
      this.#say({ kind: 'error', text: s.choose });
      await this.#ui.focus('#recipients');
      return;
    }
    const sending = (this.sending = new AbortController());
    this.results = [];
    this.#say({ kind: 'busy', text: s.sending });
    const mail = this.#mail();
    try {
      const { items } = await within(SEND_MS, sending.signal, (signal) =>
        desk.serverInformation.send(mail, { signal, idempotencyKey: this.#keyOf(mail) }),
      );
      if (this.sending !== sending) return;
      this.sending = undefined;
      this.#take(items);
      tell(host, 'deskcard-server-information-sent', { apiId: mail.apiId, results: items });
      await this.#ui.focus('#results');
    } catch (error) {
      if (this.sending !== sending) return;
      this.sending = undefined;
      // The same mail sent again is the same request: whoever got it does not get it twice.
      const again = isTimeout(error) ? this.#ui.common.noAnswer[1] : undefined;
      const why = this.#ui.failure(error);
      this.#say(again ? { ...why, hint: again } : why);
    }
  }

  #mail(): ServerInformationMail {
    const { apiId, language } = this;
    const note = this.note.trim();
    return {
      userIds: this.recipients.chosen.map(({ userId }) => userId),
      language,
      ...(apiId === '' ? {} : { apiId }),
      ...(note === '' ? {} : { note }),
    };
  }

  #keyOf(mail: ServerInformationMail): string {
    const text = JSON.stringify(mail);
    if (this.#attempt.mail !== text) {
      this.#attempt = { mail: text, key: crypto.getRandomValues(new Uint32Array(4)).join('-') };
    }
    return this.#attempt.key;
  }

  /** Who got theirs is a recipient no more; whoever surely did not, still is. */
  #take(items: readonly MailResult[]): void {
    const { chosen } = this.recipients;
    const agents = new Map(chosen.map((agent) => [agent.userId, agent]));
    this.results = items.map((each) => {
      const agent = agents.get(each.userId);
      return { ...each, name: agent ? nameOf(agent) : each.userId };
    });
    const left = new Set(items.filter(({ outcome }) => outcome === 'notSent').map(({ userId }) => userId));
    this.recipients.chosen = chosen.filter(({ userId }) => left.has(userId));
    this.recipients.clear();
    this.#attempt = { mail: '', key: '' };
    const sent = items.filter(({ outcome }) => outcome === 'sent').length;
    const kind = sent === items.length ? 'ok' : 'warning';
    this.#say({ kind, text: this.#ui.s.sent(sent, items.length) });
  }

  #chose(): void {
    this.isMissing = false;
    if (!this.sending) this.said = undefined;
    this.#ui.update();
  }

  #say(said: Status | undefined): void {
    this.said = said;
    this.#ui.update();
  }
}
