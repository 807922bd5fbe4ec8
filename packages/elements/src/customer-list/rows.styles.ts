/** How the list looks: a table where there is room, two lines a customer where it is narrow. */
import { css, unsafeCSS, type CSSResult } from 'lit';
import { anyLabels } from '../customer-badge/customer-badge.styles.js';
import { inputs } from '../styles/controls.js';
import { marks } from '../styles/marks.js';
import { virtualRows } from '../styles/virtual-rows.js';

const list = css`
  :host {
    display: block;
  }
  .overview {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 3);
  }
  .conditions {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(140px, 1fr));
    gap: calc(var(--_space) * 2) calc(var(--_space) * 3);
    align-items: start;
    padding: calc(var(--_space) * 3);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_sunken);
  }
  .conditions .input {
    min-inline-size: 0;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    grid-column: -3 / -1;
    justify-content: end;
    align-self: end;
    gap: calc(var(--_space) * 2);
  }
  .wide {
    grid-column: 1 / -1;
  }
  .bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(var(--_space) * 2) calc(var(--_space) * 3);
  }
  .count {
    font-weight: 600;
    min-inline-size: max-content;
  }
`;

const grid = css`
  .customers {
    max-block-size: var(--deskcard-list-height, min(640px, 75dvh));
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  .customers[aria-busy='true'] > .sizer {
    opacity: 0.55;
  }
  .customers > .sizer {
    --_row: calc(var(--_control) + var(--_space) * 1.5);
  }
  .customers > .heads {
    position: sticky;
    z-index: 1;
    inset-block-start: 0;
    border-block-end: 1px solid var(--_border);
    background: var(--_sunken);
  }
  .line {
    display: grid;
    grid-template-columns: 88px 1fr 1.1fr 1fr 1.1fr 1.7fr 104px 104px;
    align-items: center;
    gap: calc(var(--_space) * 3);
    padding-inline: calc(var(--_space) * 3);
  }
  .head {
    min-block-size: calc(var(--_control) + var(--_space));
    color: var(--_muted);
    font-size: 0.923em;
    font-weight: 500;
  }
  .sort {
    display: inline-flex;
    align-items: center;
    gap: var(--_space);
    min-block-size: 24px;
    margin: 0;
    padding: 0 var(--_space);
    margin-inline-start: calc(var(--_space) * -1);
    border: 0;
    border-radius: var(--_radius);
    background: transparent;
    color: inherit;
    font: inherit;
    text-align: start;
    cursor: pointer;
  }
  .sort:hover,
  [aria-sort]:not([aria-sort='none']) > .sort {
    color: var(--_text);
  }
  [aria-sort]:not([aria-sort='none']) > .sort {
    font-weight: 600;
  }
  .customers .virtual-row {
    cursor: pointer;
  }
  .customers .virtual-row::after {
    content: '';
    position: absolute;
    inset: auto 0 0;
    border-block-end: 1px solid var(--_border);
  }
  .customers .virtual-row:hover {
    background: var(--_sunken);
  }
  .customers .virtual-row:focus-within {
    background: color-mix(in srgb, var(--_accent) 10%, var(--_surface));
  }
  .customers .virtual-row .cell {
    overflow: hidden;
    min-inline-size: 0;
    border-radius: 2px;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .customers .virtual-row .cell:focus-visible {
    outline-offset: 0;
  }
  .customers .virtual-row .is-name {
    font-weight: 600;
  }
  .cell.blank {
    color: var(--_muted);
    font-weight: 400;
  }
  .cell.is-createdAt,
  .cell.is-updatedAt {
    color: var(--_muted);
  }
  .former {
    display: block;
    overflow: hidden;
    color: var(--_muted);
    font-size: 0.846em;
    font-weight: 400;
    line-height: 1.25;
    text-overflow: ellipsis;
  }
  .cell:has(.former) {
    line-height: 1.25;
  }
  .cell .grades {
    flex-flow: nowrap;
  }
  @media (forced-colors: active) {
    .customers .virtual-row:focus-within {
      outline: 1px solid Highlight;
      outline-offset: -1px;
    }
  }
`;

const narrow = css`
  @container (width < 420px) {
    .conditions {
      grid-template-columns: 1fr 1fr;
    }
    .conditions > :has([type='date']) {
      grid-column: 1 / -1;
    }
  }
  @container (width < 760px) {
    .customers > .sizer {
      --_row: calc(var(--_size) * 4.9 + var(--_space) * 5);
    }
    .head {
      display: flex;
      flex-wrap: wrap;
      gap: 0 calc(var(--_space) * 3);
      padding-block: var(--_space);
    }
    .head .cell:not([aria-sort]) {
      position: absolute;
      clip-path: inset(50%);
    }
    .customers .virtual-row {
      grid-template-columns: minmax(0, max-content) minmax(0, 1fr) max-content;
      grid-template-areas:
        'name grades number'
        'phone phone member'
        'email email when';
      align-content: center;
      gap: 0 calc(var(--_space) * 2);
    }
    .customers .virtual-row .is-customerNumber {
      grid-area: number;
      color: var(--_muted);
    }
    .customers .virtual-row .is-name {
      grid-area: name;
    }
    .customers .virtual-row .is-grades {
      grid-area: grades;
      max-inline-size: 40cqi;
    }
    .customers .virtual-row .is-grades.blank {
      position: absolute;
      clip-path: inset(50%);
    }
    .customers .virtual-row .is-memberId {
      grid-area: member;
      max-inline-size: 32cqi;
    }
    .customers .virtual-row .is-phone {
      grid-area: phone;
    }
    .customers .virtual-row .is-email {
      grid-area: email;
    }
    .customers .virtual-row .is-createdAt {
      grid-area: when;
    }
    /* One line for each: what somebody was found by is more than what stands there now; of numbers it is typed above. */
    .cell:has(.former) > bdi,
    .is-customerNumber > .former {
      position: absolute;
      clip-path: inset(50%);
    }
    .is-customerNumber:has(.former) > bdi {
      position: static;
      clip-path: none;
    }
    .customers .virtual-row .is-updatedAt {
      position: absolute;
      clip-path: inset(50%);
    }
  }
`;

export const styles: CSSResult[] = [inputs, marks, virtualRows, unsafeCSS(anyLabels), list, grid, narrow];
