/** What a page's main thread was busy with, from a trace: the longest task while something ran in the page. */
import type * as puppeteer from 'puppeteer-core';

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** thread time in microseconds */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/**
 * The longest task of the page in milliseconds while `code` ran in it. It is the time the thread worked, so that a
 * machine that is busy with something else does not make it longer.
 */
export async function longestTask(page: puppeteer.Page, code: string): Promise<number> {
  await page.tracing.start({ categories: ['toplevel', '__metadata'] });
  await page.evaluate(code);
  const trace = await page.tracing.stop();
  const { traceEvents } = JSON.parse(new TextDecoder().decode(trace)) as { traceEvents: TraceEvent[] };
  const mains = traceEvents.filter(
    ({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain',
  );
  const isMain = ({ pid, tid }: TraceEvent): boolean =>
    mains.some((main) => main.pid === pid && main.tid === tid);
  const tasks = traceEvents.filter((event) => event.name.endsWith('RunTask') && isMain(event));
  if (!tasks.some(({ tdur }) => tdur !== undefined)) throw new Error('The trace holds no tasks of the page.');
  return Math.max(...tasks.map(({ tdur = 0 }) => tdur)) / 1000;
}
