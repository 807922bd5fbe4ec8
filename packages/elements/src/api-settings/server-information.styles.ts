/** The list of agents below its field, who is chosen, and what became of each mail. */
import { css, type CSSResult } from 'lit';

const server = css`
  .server > .hint {
    max-width: 75ch;
    margin-bottom: calc(var(--_space) * 3);
  }
  .missing {
    padding-inline-start: calc(var(--_space) * 5);
    list-style: disc;
  }
  .recipients {
    display: grid;
    gap: calc(var(--_space) * 2);
  }
  .combo {
    position: relative;
  }
  .combo > .input {
    width: 100%;
  }
  .agents {
    position: absolute;
    inset-inline: 0;
    inset-block-start: calc(100% + 2px);
    z-index: 2;
    max-height: 260px;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
    box-shadow: var(--_shadow);
    overflow: auto;
  }
  .agents > li {
    display: flex;
    align-items: center;
    gap: calc(var(--_space) * 2);
    min-height: var(--_control);
    padding: var(--_space) calc(var(--_space) * 2);
    cursor: pointer;
  }
  .agents b {
    font-weight: 500;
  }
  .agents > li:hover {
    background: var(--_sunken);
  }
  .agents > [data-active] {
    outline: 2px solid var(--_focus);
    outline-offset: -2px;
  }
  .mark {
    flex: none;
    width: var(--_icon);
    height: var(--_icon);
  }
  .chosen {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space);
    list-style: none;
  }
  .chip {
    display: inline-flex;
    align-items: center;
    max-width: 100%;
    padding-inline-start: calc(var(--_space) * 2);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_sunken);
  }
  .chip > span {
    min-width: 0;
  }
  .results {
    display: grid;
    gap: calc(var(--_space) * 2);
    list-style: none;
  }
  #results:focus-visible {
    outline: none;
  }
`;

export const styles: CSSResult[] = [server];
