/**
 * R21: an agent sees why somebody was found: what the desk says was searched for is marked in its value. A screen
 * reader reads the value as one, so nothing stands between its pieces. Looks: `styles/marks.ts`.
 */
import { html, type TemplateResult } from 'lit';
import type { CustomerSummary, Match, TextRange } from '@deskcard/core';

/** A stretch of a value; `hit` when it is what was searched for. */
export interface Piece {
  readonly text: string;
  readonly hit: boolean;
}

export function piecesOf(text: string, ranges: readonly TextRange[]): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const { from, to } of ranges) {
    pieces.push({ text: text.slice(at, from), hit: false }, { text: text.slice(from, to), hit: true });
    at = to;
  }
  pieces.push({ text: text.slice(at), hit: false });
  return pieces.filter((piece) => piece.text !== '');
}

export function marked(text: string, ranges: readonly TextRange[]): TemplateResult {
  return html`${piecesOf(text, ranges).map((piece) => (piece.hit ? html`<mark>${piece.text}</mark>` : piece.text))}`;
}

/** What to mark in the value of a field that a row shows. */
export function rangesIn(
  { matches = [] }: Pick<CustomerSummary, 'matches'>,
  field: string,
): readonly TextRange[] {
  return matches.find((match) => match.field === field && !match.isFormer)?.ranges ?? [];
}

/** What matched and the row does not show: values that others replaced, numbers of absorbed customers (B2). */
export function formerIn({ matches = [] }: Pick<CustomerSummary, 'matches'>): readonly Match[] {
  return matches.filter((match) => match.isFormer);
}
