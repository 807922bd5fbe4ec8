/**
 * Takes a picture of a page, for whoever works on how things look:
 * `node packages/tools/run.mjs shot <url> <out.png> [--width 1280] [--height 800] [--scale 1] [--dark]
 * [--reduced-motion] [--lang ko] [--wait <selector>] [--full] [--clip <selector>] [--eval <js>]`.
 * `--eval` runs in the page before the picture (it may be an async expression); what it gives is printed.
 * What the page writes to its console is printed too, so a broken page is not mistaken for an empty one.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import * as puppeteer from 'puppeteer-core';
import { launchOptions } from '../browser.js';
import { runCommand } from '../command.js';

const USAGE =
  'Usage: node packages/tools/run.mjs shot <url> <out.png> [--width 1280] [--height 800] [--scale 1] [--dark] ' +
  '[--reduced-motion] [--lang ko] [--wait <selector>] [--full] [--clip <selector>] [--eval <js>]';

function readArguments(args: string[]) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      width: { type: 'string', default: '1280' },
      height: { type: 'string', default: '800' },
      scale: { type: 'string', default: '1' },
      dark: { type: 'boolean', default: false },
      'reduced-motion': { type: 'boolean', default: false },
      lang: { type: 'string', default: 'en' },
      wait: { type: 'string' },
      clip: { type: 'string' },
      full: { type: 'boolean', default: false },
      eval: { type: 'string' },
    },
  });
  const [url, out] = positionals;
  if (url === undefined || out === undefined || !out.endsWith('.png')) throw new Error(USAGE);
  return { ...values, url, out: resolve(out) as `${string}.png` };
}

type Options = ReturnType<typeof readArguments>;

async function preparePage(browser: puppeteer.Browser, options: Options): Promise<puppeteer.Page> {
  const page = await browser.newPage();
  page.on('console', (message) => console.log(`page ${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => console.log(`page error: ${String(error)}`));
  page.on('requestfailed', (request) => console.log(`page could not load ${request.url()}`));
  await page.setViewport({
    width: Number(options.width),
    height: Number(options.height),
    deviceScaleFactor: Number(options.scale),
  });
  await page.emulateMediaFeatures([
    { name: 'prefers-color-scheme', value: options.dark ? 'dark' : 'light' },
    ...(options['reduced-motion'] ? [{ name: 'prefers-reduced-motion', value: 'reduce' }] : []),
  ]);
  await page.goto(options.url, { waitUntil: 'load', timeout: 30_000 });
  if (options.wait !== undefined) await page.waitForSelector(`pierce/${options.wait}`, { timeout: 15_000 });
  return page;
}

async function picture(page: puppeteer.Page, options: Options): Promise<void> {
  if (options.eval !== undefined) console.log(await page.evaluate(options.eval));
  await page.waitForNetworkIdle({ idleTime: 200, timeout: 5_000 }).catch(() => {
    console.log('The page keeps its connections busy; the picture is taken all the same.');
  });
  mkdirSync(dirname(options.out), { recursive: true });
  if (options.clip === undefined) {
    await page.screenshot({ path: options.out, fullPage: options.full });
    return;
  }
  const element = await page.waitForSelector(`pierce/${options.clip}`, { timeout: 15_000 });
  await element?.screenshot({ path: options.out });
}

/** Without a font for them, Korean letters come out as boxes and the picture is useless. */
function warnWithoutKoreanFont(): void {
  const fonts = spawnSync('fc-list', [':lang=ko'], { encoding: 'utf8' });
  if (fonts.status === 0 && fonts.stdout.trim() === '') {
    console.log('No Korean font is installed: install fonts-nanum or fonts-noto-cjk for readable pictures.');
  }
}

await runCommand(async (args) => {
  const options = readArguments(args);
  warnWithoutKoreanFont();
  const launch = await launchOptions();
  const browser = await puppeteer.launch({
    ...launch,
    args: [...launch.args, `--lang=${options.lang}`, `--accept-lang=${options.lang}`],
    env: { ...process.env, LANGUAGE: options.lang },
  });
  try {
    await picture(await preparePage(browser, options), options);
    console.log(options.out);
    return 0;
  } finally {
    await browser.close();
  }
});
