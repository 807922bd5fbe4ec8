/** How grades become labels: in which order, in which colours. */
import type { Grade } from '@deskcard/core';
import { isColour, textColour } from '@deskcard/core/colour';

/** What a badge needs of a grade that the page knows already. */
export type BadgeGrade = Pick<Grade, 'name' | 'color'> & Partial<Pick<Grade, 'gradeId' | 'order'>>;

/** D7: in grade order, each once; grades without an order stay as they came. Whatever has no name is left out. */
export function inOrder(grades: readonly BadgeGrade[]): readonly BadgeGrade[] {
  if (!Array.isArray(grades)) return [];
  const known = (grades as readonly BadgeGrade[]).filter((grade) => grade?.name);
  if (known.length < 2) return known;
  const once = new Map(known.map((grade) => [grade.gradeId ?? grade.name, grade]));
  return [...once.values()].sort((a, b) => (a.order ?? 0) - (b.order ?? 0));
}

/** Longer than any grade's name may be; a page may hand over anything. */
const LONGEST = 60;

/** The name as text, cut only where it would fill the screen; a screen reader gets all of it. */
export function shownName(name: unknown): string {
  const text = String(name);
  return text.length > LONGEST
    ? `${Array.from(text.slice(0, LONGEST * 2))
        .slice(0, LONGEST)
        .join('')}…`
    : text;
}

/** Only `#RRGGBB` ever reaches the style; any other colour leaves the neutral look of the style sheet. */
export function paint({ style }: HTMLElement, colour: unknown): void {
  if (typeof colour === 'string' && isColour(colour)) {
    style.backgroundColor = colour;
    style.color = textColour(colour);
  } else if (style.backgroundColor !== '') {
    style.backgroundColor = style.color = '';
  }
}

/** Several labels in a row. */
export function labelRow(grades: readonly BadgeGrade[]): HTMLElement {
  const row = document.createElement('span');
  row.className = 'grades';
  for (const { name, color } of grades) {
    const label = document.createElement('span');
    label.className = 'grade';
    label.setAttribute('part', 'label');
    label.textContent = shownName(name);
    paint(label, color);
    row.append(label);
  }
  return row;
}
