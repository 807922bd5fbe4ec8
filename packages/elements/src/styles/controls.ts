/** Buttons, text inputs, drop-downs and text areas, and the field that labels one and says what is wrong with it. */
import { css, type CSSResult } from 'lit';

/** `<button class="button">`, with `primary`, `quiet`, `danger`, `icon-only` or `small` beside it. */
export const buttons: CSSResult = css`
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: calc(var(--_space) * 1.5);
    min-height: var(--_control);
    padding: 0 calc(var(--_space) * 3);
    border: 1px solid color-mix(in srgb, var(--_outline) 60%, var(--_surface));
    border-radius: var(--_button-radius);
    background: var(--_surface);
    color: var(--_text);
    font: inherit;
    font-weight: 500;
    line-height: 1.2;
    white-space: nowrap;
    cursor: pointer;
    transition:
      background-color 0.12s,
      border-color 0.12s;
  }
  .button:hover {
    background: color-mix(in srgb, var(--_text) 6%, var(--_surface));
  }
  .button:active {
    background: color-mix(in srgb, var(--_text) 12%, var(--_surface));
  }
  .primary {
    border-color: transparent;
    background: var(--_accent);
    color: var(--_on-accent);
  }
  .primary:hover {
    background: color-mix(in srgb, var(--_text) 14%, var(--_accent));
  }
  .primary:active {
    background: color-mix(in srgb, var(--_text) 26%, var(--_accent));
  }
  .danger {
    border-color: var(--_danger);
    color: var(--_danger);
  }
  .danger.primary {
    border-color: transparent;
    background: var(--_danger);
    color: var(--_on-danger);
  }
  .quiet {
    border-color: transparent;
    background: transparent;
    color: var(--_accent);
  }
  .quiet.danger {
    color: var(--_danger);
  }
  .quiet:hover {
    background: color-mix(in srgb, currentColor 9%, transparent);
  }
  .quiet:active {
    background: color-mix(in srgb, currentColor 16%, transparent);
  }
  .small {
    min-height: calc(var(--_control) - var(--_space));
    padding: 0 calc(var(--_space) * 2);
  }
  .icon-only {
    width: var(--_control);
    padding: 0;
    color: var(--_muted);
  }
  .icon-only:hover {
    color: var(--_text);
  }
  .icon-only.small {
    width: calc(var(--_control) - var(--_space));
  }
  .button:disabled,
  .button[aria-disabled='true'] {
    border-color: var(--_border);
    background: var(--_sunken);
    color: var(--_muted);
    cursor: default;
  }
  .quiet:disabled,
  .quiet[aria-disabled='true'] {
    border-color: transparent;
    background: transparent;
  }
  @media (forced-colors: active) {
    .primary {
      forced-color-adjust: none;
      border-color: ButtonText;
      background: Highlight;
      color: HighlightText;
    }
    .button:disabled,
    .button[aria-disabled='true'] {
      border-color: GrayText;
      background: ButtonFace;
      color: GrayText;
    }
  }
`;

/** `<input class="input">`, `<select class="input">`, `<textarea class="input">`, `<input type="checkbox">`. */
export const inputs: CSSResult = css`
  .input {
    width: 100%;
    min-height: var(--_control);
    padding: 0 calc(var(--_space) * 2);
    border: 1px solid var(--_outline);
    border-radius: var(--_radius);
    background: var(--_field);
    color: var(--_text);
    font: inherit;
    text-overflow: ellipsis;
  }
  textarea.input {
    min-height: calc(var(--_control) * 2);
    padding: calc(var(--_space) * 1.5) calc(var(--_space) * 2);
    resize: vertical;
  }
  .input::placeholder {
    color: var(--_muted);
    opacity: 1;
  }
  .input:focus-visible {
    outline-offset: -1px;
    border-color: var(--_focus);
  }
  .input[aria-invalid='true'] {
    border-color: var(--_danger);
  }
  .input:disabled,
  .input:read-only:not(select) {
    border-color: var(--_border);
    background: var(--_sunken);
  }
  .input:disabled {
    color: var(--_muted);
  }
  input[type='checkbox'],
  input[type='radio'] {
    flex: none;
    width: var(--_icon);
    height: var(--_icon);
    margin: 0;
    accent-color: var(--_accent);
  }
  .choice {
    display: inline-flex;
    align-items: center;
    gap: calc(var(--_space) * 2);
    min-height: calc(var(--_control) - var(--_space));
  }
`;

/** `field()` in `parts/field.ts` draws it. */
export const fields: CSSResult = css`
  .field {
    display: grid;
    gap: var(--_space);
    align-content: start;
    min-width: 0;
  }
  .label {
    font-weight: 500;
    color: var(--_muted);
  }
  .star {
    color: var(--_danger);
  }
  .hint,
  .fault {
    font-size: 0.923em;
    line-height: 1.4;
  }
  .hint {
    color: var(--_muted);
  }
  .fault {
    color: var(--_danger);
  }
`;
