/** From navigation to the first badge painted, ours and Shoelace's on the same page, on a slowed-down processor. */
import type * as puppeteer from 'puppeteer-core';
import { bundle } from './bundle.js';
import { openSite, type Site } from './browser.js';
import { median, type Figure } from './figure.js';

const rounds = 41;

const ours = `
import '@deskcard/elements/customer-badge/define';
const badge = document.createElement('customer-badge');
badge.grades = [{ gradeId: 'g', name: 'VIP', color: '#7a1fa2', order: 0, version: 1 }];
document.body.append(badge);
`;

const shoelace = `
import '@shoelace-style/shoelace/dist/components/badge/badge.js';
const badge = document.createElement('sl-badge');
badge.textContent = 'VIP';
document.body.append(badge);
`;

const html = (script: string): string =>
  `<!doctype html><meta charset="utf-8"><body><script type="module" src="${script}"></script>`;

/** The page has nothing but the badge, so its first contentful paint is the badge's. */
async function firstPaint(page: puppeteer.Page, url: string): Promise<number> {
  await page.goto(url, { waitUntil: 'load' });
  return (await page.evaluate(`new Promise((done) => new PerformanceObserver((list) => {
    const paint = list.getEntriesByName('first-contentful-paint')[0];
    if (paint) done(paint.startTime);
  }).observe({ type: 'paint', buffered: true }))`)) as number;
}

async function measure(site: Site): Promise<{ ours: number[]; shoelace: number[] }> {
  const page = await site.browser.newPage();
  const session = await page.createCDPSession();
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  const times = { ours: [] as number[], shoelace: [] as number[] };
  for (let round = -2; round < rounds; round++) {
    // Whoever comes second finds a warmer machine, so they take turns.
    const order = round % 2 === 0 ? (['ours', 'shoelace'] as const) : (['shoelace', 'ours'] as const);
    for (const kind of order) {
      const time = await firstPaint(page, `${site.url}/${kind}`);
      if (round >= 0) times[kind].push(time);
    }
  }
  return times;
}

export async function firstPaintOfBadge(): Promise<Figure[]> {
  const [our, their] = [await bundle(ours), await bundle(shoelace)];
  const site = await openSite({
    '/ours': html('/ours.js'),
    '/shoelace': html('/shoelace.js'),
    '/ours.js': our.code,
    '/shoelace.js': their.code,
  });
  try {
    const times = await measure(site);
    return [
      {
        name: 'navigation to first badge painted, 4× slower processor, median',
        value: median(times.ours),
        unit: 'ms',
        reference: { name: 'Shoelace badge', value: median(times.shoelace) },
        bar: 1,
      },
    ];
  } finally {
    await site.close();
  }
}
