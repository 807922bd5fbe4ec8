import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { DeskError, type Desk } from '@deskcard/core';
import '../merge-dialog/define.js';
import { expectAccessible } from '../../test/accessible.js';
import {
  arrive,
  at,
  duplicateDesk,
  openQueue,
  phoneOf,
  ready,
  said,
  shownPair,
} from '../../test/duplicate-desk.js';
import { later } from '../../test/fake-desk.js';
import {
  clearPage,
  focused,
  inside,
  nextEvent,
  place,
  press,
  put,
  shownText,
  until,
} from '../../test/page.js';
import type { DuplicateQueue } from './duplicate-queue.js';

/** The desk with its operations on duplicates answered by the test where it says so. */
const withDuplicates = (desk: Desk, answers: Partial<Desk['duplicates']>): Desk => ({
  ...desk,
  duplicates: { ...desk.duplicates, ...answers },
});

const waiting = async (desk: Desk): Promise<string[]> =>
  (await desk.duplicates.queue({ limit: 100 })).items.map(
    ({ customer, other }) => `${customer.customerNumber} ${other.customerNumber}`,
  );

const count = (queue: DuplicateQueue): string => shownText(at(queue, '.head .muted'));
const row = (queue: DuplicateQueue, name: string): string[] => {
  const found = [...queue.shadowRoot!.querySelectorAll('.comparison tbody tr')].find(
    (each) => shownText(each.querySelector('th')) === name,
  );
  return [...(found?.querySelectorAll('td') ?? [])].map((cell) => shownText(cell));
};

/** The pair that is at hand is another one than before. */
const moved = (queue: DuplicateQueue, from: readonly string[]): Promise<unknown> =>
  until(() => shownPair(queue).join() !== from.join(), 'another pair');

async function begin(queue: DuplicateQueue): Promise<string[]> {
  await ready(queue);
  inside(queue, '#pair').focus();
  return shownPair(queue);
}

describe('<duplicate-queue>', () => {
  afterEach(clearPage);

  it('shows the likeliest pair side by side: how sure, why, what differs, what would remain (B4)', async () => {
    const { desk, elsewhere } = await duplicateDesk({ pairs: 0 });
    const phone = '010-2345-6789';
    const older = await arrive(elsewhere, 'call', { name: '이도윤', phone }, '2026-03-03T03:00:00Z');
    const newer = await arrive(
      elsewhere,
      'email',
      { name: '이도연', phone: '+82 10 2345 6789', mail: 'doyun@example.com' },
      '2026-04-03T03:00:00Z',
    );
    const queue = await openQueue(desk);
    await ready(queue);
    await until(() => row(queue, 'Last contact')[0]?.includes('2026'), 'the tickets');
    expect(shownPair(queue)).to.deep.equal([older, newer]);
    expect(shownText(at(queue, '#likelihood'))).to.match(
      /^(Very likely|Almost certainly) the same person: 9\d%$/,
    );
    expect(shownText(at(queue, '.reasons'))).to.equal('In favour same phone, name differs by one vowel');
    expect(shownText(queue)).to.include('Nothing speaks against it.');
    expect(row(queue, 'Name')).to.deep.equal(['이도윤', '≈ similar', '이도연', 'Will show 이도연']);
    expect([...queue.shadowRoot!.querySelectorAll('mark')].map((each) => shownText(each))).to.deep.equal([
      '윤',
      '연',
    ]);
    expect(row(queue, 'Phone').slice(0, 3)).to.deep.equal([phone, '= same', '+82 10 2345 6789']);
    expect(row(queue, 'E-mail')).to.deep.equal([
      '—',
      '· one only',
      'doyun@example.com',
      'Will show doyun@example.com',
    ]);
    expect(row(queue, 'Since').filter(Boolean)).to.deep.equal(['Mar 3, 2026', 'Apr 3, 2026']);
    expect(row(queue, 'Last contact').filter(Boolean)).to.deep.equal([
      'Mar 3, 2026, Call (1 ticket)',
      'Apr 3, 2026, E-mail (1 ticket)',
    ]);
    expect(shownText(queue)).to.include(`No. ${newer} leads to no. ${older}`);
    await expectAccessible(queue);
  });

  it('shows every other value, the numbers merged before, and what speaks against it (B2, B4)', async () => {
    const { desk, elsewhere, pairs } = await duplicateDesk({ pairs: 1 });
    const [one, other] = pairs[0]!;
    await elsewhere.customers.edit({ customerNumber: one, values: { email: 'first@example.org' } });
    await elsewhere.customers.edit({ customerNumber: one, values: { email: 'second@example.net' } });
    const third = await arrive(elsewhere, 'chat', { name: '김민서', mail: 'third@example.com' });
    const request = { survivorNumber: other, absorbedNumbers: [third] };
    const { fingerprint } = await elsewhere.customers.planMerge(request);
    await elsewhere.customers.merge({ ...request, fingerprint });
    const queue = await openQueue(desk);
    await ready(queue);
    expect(row(queue, 'E-mail')[0]).to.equal('second@example.net Also: first@example.org');
    expect(row(queue, 'Earlier numbers').filter(Boolean)).to.deep.equal(['—', third]);
    expect(shownText(at(queue, '.reasons'))).to.include('Against different e-mail');
  });

  it('clears ten pairs with the keyboard, the focus staying where it is, and nothing left (B4)', async () => {
    const { desk, elsewhere } = await duplicateDesk({ pairs: 10 });
    const queue = await openQueue(desk);
    await begin(queue);
    expect(count(queue)).to.equal('10 pairs wait');
    const answers = ['m', 'm', 'n', 'm', 'm', 'm', 'n', 'm', 'm', 'm'];
    for (const answer of answers) {
      await ready(queue);
      const before = shownPair(queue);
      await press(answer);
      await moved(queue, before);
      const place = await until(() => at(queue, '#pair, #empty'), 'the next pair or none');
      expect(focused() === place, `the focus after ${answer}`).to.equal(true);
    }
    expect(shownText(at(queue, '#empty'))).to.include('No pair waits.');
    await until(() => !queue.hasUnsavedChanges, 'that all is saved');
    expect(await waiting(elsewhere)).to.deep.equal([]);
    const { items } = await elsewhere.audit.list({});
    expect(items.filter(({ operation }) => operation === 'customers.merge')).to.have.length(8);
    expect(items.filter(({ operation }) => operation === 'duplicates.decide')).to.have.length(2);
  });

  it('keeps the focus when the last pair is decided while the queue is being read again', async () => {
    const { desk } = await duplicateDesk({ pairs: 1 });
    const slow = later<undefined>();
    let isSlow = false;
    const held = withDuplicates(desk, {
      queue: async (input, options) => {
        if (isSlow) await slow.promise;
        return desk.duplicates.queue(input, options);
      },
    });
    const queue = await openQueue(held);
    await begin(queue);
    isSlow = true;
    await press('l');
    await until(() => at(queue, '.skeleton'), 'that it is read again');
    slow.resolve(undefined);
    await until(() => at(queue, '#pair') && focused() === at(queue, '#pair'), 'the focus');
  });

  it('tells a screen reader what was done and who comes next, and the page what happened (B8)', async () => {
    const { desk, pairs } = await duplicateDesk({ pairs: 2 });
    const queue = await openQueue(desk);
    const [one, other] = (await begin(queue)) as [string, string];
    const told = nextEvent(document.body, 'deskcard-customers-merged');
    await press('m');
    const { detail } = await told;
    expect(detail.merges[0]?.survivorNumber).to.equal(one);
    expect(detail.numbers).to.deep.equal({ [other]: one });
    const next = pairs.find(([first]) => first !== one)!;
    expect(said(queue)).to.include(`No. ${other} is merged into no. ${one}. Next: ${next[0]}`);
    await ready(queue);
    const decided = nextEvent(document.body, 'deskcard-duplicate-decided');
    await press('n');
    expect((await decided).detail).to.deep.equal({
      customerNumber: next[0],
      otherNumber: next[1],
      decision: 'notSame',
    });
  });

  it('takes the last decision back, and the one before: pairs wait again, merges are undone (B1)', async () => {
    const { desk, elsewhere } = await duplicateDesk({ pairs: 3 });
    const queue = await openQueue(desk);
    const first = (await begin(queue)) as [string, string];
    await press('m');
    await moved(queue, first);
    await ready(queue);
    const second = shownPair(queue);
    await press('n');
    await moved(queue, second);
    await press('u');
    await until(() => shownPair(queue).join() === second.join(), 'the second pair');
    expect(said(queue)).to.equal(`Taken back: no. ${second[0]} and no. ${second[1]}.`);
    expect(focused() === at(queue, '#pair')).to.equal(true);
    await press('u');
    await until(() => shownPair(queue).join() === first.join(), 'the first pair');
    await until(() => count(queue) === '3 pairs wait', 'all of them');
    expect((await elsewhere.customers.get({ customerNumber: first[1] })).customerNumber).to.equal(first[1]);
    expect(await waiting(elsewhere)).to.have.length(3);
    expect(at(queue, '#undo'), 'nothing more to take back').to.equal(null);
  });

  it('puts a pair off behind the others, and says by whom when it comes again', async () => {
    const { desk } = await duplicateDesk({ pairs: 2 });
    const queue = await openQueue(desk);
    const first = await begin(queue);
    await press('l');
    await moved(queue, first);
    await until(() => count(queue) === '2 pairs wait', 'the pair behind the other');
    await press('j');
    await until(() => shownPair(queue).join() === first.join(), 'the first again');
    expect(shownText(queue)).to.match(/Put off: 한지수, \w+ \d+, \d{4}/);
  });

  it('goes from pair to pair with arrows, j and k, and with buttons', async () => {
    const { desk } = await duplicateDesk({ pairs: 3 });
    const queue = await openQueue(desk);
    const first = await begin(queue);
    await press('ArrowRight');
    await moved(queue, first);
    expect(said(queue)).to.match(/^Pair 2 of 3\./);
    const second = shownPair(queue);
    await press('j');
    await moved(queue, second);
    await press('j');
    expect(shownText(at(queue, '.steps'))).to.equal('Pair 3 of 3');
    await press('k', 'ArrowLeft');
    await until(() => shownPair(queue).join() === first.join(), 'the first');
    inside(queue, '#next').click();
    await until(() => shownPair(queue).join() === second.join(), 'the second');
  });

  it('hears no key that is held, combined, typed elsewhere, or pressed while the focus is outside (WCAG 2.1.4)', async () => {
    const { desk, elsewhere } = await duplicateDesk({ pairs: 2 });
    const queue = await openQueue(desk);
    const field = document.createElement('input');
    place(field);
    const first = await begin(queue);
    field.focus();
    await press('m', 'n', 'l');
    expect(field.value).to.equal('mnl');
    const pair = inside(queue, '#pair');
    pair.focus();
    for (const held of [{ ctrlKey: true }, { altKey: true }, { metaKey: true }, { repeat: true }]) {
      const event = { key: 'n', code: 'KeyN', bubbles: true, composed: true, ...held };
      pair.dispatchEvent(new KeyboardEvent('keydown', event));
    }
    await queue.updateComplete;
    expect(shownPair(queue)).to.deep.equal(first);
    expect(await waiting(elsewhere)).to.have.length(2);
  });

  it('knows its keys on a keyboard that writes Hangul, and keeps them from the page', async () => {
    const { desk } = await duplicateDesk({ pairs: 2 });
    const queue = await openQueue(desk);
    const first = await begin(queue);
    let heard = 0;
    const listen = (): number => heard++;
    document.addEventListener('keydown', listen);
    const event = { key: 'ㅜ', code: 'KeyN', bubbles: true, composed: true, cancelable: true };
    inside(queue, '#pair').dispatchEvent(new KeyboardEvent('keydown', event));
    document.removeEventListener('keydown', listen);
    await moved(queue, first);
    expect(heard).to.equal(0);
    expect(said(queue)).to.include('are not the same person');
  });

  it('works with buttons alone, each named with its key, the focus staying on the button', async () => {
    const { desk } = await duplicateDesk({ pairs: 2 });
    const queue = await openQueue(desk);
    await ready(queue);
    const first = shownPair(queue);
    const button = inside(queue, '#not-same');
    button.focus();
    await sendKeys({ press: 'Enter' });
    await moved(queue, first);
    expect(focused() === at(queue, '#not-same')).to.equal(true);
    expect(inside(queue, '#merge').getAttribute('aria-keyshortcuts')).to.equal('m');
  });

  it('lets the other number survive, and keeps that for the pair (D5)', async () => {
    const { desk, elsewhere } = await duplicateDesk({ pairs: 2 });
    const queue = await openQueue(desk);
    const [one, other] = (await begin(queue)) as [string, string];
    await press('s');
    await until(() => shownText(queue).includes(`No. ${one} leads to no. ${other}`), 'the new outlook');
    await press('j', 'k');
    await ready(queue);
    expect(shownText(at(queue, '.comparison thead'))).to.match(/Becomes an alias \d+ .*Stays/);
    await press('m');
    await until(() => !queue.hasUnsavedChanges, 'the merge');
    expect((await elsewhere.customers.get({ customerNumber: one })).customerNumber).to.equal(other);
  });

  it('asks before two are merged whom something speaks against, and says what (B3)', async () => {
    const { desk, elsewhere } = await duplicateDesk({ pairs: 0 });
    const phone = phoneOf(0);
    const one = await arrive(elsewhere, 'call', { name: '김민서', phone, usercode: 'minseo_k' });
    const other = await arrive(elsewhere, 'email', {
      name: '박지훈',
      phone,
      mail: 'j@example.com',
      usercode: 'M7',
    });
    const queue = await openQueue(desk);
    await begin(queue);
    expect(shownText(inside(queue, '#merge'))).to.equal('Merge…M');
    await press('m');
    const dialog = await until(() => at<HTMLDialogElement>(queue, 'dialog[open]'), 'the question');
    expect(shownText(dialog)).to.include('Name differs.').and.include('Member ID differs.');
    await expectAccessible(queue);
    await press('m');
    expect(await waiting(elsewhere), 'no key answers the question').to.have.length(1);
    await press('Escape');
    await until(() => !dialog.open, 'the question gone');
    expect(focused() === at(queue, '#pair')).to.equal(true);
    await press('m');
    await until(() => dialog.open, 'the question');
    inside(queue, '#yes').click();
    await until(() => at(queue, '#empty') && !queue.hasUnsavedChanges, 'the merge');
    expect((await elsewhere.customers.get({ customerNumber: other })).customerNumber).to.equal(one);
  });

  it('opens the merge dialog of the page for such a pair, goes on after it, and can take that back (R18, B3)', async () => {
    const { desk, elsewhere } = await duplicateDesk({ pairs: 1 });
    const phone = '010-9999-1234';
    const one = await arrive(elsewhere, 'call', { name: '김민서', phone, usercode: 'minseo_k' });
    await arrive(elsewhere, 'email', { name: '김민서', phone, mail: 'j@example.com', usercode: 'M7' });
    const dialog = put('merge-dialog', { desk, id: 'merge-here' });
    const queue = await openQueue(desk, { mergeDialog: 'merge-here' });
    await begin(queue);
    while (shownPair(queue)[0] !== one) await press('j');
    await ready(queue);
    await press('m');
    await until(() => dialog.open && dialog.shadowRoot!.querySelector('.compare'), 'the preview');
    expect(dialog.customerNumber).to.equal(one);
    dialog.shadowRoot!.querySelector<HTMLInputElement>('.confirm input')!.click();
    dialog.shadowRoot!.querySelector<HTMLElement>('.dialog-foot .primary')!.click();
    await until(() => count(queue) === '1 pair waits', 'one pair less');
    dialog.close();
    await until(() => focused() === at(queue, '#pair'), 'the focus back');
    expect(shownText(at(queue, '.last'))).to.include('is merged into');
    await press('u');
    await until(() => count(queue) === '2 pairs wait' && shownPair(queue)[0] === one, 'the pair again');
  });

  it('lets the page prevent a decision', async () => {
    const { desk, elsewhere } = await duplicateDesk({ pairs: 1 });
    const queue = await openQueue(desk);
    await begin(queue);
    for (const type of ['deskcard-before-merge', 'deskcard-before-duplicate-decide'] as const) {
      queue.addEventListener(type, (event) => event.preventDefault());
    }
    await press('m', 'n', 'l');
    await queue.updateComplete;
    expect(at(queue, '#pair') !== null && !queue.hasUnsavedChanges).to.equal(true);
    expect(await waiting(elsewhere)).to.have.length(1);
  });

  it('saves in the background while the next pair is looked at, and says so', async () => {
    const { desk } = await duplicateDesk({ pairs: 2 });
    const slow = later<undefined>();
    const held = withDuplicates(desk, {
      decide: async (input, options) => {
        await slow.promise;
        return desk.duplicates.decide(input, options);
      },
    });
    const queue = await openQueue(held);
    const first = await begin(queue);
    await press('n');
    await moved(queue, first);
    expect(shownText(at(queue, '.last'))).to.include('Saving…');
    expect(queue.hasUnsavedChanges).to.equal(true);
    slow.resolve(undefined);
    await until(() => at(queue, '.last .status.ok'), 'that it is saved');
    expect(shownText(at(queue, '.last'))).to.include(
      'Remembered until an identifier of one of them changes.',
    );
    expect(queue.hasUnsavedChanges).to.equal(false);
  });

  it('brings a pair back whose decision was not saved, says why there, and saves it at the second try', async () => {
    const { desk, elsewhere } = await duplicateDesk({ pairs: 3 });
    let isBroken = true;
    const broken = withDuplicates(desk, {
      decide: (input, options) =>
        isBroken
          ? Promise.reject(new DeskError('desk_unreachable', ''))
          : desk.duplicates.decide(input, options),
    });
    const queue = await openQueue(broken);
    const first = await begin(queue);
    await press('n');
    await moved(queue, first);
    const other = shownPair(queue);
    const words = `No. ${first[0]} and no. ${first[1]}: the decision is not saved.`;
    await until(() => shownText(queue).includes(words), 'what happened');
    expect(shownPair(queue), 'nothing changes under somebody’s fingers').to.deep.equal(other);
    expect(count(queue)).to.equal('3 pairs wait');
    expect(said(queue)).to.equal(words);
    await expectAccessible(queue);
    const show = [...queue.shadowRoot!.querySelectorAll<HTMLElement>('button')].find(
      (each) => shownText(each) === 'Show the pair',
    )!;
    show.click();
    await until(() => shownPair(queue).join() === first.join(), 'the pair');
    expect(shownText(at(queue, '#pair .status.error'))).to.include('The server cannot be reached.');
    expect(focused() === at(queue, '#pair')).to.equal(true);
    isBroken = false;
    await press('n');
    await until(() => !queue.hasUnsavedChanges, 'that it is saved');
    await until(() => at(queue, '.status.error') === null, 'no error any more');
    expect(await waiting(elsewhere)).to.have.length(2);
  });

  it('refuses to merge what is no longer as it was shown, and shows what is there now (B3)', async () => {
    const { desk, elsewhere } = await duplicateDesk({ pairs: 1 });
    // What happens elsewhere is not told here before the merge is sent.
    const deaf: Desk = { ...desk, changes: { ...desk.changes, subscribe: () => () => undefined } };
    const queue = await openQueue(deaf);
    const [one] = (await begin(queue)) as [string, string];
    await elsewhere.customers.edit({ customerNumber: one, values: { name: '김민지' } });
    await press('m');
    await until(() => at(queue, '#pair .status.error'), 'the refusal');
    expect(shownText(at(queue, '#pair .status.error'))).to.include('has changed since the preview');
    await until(() => row(queue, 'Name')[0]?.startsWith('김민지'), 'the new name');
    expect(await waiting(elsewhere)).to.have.length(1);
  });

  it('follows what another administrator decides, and says that the pair at hand waits no more', async () => {
    const { desk, elsewhere, pairs } = await duplicateDesk({ pairs: 3 });
    const queue = await openQueue(desk);
    const first = (await begin(queue)) as [string, string];
    const others = pairs.filter(([one]) => one !== first[0]);
    await elsewhere.duplicates.decide({
      customerNumber: others[0]![0],
      otherNumber: others[0]![1],
      decision: 'notSame',
    });
    await until(() => count(queue) === '2 pairs wait', 'one pair less');
    expect(shownPair(queue)).to.deep.equal(first);
    await elsewhere.duplicates.decide({
      customerNumber: first[0],
      otherNumber: first[1],
      decision: 'notSame',
    });
    await until(() => shownText(queue).includes('This pair does not wait any more.'), 'that it is gone');
    expect(shownPair(queue), 'it is still to be seen').to.deep.equal(first);
    await expectAccessible(queue);
    await press('m', 'n', 'l');
    expect(shownPair(queue), 'no key decides it').to.deep.equal(first);
    await press('j');
    await until(() => shownPair(queue).join() === others[1]!.join(), 'the last');
    await until(() => count(queue) === '1 pair waits', 'the count');
  });

  it('follows a merge elsewhere that makes one of the pairs one customer (trap 4)', async () => {
    const { desk, elsewhere } = await duplicateDesk({ pairs: 2 });
    const queue = await openQueue(desk);
    const [survivorNumber, absorbedNumber] = (await begin(queue)) as [string, string];
    const request = { survivorNumber, absorbedNumbers: [absorbedNumber] };
    const { fingerprint } = await elsewhere.customers.planMerge(request);
    await elsewhere.customers.merge({ ...request, fingerprint });
    await until(() => shownText(queue).includes('This pair does not wait any more.'), 'that it is gone');
    inside(queue, '#go-on').click();
    await until(() => shownPair(queue)[0] !== survivorNumber && at(queue, '#pair'), 'the next');
    expect(focused() === at(queue, '#pair')).to.equal(true);
  });

  it('reads on before the last pair is reached, however many wait', async () => {
    const { desk, elsewhere } = await duplicateDesk({ pairs: 0 });
    for (let i = 0; i < 25; i++) {
      const phone = `010-${4000 + i * 97}-${1000 + i * 211}`;
      const name = `${'김이박최정'[i % 5]!}${'가나다라마'[Math.floor(i / 5)]!}온`;
      await arrive(elsewhere, 'call', { name, phone });
      await arrive(elsewhere, 'email', { name, phone, mail: `p${i}@example.com` });
    }
    const limits: (number | undefined)[] = [];
    const counted = withDuplicates(desk, {
      queue: (input = {}, options) => {
        limits.push(input.limit);
        return desk.duplicates.queue(input, options);
      },
    });
    const queue = await openQueue(counted);
    await begin(queue);
    for (let i = 0; i < 24; i++) await press('j');
    await until(() => shownText(at(queue, '.steps')) === 'Pair 25 of 25', 'the last');
    expect(limits.every((limit) => (limit ?? 0) <= 20)).to.equal(true);
  });
});
