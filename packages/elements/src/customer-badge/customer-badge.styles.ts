/**
 * How labels look. A single grade colours the element itself, which saves a page of thousands a node each; without
 * grades the element is no box at all, so that there is no gap in a row of flex items either.
 */

/** A name keeps its own direction on a page that reads from right to left; elsewhere that would only cost layout. */
const always = `
:host(:dir(rtl)),
.grade:dir(rtl) {
  unicode-bidi: plaintext;
}
:host([hidden]) {
  display: none !important;
}`;

/** What a label is, wherever it stands. */
export const label = `
  box-sizing: border-box;
  max-width: 100%;
  padding: var(--deskcard-badge-padding, 0 7px);
  border: 1px solid var(--deskcard-badge-border, light-dark(rgb(0 0 0 / 0.14), rgb(255 255 255 / 0.22)));
  border-radius: var(--deskcard-badge-radius, 4px);
  background: light-dark(#e7ebf0, #39414d);
  color: light-dark(#1b2430, #f2f4f7);
  font-family: var(--deskcard-font, inherit);
  font-size: var(--deskcard-badge-font-size, 11px);
  font-style: normal;
  font-weight: 600;
  line-height: 1.65;
  letter-spacing: normal;
  text-transform: none;
  white-space: normal;
  word-break: keep-all;
  overflow-wrap: anywhere;
`;

/** For one grade. */
export const oneLabel = `
:host {
  display: inline-block;
  flex-shrink: 0;
  vertical-align: middle;
  ${label}
}
${always}`;

/** For none, and for several. */
export const anyLabels = `
:host {
  display: contents;
}
.grades {
  display: inline-flex;
  flex-flow: wrap;
  flex-shrink: 0;
  gap: var(--deskcard-badge-gap, 4px);
  max-width: 100%;
  vertical-align: middle;
}
.grade {
  ${label}
}
${always}`;
