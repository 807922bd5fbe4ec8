/**
 * What people set in their system, in every state of every element: with forced colours (contrast themes), what is
 * chosen and what cannot be pressed is told by more than the page's colours, and axe finds nothing; with reduced motion
 * nothing moves.
 */
import { expect } from '@open-wc/testing';
import { executeServerCommand } from '@web/test-runner-commands';
import { brokenRules } from '../accessible.js';
import { clearPage } from '../page.js';
import { scenes } from './src/scenes.js';
import { seen, wear } from './wear.js';

before(() =>
  executeServerCommand('media-features', { 'forced-colors': 'active', 'prefers-reduced-motion': 'reduce' }),
);
after(() => executeServerCommand('media-features', {}));
afterEach(clearPage);

const CHOSEN = '[aria-pressed=true], [aria-current]:not([aria-current=false]), [aria-selected=true]';
const OTHERS = '[aria-pressed=false], [aria-current=false], [aria-selected=false]';

/** What sets an element apart where the page's own colours are gone. */
function mark(element: Element): string {
  const { outlineStyle, outlineWidth, borderWidth, borderColor, fontWeight, textDecorationLine, ...style } =
    getComputedStyle(element);
  const ground = style.forcedColorAdjust === 'none' ? style.backgroundColor : '';
  const signs = element.querySelectorAll('svg').length;
  return [outlineStyle, outlineWidth, borderWidth, borderColor, fontWeight, textDecorationLine, ground, signs]
    .map(String)
    .join(' ');
}

function systemColour(name: string): string {
  const probe = document.body.appendChild(document.createElement('i'));
  probe.style.color = name;
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

/** What people with forced colours could not tell. */
function faults(stage: HTMLElement): string[] {
  const all = [...seen(stage)];
  const found: string[] = [];
  const grey = systemColour('GrayText');
  for (const element of all) {
    const text = (element.textContent ?? '').trim().slice(0, 40);
    if (element.matches(CHOSEN)) {
      const other = all.find((each) => each.matches(OTHERS) && each.className === element.className);
      if (other && mark(other) === mark(element)) found.push(`looks as if it were not chosen: ${text}`);
    }
    const label =
      element.matches('.segments > label') && element.querySelector(':checked') ? element : undefined;
    const sibling = label?.parentElement?.querySelector('label:not(:has(:checked))');
    if (label && sibling && mark(label) === mark(sibling))
      found.push(`looks as if it were not chosen: ${text}`);
    const isOff = element.matches('button:disabled, button[aria-disabled=true]');
    if (isOff && getComputedStyle(element).color !== grey)
      found.push(`looks as if it could be pressed: ${text}`);
    const { borderTopStyle, borderBottomWidth } = getComputedStyle(element);
    const isControl = element.matches('.button, .input');
    if (isControl && (borderTopStyle === 'none' || borderBottomWidth === '0px'))
      found.push(`has no edge: ${text}`);
  }
  return found;
}

for (const scene of scenes) {
  it(`<${scene.element}> ${scene.state} in forced colours, without motion`, async () => {
    expect(matchMedia('(forced-colors: active)').matches, 'colours are forced').to.equal(true);
    const stage = await wear(scene);
    expect(faults(stage)).to.deep.equal([]);
    const moving = document
      .getAnimations()
      .filter((each) => Number(each.effect?.getComputedTiming().endTime));
    expect(moving.map((each) => (each as CSSAnimation).animationName)).to.deep.equal([]);
    expect(await brokenRules(stage)).to.deep.equal([]);
  });
}
