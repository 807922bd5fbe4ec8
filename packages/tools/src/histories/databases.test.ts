/** The random histories of the core on a database: nothing of them may depend on where the data lies. */
import { randomUUID } from 'node:crypto';
import { after, describe, it } from 'node:test';
import * as fc from 'fast-check';
import { createDesk } from '@deskcard/core';
import { openPostgres } from '@deskcard/storage-postgres';
import { openPglite } from '@deskcard/storage-postgres/pglite';
import { testDesk } from '../../../core/test/desk.js';
import { assertInvariants } from '../../../core/test/history/invariants.js';
import { play, playTogether } from '../../../core/test/history/play.js';
import { replay, steps } from '../../../core/test/history/steps.js';
import { startPostgres, type TestServer } from '../postgres.js';

const histories = Number(process.env['DESKCARD_HISTORIES_PGLITE'] ?? 1000);

describe('whatever happens at a desk on PGlite', async () => {
  const database = await openPglite();
  after(() => database.close());

  it(`holds as it does in memory, in ${histories} histories (D5, B1, B2, B4)`, async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (history) => {
        const storage = database.workspace(randomUUID());
        const desk = testDesk({ checkAnswers: false, storage });
        await assertInvariants(desk, storage, await play(desk, storage, history));
      }),
      { numRuns: histories, ...replay() },
    );
  });
});

/** Where the machine can have no server, the reason to skip. */
const server: TestServer | string = await startPostgres().catch((error: Error) => error.message);
const skip = typeof server === 'string' ? server : false;
const clients = 8;
const rounds = Number(process.env['DESKCARD_HISTORIES_TOGETHER'] ?? 25);

describe('whatever eight people do at once on PostgreSQL', { skip }, () => {
  it(`holds as if one had done it after another, in ${rounds} rounds (traps 2 and 15, B1, B2, B4)`, async () => {
    // Each with connections of its own, as in a process of its own.
    const started = server as TestServer;
    const opened = await Promise.all(
      Array.from({ length: clients }, () => openPostgres({ connectionString: started.url })),
    );
    after(async () => {
      await Promise.all(opened.map((each) => each.close()));
      await started.remove();
    });
    const histories = fc.array(steps, { minLength: clients, maxLength: clients });
    await fc.assert(
      fc.asyncProperty(histories, async (all) => {
        const workspace = randomUUID();
        const desks = opened.map((each, i) =>
          createDesk({
            storage: each.workspace(workspace),
            principal: { user: `agent-${i}`, role: 'admin' },
          }),
        );
        const played = await playTogether(desks, all);
        await assertInvariants(desks[0]!, opened[0]!.workspace(workspace), played);
      }),
      // Nothing is shrunk: the same steps at once are never the same twice.
      { numRuns: rounds, endOnFailure: true, ...replay() },
    );
  });
});
