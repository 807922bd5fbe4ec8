/** One line that says how things stand; `status()` in `parts/status.ts` draws it. */
import { css, type CSSResult } from 'lit';

export const statuses: CSSResult = css`
  .status {
    display: flex;
    flex-wrap: wrap;
    align-items: start;
    gap: calc(var(--_space) * 2);
  }
  /* what can be done stands below the words where it is narrow */
  .status > .grow {
    flex-basis: 9em;
  }
  /* takes no room, but stays where a screen reader listens */
  .status:empty {
    position: absolute;
  }
  .status > .icon {
    margin-top: calc((1lh - var(--_icon)) / 2);
  }
  .status .hint {
    display: block;
  }
  .status.ok > .icon {
    color: var(--_success);
  }
  .status.warning > .icon,
  .status.warning b {
    color: var(--_warning);
  }
  .status.error > .icon,
  .status.error b {
    color: var(--_danger);
  }
  .status.busy,
  .status.info {
    color: var(--_muted);
  }
  .status b {
    font-weight: 500;
  }
  .status.busy > .icon {
    animation: turn 0.8s linear infinite;
  }
  @keyframes turn {
    to {
      rotate: 1turn;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .status.busy > .icon {
      animation: none;
    }
  }
`;
