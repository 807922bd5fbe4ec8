/** Shows a scene of the gallery in a test, and finds everything that can be seen of it. */
import { place } from '../page.js';
import type { Scene } from './src/scene.js';

/** Puts the scene on the page in a language, and waits until nothing in it moves any more. */
export async function wear(scene: Scene, language = 'en'): Promise<HTMLElement> {
  document.documentElement.lang = language;
  // Scenes with a dialog open it when they are shown alone, which they read from the address.
  const address = new URL(location.href);
  address.searchParams.set('state', scene.state);
  history.replaceState(null, '', address);
  const stage = place();
  // A button without an edge may stand out by its padding, so that its words are in line with the others.
  stage.style.padding = '8px';
  await scene.show(stage);
  await stillness(stage);
  return stage;
}

/** What a person may see below `root`, through shadow roots; what is only said to a screen reader is left out. */
export function* seen(root: ParentNode): Generator<HTMLElement> {
  for (const child of root.children) {
    if (!(child instanceof HTMLElement) || child.classList.contains('said')) continue;
    const { display, visibility, clipPath } = getComputedStyle(child);
    if (display === 'none' || visibility === 'hidden' || clipPath !== 'none') continue;
    if (display !== 'contents') yield child;
    if (child instanceof HTMLDetailsElement && !child.open) {
      const summary = child.querySelector('summary');
      if (summary) yield* seen({ children: [summary] } as unknown as ParentNode);
      continue;
    }
    yield* seen(child.shadowRoot ?? child);
  }
}

/** Words and places of all that is seen; equal twice means that nothing moved. */
function picture(stage: HTMLElement): string {
  return [...seen(stage)]
    .map((each) => {
      const { x, y, width, height } = each.getBoundingClientRect();
      return `${each.localName} ${each.childElementCount ? '' : each.textContent} ${x} ${y} ${width} ${height}`;
    })
    .join('\n');
}

const frame = (): Promise<unknown> => new Promise((done) => requestAnimationFrame(done));

/** A part that loads, or an answer that is due, changes the picture; ten frames alike are taken for the end of it. */
async function stillness(stage: HTMLElement): Promise<void> {
  const deadline = performance.now() + 5_000;
  let last = '';
  for (let alike = 0; alike < 10; await frame()) {
    const now = picture(stage);
    alike = now === last ? alike + 1 : 0;
    last = now;
    if (performance.now() > deadline) throw new Error(`It never comes to rest: ${last.slice(0, 2_000)}`);
  }
}
