/** The few pictures the elements use, drawn on a 16 by 16 grid; they say nothing that words do not say as well. */
import { html, type TemplateResult } from 'lit';

function draw(path: string): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d=${path}></path></svg>`;
}

export const searchIcon = (): TemplateResult =>
  draw('M7 2.5a4.5 4.5 0 1 1 0 9a4.5 4.5 0 0 1 0-9M10.4 10.4l3.1 3.1');
export const closeIcon = (): TemplateResult => draw('M4 4l8 8M12 4l-8 8');
export const plusIcon = (): TemplateResult => draw('M8 3v10M3 8h10');
export const editIcon = (): TemplateResult => draw('M10.5 3l2.5 2.5l-7 7l-3.2.7l.7-3.2zM9 4.5l2.5 2.5');
export const trashIcon = (): TemplateResult =>
  draw('M3 4.5h10M6.5 4.5v-2h3v2M4.3 4.5l.6 9h6.2l.6-9M6.8 7v4M9.2 7v4');
export const copyIcon = (): TemplateResult => draw('M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3');
export const checkIcon = (): TemplateResult => draw('M3 8.5l3.3 3.3L13 5');
export const okIcon = (): TemplateResult =>
  draw('M8 2a6 6 0 1 1 0 12a6 6 0 0 1 0-12M5.4 8.2l1.8 1.8l3.4-3.7');
export const warningIcon = (): TemplateResult => draw('M8 2.3l6.2 11.2H1.8zM8 6.5v3.2M8 11.4v.2');
export const errorIcon = (): TemplateResult => draw('M8 2a6 6 0 1 1 0 12a6 6 0 0 1 0-12M8 5v3.6M8 10.8v.2');
export const infoIcon = (): TemplateResult => draw('M8 2a6 6 0 1 1 0 12a6 6 0 0 1 0-12M8 7.4V11M8 5v.2');
export const busyIcon = (): TemplateResult => draw('M8 2a6 6 0 1 1-6 6');
export const swapIcon = (): TemplateResult =>
  draw('M3 5.5h9.5M10 3l2.5 2.5L10 8M13 10.5H3.5M6 8l-2.5 2.5L6 13');
export const undoIcon = (): TemplateResult => draw('M3 6h6.5a3.5 3.5 0 0 1 0 7H6M5.5 3.2L2.8 6l2.7 2.8');
export const reloadIcon = (): TemplateResult => draw('M13 8a5 5 0 1 1-1.5-3.6M13.2 2v3h-3');
export const chevronIcon = (): TemplateResult => draw('M6 3.5L10.5 8L6 12.5');
export const upIcon = (): TemplateResult => draw('M8 13V3.5M4 7l4-4l4 4');
export const downIcon = (): TemplateResult => draw('M8 3v9.5M4 9l4 4l4-4');
export const gripIcon = (): TemplateResult => draw('M6 4v.01M10 4v.01M6 8v.01M10 8v.01M6 12v.01M10 12v.01');
export const keyIcon = (): TemplateResult =>
  draw('M5 7.5a3 3 0 1 1 0 6a3 3 0 0 1 0-6M7.2 8.3l5.8-5.8M10.8 4.7l2 2M9 6.5l1.4 1.4');
export const externalIcon = (): TemplateResult => draw('M9 3h4v4M13 3L7.5 8.5M11.5 9.5v3.5h-8.5V4.5h3.5');
export const userIcon = (): TemplateResult =>
  draw('M8 2.5a2.8 2.8 0 1 1 0 5.6a2.8 2.8 0 0 1 0-5.6M2.8 13.5c.5-2.6 2.5-3.8 5.2-3.8s4.7 1.2 5.2 3.8');
