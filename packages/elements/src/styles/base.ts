/** What every element begins with: its type, its focus ring, and respect for what people set in their system. */
import { css, type CSSResult } from 'lit';

export const base: CSSResult = css`
  :host {
    display: block;
    /* what is said but not seen must not stretch the page */
    position: relative;
    color: var(--_text);
    font-family: var(--deskcard-font, inherit);
    font-size: var(--_size);
    font-weight: 400;
    line-height: 1.5;
    text-align: start;
    letter-spacing: normal;
    text-transform: none;
    word-break: keep-all;
    overflow-wrap: anywhere;
    font-variant-numeric: tabular-nums;
  }
  /* Korean breaks between words; these have none that a browser sees */
  :host(:is(:lang(ja), :lang(zh), :lang(th))) {
    word-break: normal;
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }
  :focus-visible {
    outline: var(--_ring) solid var(--_focus);
    outline-offset: 1px;
  }
  h2,
  h3,
  h4,
  p,
  dl,
  dd,
  ul,
  ol,
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
    min-width: 0;
  }
  h2 {
    font-size: 1.154em;
  }
  h3,
  h4 {
    font-size: 1em;
  }
  h2,
  h3,
  h4,
  th,
  legend {
    font-weight: 600;
  }
  ul,
  ol {
    list-style: none;
  }
  code,
  pre,
  .code {
    font-family: var(--deskcard-mono, ui-monospace, 'SF Mono', Menlo, Consolas, monospace);
    font-size: 0.923em;
  }
  /* for a screen reader alone */
  .said {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .muted {
    color: var(--_muted);
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(var(--_space) * 2);
  }
  .grow {
    flex: 1;
    min-width: 0;
  }
  .row > .grow {
    flex-basis: 8em;
  }
  .icon {
    flex: none;
    width: var(--_icon);
    height: var(--_icon);
    fill: none;
    stroke: currentColor;
    stroke-width: 1.5;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    ::before,
    ::after {
      animation-duration: 0s !important;
      transition-duration: 0s !important;
    }
  }
`;
