/** How possible duplicates and their reasons look, wherever they are shown. */
import { css, type CSSResult } from 'lit';
import { disclosures } from '../styles/disclosures.js';
import { pairs } from '../styles/pairs.js';

const look = css`
  .suggested {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 2);
  }
  .suggested.narrow {
    padding: calc(var(--_space) * 2) calc(var(--_space) * 3);
    border: 1px solid var(--_border);
    border-inline-start: var(--_space) solid var(--_warning);
    border-radius: var(--_radius);
  }
  .suggested [id='may-be']:focus-visible {
    outline: none;
  }
  .others-list {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 3);
  }
  /* the answers beside it where there is room, else below */
  .duplicate {
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--_space) * 2);
  }
  .about {
    flex: 1 1 240px;
    min-width: 0;
  }
  .duplicate > .row {
    align-self: start;
  }
  .likelihood {
    font-weight: 500;
  }
`;

export const styles: CSSResult[] = [pairs, disclosures, look];
