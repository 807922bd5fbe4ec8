/** `<table class="table">`: numbers in cells of class `number`. */
import { css, type CSSResult } from 'lit';

export const tables: CSSResult = css`
  .table {
    width: 100%;
    border-collapse: collapse;
  }
  .table th,
  .table td {
    padding: calc(var(--_space) * 1.5) calc(var(--_space) * 2);
    border-bottom: 1px solid var(--_border);
    text-align: start;
    vertical-align: baseline;
  }
  .table thead th {
    color: var(--_muted);
    font-size: 0.923em;
    font-weight: 500;
    white-space: nowrap;
  }
  .table tbody tr:last-child > * {
    border-bottom: 0;
  }
  .table .number {
    text-align: end;
  }
`;
