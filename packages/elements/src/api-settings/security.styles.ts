/** The kinds of security, each with its sentence, and the keys below them. */
import { css, type CSSResult } from 'lit';

export const security: CSSResult = css`
  .modes,
  .keys,
  .made,
  .ring {
    display: grid;
    gap: calc(var(--_space) * 2);
  }
  .mode {
    display: grid;
    grid-template-columns: auto 1fr;
    column-gap: calc(var(--_space) * 2);
    align-items: center;
  }
  .mode > .hint {
    grid-column: 2;
    max-width: 75ch;
  }
  .made {
    padding: calc(var(--_space) * 3);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
  }
  .ring {
    padding-top: var(--_space);
  }
  .ring li {
    display: grid;
    gap: var(--_space);
    padding: calc(var(--_space) * 2) calc(var(--_space) * 3);
  }
  /* not behind the buttons at the end */
  .made .button,
  .ring li {
    scroll-margin-block: calc(var(--_control) * 3);
  }
  .ring li[data-state='revoked'] .state {
    color: var(--_muted);
    font-weight: 500;
  }
  .ring code {
    color: var(--_muted);
  }
  .key code {
    display: flex;
    flex: 1 1 240px;
    align-items: center;
    width: auto;
    background: var(--_sunken);
  }
`;
