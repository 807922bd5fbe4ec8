/** What was searched for, in the values that have it: underlined, so that it shows without colour too. */
import { css, type CSSResult } from 'lit';

export const marks: CSSResult = css`
  mark {
    border-radius: calc(var(--_radius) / 3);
    background: color-mix(in srgb, var(--_accent) 22%, transparent);
    color: var(--_text);
    text-decoration: underline 2px var(--_accent);
    text-underline-offset: 2px;
  }
  @media (forced-colors: active) {
    mark {
      background: Mark;
      color: MarkText;
      text-decoration-color: currentcolor;
    }
  }
`;
