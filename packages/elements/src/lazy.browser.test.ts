import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { expectAccessible } from '../test/accessible.js';
import { lookupDesk } from '../test/lookup-desk.js';
import { mergeQuietly, people } from '../test/merge-people.js';
import { clearPage, inside, put, settle, shownText, until } from '../test/page.js';
import { partNetwork, type PartNetwork } from '../test/part-network.js';
import { strictPage, type StrictPage } from '../test/strict-page.js';
import './api-settings/define.js';
import { provideDeskcard } from './context.js';
import { ko } from './locales/ko.js';
import './merge-dialog/define.js';

const modules = ['merge-dialog', 'api-settings'].map(
  (tag) => new URL(`./${tag}/define.ts`, import.meta.url).href,
);

/** A page that has loaded no part yet, under a strict policy. */
async function freshPage(): Promise<StrictPage> {
  const page = await strictPage(...modules);
  const inner = page.document.defaultView!;
  await Promise.all(['merge-dialog', 'api-settings'].map((tag) => inner.customElements.whenDefined(tag)));
  return page;
}

function add<K extends keyof HTMLElementTagNameMap>(
  page: StrictPage,
  tag: K,
  properties: Partial<HTMLElementTagNameMap[K]> = {},
): HTMLElementTagNameMap[K] {
  const element = Object.assign(page.document.createElement(tag), properties);
  page.document.body.append(element);
  return element;
}

const find = <T extends HTMLElement = HTMLElement>(element: Element, selector: string): T | null =>
  element.shadowRoot!.querySelector<T>(selector);
const retry = (element: Element): HTMLElement | undefined =>
  [...element.shadowRoot!.querySelectorAll<HTMLElement>('button')].find((each) =>
    ['Try again', '다시 시도'].includes(shownText(each)),
  );
/** Also of an element in another page, whose classes are its own. */
const textOf = (element: Element): string => shownText(element.shadowRoot);
const hasFocus = (element: Element, selector: string): boolean =>
  element.shadowRoot!.activeElement?.matches(selector) ?? false;

let network: PartNetwork;

before(async () => {
  network = await partNetwork();
});
after(() => network.stop());
afterEach(async () => {
  network.heal();
  await clearPage();
});

describe('what is loaded when it is first opened', () => {
  let page: StrictPage;
  beforeEach(async () => {
    page = await freshPage();
  });
  afterEach(() => {
    expect(page.violations).to.deep.equal([]);
    page.close();
  });

  it('is not asked for before, and once for all that are opened then', async () => {
    const { desk, caller } = await people();
    const [first, second] = [1, 2].map(() => add(page, 'merge-dialog', { desk, customerNumber: caller }));
    add(page, 'api-settings');
    await first!.updateComplete;
    await settle();
    expect(network.asked).to.deep.equal([]);
    for (const dialog of [first!, second!]) {
      dialog.show();
      await until(() => textOf(dialog).includes('010-2345-6789'), 'the customer');
      dialog.close();
    }
    expect(network.asked).to.deep.equal(['merging']);
  });

  it('shows the frame of the dialog at once, then what stands in it, and the focus is in the search box', async () => {
    const { desk, caller } = await people();
    const release = network.hold();
    const dialog = add(page, 'merge-dialog', { desk, customerNumber: caller });
    let opened = 0;
    dialog.addEventListener('open', () => opened++);
    dialog.show();
    await dialog.updateComplete;
    expect(find(dialog, 'dialog')!.matches(':modal')).to.be.true;
    expect(opened).to.equal(1);
    expect(find(dialog, 'h2')!.textContent).to.equal('Merge customers');
    expect(shownText(find(dialog, '.status')!)).to.equal('Loading');
    expect(find(dialog, '.skeleton')).not.to.equal(null);
    expect(hasFocus(dialog, '.page')).to.be.true;
    await until(() => network.asked.length === 1, 'the request');
    release();
    await until(() => hasFocus(dialog, '[name=search]'), 'the search box');
    await until(() => textOf(dialog).includes('010-2345-6789'), 'the customer');
    expect(opened).to.equal(1);
  });

  it('leaves the focus where the agent has put it meanwhile', async () => {
    const { desk, caller } = await people();
    const release = network.hold();
    const dialog = add(page, 'merge-dialog', { desk, customerNumber: caller, open: true });
    const close = await until(() => find(dialog, '[aria-label=Close]'), 'the frame');
    close.focus();
    release();
    await until(() => find(dialog, '[name=search]'), 'the search box');
    await settle();
    expect(hasFocus(dialog, '[aria-label=Close]')).to.be.true;
  });

  it('is opened as it was asked for last, however often that was before it came', async () => {
    const { desk, caller, writer, stranger } = await people();
    await mergeQuietly(desk, caller, writer, 'the same');
    const release = network.hold();
    const dialog = add(page, 'merge-dialog', { desk, customerNumber: stranger });
    const heard: string[] = [];
    for (const type of ['open', 'close']) dialog.addEventListener(type, () => heard.push(type));
    dialog.show();
    await dialog.updateComplete;
    dialog.close();
    await until(() => heard.length === 2, 'the end');
    dialog.show();
    dialog.view = 'history';
    dialog.customerNumber = caller;
    await dialog.updateComplete;
    release();
    await until(() => textOf(dialog).includes('the same'), 'the history of the caller');
    expect(heard).to.deep.equal(['open', 'close', 'open']);
  });

  it('opens nothing when the dialog was closed again before it came', async () => {
    const { desk, caller } = await people();
    const release = network.hold();
    const dialog = add(page, 'merge-dialog', { desk, customerNumber: caller, open: true });
    await until(() => find(dialog, '.skeleton'), 'the frame');
    dialog.close();
    release();
    await dialog.preload();
    await settle();
    expect(find<HTMLDialogElement>(dialog, 'dialog')!.open).to.be.false;
    expect(textOf(dialog)).to.equal('');
  });

  it('can be loaded ahead, and the first opening is whole at once', async () => {
    const { desk, caller } = await people();
    const dialog = add(page, 'merge-dialog', { desk, customerNumber: caller });
    await dialog.preload();
    expect(network.asked).to.deep.equal(['merging']);
    dialog.show();
    await dialog.updateComplete;
    expect(hasFocus(dialog, '[name=search]')).to.be.true;
  });

  it('speaks the language of the page, and what the host says instead', async () => {
    const { desk, caller } = await people();
    page.document.body.lang = 'ko';
    provideDeskcard(page.document.body, { desk, locales: [ko] });
    const strings = { searchIn: '찾을 곳', tabs: { history: '지난 병합' } };
    const dialog = add(page, 'merge-dialog', { customerNumber: caller, strings });
    network.fail();
    dialog.show();
    await until(() => textOf(dialog).includes('화면을 불러오지 못했습니다.'), 'the failure in Korean');
    expect(textOf(dialog)).to.contain('지난 병합');
    network.heal();
    retry(dialog)!.click();
    await until(() => textOf(dialog).includes('현재 고객'), 'the body in Korean');
    expect(find(dialog, 'select')!.getAttribute('aria-label')).to.equal('찾을 곳');
    expect(textOf(dialog)).not.to.match(/[A-Z][a-z]{3,}/);
  });

  it('does not wait for ever (trap 11)', async () => {
    const { desk, caller } = await people();
    const inner = page.document.defaultView!;
    const real = inner.setTimeout;
    const deadlines: (() => void)[] = [];
    inner.setTimeout = ((act: () => void, ms?: number) =>
      ms === 15_000 ? deadlines.push(act) : real.call(inner, act, ms)) as typeof inner.setTimeout;
    const release = network.hold();
    const dialog = add(page, 'merge-dialog', { desk, customerNumber: caller, open: true });
    await until(() => deadlines.length > 0, 'a deadline');
    for (const timeIsUp of deadlines) timeIsUp();
    await until(() => textOf(dialog).includes('This could not be loaded.'), 'the end of waiting');
    expect(find(dialog, '.skeleton')).to.equal(null);
    release();
    retry(dialog)!.click();
    await until(() => hasFocus(dialog, '[name=search]'), 'the search box');
  });

  it('is the list of the API settings, once somebody has a desk, and what was asked before is done then', async () => {
    const office = await lookupDesk();
    const settings = add(page, 'api-settings');
    await settings.updateComplete;
    expect(textOf(settings)).to.contain('not connected');
    expect(network.asked).to.deep.equal([]);
    const release = network.hold();
    settings.desk = office.admin;
    const added = settings.add();
    await until(() => network.asked.length === 1, 'the request');
    expect(textOf(settings)).to.equal('Loading');
    expect(find(settings, '.skeleton')).not.to.equal(null);
    expect(settings.hasUnsavedChanges).to.be.false;
    release();
    await added;
    await until(() => hasFocus(settings, '#name'), 'a new lookup API');
    expect(find(settings, '#add')).not.to.equal(null);
    expect(network.asked).to.deep.equal(['settings']);
  });
});

describe('what does not come when it is first opened', () => {
  it('says so in the dialog, keeps the focus while it is tried again, and comes then', async () => {
    const { desk, caller } = await people();
    network.fail();
    const dialog = put('merge-dialog', { desk, customerNumber: caller, open: true });
    await until(() => textOf(dialog).includes('This could not be loaded.'), 'the failure');
    expect(textOf(dialog)).to.contain('Check the connection and try again, or reload the page.');
    expect(find(dialog, '.skeleton')).to.equal(null);
    await expectAccessible(dialog);
    retry(dialog)!.focus();
    await sendKeys({ press: 'Enter' });
    await until(() => network.asked.length === 2, 'the second request');
    await until(() => retry(dialog)?.ariaDisabled !== 'true' && retry(dialog), 'the second failure');
    expect(dialog.shadowRoot!.activeElement).to.equal(retry(dialog));
    network.heal();
    const release = network.hold();
    await sendKeys({ press: 'Enter' });
    await until(() => find(dialog, '.skeleton'), 'another attempt');
    await expectAccessible(dialog);
    release();
    await until(() => hasFocus(dialog, '[name=search]'), 'the search box');
    expect(retry(dialog)).to.equal(undefined);
  });

  it('is tried again by itself when the dialog is opened again', async () => {
    // In this page it has come already, so it fails in a fresh one.
    const page = await freshPage();
    const { desk, caller } = await people();
    network.fail();
    const dialog = add(page, 'merge-dialog', { desk, customerNumber: caller, open: true });
    await until(() => retry(dialog), 'the failure');
    dialog.close();
    await dialog.updateComplete;
    network.heal();
    dialog.show();
    await until(() => textOf(dialog).includes('010-2345-6789'), 'the customer');
    page.close();
  });

  it('says so in place of the API settings, and what was asked for does not hang', async () => {
    const office = await lookupDesk();
    network.fail();
    const settings = put('api-settings', { desk: office.admin });
    await settings.edit(office.apis[0]!.apiId);
    await until(() => textOf(settings).includes('This could not be loaded.'), 'the failure');
    await expectAccessible(settings);
    network.heal();
    retry(settings)!.click();
    await until(() => find(settings, '#add'), 'the list');
    await settings.edit(office.apis[0]!.apiId);
    await until(() => find(settings, '.editor'), 'the editor');
    expect(inside(settings, '#title').textContent).to.equal(office.apis[0]!.name);
  });
});
