import { expect } from '@open-wc/testing';
import { get, issue, peek, put, replace, uniqueName, wipe } from '../test/helpers.js';
import { idbStorage } from './index.js';

const at2026 = Date.UTC(2026, 0, 1);
const day = 24 * 60 * 60 * 1000;

describe('customer numbers in a browser that forgets (R9)', () => {
  it('begin at the tenths of a second since 2026 where nothing is remembered', async () => {
    const store = idbStorage({ name: uniqueName(), now: () => at2026 + 100 * day });
    expect(await issue(store)).to.deep.equal([86_400_000]);
    await store.close();
  });

  it('have eight digits at least, also when the clock is wrong', async () => {
    const store = idbStorage({ name: uniqueName(), now: () => 0 });
    expect(await issue(store)).to.deep.equal([10_000_001]);
    await store.close();
  });

  it('are remembered in two more places before they are given out', async () => {
    const name = uniqueName();
    const store = idbStorage({ name });
    await store.write(async (tx) => {
      const number = await tx.nextNumber();
      expect(Number(localStorage.getItem(`${name}-numbers`))).to.be.at.least(number);
    });
    const [number] = await issue(store);
    await store.close();
    expect(await peek(`${name}-numbers`, 'memory', 'last')).to.be.at.least(number!);
    expect(await peek(name, 'meta', 'lastNumber')).to.be.at.least(number!);
  });

  it('leave a gap of less than ten behind a page that creates one customer', async () => {
    const name = uniqueName();
    const numbers: number[] = [];
    for (let visit = 0; visit < 3; visit++) {
      const store = idbStorage({ name });
      numbers.push(...(await issue(store)));
      await store.close();
    }
    const [first, second, third] = numbers as [number, number, number];
    expect([second - first, third - second]).to.deep.equal([10, 10]);
  });

  it('go on when the database was deleted, and the host is told once', async () => {
    const name = uniqueName();
    const losses: number[] = [];
    const open = () => idbStorage({ name, onWiped: ({ lastNumber }) => losses.push(lastNumber) });
    const before = open();
    await put(before, 'a');
    const numbers = await issue(before, 15);
    await before.close();
    expect(losses).to.deep.equal([]);

    await wipe(name);
    const after = open();
    expect(await get(after, 'a')).to.equal(undefined);
    expect(losses).to.have.length(1);
    expect(losses[0]).to.be.at.least(numbers.at(-1)!);
    expect(await peek(name, 'meta', 'lastNumber')).to.equal(losses[0]);
    expect((await issue(after))[0]).to.be.above(losses[0]!);
    await after.close();

    const later = open();
    await issue(later);
    await later.close();
    expect(losses).to.have.length(1);
  });

  it('go on when only localStorage was spared', async () => {
    const name = uniqueName();
    const before = idbStorage({ name });
    const [number] = await issue(before);
    await before.close();
    await wipe(name);
    await wipe(`${name}-numbers`);
    const losses: number[] = [];
    // A clock that was set back does not matter while anything is remembered.
    const after = idbStorage({
      name,
      now: () => at2026,
      onWiped: ({ lastNumber }) => losses.push(lastNumber),
    });
    expect((await issue(after))[0]).to.be.above(number!);
    expect(losses).to.have.length(1);
    await after.close();
  });

  it("go on when only the desk's own database was spared, and nothing is told as lost", async () => {
    const name = uniqueName();
    const before = idbStorage({ name });
    const [number] = await issue(before);
    await before.close();
    await wipe(`${name}-numbers`);
    localStorage.removeItem(`${name}-numbers`);
    const losses: unknown[] = [];
    const after = idbStorage({ name, now: () => at2026, onWiped: (loss) => losses.push(loss) });
    expect((await issue(after))[0]).to.be.above(number!);
    expect(losses).to.deep.equal([]);
    await after.close();
  });

  it('do not come back when everything was erased, because time has passed', async () => {
    const name = uniqueName();
    let now = at2026 + 100 * day;
    const before = idbStorage({ name, now: () => now });
    const numbers = await issue(before, 600);
    await before.close();
    await wipe(name);
    await wipe(`${name}-numbers`);
    localStorage.removeItem(`${name}-numbers`);
    // 600 customers of one transaction and the gap behind them are used up at ten a second after two minutes.
    now += 2 * 60 * 1000;
    const losses: unknown[] = [];
    const after = idbStorage({ name, now: () => now, onWiped: (loss) => losses.push(loss) });
    expect((await issue(after))[0]).to.be.above(numbers.at(-1)!);
    expect(losses, 'nobody can know that there was something').to.deep.equal([]);
    await after.close();
  });

  it('go on in a tab that was open while the database was deleted', async () => {
    const name = uniqueName();
    const losses: number[] = [];
    const store = idbStorage({ name, onWiped: ({ lastNumber }) => losses.push(lastNumber) });
    const numbers = await issue(store, 3);
    await wipe(name);
    numbers.push(...(await issue(store, 30)));
    await wipe(`${name}-numbers`);
    numbers.push(...(await issue(store, 30)));
    expect(new Set(numbers).size).to.equal(63);
    expect(losses).to.have.length(1);
    await store.close();
  });

  it('go on, and every screen is told that nothing is left, when the database was deleted behind it', async () => {
    const name = uniqueName();
    const [store, other] = [idbStorage({ name }), idbStorage({ name })];
    await issue(store);
    const heard = new Promise((done) => other.subscribe(done));
    await wipe(name);
    await issue(store);
    expect(await heard).to.deep.equal({ type: 'cleared' });
    await Promise.all([store.close(), other.close()]);
  });

  it('are told as lost by one of two tabs that find the loss at the same time', async () => {
    const name = uniqueName();
    const before = idbStorage({ name });
    await issue(before);
    await before.close();
    await wipe(name);
    const losses: unknown[] = [];
    const tabs = [1, 2, 3].map(() => idbStorage({ name, onWiped: (loss) => losses.push(loss) }));
    await Promise.all(tabs.map((tab) => issue(tab)));
    expect(losses).to.have.length(1);
    await Promise.all(tabs.map((tab) => tab.close()));
  });

  it('are nothing that `clear` touches, and it is no loss', async () => {
    const name = uniqueName();
    const losses: unknown[] = [];
    const open = () => idbStorage({ name, onWiped: (loss) => losses.push(loss) });
    const before = open();
    const [number] = await issue(before);
    await before.clear();
    await before.close();
    const after = open();
    expect((await issue(after))[0]).to.be.above(number!);
    expect(losses).to.deep.equal([]);
    await after.close();
  });

  it('pay no heed to nonsense in localStorage', async () => {
    for (const nonsense of ['', 'abc', '-5', '1e400', '12.5', '99999999999999999999', '{}']) {
      const name = uniqueName();
      localStorage.setItem(`${name}-numbers`, nonsense);
      const losses: unknown[] = [];
      const store = idbStorage({ name, now: () => at2026 + 100 * day, onWiped: (loss) => losses.push(loss) });
      expect(await issue(store), nonsense).to.deep.equal([86_400_000]);
      expect(losses).to.deep.equal([]);
      await store.close();
    }
  });

  it('are issued without localStorage too', async () => {
    const refuse = () => () => {
      throw new DOMException('no access', 'SecurityError');
    };
    const get = replace(Storage.prototype, 'getItem', refuse);
    const set = replace(Storage.prototype, 'setItem', refuse);
    try {
      const store = idbStorage({ name: uniqueName() });
      const numbers = [...(await issue(store, 30)), ...(await issue(store, 30))];
      expect(new Set(numbers).size).to.equal(60);
      await store.close();
    } finally {
      get.restore();
      set.restore();
    }
  });
});
