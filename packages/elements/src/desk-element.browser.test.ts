import { expect } from '@open-wc/testing';
import { html, type PropertyDeclarations, type TemplateResult } from 'lit';
import { DeskError } from '@deskcard/core/errors';
import type { Change } from '@deskcard/core';
import { fakeDesk } from '../test/fake-desk.js';
import { clearPage, place, settle, shownText, until } from '../test/page.js';
import { provideDeskcard } from './context.js';
import { DeskElement } from './desk-element.js';
import { customerBadge } from './locales/en.js';
import { ko } from './locales/ko.js';

/** The smallest element on the shared base: it shows its texts and what happened on its desk. */
class ProbeElement extends DeskElement<'customerBadge'> {
  static override properties: PropertyDeclarations = { ticketId: { attribute: 'ticket-id' } };
  declare ticketId: string;
  readonly heard: string[] = [];

  constructor() {
    super('customerBadge', customerBadge);
    this.ticketId = '';
  }

  protected override deskDidChange(change: Change): void {
    this.heard.push(change.type);
  }

  override render(): TemplateResult {
    return html`${this.t.grades}/${this.common.search}/${this.language}/${this.ticketId}/${this.activeDesk ? 'desk' : 'none'}`;
  }

  say(error: unknown) {
    return this.describeError(error);
  }

  at(iso: string): string {
    return this.when(iso, 'date');
  }

  signal(): AbortSignal {
    return this.connection;
  }
}
customElements.define('probe-element', ProbeElement);

async function probe(
  into: HTMLElement = place(),
  properties: Partial<ProbeElement> = {},
): Promise<ProbeElement> {
  const element = Object.assign(document.createElement('probe-element') as ProbeElement, properties);
  into.append(element);
  await element.updateComplete;
  return element;
}

describe('every larger element', () => {
  afterEach(clearPage);

  it('speaks English where the page says nothing, and the language of its surroundings where that is offered', async () => {
    document.documentElement.removeAttribute('lang');
    const home = place();
    provideDeskcard(home, { desk: fakeDesk().desk, locales: [ko] });
    const element = await probe(home);
    expect(shownText(element)).to.equal('Grade/Search/en//desk');
    document.documentElement.lang = 'ko';
    await until(() => shownText(element) === '등급/검색/ko//desk', 'Korean from the document');
    home.lang = 'en-GB';
    await until(() => shownText(element) === 'Grade/Search/en-GB//desk', 'English from an ancestor');
    element.lang = 'ko-KR';
    await until(() => shownText(element) === '등급/검색/ko-KR//desk', 'Korean from its own attribute');
  });

  it('speaks English where its language is not offered, but writes dates as that language does', async () => {
    const element = await probe(place(), { lang: 'fr' } as never);
    expect(shownText(element)).to.equal('Grade/Search/fr//none');
    const french = new Intl.DateTimeFormat('fr', { dateStyle: 'medium' }).format(
      new Date('2026-11-21T00:00:00Z'),
    );
    expect(element.at('2026-11-21T00:00:00Z')).to.equal(french);
  });

  it('does not stumble over a language that is none', async () => {
    const element = await probe(place(), { lang: 'not a language!' } as never);
    expect(shownText(element)).to.equal('Grade/Search/en//none');
  });

  it('takes a host’s words for its own, and its own where the host has none', async () => {
    const element = await probe(place(), { strings: { grades: 'Level' } });
    expect(shownText(element)).to.match(/^Level\/Search/);
    element.strings = {};
    await element.updateComplete;
    expect(shownText(element)).to.match(/^Grade\/Search/);
  });

  it('takes what was set before its tag was defined, desk and attributes alike', async () => {
    const { desk } = fakeDesk();
    const early = document.createElement('probe-late') as HTMLElement & Partial<ProbeElement>;
    early.desk = desk;
    early.setAttribute('ticket-id', 'T-9');
    place(early);
    customElements.define('probe-late', class extends ProbeElement {});
    await (early as unknown as ProbeElement).updateComplete;
    expect(shownText(early)).to.equal('Grade/Search/en/T-9/desk');
  });

  it('says what happened in the agent’s language, whatever language the error was written in', async () => {
    const home = place();
    home.lang = 'ko';
    provideDeskcard(home, { desk: fakeDesk().desk, locales: [ko] });
    const element = await probe(home);
    const error = new DeskError('invalid_input', 'developer words', {
      issues: [
        { path: ['name'], code: 'tooLong', message: 'x', maximum: 1000 },
        { path: ['items', 0], code: 'required', message: 'x' },
      ],
    });
    const said = element.say(error);
    expect(said.message).to.equal('저장할 수 없는 항목이 있습니다.');
    expect(said.issues.map(({ text }) => text)).to.deep.equal([
      '1,000자까지 입력할 수 있습니다.',
      '필수 항목입니다.',
    ]);
    home.lang = 'en';
    await settle();
    expect(element.say(error).issues[0]!.text).to.equal('At most 1,000 characters.');
  });

  it('says that something unexpected happened when it knows no better, and never shows the words of the error', async () => {
    const element = await probe();
    for (const odd of [
      new Error('secret'),
      'secret',
      undefined,
      null,
      { name: 'DeskError', code: 'from_the_future' },
    ]) {
      const { message, hint } = element.say(odd);
      expect(message).to.equal('Something unexpected went wrong.');
      expect(`${message}${hint}`).not.to.contain('secret');
    }
    expect(element.say(new DOMException('', 'AbortError')).code).to.equal('aborted');
  });

  it('follows one desk at a time, its own before the page’s, and none after it left', async () => {
    const [own, first, second] = [fakeDesk(), fakeDesk(), fakeDesk()];
    const home = place();
    const provision = provideDeskcard(home, { desk: first.desk });
    const element = await probe(home);
    first.emit({ type: 'gradesChanged' });
    provision.update({ desk: second.desk });
    expect([first.subscribers(), second.subscribers()]).to.deep.equal([0, 1]);
    element.desk = own.desk;
    await element.updateComplete;
    expect([second.subscribers(), own.subscribers()]).to.deep.equal([0, 1]);
    own.emit({ type: 'cleared' });
    expect(element.heard).to.deep.equal(['gradesChanged', 'cleared']);
    const signal = element.signal();
    element.remove();
    expect([own.subscribers(), signal.aborted]).to.deep.equal([0, true]);
    home.append(element);
    expect([own.subscribers(), element.signal().aborted]).to.deep.equal([1, false]);
  });

  it('is not brought down by a page that provides nothing where it should provide a desk', async () => {
    const home = place();
    const provision = provideDeskcard(home, { desk: fakeDesk().desk });
    const element = await probe(home);
    provision.update(undefined as never);
    await element.updateComplete;
    expect(shownText(element)).to.equal('Grade/Search/en//none');
    provision.update({ desk: fakeDesk().desk });
    await element.updateComplete;
    expect(shownText(element)).to.equal('Grade/Search/en//desk');
  });
});
