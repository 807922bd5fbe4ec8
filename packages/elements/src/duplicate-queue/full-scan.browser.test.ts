import { expect } from '@open-wc/testing';
import { DeskError, type Desk, type DuplicateScan, type InputOf } from '@deskcard/core';
import { expectAccessible } from '../../test/accessible.js';
import { arrive, at, duplicateDesk, openQueue } from '../../test/duplicate-desk.js';
import { later } from '../../test/fake-desk.js';
import { clearPage, focused, inside, nextEvent, shownText, until } from '../../test/page.js';
import type { DuplicateQueue } from './duplicate-queue.js';

const line = (queue: DuplicateQueue): string => shownText(at(queue, '.scan'));
const press = (queue: DuplicateQueue, selector = '#scan'): void => inside(queue, selector).click();

type ScanInput = InputOf<'duplicates.scan'>;

const startedAt = '2026-05-02T03:00:00.000Z';
const step = (done: number, more: Partial<DuplicateScan> = {}): DuplicateScan => ({
  done,
  total: 400,
  found: Math.floor(done / 100),
  startedAt,
  ...more,
});

/** The desk with a scan whose steps the test decides; what it says in the queue is the last of them. */
function scanning(desk: Desk, answer: (input: ScanInput) => DuplicateScan | Promise<DuplicateScan>) {
  const calls: ScanInput[] = [];
  let known: DuplicateScan | undefined;
  const told: Desk = {
    ...desk,
    duplicates: {
      ...desk.duplicates,
      queue: async (input, options) => {
        const page = await desk.duplicates.queue(input, options);
        return known ? { ...page, scan: known } : page;
      },
      scan: async (input = {}) => {
        calls.push(input as ScanInput);
        known = await answer(input as ScanInput);
        return known;
      },
    },
  };
  return { desk: told, calls, know: (scan: DuplicateScan) => (known = scan) };
}

describe('comparing all customers (B4)', () => {
  afterEach(clearPage);

  it('finds pairs that no ticket brought together, and puts them into the queue', async () => {
    const { desk, elsewhere } = await duplicateDesk({ pairs: 0 });
    await arrive(elsewhere, 'call', { name: '홍길동', phone: '010-2345-6789' });
    await arrive(elsewhere, 'email', { name: '홍길동', phone: '010-2345-6788', mail: 'gildong@example.com' });
    const queue = await openQueue(desk);
    expect(line(queue)).to.include('Not all customers have been compared yet.');
    const scanned = nextEvent(document.body, 'deskcard-duplicates-scanned');
    inside(queue, '#scan').focus();
    press(queue);
    expect((await scanned).detail.scan.found).to.equal(1);
    await until(() => at(queue, '#pair'), 'the pair');
    expect(line(queue)).to.match(/All customers compared, .*2026.* 1 pair found/);
    expect(focused() === at(queue, '#scan'), 'the focus').to.equal(true);
    expect(shownText(at(queue, '#scan'))).to.equal('Compare all again');
    await expectAccessible(queue);
  });

  it('goes step by step, says how far it is, and can be paused and gone on with', async () => {
    const { desk } = await duplicateDesk({ pairs: 1 });
    let next = later<DuplicateScan>();
    const office = scanning(desk, () => next.promise);
    const queue = await openQueue(office.desk);
    const give = (scan: DuplicateScan): void => {
      const { resolve } = next;
      next = later();
      resolve(scan);
    };
    press(queue);
    await until(() => office.calls.length === 1, 'the first step');
    give(step(100));
    await until(() => line(queue).includes('100 of 400 customers · 1 pair found'), 'how far it is');
    expect(inside<HTMLProgressElement>(queue, 'progress').position).to.equal(0.25);
    expect(shownText(at(queue, '#scan'))).to.equal('Pause');
    await expectAccessible(queue);
    await until(() => office.calls.length === 2, 'the second step');
    press(queue);
    await until(() => line(queue).includes('is not finished'), 'that it is paused');
    give(step(200));
    await until(() => shownText(at(queue, '#scan')) === 'Go on', 'the way on');
    expect(office.calls).to.have.length(2);
    press(queue);
    await until(() => office.calls.length === 3, 'the third step');
    give(step(400, { finishedAt: '2026-05-02T03:05:00.000Z' }));
    await until(() => line(queue).includes('All customers compared'), 'the end');
    expect(office.calls.map(({ start }) => start)).to.deep.equal(['ifFinished', 'ifNone', 'ifFinished']);
  });

  it('goes on with what was begun before the page was loaded, or elsewhere; or begins anew', async () => {
    const { desk } = await duplicateDesk({ pairs: 1 });
    const office = scanning(desk, ({ start }) =>
      start === 'anew' ? step(1, { total: 1, finishedAt: startedAt }) : step(400, { finishedAt: startedAt }),
    );
    office.know(step(150));
    const queue = await openQueue(office.desk);
    await until(() => line(queue).includes('150 of 400'), 'how far it was');
    await expectAccessible(queue);
    press(queue);
    await until(() => line(queue).includes('All customers compared'), 'the end');
    expect(office.calls).to.deep.equal([{ start: 'ifFinished' }]);
    queue.remove();
    office.know(step(150));
    const again = await openQueue(office.desk);
    await until(() => at(again, '#anew'), 'the choice');
    press(again, '#anew');
    await until(() => line(again).includes('All customers compared'), 'the end');
    expect(office.calls).to.deep.equal([{ start: 'ifFinished' }, { start: 'anew' }]);
  });

  it('stops where a step fails, says why, and goes on from there', async () => {
    const { desk } = await duplicateDesk({ pairs: 1 });
    let turn = 0;
    const office = scanning(desk, () => {
      if (turn++ === 1) throw new DeskError('desk_unreachable', '');
      return turn === 1 ? step(100) : step(400, { finishedAt: startedAt });
    });
    const queue = await openQueue(office.desk);
    press(queue);
    await until(() => line(queue).includes('The server cannot be reached.'), 'what happened');
    expect(line(queue)).to.include('100 of 400');
    await expectAccessible(queue);
    press(queue);
    await until(() => line(queue).includes('All customers compared'), 'the end');
    expect(line(queue)).not.to.include('cannot be reached');
  });

  it('has ended, and begins no other, when somebody else made the last step', async () => {
    const { desk, elsewhere } = await duplicateDesk({ pairs: 1 });
    const office = scanning(desk, async (input) => {
      if (input.start === 'ifNone') await elsewhere.duplicates.scan(input);
      return desk.duplicates.scan(input);
    });
    const queue = await openQueue(office.desk);
    press(queue);
    await until(() => line(queue).includes('All customers compared'), 'the end');
    expect(office.calls).to.have.length(2);
    expect((await desk.duplicates.queue()).scan?.finishedAt).to.be.a('string');
  });

  it('stops when the element leaves the page, and leaves the page free to be worked with meanwhile', async () => {
    const { desk } = await duplicateDesk({ pairs: 2 });
    let done = 0;
    const office = scanning(desk, () => step((done += 1)));
    const queue = await openQueue(office.desk);
    press(queue);
    await until(() => office.calls.length > 3, 'some steps');
    await until(() => at(queue, '#merge:not([aria-disabled])'), 'a pair to decide');
    inside(queue, '#not-same').click();
    await until(() => shownText(at(queue, '.last')).includes('are not the same person'), 'a decision');
    queue.remove();
    const before = office.calls.length;
    await new Promise((frame) => requestAnimationFrame(() => requestAnimationFrame(frame)));
    expect(office.calls.length - before).to.be.lessThan(2);
  });
});
