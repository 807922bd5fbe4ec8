/** What the management screens have in common: a head, an empty state, a conflict, and the body of their dialog. */
import { css, type CSSResult } from 'lit';

export const screens: CSSResult = css`
  .head {
    min-height: var(--_control);
    margin-bottom: calc(var(--_space) * 2);
  }
  .head > .grow {
    flex: 1 1 160px;
  }
  .empty {
    max-width: 60ch;
    padding: calc(var(--_space) * 4);
    border: 1px dashed var(--_border);
    border-radius: var(--_radius);
  }
  .conflict {
    display: grid;
    gap: calc(var(--_space) * 3);
    padding: calc(var(--_space) * 3);
    border: 1px solid var(--_warning);
    border-radius: var(--_radius);
  }
  .conflict .table {
    table-layout: fixed;
  }
  .conflict th {
    white-space: normal;
  }
  @container (width < 420px) {
    .conflict .pairs,
    .conflict .pairs > div {
      grid-template-columns: minmax(0, 1fr);
    }
  }
  .dialog-body {
    display: grid;
    gap: calc(var(--_space) * 2);
  }
`;
