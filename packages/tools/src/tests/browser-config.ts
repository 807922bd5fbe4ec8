/**
 * How tests run in a real browser: straight from the TypeScript sources, each file in a page of its own that
 * shares no storage, focus or visibility with another, and with nothing listening beyond this machine.
 */
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, normalize, sep } from 'node:path';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { chromeLauncher, type ChromeLauncher } from '@web/test-runner-chrome';
import { a11ySnapshotPlugin } from '@web/test-runner-commands/plugins';
import type { TestRunnerConfig } from '@web/test-runner';
import type { Page } from 'puppeteer-core';
import * as puppeteer from 'puppeteer-core';
import { launchOptions } from '../browser.js';
import { root } from '../repo.js';
import { dataFolder } from '../shared-data.js';
import { mediaCommandsPlugin } from './media-commands.js';
import { storageCommandsPlugin } from './storage-commands.js';

type Middleware = NonNullable<TestRunnerConfig['middleware']>[number];

/** A complete configuration of Web Test Runner for these files (relative to the root). */
export async function browserTestConfig(files: readonly string[]): Promise<Partial<TestRunnerConfig>> {
  return {
    rootDir: root,
    files: files.map((file) => join(root, file)),
    // The short form is the only spelling that really binds loopback alone.
    hostname: '127.1',
    port: await freePort(),
    browsers: [
      withFreshPages(
        chromeLauncher({
          puppeteer,
          // A page that no longer answers is named within a minute, not after three.
          launchOptions: { ...(await launchOptions()), protocolTimeout: 60_000 },
          createPage: async ({ context }) => (await context.browser().createBrowserContext()).newPage(),
        }),
      ),
    ],
    nodeResolve: { exportConditions: ['@deskcard/source', 'browser', 'development'] },
    plugins: [
      esbuildPlugin({ ts: true, target: 'es2022', tsconfig: join(root, 'tsconfig.json') }),
      a11ySnapshotPlugin(),
      storageCommandsPlugin,
      mediaCommandsPlugin(),
    ],
    middleware: [serveWorker, serveData],
    testFramework: { config: { ui: 'bdd', timeout: 20_000 } },
    filterBrowserLogs: ({ args }) => !String(args[0]).startsWith('Lit is in dev mode'),
  };
}

/**
 * The launcher keeps a page for the next file, with the data, the emulated media and the quota of the last one.
 * Taken away with its whole context after each file, nothing is left.
 */
function withFreshPages(launcher: ChromeLauncher): ChromeLauncher {
  const { inactivePages } = launcher as unknown as { inactivePages: { puppeteerPage: Page }[] };
  const stopSession = launcher.stopSession.bind(launcher);
  launcher.stopSession = async (sessionId) => {
    const result = await stopSession(sessionId);
    for (const { puppeteerPage } of inactivePages.splice(0)) await puppeteerPage.browserContext().close();
    return result;
  };
  return launcher;
}

/** The network mock's worker must come from the root of the site to see the page's calls. */
const serveWorker: Middleware = (context, next) => {
  if (context.path !== '/mockServiceWorker.js') return next();
  context.type = 'text/javascript';
  context.body = createReadStream(join(root, 'node_modules/msw/lib/mockServiceWorker.js'));
  return undefined;
};

/** `/__data/<path>` gives a page the test data, read-only; anything absent or outside is a plain 404. */
const serveData: Middleware = (context, next) => {
  if (!context.path.startsWith('/__data/')) return next();
  const path = normalize(join(dataFolder, decodeURIComponent(context.path.slice('/__data/'.length))));
  const found = path.startsWith(dataFolder + sep) && existsSync(path) && statSync(path).isFile();
  context.status = found ? 200 : 404;
  context.type = found && path.endsWith('.json') ? 'application/json' : 'text/plain; charset=utf-8';
  context.body = found ? createReadStream(path) : 'not found';
  return undefined;
};

/** The runner's own search for a port races with a second run; the system's choice does not. */
function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => done(port));
    });
  });
}
