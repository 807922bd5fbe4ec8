/**
 * Takes the pictures of the documentation, light and dark, in both languages: the sandbox at a ticket and each element
 * at its best, and the looks of docs/theming.md. `node packages/tools/run.mjs pictures` writes them to docs/images;
 * `pictures looks` takes the last ones alone.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import * as puppeteer from 'puppeteer-core';
import { launchOptions } from '../browser.js';
import { runCommand } from '../command.js';
import { root } from '../repo.js';
import { startDesk } from '../sandbox.js';
import { startGallery } from '../sandbox/gallery.js';

const folder = join(root, 'docs/images');

const looks = (['en', 'ko'] as const).flatMap((language) =>
  (['light', 'dark'] as const).map((theme) => ({ language, theme })),
);

const scenes: readonly { element: string; state: string; name?: string; width: number; height: number }[] = [
  { element: 'customer-badge', state: 'several', width: 480, height: 96 },
  { element: 'info-search', state: 'found', width: 420, height: 860 },
  { element: 'customer-info', state: 'found', width: 340, height: 660 },
  { element: 'merge-dialog', state: 'preview', width: 820, height: 700 },
  { element: 'api-settings', state: 'editor', width: 960, height: 820 },
  { element: 'field-connections', state: 'preview', width: 960, height: 920 },
  { element: 'customer-fields', state: 'taken', width: 420, height: 900 },
  { element: 'customer-list', state: 'many', width: 1100, height: 760 },
  { element: 'customer-list', state: 'customer', name: 'customer-dialog', width: 960, height: 860 },
  { element: 'customer-list', state: 'import-checked', name: 'customer-import', width: 960, height: 760 },
  { element: 'duplicate-queue', state: 'pair', width: 1000, height: 720 },
  { element: 'customer-fields', state: 'duplicates', name: 'duplicates-at-ticket', width: 620, height: 760 },
  { element: 'grade-settings', state: 'edit', width: 760, height: 560 },
  { element: 'grade-members', state: 'list', width: 1000, height: 820 },
];

const hostLooks = ['shoelace', 'material', 'carbon', 'plain'];

async function picture(page: puppeteer.Page, name: string): Promise<void> {
  await page.waitForNetworkIdle({ idleTime: 500 });
  await page.screenshot({ path: join(folder, `${name}.png`) as `${string}.png` });
  console.log(`docs/images/${name}.png`);
}

/** The sandbox remembers its preferences, so a person's are set before it starts. */
async function pictureDesk(browser: puppeteer.Browser, url: string): Promise<void> {
  for (const { language, theme } of looks) {
    const context = await browser.createBrowserContext();
    const page = await context.newPage();
    await page.setViewport({ width: 1440, height: 900 });
    const preferences = JSON.stringify({ role: 'agent', language, theme });
    await page.evaluateOnNewDocument(
      `localStorage.setItem('naru.preferences', ${JSON.stringify(preferences)})`,
    );
    await page.goto(url);
    await page.waitForSelector('info-search >>> .status.ok');
    await picture(page, `desk-${language}-${theme}`);
    await context.close();
  }
}

async function pictureElements(browser: puppeteer.Browser, url: string): Promise<void> {
  const page = await browser.newPage();
  for (const { element, state, name = element, width, height } of scenes) {
    for (const { language, theme } of looks) {
      await page.setViewport({ width, height, deviceScaleFactor: 1.5 });
      await page.goto(`${url}?element=${element}&state=${state}&lang=${language}&theme=${theme}&plain`);
      await picture(page, `${name}-${language}-${theme}`);
    }
  }
}

async function pictureLooks(browser: puppeteer.Browser, url: string): Promise<void> {
  const page = await browser.newPage();
  await page.setViewport({ width: 560, height: 640 });
  for (const look of hostLooks) {
    for (const theme of ['light', 'dark']) {
      await page.goto(`${url}?element=api-settings&state=editor&look=${look}&theme=${theme}&plain`);
      await picture(page, `look-${look}-${theme}`);
    }
  }
}

await runCommand(async ([only]) => {
  mkdirSync(folder, { recursive: true });
  const browser = await puppeteer.launch(await launchOptions());
  const gallery = await startGallery(0);
  const desk = only === 'looks' ? undefined : await startDesk({ port: 0, quiet: true });
  try {
    if (desk) await pictureDesk(browser, desk.url);
    if (desk) await pictureElements(browser, gallery.url);
    await pictureLooks(browser, gallery.url);
  } finally {
    await gallery.close();
    await desk?.close();
    await browser.close();
  }
  return 0;
});
