/** Ten thousand badges beside ten thousand raw spans of the same look, in turn, in one page. */
import { bundle } from './bundle.js';
import { openSite, runInPage } from './browser.js';
import { median, type Figure } from './figure.js';

const count = 10_000;

const script = `
import '@deskcard/elements/customer-badge/define';
export { run, fill } from './pages/badges.page.js';
`;

interface Times {
  spans: number[];
  badges: number[];
}

/** Bytes that `kind` adds to a page: JavaScript heap, DOM heap and backing stores, after garbage collection. */
async function memoryOf(code: string, kind: 'spans' | 'badges'): Promise<number> {
  const site = await openSite({ '/': '<!doctype html><meta charset="utf-8"><body>', '/bench.js': code });
  try {
    const page = await site.browser.newPage();
    await page.goto(site.url);
    await page.addScriptTag({ url: '/bench.js' });
    const session = await page.createCDPSession();
    const used = async (): Promise<number> => {
      for (let i = 0; i < 3; i++) await session.send('HeapProfiler.collectGarbage');
      const usage = (await session.send('Runtime.getHeapUsage')) as unknown as Record<string, number>;
      return usage['usedSize']! + (usage['embedderHeapUsedSize'] ?? 0) + (usage['backingStorageSize'] ?? 0);
    };
    await page.evaluate(`bench.fill('${kind}', 100)`);
    const before = await used();
    await page.evaluate(`bench.fill('${kind}', ${count})`);
    return (await used()) - before;
  } finally {
    await site.close();
  }
}

export async function badges(): Promise<Figure[]> {
  const { code } = await bundle(script, 'iife');
  const times = await runInPage<Times>(code, { count, rounds: 9 });
  const [badgeBytes, spanBytes] = [await memoryOf(code, 'badges'), await memoryOf(code, 'spans')];
  return [
    {
      name: '10,000 badges created and laid out, median',
      value: median(times.badges),
      unit: 'ms',
      reference: { name: 'raw spans', value: median(times.spans) },
      bar: 1.7,
    },
    { name: 'memory of a badge', value: badgeBytes / count / 1000, unit: 'kB', bar: 6 },
    {
      name: 'memory of a raw span, for comparison',
      value: spanBytes / count / 1000,
      unit: 'kB',
      bar: Infinity,
    },
  ];
}
