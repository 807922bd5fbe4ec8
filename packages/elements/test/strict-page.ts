/**
 * A page under the strictest policy a host may have: no inline styles or scripts, and trusted types with Lit's policy
 * alone. Elements are made in it by its own document; what the policy had to forbid is listed.
 */
import { until } from './page.js';

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "require-trusted-types-for 'script'",
  'trusted-types lit-html',
].join('; ');

export interface StrictPage {
  readonly document: Document;
  /** one line per violation, as `style-src-attr: inline` */
  readonly violations: readonly string[];
  close(): void;
}

/** Opens it with these modules loaded: `new URL('./define.ts', import.meta.url).href`. */
export async function strictPage(...modules: string[]): Promise<StrictPage> {
  const frame = document.createElement('iframe');
  const scripts = [new URL('./strict-page.recorder.ts', import.meta.url).href, ...modules];
  const tags = scripts.map((src) => `<script type="module" src="${src}"></script>`).join('');
  frame.srcdoc = `<!doctype html><html lang="en"><meta http-equiv="content-security-policy" content="${policy}">${tags}<body></body></html>`;
  frame.width = '800';
  frame.height = '600';
  const loaded = new Promise((done) => frame.addEventListener('load', done, { once: true }));
  document.body.append(frame);
  await loaded;
  const inner = frame.contentDocument!;
  const recorded = await until(
    () => (frame.contentWindow as Window & { violations?: string[] }).violations,
    'the page under a strict policy',
  );
  return { document: inner, violations: recorded, close: () => frame.remove() };
}
