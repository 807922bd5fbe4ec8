/** `<dialog class="dialog">` with `.dialog-head`, `.dialog-body` and `.dialog-foot`; the browser holds the focus. */
import { css, type CSSResult } from 'lit';

export const dialogs: CSSResult = css`
  .dialog {
    width: min(var(--deskcard-dialog-width, 640px), calc(100vw - var(--_space) * 6));
    max-width: none;
    max-height: min(760px, calc(100dvh - var(--_space) * 6));
    margin: auto;
    padding: 0;
    border: 1px solid var(--_border);
    border-radius: var(--_dialog-radius);
    background: var(--_surface);
    color: var(--_text);
    box-shadow: var(--_shadow);
    overflow: clip;
  }
  .dialog[open] {
    display: flex;
    flex-direction: column;
  }
  .dialog::backdrop {
    background: var(--_backdrop);
  }
  .dialog-head,
  .dialog-foot {
    display: flex;
    flex: none;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(var(--_space) * 2);
    padding: calc(var(--_space) * 3) calc(var(--_space) * 4);
  }
  .dialog-head {
    justify-content: space-between;
    border-bottom: 1px solid var(--_border);
  }
  .dialog-foot {
    justify-content: end;
    border-top: 1px solid var(--_border);
    background: var(--_sunken);
  }
  .dialog-foot > .grow {
    flex-basis: auto;
  }
  .dialog-body {
    flex: 1;
    min-height: 0;
    padding: calc(var(--_space) * 4);
    overflow: auto;
  }
  /* at 400 % zoom head and foot would leave nothing to be read between them: all of it scrolls */
  @media (height < 420px) {
    .dialog {
      overflow: auto;
    }
    .dialog-body {
      flex: none;
      overflow: visible;
    }
  }
`;
