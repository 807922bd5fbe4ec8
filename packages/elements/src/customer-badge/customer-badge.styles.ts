/** How a label looks. A single grade colours the element itself, which saves a page of thousands a node each. */
import { css, type CSSResult } from 'lit';

/** Without grades the element is no box at all: no gap in a row of flex items either. */
export const badge: CSSResult = css`
  :host {
    display: contents;
  }
  :host([hidden]) {
    display: none !important;
  }
  .labels {
    display: inline-flex;
    flex-wrap: wrap;
    gap: var(--deskcard-badge-gap, 4px);
    max-width: 100%;
    vertical-align: middle;
  }
  .said {
    position: absolute;
    clip-path: inset(50%);
    width: 1px;
    height: 1px;
    overflow: hidden;
    white-space: nowrap;
  }
`;

const label = css`
  box-sizing: border-box;
  position: relative;
  max-width: 100%;
  overflow: hidden;
  padding: var(--deskcard-badge-padding, 0 7px);
  border: 1px solid var(--deskcard-badge-border, light-dark(rgb(0 0 0 / 0.14), rgb(255 255 255 / 0.22)));
  border-radius: var(--deskcard-badge-radius, 4px);
  background: var(--_fill, light-dark(#e7ebf0, #39414d));
  color: var(--_ink, light-dark(#1b2430, #f2f4f7));
  font-family: var(--deskcard-font, inherit);
  font-size: var(--deskcard-badge-font-size, 11px);
  font-weight: 600;
  line-height: 1.65;
  letter-spacing: normal;
  text-overflow: ellipsis;
  text-transform: none;
  white-space: nowrap;
`;

export const one: CSSResult = css`
  :host {
    display: inline-block;
    vertical-align: middle;
    ${label}
  }
`;

export const many: CSSResult = css`
  .label {
    ${label}
  }
`;
