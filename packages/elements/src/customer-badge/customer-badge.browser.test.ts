import { expect } from '@open-wc/testing';
import { a11ySnapshot } from '@web/test-runner-commands';
import { createDesk, memoryStorage, type Desk } from '@deskcard/core';
import { DeskError } from '@deskcard/core/errors';
import { expectAccessible } from '../../test/accessible.js';
import { fakeDesk } from '../../test/fake-desk.js';
import { clearPage, nextEvent, place, put, settle, shownText, until } from '../../test/page.js';
import { strictPage } from '../../test/strict-page.js';
import { provideDeskcard } from '../context.js';
import { ko } from '../locales/ko.js';
import './define.js';
import type { CustomerBadge } from './customer-badge.js';

const vip = { gradeId: 'g1', name: 'VIP', color: '#7a3fb0', order: 0, version: 1 };
const gold = { gradeId: 'g2', name: '골드', color: '#e3b341', order: 1, version: 1 };

/** What a screen reader says for the badge. */
async function spoken(badge: CustomerBadge): Promise<{ role?: string; name?: string }> {
  await badge.updateComplete;
  badge.id = 'spoken';
  const said: unknown = await a11ySnapshot({ selector: '#spoken' });
  return (said ?? {}) as { role?: string; name?: string };
}

const colours = ({ style }: HTMLElement): string[] => [style.backgroundColor, style.color];

describe('<customer-badge> with grades the page knows', () => {
  afterEach(clearPage);

  it('shows a grade as a label on its colour, with text that can be read on it (R24, D7)', async () => {
    const badge = put('customer-badge', { grades: [vip] });
    expect(shownText(badge)).to.equal('VIP');
    expect(colours(badge)).to.deep.equal(['rgb(122, 63, 176)', 'rgb(255, 255, 255)']);
    badge.grades = [gold];
    await badge.updateComplete;
    expect(colours(badge)).to.deep.equal(['rgb(227, 179, 65)', 'rgb(0, 0, 0)']);
  });

  it('shows several in grade order, each once (D7)', async () => {
    const badge = put('customer-badge', { grades: [gold, vip, { ...gold }] });
    const labels = [...badge.shadowRoot!.querySelectorAll<HTMLElement>('[part=label]')];
    expect(labels.map((label) => label.textContent)).to.deep.equal(['VIP', '골드']);
    expect(colours(labels[1]!)[0]).to.equal('rgb(227, 179, 65)');
    expect(colours(badge)).to.deep.equal(['', '']);
  });

  it('is no box at all without grades: no width, no height, no gap in a row', async () => {
    const [left, right] = [document.createElement('span'), document.createElement('span')];
    const badge = document.createElement('customer-badge');
    const row = place(left, badge, right);
    row.style.cssText = 'display: flex; gap: 20px; width: max-content';
    expect(row.offsetWidth).to.equal(20);
    badge.grades = [vip];
    await badge.updateComplete;
    expect(row.offsetWidth).to.equal(40 + badge.offsetWidth);
    expect(put('customer-badge', { grades: [] }).getClientRects().length).to.equal(0);
  });

  it('takes the colour away again when the grade goes', async () => {
    const badge = put('customer-badge', { grades: [vip] });
    badge.grades = [];
    await badge.updateComplete;
    expect(shownText(badge)).to.equal('');
    expect(colours(badge)).to.deep.equal(['', '']);
    expect(badge.getClientRects().length).to.equal(0);
  });

  it('is read as one: what it is, then the names; not by colour alone', async () => {
    const badge = put('customer-badge', { grades: [vip, gold] });
    expect(await spoken(badge)).to.include({ role: 'image', name: 'Grade: VIP, 골드' });
  });

  it('says it in Korean where the page speaks Korean, and turns with the page', async () => {
    const home = place();
    provideDeskcard(home, { desk: fakeDesk().desk, locales: [ko] });
    home.lang = 'ko-KR';
    const badge = document.createElement('customer-badge');
    badge.grades = [vip, gold];
    home.append(badge);
    expect((await spoken(badge)).name).to.equal('등급: VIP, 골드');
    home.lang = 'en';
    await settle();
    expect((await spoken(badge)).name).to.equal('Grade: VIP, 골드');
    home.removeAttribute('lang');
    document.documentElement.lang = 'ko';
    await settle();
    expect((await spoken(badge)).name).to.equal('등급: VIP, 골드');
    badge.strings = { grades: '회원 등급' };
    expect((await spoken(badge)).name).to.equal('회원 등급: VIP, 골드');
  });

  it('hears of a language inside of a shadow root, and of one around it', async () => {
    const host = place();
    const root = host.attachShadow({ mode: 'open' });
    const inner = document.createElement('p');
    root.append(inner);
    provideDeskcard(host, { desk: fakeDesk().desk, locales: [ko] });
    const badge = Object.assign(document.createElement('customer-badge'), { grades: [vip] });
    inner.append(badge);
    host.lang = 'ko';
    await settle();
    // The snapshot looks for the element by a selector, which stops at shadow roots.
    const label = async (): Promise<string> => JSON.stringify(await a11ySnapshot({}));
    expect(await label()).to.contain('등급: VIP');
    inner.lang = 'en';
    await settle();
    expect(await label()).to.contain('Grade: VIP');
  });

  it('hears of a language around it also after it was moved with others into another shadow root', async () => {
    const host = document.createElement('div');
    const root = host.attachShadow({ mode: 'open' });
    provideDeskcard(host, { desk: fakeDesk().desk, locales: [ko] });
    for (let count = 0; count < 2; count++) {
      root.append(Object.assign(document.createElement('customer-badge'), { grades: [vip] }));
    }
    place(host);
    const inner = document.createElement('p');
    place().attachShadow({ mode: 'open' }).append(inner);
    inner.append(host);
    await settle();
    inner.lang = 'ko';
    await settle();
    const said = JSON.stringify(await a11ySnapshot({}));
    expect(said.match(/등급: VIP/g)).to.have.length(2);
  });

  it('can be read by everyone, on light and on dark', async () => {
    const box = place(
      ...['#000000', '#ffffff', '#ff0000', '#0000ff', '#777777', 'nonsense'].map((color) =>
        Object.assign(document.createElement('customer-badge'), { grades: [{ name: 'Grade', color }] }),
      ),
      Object.assign(document.createElement('customer-badge'), { grades: [vip, gold] }),
    );
    await expectAccessible(box);
  });

  it('has an outline, so that it stays a label where the system forces its own colours', () => {
    for (const grades of [[vip], [vip, gold]]) {
      const badge = put('customer-badge', { grades });
      const label = badge.shadowRoot!.querySelector('.grade') ?? badge;
      expect(getComputedStyle(label).borderTopStyle).to.equal('solid');
      expect(getComputedStyle(label).borderTopWidth).to.equal('1px');
    }
  });

  it('leaves a name its own direction on a page that reads from right to left', () => {
    document.documentElement.dir = 'rtl';
    const badge = put('customer-badge', { grades: [{ name: 'Do not call!', color: '#b3261e' }] });
    const name = badge.shadowRoot!.firstChild!;
    const end = document.createRange();
    end.setStart(name, 11);
    end.setEnd(name, 12);
    const start = document.createRange();
    start.setStart(name, 0);
    start.setEnd(name, 1);
    expect(end.getBoundingClientRect().left).to.be.greaterThan(start.getBoundingClientRect().left);
  });

  it('reads from right to left on a page that does', async () => {
    document.documentElement.dir = 'rtl';
    const badge = put('customer-badge', { grades: [vip, gold] });
    const [first, second] = [...badge.shadowRoot!.querySelectorAll('[part=label]')];
    expect(first!.getBoundingClientRect().left).to.be.greaterThan(second!.getBoundingClientRect().left);
  });
});

describe('<customer-badge> and what should not be', () => {
  afterEach(clearPage);

  it('shows a grade with a hostile colour on a neutral label, and lets nothing of it into the style', async function () {
    const file = await fetch('/__data/security/hostile_colours.json');
    if (!file.ok) this.skip();
    const hostile = (await file.json()) as string[];
    const plain = put('customer-badge', { grades: [{ name: 'plain', color: '' }] });
    const neutral = getComputedStyle(plain).backgroundColor;
    const known = hostile.filter((color) => /^#[0-9a-f]{6}$/i.test(color) && color.length === 7);
    for (const color of hostile.filter((one) => !known.includes(one))) {
      const one = put('customer-badge', { grades: [{ name: 'one', color }] });
      const many = put('customer-badge', { grades: [{ name: 'one', color }, vip] });
      const label = many.shadowRoot!.querySelector<HTMLElement>('.grade')!;
      expect(one.getAttribute('style') ?? '', color).to.equal('');
      expect(label.getAttribute('style') ?? '', color).to.equal('');
      expect(getComputedStyle(one).backgroundColor, color).to.equal(neutral);
      expect(getComputedStyle(one).position, color).to.equal('static');
    }
    expect(known).to.deep.equal(['#ff0000']);
    const reached = performance.getEntriesByType('resource').filter(({ name }) => name.includes('exfil'));
    expect(reached.length).to.equal(0);
  });

  it('shows a hostile name as text', async () => {
    const name = '<img src=x onerror="window.hacked = true"><script>window.hacked = true</script>';
    const badge = put('customer-badge', { grades: [{ name, color: '#ff0000' }] });
    expect(badge.shadowRoot!.querySelector('img, script')).to.equal(null);
    expect(shownText(badge)).to.contain('<img src=x');
    expect('hacked' in window).to.equal(false);
  });

  it('does not fill the screen with a name of 10,000 characters, and still says all of it', async () => {
    const name = '가'.repeat(10_000);
    const badge = put('customer-badge', { grades: [{ name, color: '#ff0000' }] });
    expect(badge.offsetHeight).to.be.lessThan(100);
    expect((await spoken(badge)).name).to.contain(name);
  });

  it('never throws at the page, whatever is set', async () => {
    const nonsense = [0, 'text', {}, [null], [undefined], [{}], [{ name: 7, color: 3 }], [[vip]]];
    for (const grades of nonsense) put('customer-badge', { grades: grades as never });
    for (const identifiers of nonsense) put('customer-badge', { identifiers: identifiers as never });
    const badge = put('customer-badge', { grades: nonsense as never });
    expect(shownText(badge)).to.equal('');
    badge.setAttribute('lang', '§§§');
    badge.grades = [vip];
    expect((await spoken(badge)).name).to.equal('Grade: VIP');
  });
});

describe('<customer-badge> that asks a desk', () => {
  afterEach(clearPage);

  const answering = (grades = [[vip, gold]]) =>
    fakeDesk({
      'grades.match': ({ subjects }) => ({ items: subjects.map((_, i) => grades[i] ?? grades[0]!) }),
    });

  it('shows the grades of a ticket, whether the attribute or the desk comes first', async () => {
    const { desk } = answering();
    const ticketFirst = put('customer-badge');
    ticketFirst.setAttribute('ticket-id', 'T-1');
    ticketFirst.desk = desk;
    const deskFirst = put('customer-badge', { desk });
    deskFirst.ticketId = 'T-1';
    await until(() => shownText(ticketFirst) === 'VIP골드' && shownText(deskFirst) === 'VIP골드', 'both');
  });

  it('finds the desk that a page provides, also when it is provided later', async () => {
    const fake = answering();
    const home = place();
    const badge = document.createElement('customer-badge');
    badge.customerNumber = '12';
    home.append(badge);
    await settle();
    const provision = provideDeskcard(home, { desk: fake.desk });
    await until(() => shownText(badge) === 'VIP골드', 'the grades');
    expect(fake.callsOf('grades.match')[0]!.input).to.deep.equal({ subjects: [{ customerNumber: '12' }] });
    const other = answering([[gold]]);
    provision.update({ desk: other.desk });
    await until(() => shownText(badge) === '골드', 'the grades of the other desk');
    provision.remove();
    await until(() => shownText(badge) === '', 'nothing after the desk was taken away');
  });

  it('turns to the desk further up when the nearer one is taken away', async () => {
    const [outer, inner] = [answering([[gold]]), answering([[vip]])];
    const home = place();
    const nearer = document.createElement('div');
    home.append(nearer);
    provideDeskcard(home, { desk: outer.desk });
    const badge = Object.assign(document.createElement('customer-badge'), { ticketId: 'T-1' });
    nearer.append(badge);
    await until(() => shownText(badge) === '골드', 'the grades of the outer desk');
    const provision = provideDeskcard(nearer, { desk: inner.desk });
    await until(() => shownText(badge) === 'VIP', 'the grades of the nearer desk');
    provision.remove();
    await until(() => shownText(badge) === '골드', 'the grades of the outer desk again');
  });

  it('shows what the page knows without asking, and asks when that is taken back', async () => {
    const fake = answering();
    const badge = put('customer-badge', { desk: fake.desk, ticketId: 'T-1', grades: [gold] });
    await settle();
    expect(shownText(badge)).to.equal('골드');
    expect(fake.calls.length).to.equal(0);
    badge.grades = undefined;
    await until(() => shownText(badge) === 'VIP골드', 'the grades of the desk');
  });

  it('does not show one customer the labels of another while the answer is under way', async () => {
    const badge = put('customer-badge', { desk: answering().desk, ticketId: 'T-1' });
    await until(() => shownText(badge) !== '', 'the first grades');
    badge.desk = fakeDesk({ 'grades.match': () => new Promise(() => undefined) }).desk;
    badge.ticketId = 'T-2';
    await badge.updateComplete;
    expect(shownText(badge)).to.equal('');
    badge.removeAttribute('ticket-id');
    badge.ticketId = null;
    await badge.updateComplete;
    expect(shownText(badge)).to.equal('');
  });

  it('asks a handful of times on a page with 1,000 badges, nested in whatever way (B14)', async () => {
    const fake = answering();
    const home = place();
    provideDeskcard(home, { desk: fake.desk });
    const badges = Array.from({ length: 1000 }, (_, i) => {
      const badge = document.createElement('customer-badge');
      badge.ticketId = `T-${i}`;
      const host = document.createElement('div');
      (i % 2 ? host.attachShadow({ mode: 'closed' }) : host).append(badge);
      home.append(host);
      return badge;
    });
    await until(() => badges.every((badge) => shownText(badge) === 'VIP골드'), 'the grades of all');
    expect(fake.callsOf('grades.match').length).to.equal(2);
    expect(fake.subscribers()).to.equal(1);
  });

  it('stays quiet when the desk fails, says so to the page, and tries again when told', async () => {
    const failure = new DeskError('storage_closed', 'closed');
    const fake = fakeDesk({
      'grades.match': () => {
        throw failure;
      },
    });
    const home = place();
    const heard = nextEvent(home, 'deskcard-badge-error');
    const badge = Object.assign(document.createElement('customer-badge'), {
      desk: fake.desk,
      ticketId: 'T-1',
    });
    home.append(badge);
    const { detail, target } = await heard;
    expect([detail.code, detail.error === failure, target === badge]).to.deep.equal([
      'storage_closed',
      true,
      true,
    ]);
    expect(badge.error).to.equal(failure);
    expect(badge.getClientRects().length).to.equal(0);
    fake.answers['grades.match'] = () => ({ items: [[vip]] });
    badge.refresh();
    await until(() => shownText(badge) === 'VIP', 'the grade after all');
    expect(badge.error).to.equal(undefined);
  });

  it('asks anew for a badge that comes after the desk failed', async () => {
    const fake = fakeDesk({
      'grades.match': () => Promise.reject(new DeskError('desk_unreachable', 'x')),
    });
    const first = put('customer-badge', { desk: fake.desk, customerNumber: '10000001' });
    await until(() => first.error, 'the failure');
    fake.answers['grades.match'] = () => ({ items: [[vip]] });
    const second = put('customer-badge', { desk: fake.desk, customerNumber: '10000001' });
    await until(() => shownText(second) === 'VIP' && shownText(first) === 'VIP', 'the label on both');
  });

  it('keeps the labels it has when a later call fails', async () => {
    const fake = answering();
    const badge = put('customer-badge', { desk: fake.desk, ticketId: 'T-1' });
    await until(() => shownText(badge) === 'VIP골드', 'the grades');
    fake.answers['grades.match'] = () => Promise.reject(new Error('gone'));
    const heard = nextEvent(badge, 'deskcard-badge-error');
    fake.emit({ type: 'gradesChanged' });
    expect((await heard).detail.code).to.equal('internal');
    await settle();
    expect(shownText(badge)).to.equal('VIP골드');
  });

  it('asks nobody for an empty ticket, and lets the desk go when it leaves the page', async () => {
    const fake = answering();
    const badge = put('customer-badge', { desk: fake.desk, ticketId: '', identifiers: { phone: '' } });
    await settle();
    expect(fake.calls.length).to.equal(0);
    badge.ticketId = 'T-1';
    await until(() => shownText(badge) !== '', 'the grades');
    badge.remove();
    await until(() => fake.subscribers() === 0, 'the end of the subscription');
    place(badge);
    await until(() => fake.callsOf('grades.match').length === 2, 'the question after it came back');
  });
});

describe('<customer-badge> on a real desk', () => {
  afterEach(clearPage);

  async function deskWithGrades(): Promise<{ desk: Desk; gradeIds: string[] }> {
    const desk = createDesk({ storage: memoryStorage(), principal: { user: 'admin', role: 'admin' } });
    const gradeIds: string[] = [];
    for (const { name, color } of [vip, gold])
      gradeIds.push((await desk.grades.save({ name, color })).gradeId);
    return { desk, gradeIds };
  }

  it('shows a caller’s grade on a ticket that is not saved yet, and after it was saved (R23, R24)', async () => {
    const { desk, gradeIds } = await deskWithGrades();
    await desk.grades.assign({ gradeId: gradeIds[1]!, criterion: 'phone', value: '010-2345-6789' });
    const draft = put('customer-badge', { desk, identifiers: { phone: '+82 10 2345 6789' } });
    await until(() => shownText(draft) === '골드', 'the grade of the draft');
    const { ticket } = await desk.tickets.intake({ channelId: 'call', fields: { phone: '01023456789' } });
    const saved = put('customer-badge', { desk, ticketId: ticket.ticketId });
    await until(() => shownText(saved) === '골드', 'the grade of the ticket');
  });

  it('follows a grade that is given, a merge and its undoing without a reload (B2, B14)', async () => {
    const { desk, gradeIds } = await deskWithGrades();
    const caller = await desk.tickets.intake({ channelId: 'call', fields: { phone: '010-2345-6789' } });
    const writer = await desk.tickets.intake({ channelId: 'email', fields: { mail: 'minseo@example.com' } });
    const survivorNumber = caller.ticket.customerNumber;
    const absorbedNumber = writer.ticket.customerNumber;
    const badge = put('customer-badge', { desk, ticketId: caller.ticket.ticketId });
    await desk.grades.assign({ gradeId: gradeIds[0]!, criterion: 'phone', value: '010-2345-6789' });
    await until(() => shownText(badge) === 'VIP', 'the grade by phone');
    await desk.grades.assign({ gradeId: gradeIds[1]!, criterion: 'email', value: 'minseo@example.com' });
    const { fingerprint } = await desk.customers.planMerge({
      survivorNumber,
      absorbedNumbers: [absorbedNumber],
    });
    const { merges } = await desk.customers.merge({
      survivorNumber,
      absorbedNumbers: [absorbedNumber],
      fingerprint,
    });
    await until(() => shownText(badge) === 'VIP골드', 'both grades after the merge');
    await desk.customers.unmerge({ mergeId: merges[0]!.mergeId });
    await until(() => shownText(badge) === 'VIP', 'its own grade after the undoing');
  });

  it('keeps 1 bad customer number among good ones to itself', async () => {
    const { desk, gradeIds } = await deskWithGrades();
    await desk.grades.assign({ gradeId: gradeIds[0]!, criterion: 'phone', value: '010-2345-6789' });
    const good = put('customer-badge', { desk, identifiers: { phone: '010-2345-6789' } });
    const bad = put('customer-badge', { desk, customerNumber: 'not-a-number' });
    await until(() => shownText(good) === 'VIP' && bad.error !== undefined, 'the grade, and the refusal');
    expect((bad.error as DeskError).code).to.equal('invalid_input');
  });
});

describe('<customer-badge> under a strict content security policy', () => {
  it('shows its labels in their colours, and the policy has nothing to forbid', async () => {
    const page = await strictPage(new URL('./define.ts', import.meta.url).href);
    await until(() => page.document.defaultView!.customElements.get('customer-badge'), 'the tag');
    const badges = [[vip], [vip, gold]].map((grades) => {
      const badge = page.document.createElement('customer-badge');
      badge.grades = grades;
      page.document.body.append(badge);
      return badge;
    });
    const [one, many] = badges as [CustomerBadge, CustomerBadge];
    const looks = (element: Element): CSSStyleDeclaration =>
      page.document.defaultView!.getComputedStyle(element);
    expect(looks(one).backgroundColor).to.equal('rgb(122, 63, 176)');
    expect(looks(one).display).to.equal('inline-block');
    expect(looks(many.shadowRoot!.querySelectorAll('.grade')[1]!).backgroundColor).to.equal(
      'rgb(227, 179, 65)',
    );
    expect(page.violations).to.deep.equal([]);
    // The page does notice what its policy forbids.
    page.document.body.setAttribute('style', 'color: red');
    await until(() => page.violations.length === 1, 'the violation of a style attribute');
    page.close();
  });
});
