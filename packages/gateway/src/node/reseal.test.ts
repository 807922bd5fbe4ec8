import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { createDesk, type Desk, type LookupApiDraft, type StorageAdapter } from '@deskcard/core';
import { openPostgres, type PostgresDatabase } from '@deskcard/storage-postgres';
import { openPglite } from '@deskcard/storage-postgres/pglite';
import { testServer } from '../../test/database.js';
import { GatewayProcess } from '../../test/gateway-process.js';
import { resealDatabase, type WorkspaceReseal } from './reseal.js';
import { masterKeySealer } from './sealer.js';

const masterKey = (id: string): string => `${id}:${randomBytes(32).toString('base64')}`;
const [spring, autumn, lost] = [masterKey('2026-05'), masterKey('2026-11'), masterKey('lost')];
const both = `${autumn},${spring}`;

const draft = (name: string): LookupApiDraft => ({
  name,
  baseUrl: 'https://members.example.com/customer',
  security: { mode: 'signature', signedText: 'body+timestamp' },
  searchItems: [],
  resultItems: [],
});

function deskOn(database: PostgresDatabase, workspace: string, masterKeys: string): Desk {
  return createDesk({
    storage: database.workspace(workspace),
    workspace,
    sealer: masterKeySealer(masterKeys),
    principal: { user: 'mina', role: 'admin' },
  });
}

/** What the store holds of keys and kept answers, as whoever reads the database sees it. */
async function stored(storage: StorageAdapter): Promise<string> {
  const names = ['lookupKeys', 'receipts'] as const;
  const pages = await storage.read((tx) =>
    Promise.all(names.map((name) => tx.scan(name, undefined, { limit: 1000 }))),
  );
  return JSON.stringify(pages);
}

async function all(
  database: PostgresDatabase,
  masterKeys: string,
  more: Partial<Parameters<typeof resealDatabase>[1]> = {},
): Promise<WorkspaceReseal[]> {
  const reports: WorkspaceReseal[] = [];
  for await (const each of resealDatabase(database, { masterKeys, ...more })) reports.push(each);
  return reports;
}

async function command(
  environment: Record<string, string>,
  ...args: string[]
): Promise<{ code: number | null; text: string }> {
  const file = new URL('./main.ts', import.meta.url).pathname;
  const env = { PATH: process.env['PATH'], ...environment };
  const options = ['--import', 'tsx', '-C', '@deskcard/source', file, 'reseal', ...args];
  const child = spawn(process.execPath, options, { env });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (text += String(part)));
  const [code] = (await once(child, 'close')) as [number | null];
  assert.doesNotMatch(text, /\n\s+at /, 'no stack');
  for (const each of [spring, autumn, lost]) assert.ok(!text.includes(each.split(':')[1]!), 'no master key');
  return { code, text };
}

/** The same on either engine. */
function onEngine(open: () => Promise<PostgresDatabase>): void {
  let database: PostgresDatabase;
  before(async () => (database = await open()));
  after(() => database.close());

  it('every key of every workspace is sealed with the first master key, and opens with it alone', async () => {
    const secrets = new Map<string, string>();
    for (const workspace of ['acme', '한국']) {
      const desk = deskOn(database, workspace, spring);
      const { apiId } = await desk.lookups.save(draft('Members'));
      await desk.lookups.makeKey({ apiId }, { idempotencyKey: 'make' });
      secrets.set(workspace, `${apiId} ${(await desk.lookups.showKey({ apiId })).key}`);
    }
    const dry = await all(database, both, { isDryRun: true });
    assert.deepEqual(
      dry.map(({ workspace, keys, answers }) => [workspace, keys, answers]),
      [
        ['acme', 2, 1],
        ['한국', 2, 1],
      ],
    );
    assert.match(await stored(database.workspace('acme')), /2026-05/, 'a dry run changes nothing');
    assert.deepEqual(
      (await all(database, both)).map(({ keys, current, failures }) => [keys, current, failures.length]),
      [
        [2, 0, 0],
        [2, 0, 0],
      ],
    );
    for (const [workspace, is] of secrets) {
      assert.doesNotMatch(await stored(database.workspace(workspace)), /2026-05/);
      const desk = deskOn(database, workspace, autumn);
      const [apiId = '', secret] = is.split(' ');
      assert.equal((await desk.lookups.showKey({ apiId })).key, secret);
      const { keyId } = await desk.lookups.makeKey({ apiId }, { idempotencyKey: 'make' });
      assert.ok((await desk.lookups.keys({ apiId })).items.some((key) => key.keyId === keyId));
      assert.equal(
        (await desk.lookups.keys({ apiId })).items.length,
        2,
        'the repeated request made no other',
      );
    }
    const again = await all(database, both);
    assert.deepEqual(
      again.map(({ keys, answers, current }) => [keys, answers, current]),
      [
        [0, 0, 2],
        [0, 0, 2],
      ],
    );
  });

  it('a key that cannot be opened is named and left as it is, and the others are sealed anew', async () => {
    const old = await deskOn(database, 'mixed', lost).lookups.save(draft('Old'));
    const good = await deskOn(database, 'mixed', spring).lookups.save(draft('Good'));
    const [report] = await all(database, both, { workspaces: ['mixed'] });
    const [failure, ...more] = report!.failures;
    assert.deepEqual(more, []);
    assert.equal(failure!.apiId, old.apiId);
    assert.equal(failure!.code, 'master_key_missing');
    assert.equal(failure!.masterKeyId, 'lost');
    assert.equal(report!.keys, 1);
    assert.ok((await deskOn(database, 'mixed', autumn).lookups.showKey({ apiId: good.apiId })).key);
    assert.ok((await deskOn(database, 'mixed', lost).lookups.showKey({ apiId: old.apiId })).key);
  });

  it('one that is stopped in the middle goes on where it was', async () => {
    const desk = deskOn(database, 'stopped', spring);
    for (const name of ['1', '2', '3', '4']) await desk.lookups.save(draft(name));
    const stopping = new AbortController();
    const storage = database.workspace('stopped');
    let writes = 0;
    const halting: PostgresDatabase = {
      ...database,
      workspaceNames: () => Promise.resolve(['stopped']),
      workspace: () => ({
        read: (work, options) => storage.read(work, options),
        write: async (work, options) => {
          const result = await storage.write(work, options);
          if (++writes === 2) stopping.abort();
          return result;
        },
        subscribe: () => () => undefined,
        clear: () => Promise.reject(new Error('never')),
        close: () => Promise.resolve(),
      }),
    };
    await assert.rejects(all(halting, both, { signal: stopping.signal }), { name: 'AbortError' });
    const [rest] = await all(database, both, { workspaces: ['stopped'] });
    assert.deepEqual([rest!.keys, rest!.current], [2, 2]);
  });

  it('a workspace that is not there is refused, before anything is done', async () => {
    await assert.rejects(all(database, both, { workspaces: ['acme', 'acmee'] }), {
      code: 'invalid_input',
      message: 'There is no workspace acmee.',
    });
  });
}

describe('sealing anew in an embedded database', () => {
  onEngine(() => openPglite());

  it('is refused while a gateway has the folder, and says how it went when it has not', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'deskcard-reseal-'));
    try {
      const data = join(folder, 'data');
      const first = await openPglite({ folder: data });
      await deskOn(first, 'acme', spring).lookups.save(draft('Members'));
      const environment = { DESKCARD_DATABASE: data, DESKCARD_MASTER_KEYS: both };
      const refused = await command(environment);
      assert.equal(refused.code, 1);
      assert.match(refused.text, /another process|in use|locked/i);
      await first.close();
      const { code, text } = await command(environment);
      assert.equal(code, 0, text);
      assert.match(text, /^acme: 1 key sealed anew, 0 up to date$/m);
      assert.match(text, /sealed with another master key than 2026-11\. Take 2026-05 out/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

const { skip, server } = await testServer();

describe('sealing anew in PostgreSQL', { skip }, () => {
  let schema = 0;
  onEngine(() => openPostgres({ connectionString: server.url, schema: `engine${schema++}` }));

  it('goes on beside a gateway, which opens every key before, during and after it', async () => {
    const shared = { DESKCARD_DATABASE: server.url, DESKCARD_MASTER_KEYS: both };
    const own = await openPostgres({ connectionString: server.url });
    const old = deskOn(own, 'acme', spring);
    const apis = await Promise.all(
      ['1', '2', '3', '4', '5', '6'].map((name) => old.lookups.save(draft(name))),
    );
    await own.close();
    const gateway = await GatewayProcess.start(shared);
    try {
      const desk = gateway.desk();
      let isOver = false;
      const busy = (async () => {
        let made = 0;
        for (; !isOver; made++) {
          const { apiId } = apis[made % apis.length]!;
          const { keyId } = await desk.lookups.makeKey({ apiId });
          await desk.lookups.activateKey({ apiId, keyId });
          for (const key of (await desk.lookups.keys({ apiId })).items) {
            if (key.state === 'retiring') await desk.lookups.revokeKey({ apiId, keyId: key.keyId });
          }
        }
        return made;
      })();
      const { code, text } = await command(shared);
      isOver = true;
      const made = await busy;
      assert.equal(code, 0, text);
      assert.match(text, /Take 2026-05 out/);
      assert.ok(made > 0, 'keys were changed meanwhile');
    } finally {
      await gateway.stop();
    }
    const later = await openPostgres({ connectionString: server.url });
    for (const { apiId } of apis)
      assert.ok((await deskOn(later, 'acme', autumn).lookups.showKey({ apiId })).key);
    await later.close();
  });

  it('says in exit code and words that a master key is missing, and what to do', async () => {
    const own = await openPostgres({ connectionString: server.url });
    await deskOn(own, 'other', lost).lookups.save(draft('Members'));
    await own.close();
    const environment = { DESKCARD_DATABASE: server.url, DESKCARD_MASTER_KEYS: both };
    const { code, text } = await command(environment, 'other');
    assert.equal(code, 1);
    assert.match(text, /not opened: lookup API \S+, key \S+ \(master_key_missing: lost\)/);
    assert.match(text, /Add the master keys named above/);
    const dry = await command(
      { ...environment, DESKCARD_MASTER_KEYS: `${both},${lost}` },
      '--dry-run',
      'other',
    );
    assert.equal(dry.code, 1, dry.text);
    assert.match(dry.text, /1 key to be sealed anew.*\n.*dry run/s);
    const { code: end } = await command({ ...environment, DESKCARD_MASTER_KEYS: `${both},${lost}` });
    assert.equal(end, 0);
  });

  it('refuses what it was not told rightly, without touching the database', async () => {
    const nowhere = 'postgres://desk:hunter2@127.0.0.1:1/desk';
    const cases: [Record<string, string>, string[], RegExp][] = [
      [{}, [], /cannot be sealed anew:\n.*DESKCARD_MASTER_KEYS is missing/],
      [{ DESKCARD_MASTER_KEYS: 'first:hunter2' }, [], /Entry 1 of the master keys/],
      [{ DESKCARD_MASTER_KEYS: both }, ['--all'], /--all is no option/],
      [{ DESKCARD_MASTER_KEYS: both }, [], /database/i],
    ];
    for (const [environment, args, words] of cases) {
      const { code, text } = await command({ DESKCARD_DATABASE: nowhere, ...environment }, ...args);
      assert.equal(code, 1, text);
      assert.match(text, words);
      assert.doesNotMatch(text, /hunter2/);
    }
  });
});
