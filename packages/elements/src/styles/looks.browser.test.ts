/** The four looks of docs/theming.md hold what the default holds: everybody can read and see them (WCAG 2.2 AA). */
import { expect } from '@open-wc/testing';
import { adoptStyles } from 'lit';
import { luminance } from '@deskcard/core/colour';
import { clearPage, place } from '../../test/page.js';
import { tokens } from './tokens.js';

let sheet: HTMLLinkElement | undefined;

afterEach(async () => {
  sheet?.remove();
  await clearPage();
});

/** The page wears a look in a scheme; gives the colour of a token as it is painted, `#rrggbb`. */
async function wear(look: string, scheme: string): Promise<(name: string) => string> {
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = new URL(`../../test/gallery/public/looks/${look}.css`, import.meta.url).href;
  const loaded = new Promise((done, fail) => {
    link.onload = done;
    link.onerror = fail;
  });
  document.head.append((sheet = link));
  await loaded;
  document.documentElement.style.colorScheme = scheme;
  const root = place().attachShadow({ mode: 'open' });
  adoptStyles(root, [tokens]);
  const probe = root.appendChild(document.createElement('i'));
  const paper = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })!;
  return (name) => {
    probe.style.color = `var(--_${name})`;
    paper.fillStyle = getComputedStyle(probe).color;
    paper.fillRect(0, 0, 1, 1);
    const [red, green, blue] = paper.getImageData(0, 0, 1, 1).data;
    return `#${[red, green, blue].map((value) => value!.toString(16).padStart(2, '0')).join('')}`;
  };
}

function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

for (const look of ['shoelace', 'material', 'carbon', 'plain']) {
  for (const scheme of ['light', 'dark']) {
    it(`${look}, ${scheme}: text can be read, and edges and the focus ring can be seen`, async () => {
      const colour = await wear(look, scheme);
      const dim = luminance(colour('surface')) < 0.2;
      expect(dim, 'the look follows the scheme').to.equal(scheme === 'dark');
      const holds = (one: string, other: string, least: number): void => {
        const ratio = contrast(colour(one), colour(other));
        expect(ratio, `${one} ${colour(one)} on ${other} ${colour(other)}`).to.be.at.least(least);
      };
      for (const surface of ['surface', 'sunken', 'field']) {
        for (const text of ['text', 'muted', 'accent', 'danger', 'warning', 'success']) {
          holds(text, surface, 4.5);
        }
        for (const line of ['outline', 'focus']) holds(line, surface, 3);
      }
      holds('on-accent', 'accent', 4.5);
      holds('on-danger', 'danger', 4.5);
    });
  }
}
