/**
 * R34, R35, B12: the keys of the lookup API in the editor. A secret is on the page only from the moment an
 * administrator makes it or asks for it until they are done with it; where keys are shown once, this is the once. A
 * key is replaced without an outage: make one, hand it over, activate it, revoke the old one.
 */
import type { Desk, KeyUse, LookupKey, MadeKey } from '@deskcard/core';
import { copyText, selectText } from '../copy.js';
import { ask } from '../events.js';
import { Late } from '../late.js';
import type { Status } from '../parts/status.js';
import type { Editor } from './editor.js';
import type { Ui } from './ui.js';

/** A key with its secret, as long as it is shown. */
export interface Secret {
  readonly keyId: string;
  readonly key: string;
  readonly changedAt: string;
  /** it was just made */
  readonly isNew: boolean;
  /** calls use it */
  readonly isActive: boolean;
}

type Work<T> = (lookups: Desk['lookups'], signal: AbortSignal) => Promise<T>;

export class Keys {
  /** newest first */
  readonly list: Late<readonly LookupKey[]>;
  /** what is being done with one of them */
  readonly action: Late<unknown>;
  secret: Secret | undefined;
  readonly #ui: Ui;
  readonly #editor: Editor;
  #said: Status | undefined;
  #isCopied = false;
  #turn = 0;
  /** what is being made → what makes a repeated request the same one */
  readonly #attempts = new Map<string, string>();

  constructor(ui: Ui, editor: Editor) {
    this.#ui = ui;
    this.#editor = editor;
    this.list = new Late(ui.update);
    this.action = new Late(ui.update);
  }

  get isOnce(): boolean {
    return this.#ui.service.keyDisplay === 'once';
  }

  /** A new key stands there that nobody will see again and that was not copied. */
  get isAtRisk(): boolean {
    return this.isOnce && this.secret !== undefined && !this.#isCopied;
  }

  /** What became of the last thing that was done. */
  get said(): Status | undefined {
    const { error, busy } = this.action;
    if (error !== undefined) return this.#ui.failure(error);
    return busy ? { kind: 'busy', text: this.#ui.common.loading } : this.#said;
  }

  /** Asks for the list when it is to be shown and not known; before every drawing. */
  follow(): void {
    const { desk } = this.#ui;
    const { api, form } = this.#editor;
    const apiId = form.mode === 'none' ? undefined : api?.apiId;
    this.list.follow(
      this.#turn,
      [desk, apiId],
      apiId === undefined
        ? undefined
        : async (signal) => (await desk.lookups.keys({ apiId }, { signal })).items,
    );
  }

  reload(): void {
    this.#turn++;
    this.#ui.update();
  }

  /** Those of one kind; undefined while they are not known. */
  of(use: KeyUse): readonly LookupKey[] | undefined {
    return this.list.value?.filter((key) => key.use === use);
  }

  /** Shows a key that was just made. */
  take({ keyId, key, madeAt, state }: MadeKey): void {
    this.secret = { keyId, key, changedAt: madeAt, isNew: true, isActive: state === 'active' };
    this.#isCopied = false;
    this.reload();
  }

  /** The secret goes from the page. */
  hide(): void {
    this.secret = this.#said = undefined;
    this.#ui.update();
  }

  /** The editor is left. */
  forget(): void {
    this.action.drop();
    this.list.pause();
    this.hide();
  }

  async show(keyId: string | undefined): Promise<boolean> {
    const apiId = this.#apiId;
    const input = keyId === undefined ? { apiId } : { apiId, keyId };
    const shown = await this.#do((lookups, signal) => lookups.showKey(input, { signal }));
    if (shown === undefined) return false;
    const isActive = keyId === undefined || this.#stateOf(keyId) === 'active';
    this.secret = { ...shown, isNew: false, isActive };
    this.#ui.update();
    return true;
  }

  /** Where the page may not copy, the key is shown and selected for the administrator's own keys. */
  async copy(keyId: string | undefined): Promise<void> {
    const wasShown = this.secret !== undefined && (keyId === undefined || this.secret.keyId === keyId);
    if (!wasShown && !(await this.show(keyId))) return;
    const isCopied = await this.#copyText(this.secret?.key ?? '', '[part=key]');
    if (isCopied) this.#isCopied = true;
    if (isCopied && !wasShown) this.secret = undefined;
    this.#ui.update();
  }

  /** The id goes along with the secret: a provider that encrypts needs both. */
  async copyId(keyId: string, place: string): Promise<void> {
    await this.#copyText(keyId, place);
  }

  async make(use: KeyUse): Promise<void> {
    const input = { apiId: this.#apiId, use };
    const made = await this.#doOnce(`make ${use}`, (lookups, options) => lookups.makeKey(input, options));
    if (made === undefined) return;
    this.take(made);
    await this.#ui.focus('#secret-copy');
  }

  askToChange(): void {
    const { t, host } = this.#ui;
    const { apiId, name } = this.#editor.api!;
    this.#ui.ask({
      title: t.changeTitle,
      body: () => t.changeText,
      yes: t.change,
      act: async () => {
        if (!ask(host, 'deskcard-before-lookup-key-change', { apiId, name })) return;
        const made = await this.#doOnce('change', (lookups, options) =>
          lookups.changeKey({ apiId }, options),
        );
        if (made === undefined) return;
        this.secret = { ...made, isNew: true, isActive: true };
        this.#isCopied = false;
        this.#say({ kind: 'ok', text: t.keyNew });
        this.reload();
        if (this.isOnce) await this.#ui.focus('#secret-copy');
      },
    });
  }

  askToActivate({ keyId }: LookupKey): void {
    const { t, host } = this.#ui;
    const { apiId, name } = this.#editor.api!;
    this.#ui.ask({
      title: t.activateTitle,
      body: () => t.activateText,
      yes: t.activate,
      isHarmless: true,
      act: async () => {
        if (!ask(host, 'deskcard-before-lookup-key-activate', { apiId, name, keyId })) return;
        await this.#change(keyId, t.activated, (lookups, signal) =>
          lookups.activateKey({ apiId, keyId }, { signal }),
        );
      },
    });
  }

  askToRevoke({ keyId, state }: LookupKey): void {
    const { t, host } = this.#ui;
    const { apiId, name } = this.#editor.api!;
    this.#ui.ask({
      title: t.revokeTitle,
      body: () => t.revokeText[state === 'pending' ? state : 'retiring'],
      yes: t.revoke,
      act: async () => {
        if (!ask(host, 'deskcard-before-lookup-key-revoke', { apiId, name, keyId })) return;
        const isDone = await this.#change(keyId, t.revoked, (lookups, signal) =>
          lookups.revokeKey({ apiId, keyId }, { signal }),
        );
        if (isDone && this.secret?.keyId === keyId) this.secret = undefined;
      },
    });
  }

  get #apiId(): string {
    return this.#editor.api!.apiId;
  }

  #stateOf(keyId: string): LookupKey['state'] | undefined {
    return this.list.value?.find((key) => key.keyId === keyId)?.state;
  }

  #say(said: Status): void {
    this.#said = said;
    this.#ui.update();
  }

  async #change(keyId: string, text: string, work: Work<LookupKey>): Promise<boolean> {
    const isDone = (await this.#do(work)) !== undefined;
    if (!isDone) return false;
    this.#say({ kind: 'ok', text });
    this.reload();
    await this.#ui.focus(`#${CSS.escape(`key-${keyId}`)}`);
    return true;
  }

  /** Undefined when it failed; why stands below the keys then, and what they are now is asked for. */
  async #do<T>(work: Work<T>): Promise<T | undefined> {
    const { lookups } = this.#ui.desk;
    this.#said = undefined;
    const isDone = await this.action.ask((signal) => work(lookups, signal));
    const value = this.action.value as T | undefined;
    // It may hold a secret.
    this.action.value = undefined;
    if (isDone) return value;
    if (this.action.error !== undefined) this.reload();
    return undefined;
  }

  /** The same, and tried again it is the same request: no key is made that nobody has seen. */
  async #doOnce<T>(
    what: string,
    work: (
      lookups: Desk['lookups'],
      options: { readonly signal: AbortSignal; readonly idempotencyKey: string },
    ) => Promise<T>,
  ): Promise<T | undefined> {
    const attempt = `${this.#apiId} ${what}`;
    const idempotencyKey =
      this.#attempts.get(attempt) ?? crypto.getRandomValues(new Uint32Array(4)).join('-');
    this.#attempts.set(attempt, idempotencyKey);
    const value = await this.#do((lookups, signal) => work(lookups, { signal, idempotencyKey }));
    if (value !== undefined) this.#attempts.delete(attempt);
    return value;
  }

  async #copyText(text: string, place: string): Promise<boolean> {
    const { common, t, focus } = this.#ui;
    const isCopied = await copyText(text);
    this.#said = isCopied ? { kind: 'ok', text: common.copied } : { kind: 'info', text: t.copyByHand };
    const shown = await focus(isCopied ? '.none' : place);
    if (!isCopied && shown) selectText(shown);
    return isCopied;
  }
}
