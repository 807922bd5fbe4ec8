/**
 * Every element in each of its states at 320 by 256 pixels, which is a window of 1,280 by 1,024 at 400 % (WCAG 1.4.10):
 * once with words 40 % longer than English, once in Japanese with room between things. Nothing stands out of the page,
 * nothing is cut off, and whatever stays in place leaves room for the rest.
 */
import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import { clearPage } from '../page.js';
import { scenes } from './src/scenes.js';
import { seen, wear } from './wear.js';

const WIDTH = 320;
const HEIGHT = 256;

before(() => setViewport({ width: WIDTH, height: HEIGHT }));
afterEach(async () => {
  document.documentElement.style.removeProperty('--deskcard-density');
  await clearPage();
});

/** How to find it again: `<merge-dialog> .status.ok "No. 3 is merged…"`. */
function named(element: HTMLElement): string {
  const root = element.getRootNode();
  const host = root instanceof ShadowRoot ? `<${root.host.localName}> ` : '';
  const classes = [...element.classList].map((each) => `.${each}`).join('');
  return `${host}${element.localName}${classes} "${(element.textContent ?? '').trim().slice(0, 40)}"`;
}

/** Code and tables of data may be scrolled sideways; everything else is read by scrolling in one direction. */
function mayScroll(element: HTMLElement): boolean {
  return (
    element.matches('pre, [role=grid], [role=table]') || element.querySelector(':scope > table') !== null
  );
}

/** A word of a text of ours that stands on two lines; of what people wrote only letters and no long ones are looked at. */
function brokenWord(element: HTMLElement): string | undefined {
  for (const node of element.childNodes) {
    if (!(node instanceof Text)) continue;
    for (const { 0: word, index } of node.data.matchAll(
      /(?<![^\s(“])[A-Za-z]{3,20}\u200c?(?=[.,:;)”…]?(?:\s|$))/g,
    )) {
      const range = document.createRange();
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
      if (lines.size > 1) return word;
    }
  }
  return undefined;
}

/** What an element is scrolled in; outside of it, it cannot be seen. */
function scroller(element: Element): Element | null {
  let up = element.parentElement;
  while (up && !/auto|scroll/.test(getComputedStyle(up).overflowY)) up = up.parentElement;
  return up;
}

/** Buttons that lie on each other. */
function overlaps(buttons: readonly HTMLElement[]): string[] {
  const places = buttons.map((each) => ({ each, at: each.getBoundingClientRect() }));
  return places.flatMap(({ each, at }, index) =>
    places.slice(index + 1).flatMap((other) => {
      const width = Math.min(at.right, other.at.right) - Math.max(at.left, other.at.left);
      const height = Math.min(at.bottom, other.at.bottom) - Math.max(at.top, other.at.top);
      const isHidden = scroller(each) !== scroller(other.each);
      return width > 1 && height > 1 && !isHidden ? [`${named(each)} lies on ${named(other.each)}`] : [];
    }),
  );
}

function faults(stage: HTMLElement): string[] {
  const found = overlaps([...seen(stage)].filter((each) => each.matches('button')));
  const scrolled = new Set<HTMLElement>();
  for (const element of seen(stage)) {
    const { overflowX, textOverflow, position } = getComputedStyle(element);
    const { left, right, height } = element.getBoundingClientRect();
    const parent = element.parentElement ?? (element.getRootNode() as ShadowRoot).host;
    const isScrolled = scrolled.has(parent as HTMLElement);
    if (isScrolled || (/auto|scroll/.test(overflowX) && mayScroll(element))) scrolled.add(element);
    const isWider = element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0;
    if (!isScrolled && (right > WIDTH + 0.5 || left < -0.5)) found.push(`out of the page: ${named(element)}`);
    const broken = brokenWord(element);
    if (broken) found.push(`breaks the word ${broken}: ${named(element)}`);
    const isField = element.matches('input, select, textarea');
    if (isWider && !isField && textOverflow !== 'ellipsis') {
      if (/hidden|clip/.test(overflowX)) found.push(`cut off: ${named(element)}`);
      if (/auto|scroll/.test(overflowX) && !scrolled.has(element))
        found.push(`scrolls sideways: ${named(element)}`);
      if (element.matches('button')) found.push(`does not hold its words: ${named(element)}`);
    }
    if (/sticky|fixed/.test(position) && !element.matches('dialog, [popover]') && height > HEIGHT / 3)
      found.push(`stays in place and takes ${Math.round(height)} px: ${named(element)}`);
    if (element.matches('dialog') && /auto|scroll/.test(getComputedStyle(element).overflowY) === false) {
      const body = [...element.querySelectorAll('*')].find(
        (each) => each.scrollHeight > each.clientHeight + 1,
      );
      if (body && body.clientHeight < HEIGHT / 3)
        found.push(`leaves ${body.clientHeight} px to be read: ${named(element)}`);
    }
  }
  return found;
}

for (const scene of scenes) {
  const name = `<${scene.element}> ${scene.state}`;
  it(`${name} holds words 40 % longer than English`, async () => {
    expect(faults(await wear(scene, 'qps-Ploc'))).to.deep.equal([]);
  });

  it(`${name} holds Japanese, with more room`, async () => {
    document.documentElement.style.setProperty('--deskcard-density', '1');
    expect(faults(await wear(scene, 'ja'))).to.deep.equal([]);
  });
}
