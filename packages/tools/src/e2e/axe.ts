/** What a checker of accessibility finds on a part of the screen, in light and in dark colours. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import assert from 'node:assert/strict';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Screen } from './screen.js';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** The colours are all that the theme changes. */
const byTheme: Readonly<Record<'light' | 'dark', RunOptions>> = {
  light: { runOnly: tags, resultTypes: ['violations'] },
  dark: { runOnly: { type: 'rule', values: ['color-contrast'] }, resultTypes: ['violations'] },
};

/** In the page. */
async function judge(part: string, theme: string, options: RunOptions): Promise<string[]> {
  const page = document.documentElement;
  const before = page.dataset['theme'];
  page.dataset['theme'] = theme;
  const { axe } = globalThis as unknown as {
    axe: { run(part: string, options: RunOptions): Promise<AxeResults> };
  };
  const { violations } = await axe.run(part, options);
  page.dataset['theme'] = before;
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${theme} ${id} at ${target.join(' ')}: ${failureSummary}`),
    );
}

/** Nothing on this part of the page keeps anybody from using it. */
export async function nothingSerious({ page }: Screen, part: string): Promise<void> {
  // Colours that are on their way from one theme to the other are nobody's.
  await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
  if (!(await page.evaluate('"axe" in globalThis'))) await page.evaluate(source);
  for (const theme of ['light', 'dark'] as const) {
    assert.deepEqual(await page.evaluate(judge, part, theme, byTheme[theme]), []);
  }
}
