import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compactTemplates } from './compact-templates.mjs';

test('templates lose their line breaks, and keep a space where one was', () => {
  const source = 'const view = html`<p\n    class="a\n      b"\n    >\n    ${one}\n    ${two} text\n  </p>`;';
  assert.equal(compactTemplates(source), 'const view = html`<p class="a b" > ${one} ${two} text </p>`;');
});

test('so do those within them, and what is beside them stays', () => {
  const source = 'html`<ul>\n  ${items.map(\n  (each) => html`<li>\n ${each}</li>`,\n)}\n</ul>`';
  assert.equal(
    compactTemplates(source),
    'html`<ul> ${items.map(\n  (each) => html`<li> ${each}</li>`,\n)} </ul>`',
  );
});

test('everything else is left as it is', () => {
  const source = 'const text = `a\n  b`; const styles = css`a\n{}`; other`\n`; html`no break`; html;';
  assert.equal(compactTemplates(source), source);
});
