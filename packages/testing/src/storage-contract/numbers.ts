/** R9: a customer number is given once and never again, whatever happens. */
import { expect } from 'chai';
import type { StorageAdapter } from '@deskcard/core/ports';
import { record, rejection, storeTest, type StorageContractOptions } from './harness.js';

function issue(store: StorageAdapter, count: number): Promise<number[]> {
  return store.write(async (tx) => {
    const numbers: number[] = [];
    for (let i = 0; i < count; i++) numbers.push(await tx.nextNumber());
    return numbers;
  });
}

/** Numbers given in a transaction that fails; those of every run, where the store runs the work more than once. */
async function issueInVain(store: StorageAdapter, count: number): Promise<number[]> {
  const numbers: number[] = [];
  let given = 0;
  const write = store.write(async (tx) => {
    await tx.put('grades', record('a'));
    for (given = 0; given < count; given++) numbers.push(await tx.nextNumber());
    throw new Error('in vain');
  });
  await rejection(write);
  expect(given).to.equal(count);
  return numbers;
}

function expectUnique(numbers: readonly number[]): void {
  expect(numbers.filter((each) => !Number.isSafeInteger(each) || each < 1)).to.deep.equal([]);
  const repeated = numbers.filter((each, i) => numbers.indexOf(each) !== i);
  expect(repeated, 'numbers given twice').to.deep.equal([]);
}

export function numbersContract(options: StorageContractOptions): void {
  const { reopen, beside } = options;

  options.describe('customer numbers', () => {
    storeTest(options, 'are positive whole numbers, each given once', async (store) => {
      const numbers = [...(await issue(store, 3)), ...(await issue(store, 1)), ...(await issue(store, 40))];
      expect(numbers).to.have.length(44);
      expectUnique(numbers);
    });

    storeTest(
      options,
      'do not repeat within a transaction that takes thousands, one by one',
      async (store) => {
        expectUnique([...(await issue(store, 2500)), ...(await issue(store, 1))]);
      },
    );

    storeTest(
      options,
      'do not repeat within a transaction that takes hundreds all at once',
      async (store) => {
        const numbers = await store.write(async (tx) => {
          const all = await Promise.all(Array.from({ length: 300 }, () => tx.nextNumber()));
          await tx.put('grades', record('last', all.at(-1)!));
          return all;
        });
        expectUnique(numbers);
        expect(await store.read((tx) => tx.get('grades', 'last'))).to.equal(numbers.at(-1));
      },
    );

    storeTest(options, 'do not repeat between transactions at the same time', async (store) => {
      const many = await Promise.all(Array.from({ length: 25 }, () => issue(store, 4)));
      expectUnique(many.flat());
    });

    storeTest(options, 'that were given in a failed transaction are lost, not given again', async (store) => {
      const numbers = await issueInVain(store, 3);
      numbers.push(
        ...(await issue(store, 2)),
        ...(await issueInVain(store, 70)),
        ...(await issue(store, 100)),
      );
      expectUnique(numbers);
    });

    storeTest(options, 'do not begin again when the data is removed', async (store) => {
      const numbers = await issue(store, 5);
      await store.clear();
      numbers.push(...(await issue(store, 5)));
      await store.clear();
      expectUnique([...numbers, ...(await issueInVain(store, 5)), ...(await issue(store, 5))]);
    });

    if (reopen) {
      storeTest(
        options,
        'do not begin again after a restart, not even those that were given in vain',
        async (store) => {
          const numbers = [...(await issue(store, 3)), ...(await issueInVain(store, 30))];
          await store.close();
          const second = await reopen(store);
          numbers.push(...(await issue(second, 3)));
          await second.clear();
          await second.close();
          const third = await reopen(second);
          numbers.push(...(await issueInVain(third, 3)), ...(await issue(third, 3)));
          await third.close();
          expectUnique(numbers);
        },
      );
    }

    if (beside) {
      storeTest(options, 'are never the same in two tabs or processes', async (store) => {
        const other = await beside(store);
        const rounds = Array.from({ length: 20 }, (_, i) => [issue(store, 1 + i), issue(other, 1 + i)]);
        const numbers = await Promise.all(rounds.flat());
        numbers.push(await issueInVain(store, 5), await issueInVain(other, 5));
        numbers.push(await issue(other, 5), await issue(store, 5));
        await other.close();
        expectUnique(numbers.flat());
      });
    }
  });
}
