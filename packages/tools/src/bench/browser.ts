/** A browser with one empty page on loopback, in which a bundled script is run and measured. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as puppeteer from 'puppeteer-core';
import { launchOptions } from '../browser.js';

export interface Site {
  url: string;
  browser: puppeteer.Browser;
  close(): Promise<void>;
}

/** Serves the given paths (`/` is HTML, anything else JavaScript) and starts a browser. */
export async function openSite(files: Readonly<Record<string, string>>): Promise<Site> {
  const server: Server = createServer((request, response) => {
    const body = files[request.url ?? ''];
    const isScript = request.url?.endsWith('.js');
    response.writeHead(body === undefined ? 404 : 200, {
      'content-type': isScript ? 'text/javascript; charset=utf-8' : 'text/html; charset=utf-8',
      'cache-control': 'no-store',
    });
    response.end(body);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const options = await launchOptions();
  const args = [...options.args, '--js-flags=--expose-gc', '--enable-precise-memory-info'];
  const browser = await puppeteer.launch({ ...options, args, protocolTimeout: 900_000 });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    browser,
    async close() {
      await browser.close();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

/** Runs `script` in a fresh page and gives what the function `run` of its global `bench` returns. */
export async function runInPage<T>(
  script: string,
  argument?: unknown,
  files: Readonly<Record<string, string>> = {},
): Promise<T> {
  const page = '<!doctype html><meta charset="utf-8"><body>';
  const site = await openSite({ ...files, '/': page, '/bench.js': script });
  try {
    const page = await site.browser.newPage();
    page.on('pageerror', (error) => console.error(`page: ${String(error)}`));
    await page.goto(site.url);
    await page.addScriptTag({ url: '/bench.js' });
    return (await page.evaluate(`bench.run(${JSON.stringify(argument ?? null)})`)) as T;
  } finally {
    await site.close();
  }
}
