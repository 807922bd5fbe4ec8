/**
 * A labelled field: the label, the control, a hint, and what is wrong with the value, tied together for screen
 * readers. `id` must be unique within the element.
 */
import { html, nothing, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { live } from 'lit/directives/live.js';

export interface FieldOptions {
  readonly id: string;
  readonly label: string;
  readonly hint?: string | undefined;
  /** what is wrong with the value, in words */
  readonly error?: string | undefined;
  readonly required?: boolean;
  /** the word a screen reader says for the star of a required field */
  readonly requiredText?: string;
  /** the label is read out but not seen */
  readonly quietLabel?: boolean;
}

export interface ControlOptions extends FieldOptions {
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly disabled?: boolean;
  readonly placeholder?: string;
}

export interface TextOptions extends ControlOptions {
  readonly type?: 'text' | 'search' | 'url' | 'tel' | 'email';
  readonly readOnly?: boolean;
}

/** The ids of the texts that describe the control, for `aria-describedby`. */
export function described({ id, hint, error }: FieldOptions): string | undefined {
  return [error && `${id}-fault`, hint && `${id}-hint`].filter(Boolean).join(' ') || undefined;
}

/** Draws the texts around a control whose id is `options.id`; prefer the three functions below where they fit. */
export function field(options: FieldOptions, control: TemplateResult): TemplateResult {
  const { id, label, hint, error, required, requiredText, quietLabel } = options;
  const star = html` <span class="star" aria-hidden="true">*</span
    ><span class="said">${requiredText ? `(${requiredText})` : nothing}</span>`;
  return html`<div class="field">
    <label class=${quietLabel ? 'said' : 'label'} for=${id}>${label}${required ? star : nothing}</label>
    ${control}${error ? html`<p class="fault" id="${id}-fault">${error}</p>` : nothing}${
      hint ? html`<p class="hint" id="${id}-hint">${hint}</p>` : nothing
    }
  </div>`;
}

export function textField(options: TextOptions): TemplateResult {
  const { id, type = 'text', value, placeholder, error, onInput } = options;
  return field(
    options,
    html`<input
      class="input"
      part="control"
      id=${id}
      name=${id}
      type=${type}
      autocomplete="off"
      spellcheck="false"
      dir="auto"
      .value=${live(value)}
      placeholder=${ifDefined(placeholder)}
      aria-invalid=${error ? 'true' : 'false'}
      aria-describedby=${ifDefined(described(options))}
      aria-required=${options.required ? 'true' : 'false'}
      ?disabled=${options.disabled}
      ?readonly=${options.readOnly}
      @input=${(event: Event) => onInput((event.target as HTMLInputElement).value)}
    />`,
  );
}

export function areaField(options: ControlOptions & { readonly rows?: number }): TemplateResult {
  const { id, value, placeholder, error, rows = 3, onInput } = options;
  return field(
    options,
    html`<textarea
      class="input"
      part="control"
      id=${id}
      name=${id}
      rows=${rows}
      dir="auto"
      .value=${live(value)}
      placeholder=${ifDefined(placeholder)}
      aria-invalid=${error ? 'true' : 'false'}
      aria-describedby=${ifDefined(described(options))}
      aria-required=${options.required ? 'true' : 'false'}
      ?disabled=${options.disabled}
      @input=${(event: Event) => onInput((event.target as HTMLTextAreaElement).value)}
    ></textarea>`,
  );
}

/** A drop-down; add an option with an empty value where nothing may be chosen. */
export function selectField(
  options: ControlOptions & {
    readonly options: readonly { readonly value: string; readonly label: string }[];
  },
): TemplateResult {
  const { id, value, error, onInput } = options;
  return field(
    options,
    html`<select
      class="input"
      part="control"
      id=${id}
      name=${id}
      aria-invalid=${error ? 'true' : 'false'}
      aria-describedby=${ifDefined(described(options))}
      aria-required=${options.required ? 'true' : 'false'}
      ?disabled=${options.disabled}
      @change=${(event: Event) => onInput((event.target as HTMLSelectElement).value)}
    >
      ${options.options.map(
        (option) =>
          html`<option value=${option.value} .selected=${live(option.value === value)}>
            ${option.label}
          </option>`,
      )}
    </select>`,
  );
}
