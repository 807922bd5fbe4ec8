import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { tokens } from './tokens.js';

const source = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string): string => readFileSync(`${source}/${path}`, 'utf8');
const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'));

/** Where the defaults themselves are: the tokens, and those of the badge, which has no others (10,000 on a page). */
const OWN_DEFAULTS = ['styles/tokens.ts', 'customer-badge/customer-badge.styles.ts'];

/** What all share comes first, so that its default is the one that is told. */
const sheets = [
  ...files.filter((path) => path.startsWith('styles/')),
  ...files.filter((path) => path.endsWith('.styles.ts')),
].filter((path) => !OWN_DEFAULTS.includes(path));

interface Declaration {
  readonly where: string;
  readonly property: string;
  readonly value: string;
  /** inside `@media (forced-colors: active)`, where the colours are those of the system */
  readonly isForced: boolean;
}

/** The declarations of a module's style sheets, with the rule each stands in; conditions of at-rules are none. */
function declarations(path: string): Declaration[] {
  const found: Declaration[] = [];
  for (const [, css] of read(path).matchAll(/css`([^`]*)`/g)) {
    const open: string[] = [];
    for (const [part] of css!.replace(/\/\*[^]*?\*\//g, '').matchAll(/[^{};]+[{};]?|[{}]/g)) {
      const text = part.slice(0, -1).trim();
      if (part.endsWith('{')) open.push(text);
      if (part.endsWith('}')) open.pop();
      const [, property, value] = /^([a-z_-]+):\s*([^]+)$/.exec(text) ?? [];
      if (!part.endsWith(';') || property === undefined) continue;
      const where = `${path}: ${open.join(' ')} { ${property}: ${value} }`;
      const isForced = open.some((rule) => rule.includes('forced-colors: active'));
      found.push({ where, property, value: value!, isForced });
    }
  }
  return found;
}

const all = sheets.flatMap(declarations);
const places = (declared: readonly Declaration[]): string[] => declared.map(({ where }) => where);

/** What may stand beside a token where a colour stands. */
const PLAIN = /^(transparent|currentcolor|inherit|none|auto|0|clip|unset)$/i;
const SYSTEM =
  /^(Canvas|CanvasText|ButtonText|ButtonFace|ButtonBorder|Highlight|HighlightText|GrayText|Mark|MarkText|LinkText|Field|FieldText)$/;
const COLOURED =
  /^(color|background|background-color|fill|stroke|accent-color|caret-color|border(-.+)?-color)$/;
const LITERAL =
  /#[0-9a-f]{3,8}\b|\b(rgba?|hsla?|hwb|lab|lch|oklab|oklch|color|light-dark)\(|\b(white|black|red|green|blue|gr[ae]y|silver)\b/i;

test('no element has a colour of its own: each comes from a token', () => {
  assert.ok(all.length > 300, 'style sheets were read');
  const isPlain = ({ property, value, isForced }: Declaration): boolean => {
    if (LITERAL.test(value)) return false;
    if (!COLOURED.test(property)) return true;
    const rest = value.replace(/color-mix\(in srgb,|var\(--_[a-z-]+\)|[\d.]+%|[(),]|!important/g, ' ');
    const words = rest.split(/\s+/).filter(Boolean);
    return words.every((word) => PLAIN.test(word) || (isForced && SYSTEM.test(word)));
  };
  assert.deepEqual(places(all.filter((each) => !isPlain(each))), []);
});

/** Columns and boxes have widths of their own; what stands in them follows the tokens. 24 is the least to press at. */
const LAYOUT =
  /^(grid-template-columns|grid-template|flex|flex-basis|(min-|max-)?(width|inline-size|height|block-size)|--deskcard-dialog-width)$/;

test('no element has a size of its own but the width of its columns and the thickness of its lines', () => {
  const isMeasured = ({ property, value }: Declaration): boolean => {
    const pixels = [...value.matchAll(/([\d.]+)px/g)].map(([, px]) => Number(px));
    const isTarget = property.startsWith('min-') && value === '24px';
    if (isTarget) return true;
    if (!pixels.every((px) => px <= 3 || (px >= 40 && LAYOUT.test(property)))) return false;
    if (property === 'font-size') return /^([\d.]+em|inherit|var\(--_size\))$/.test(value);
    const isSpace = /^(padding|margin|gap|row-gap|column-gap|border-radius|border-.*-radius)/.test(property);
    return !isSpace || /calc\(.*var\(--_space\)/.test(value) || !/[\d.]+(r?em|ch|pt|v[wh])\b/.test(value);
  };
  assert.deepEqual(places(all.filter((each) => !isMeasured(each))), []);
});

test('every token an element reads is there, or is one of its own that its code sets', () => {
  const known = new Set(tokens.cssText.match(/--_[a-z-]+(?=:)/g));
  for (const { property } of all) if (property.startsWith('--_')) known.add(property);
  const modules = files.filter((path) => !sheets.includes(path)).map(read);
  for (const text of modules)
    for (const [, name] of text.matchAll(/setProperty\('(--_[a-z-]+)'/g)) known.add(name!);
  const isKnown = ({ value }: Declaration): boolean =>
    [...value.matchAll(/--_[a-z-]+/g)].every(([name]) => known.has(name));
  assert.deepEqual(places(all.filter((each) => !isKnown(each))), []);
});

test('every text box, drop-down and text area is the part that hosts are told of', () => {
  const modules = files.filter((path) => !path.startsWith('styles/'));
  const controls = modules.flatMap((path) =>
    [...read(path).matchAll(/<(?:input|select|textarea)\s[^>]*?class="input"[^>]*?>/g)].map(([tag]) => tag),
  );
  assert.ok(controls.length > 5);
  assert.deepEqual(
    controls.filter((tag) => !tag.includes('part="control"')),
    [],
  );
});

test('style sheets stand in modules of their own, where this test reads them', () => {
  for (const path of files.filter((each) => !sheets.includes(each) && !OWN_DEFAULTS.includes(each))) {
    assert.doesNotMatch(read(path), /\bcss`/, path);
  }
});

const guide = read('../../../docs/theming.md');

test('docs/theming.md lists every custom property with its default, and none that there is not', () => {
  const used = new Map<string, string>();
  for (const path of [...sheets, ...OWN_DEFAULTS]) {
    for (const [name, fallback] of reads(read(path))) {
      if (!used.has(name)) used.set(name, fallback);
    }
  }
  const rows = new Map(
    [...guide.matchAll(/^\| `(--deskcard-[a-z-]+)` +\| (.+?) +\|/gm)].map(([, name, text]) => [name!, text!]),
  );
  assert.deepEqual([...rows.keys()].sort(), [...used.keys()].sort());
  for (const [name, fallback] of used) {
    assert.equal(rows.get(name), shownDefault(fallback), name);
  }
});

test('the four looks of docs/theming.md are the ones that the gallery shows', () => {
  const folder = `${source}/../test/gallery/public/looks`;
  const shown = readdirSync(folder).map((name) => readFileSync(`${folder}/${name}`, 'utf8'));
  assert.equal(shown.length, 4);
  const blocks = [...guide.matchAll(/^```css\n([^]*?)^```/gm)].map(([, css]) => css);
  for (const css of shown) assert.ok(blocks.includes(css), css.slice(0, 60));
});

/** `var(--deskcard-x, default)` of a style sheet, with brackets inside the default. */
function reads(text: string): [string, string][] {
  return [...text.matchAll(/var\((--deskcard-[a-z-]+)(?:,\s*)?/g)].map((match): [string, string] => {
    let end = match.index + match[0].length;
    for (let depth = 1; depth > 0; end++) depth += text[end] === '(' ? 1 : text[end] === ')' ? -1 : 0;
    return [match[1]!, text.slice(match.index + match[0].length, end - 1).trim()];
  });
}

/** As the table says it: `#1b2430` · `#e4e8ee` for light and dark, another property by its public name. */
function shownDefault(fallback: string): string {
  const both = /^light-dark\((#[0-9a-f]+|rgb\([^)]+\)), (#[0-9a-f]+|rgb\([^)]+\))\)$/.exec(fallback);
  if (both) return `\`${both[1]}\` · \`${both[2]}\``;
  return `\`${fallback.replaceAll('--_', '--deskcard-')}\``;
}
