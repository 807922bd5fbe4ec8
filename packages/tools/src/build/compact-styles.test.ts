import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compactStyles } from './compact-styles.mjs';

test('styles lose their comments and white space, and mean the same', () => {
  const source = `
    export const styles = css\`
      /* a note */
      :host([hidden]) {
        display: none;
        margin: 0 calc(1px + 2px);
      }
      .a > .b,
      .a .c:not(.d) { content: '. '; }
    \`;`;
  const compact = ":host([hidden]){display:none;margin:0 calc(1px + 2px)}.a > .b,.a .c:not(.d){content:'. '}";
  assert.equal(compactStyles(source).trim(), `export const styles = css\`${compact}\`;`);
});

test('what is put in stays apart from what stands around it', () => {
  assert.equal(compactStyles('css`.a ${b} .c { color: ${red}; }`'), 'css`.a ${b} .c{color:${red}}`');
});

test('everything else is left as it is', () => {
  const source = 'const text = `a  { b }`; html`<p>  x: y; </p>`;';
  assert.equal(compactStyles(source), source);
});
