import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { startDesk, type RunningDesk, type SandboxData } from '@deskcard/tools/sandbox';
import { startPostgres } from '@deskcard/tools/postgres';
import type { Browser } from 'puppeteer-core';
import { administratorInThePage, administratorsAtWork } from './administrators.js';
import { liveChanges } from './live.js';
import { mainJob } from './main-job.js';
import { openBrowser, Screen } from './screen.js';
import { traineeAtWork } from './trainee.js';

let browser: Browser;
before(async () => {
  browser = await openBrowser();
});
after(() => browser?.close());

/** The sandbox (B15) on data of one kind, and a person in front of it. */
function sandboxOn(data: () => Promise<SandboxData>) {
  const lines: string[] = [];
  const running = {} as { desk: RunningDesk; screen: Screen };
  before(async () => {
    running.desk = await startDesk({
      port: 0,
      quiet: true,
      data: await data(),
      log: (line) => lines.push(line),
    });
    running.screen = await Screen.open(browser, running.desk.url);
  });
  after(async () => {
    await running.screen?.close();
    await running.desk?.close();
  });
  return { running, lines };
}

describe('the main job, with the data in the page', () => {
  const { running } = sandboxOn(() => Promise.resolve('page'));
  mainJob(() => running.screen);

  it('has the key in the page, which is why this is for demonstrations alone, and yet shows it nowhere', async () => {
    const { desk, screen } = running;
    const exchanges = await screen.traffic.exchanges();
    const telling = exchanges.filter(({ sent, received }) => (sent + received).includes(desk.providerKey));
    assert.deepEqual([...new Set(telling.map(({ url }) => new URL(url).pathname))], ['/config.json']);
    for (const text of screen.seen) assert.ok(!text.includes(desk.providerKey));
  });

  describe('an administrator in the page', () => {
    let admin: Screen;
    before(async () => {
      const preferences = { ...english, role: 'admin' } as const;
      admin = await Screen.open(browser, running.desk.url, { preferences });
    });
    after(() => admin?.close());
    administratorInThePage(() => admin);
  });
});

describe('the main job, on gateway and PGlite', () => {
  const folder = mkdtempSync(join(tmpdir(), 'deskcard-e2e-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  const { running, lines } = sandboxOn(() => Promise.resolve({ folder: join(folder, 'data') }));
  mainJob(() => running.screen);
  noKeyAnywhere(() => running, lines);

  describe('a trainee at the same desk', () => {
    let trainee: Screen;
    before(async () => {
      trainee = await Screen.open(browser, running.desk.url, {
        preferences: { ...english, role: 'trainee' },
      });
    });
    after(() => trainee?.close());
    traineeAtWork(() => ({ trainee, asAgent: (path) => askAsAgent(running.desk.url, path) }));
  });

  describe('two people at the same desk', () => {
    let first: Screen;
    let second: Screen;
    before(async () => {
      first = await Screen.open(browser, running.desk.url, { preferences: { ...english, role: 'admin' } });
      second = await Screen.open(browser, `${running.desk.url}?seat=2`, {
        preferences: { ...english, role: 'agent' },
      });
    });
    after(() => Promise.all([first?.close(), second?.close()]));
    liveChanges(() => ({ first, second }));
  });

  describe('two administrators', () => {
    let first: Screen;
    let second: Screen;
    before(async () => {
      const open = (url: string): Promise<Screen> =>
        Screen.open(browser, url, { preferences: { ...english, role: 'admin' } });
      [first, second] = [await open(running.desk.url), await open(`${running.desk.url}?seat=2`)];
    });
    after(() => Promise.all([first?.close(), second?.close()]));
    administratorsAtWork(() => ({ first, second }));
  });
});

const english = { language: 'en', theme: 'light' } as const;

/** What somebody with every right of an agent gets. */
async function askAsAgent(url: string, path: string): Promise<unknown> {
  const signedIn = await fetch(new URL('/sandbox/sign-in', url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ seat: '1', role: 'agent', language: 'en' }),
  });
  const { token } = (await signedIn.json()) as { token: string };
  const answer = await fetch(new URL(path, url), { headers: { authorization: `Bearer ${token}` } });
  assert.equal(answer.status, 200);
  return answer.json();
}

/** A real server of the test's own; where the machine can have none, the reason. */
const postgres = await startPostgres().catch((error: unknown) =>
  error instanceof Error ? error.message : String(error),
);

describe(
  'the main job, on gateway and PostgreSQL',
  { skip: typeof postgres === 'string' && postgres },
  () => {
    if (typeof postgres === 'string') return;
    const { running, lines } = sandboxOn(() => Promise.resolve({ url: postgres.url }));
    after(() => postgres.remove());
    mainJob(() => running.screen);
    noKeyAnywhere(() => running, lines);
  },
);

/** B12, trap 14: the key of a lookup API never reaches an agent's browser, nor a log. */
function noKeyAnywhere(running: () => { desk: RunningDesk; screen: Screen }, lines: readonly string[]): void {
  it('has the key in no response, no log line and nothing on the screen (B12, trap 14)', async () => {
    const { desk, screen } = running();
    const exchanges = await screen.traffic.exchanges();
    const looked = exchanges.filter(({ url }) => url.endsWith('/api/lookups/auto'));
    assert.ok(
      looked.some(({ received }) => received.includes('"found"')),
      'no lookup was read',
    );
    assert.ok(
      exchanges.some(
        ({ url, received }) => url.endsWith('/api/changes') && received.includes('customersMerged'),
      ),
      'no change was read',
    );
    assert.ok(
      lines.some((line) => line.includes('"customers.merge"')),
      'nothing was logged',
    );
    assert.ok(screen.seen.length > 5 && screen.seen.every((text) => text.length > 1000), 'nobody looked');
    for (const { url, sent, received } of exchanges)
      assert.ok(!(sent + received).includes(desk.providerKey), url);
    for (const text of [...lines, ...screen.seen]) assert.ok(!text.includes(desk.providerKey));
  });
}
