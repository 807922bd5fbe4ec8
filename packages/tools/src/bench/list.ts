/** The customer list with 100,000 customers, in a real browser: how soon rows are there, and how smoothly it scrolls. */
import { bundle } from './bundle.js';
import { openSite } from './browser.js';
import { median, type Figure } from './figure.js';
import { longestTask } from './tasks.js';

const count = 100_000;

const script = `
import '@deskcard/elements/customer-list/define';
export { firstRows, open, fill, scroll } from './pages/list.page.js';
`;

interface ListTimes {
  readonly firstRows: readonly number[];
  readonly filling: number;
  readonly scrolling: number;
}

async function measure(): Promise<ListTimes> {
  const { code } = await bundle(script, 'iife');
  const site = await openSite({ '/': '<!doctype html><meta charset="utf-8"><body>', '/bench.js': code });
  try {
    const page = await site.browser.newPage();
    await page.setViewport({ width: 1280, height: 900 });
    page.on('pageerror', (error) => console.error(`page: ${String(error)}`));
    await page.goto(site.url);
    await page.addScriptTag({ url: '/bench.js' });
    const firstRows = (await page.evaluate(`bench.firstRows(${count}, 9)`)) as number[];
    await page.evaluate(`bench.open(${count})`);
    const filling = await longestTask(page, `bench.fill(${count})`);
    const scrolling = await longestTask(page, 'bench.scroll()');
    return { firstRows, filling, scrolling };
  } finally {
    await site.close();
  }
}

export async function list(): Promise<Figure[]> {
  const { firstRows, filling, scrolling } = await measure();
  return [
    {
      name: 'first rows of the customer list painted after its data arrived, median',
      value: median(firstRows),
      unit: 'ms',
      bar: 100,
    },
    {
      name: 'longest task while 100,000 customers come in by scrolling',
      value: filling,
      unit: 'ms',
      bar: 50,
    },
    { name: 'longest task while scrolling through 100,000 customers', value: scrolling, unit: 'ms', bar: 50 },
  ];
}
