/** The random histories of the core in a real IndexedDB: nothing of them may depend on where the data lies. */
import * as fc from 'fast-check';
import { testDesk } from '../../../core/test/desk.js';
import { assertInvariants } from '../../../core/test/history/invariants.js';
import { play } from '../../../core/test/history/play.js';
import { steps } from '../../../core/test/history/steps.js';
import { idbStorage } from '@deskcard/storage-idb';

const histories = 200;

describe('whatever happens at a desk in IndexedDB', () => {
  it(`holds as it does in memory, in ${histories} histories (D5, B1, B2, B4)`, async function () {
    this.timeout(240_000);
    await fc.assert(
      fc.asyncProperty(steps, async (history) => {
        const storage = idbStorage({ name: `history-${crypto.randomUUID()}` });
        const desk = testDesk({ checkAnswers: false, storage });
        await assertInvariants(desk, storage, await play(desk, storage, history));
        await storage.close();
      }),
      { numRuns: histories },
    );
  });
});
