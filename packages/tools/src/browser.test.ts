import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browserSources, findBrowser, sandboxArguments, type BrowserSource } from './browser.js';

function source(name: string, gives: string | undefined | Error, asked: string[]): BrowserSource {
  return {
    name,
    find: () => {
      asked.push(name);
      if (gives instanceof Error) throw gives;
      return gives;
    },
  };
}

test('the first browser found is taken, and nothing is fetched when one is there', async () => {
  const asked: string[] = [];
  const path = await findBrowser([
    source('variable', undefined, asked),
    source('path', '/usr/bin/shell', asked),
    source('fetch', '/never', asked),
  ]);
  assert.equal(path, '/usr/bin/shell');
  assert.deepEqual(asked, ['variable', 'path']);
});

test('a search that throws is one closed way, not the end', async () => {
  const asked: string[] = [];
  const path = await findBrowser([
    source('discovery', new Error('nothing installed'), asked),
    source('fetch', '/cache/chromium', asked),
  ]);
  assert.equal(path, '/cache/chromium');
});

test('when no way leads to a browser, the error says what to install and what was tried', async () => {
  const sources = [source('discovery', new Error('nothing installed'), []), source('apt', undefined, [])];
  await assert.rejects(findBrowser(sources), (error: Error) => {
    assert.match(error.message, /Install Chrome or Chromium, or set CHROME_PATH/);
    assert.match(error.message, /discovery \(nothing installed\); apt/);
    return true;
  });
});

test('what is already there comes before anything that has to be fetched', () => {
  const names = browserSources().map(({ name }) => name);
  assert.deepEqual(names, [
    'CHROME_PATH',
    'chromium-headless-shell on PATH',
    'an installed Chrome or Chromium',
    'apt-get install chromium-headless-shell',
    '@sparticuz/chromium@143.0.4',
  ]);
});

test('a mistyped CHROME_PATH is told by name when no other browser is found', async () => {
  const before = process.env['CHROME_PATH'];
  process.env['CHROME_PATH'] = '/no/such/browser';
  try {
    const [variable] = browserSources();
    await assert.rejects(findBrowser([variable!]), /CHROME_PATH is \/no\/such\/browser, which is not/);
  } finally {
    if (before === undefined) delete process.env['CHROME_PATH'];
    else process.env['CHROME_PATH'] = before;
  }
});

test("the browser's sandbox stays on except as root or in CI", () => {
  assert.deepEqual(sandboxArguments({}, 1000), []);
  assert.deepEqual(sandboxArguments({ CI: 'false' }, 1000), []);
  assert.deepEqual(sandboxArguments({}, 0), ['--no-sandbox']);
  assert.deepEqual(sandboxArguments({ CI: 'true' }, 1000), ['--no-sandbox']);
});
