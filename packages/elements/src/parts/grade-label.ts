/** A grade as its badge shows it, for screens about grades (R25, D7): the name is always there, the colour never alone. */
import { html, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import { paint, shownName, type BadgeGrade } from '../customer-badge/labels.js';

export function gradeLabel({ name, color }: BadgeGrade): TemplateResult {
  // Through the object model, because strict policies forbid style attributes.
  const dye = (label?: Element): void => {
    if (label) paint(label as HTMLElement, color);
  };
  return html`<span class="grade" ${ref(dye)}>${shownName(name)}</span>`;
}
