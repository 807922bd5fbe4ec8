import * as puppeteer from 'puppeteer-core';
import { launchOptions } from './browser.js';
import { startDesk } from './sandbox.js';
const browser = await puppeteer.launch(await launchOptions());
const desk = await startDesk({ port: 0, quiet: true });
try {
  for (const [language, theme, width, height, role] of [['en','light',1440,900,'agent'],['ko','dark',1280,800,'agent'],['ko','light',320,900,'agent'],['en','light',1280,800,'trainee']] as const) {
    const context = await browser.createBrowserContext();
    const page = await context.newPage();
    page.on('pageerror', (e) => console.log('page error', String(e)));
    await page.setViewport({ width, height });
    await page.evaluateOnNewDocument(`localStorage.setItem('naru.preferences', ${JSON.stringify(JSON.stringify({ role, language, theme }))})`);
    await page.goto(desk.url);
    await page.waitForSelector('.row');
    if (width === 320) await page.click('.row');
    await page.waitForSelector('customer-fields >>> .cell');
    await page.waitForNetworkIdle({ idleTime: 500 });
    if (role === 'agent') { await page.click('customer-fields >>> #ticket-phone'); await page.keyboard.press('ArrowDown'); }
    await new Promise((r) => setTimeout(r, 300));
    await page.screenshot({ path: `/tmp/cf/desk-${language}-${theme}-${width}-${role}.png` });
    await context.close();
  }
} finally { await desk.close(); await browser.close(); }
