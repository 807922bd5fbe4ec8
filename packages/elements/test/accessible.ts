/** Accessibility checks by axe, in both colour schemes. */
import { emulateMedia } from '@web/test-runner-commands';

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly help: string;
    readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
  }[];
}

interface Axe {
  run(context: Element, options: object): Promise<AxeResult>;
}

/** axe comes as a classic script that leaves itself on `window`. */
async function loadAxe(): Promise<Axe> {
  const page = window as Window & { axe?: Axe };
  if (page.axe === undefined) {
    const script = document.createElement('script');
    script.src = '/node_modules/axe-core/axe.min.js';
    const loaded = new Promise<void>((done, fail) => {
      script.onload = () => done();
      script.onerror = () => fail(new Error('axe-core could not be loaded.'));
    });
    document.head.append(script);
    await loaded;
  }
  return page.axe!;
}

/** Every rule that is broken below `element` as it stands, in words. */
export async function brokenRules(element: Element): Promise<string[]> {
  const axe = await loadAxe();
  const { violations } = await axe.run(element, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    // About whole pages, which a test page is not.
    rules: { region: { enabled: false }, 'page-has-heading-one': { enabled: false } },
    resultTypes: ['violations'],
  });
  return violations.map(({ id, help, nodes }) => {
    const places = nodes.map((node) => `${node.html} ${node.failureSummary ?? ''}`);
    return `${id}: ${help}\n  ${places.join('\n  ')}`;
  });
}

/** Fails with every rule that is broken below `element`, seen on light and on dark. */
export async function expectAccessible(element: Element): Promise<void> {
  const broken: string[] = [];
  for (const scheme of ['light', 'dark'] as const) {
    // A colour on its way to another is none that anyone reads.
    await emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    document.documentElement.style.colorScheme = scheme;
    document.body.style.background = 'Canvas';
    // What was on its way before arrives now.
    for (const motion of element.shadowRoot?.getAnimations() ?? []) {
      if (motion instanceof CSSTransition) motion.finish();
    }
    broken.push(...(await brokenRules(element)).map((rule) => `${scheme}: ${rule}`));
  }
  document.documentElement.style.removeProperty('color-scheme');
  document.body.style.removeProperty('background');
  await emulateMedia({ colorScheme: 'light', reducedMotion: 'no-preference' });
  if (broken.length > 0) throw new Error(`Not accessible:\n${broken.join('\n')}`);
}
