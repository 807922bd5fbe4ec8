import assert from 'node:assert/strict';
import { test } from 'node:test';
import { luminance } from '@deskcard/core/colour';
import { tokens } from './tokens.js';

type Scheme = 'light' | 'dark';

/** The default of a token in a scheme, read from the style sheet itself. */
function colour(name: string, scheme: Scheme): string {
  const match = new RegExp(`--deskcard-${name}, light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(
    tokens.cssText,
  );
  assert.ok(match, `${name} has a colour for both schemes`);
  return match[scheme === 'light' ? 1 : 2]!;
}

/** https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

const surfaces = ['surface', 'sunken'];

for (const scheme of ['light', 'dark'] as const) {
  test(`every colour of text can be read on every surface, ${scheme} (WCAG AA)`, () => {
    for (const text of ['text', 'muted', 'accent', 'danger', 'warning', 'success']) {
      for (const surface of surfaces) {
        const ratio = contrast(colour(text, scheme), colour(surface, scheme));
        assert.ok(ratio >= 4.5, `${text} on ${surface}: ${ratio.toFixed(2)}`);
      }
    }
    for (const fill of ['accent', 'danger']) {
      const ratio = contrast(colour(`on-${fill}`, scheme), colour(fill, scheme));
      assert.ok(ratio >= 4.5, `text on ${fill}: ${ratio.toFixed(2)}`);
    }
  });

  test(`the outline of a control and the focus ring can be seen, ${scheme} (WCAG 1.4.11)`, () => {
    for (const line of ['outline', 'focus']) {
      for (const surface of surfaces) {
        const ratio = contrast(colour(line, scheme), colour(surface, scheme));
        assert.ok(ratio >= 3, `${line} on ${surface}: ${ratio.toFixed(2)}`);
      }
    }
  });
}
