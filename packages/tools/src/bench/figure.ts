/** One line of a benchmark: a figure beside a reference measured in the same run, and the bar it must not pass. */
import { writeFile } from 'node:fs/promises';

export interface Figure {
  name: string;
  value: number;
  unit: string;
  /** what the figure is held against, measured in the same run; absent when the bar is absolute */
  reference?: { name: string; value: number };
  /** the largest ratio to the reference, or the largest value without one; the smallest when more is better */
  bar: number;
  /** as with calls a second */
  moreIsBetter?: true;
  /** a value that is good enough whatever the ratio is */
  enough?: number;
}

export const ratioOf = ({ value, reference }: Figure): number | undefined =>
  reference && value / reference.value;

export function passes(figure: Figure): boolean {
  const { value, bar, enough, moreIsBetter = false } = figure;
  const isWithin = (one: number, limit: number): boolean => (moreIsBetter ? one >= limit : one <= limit);
  if (enough !== undefined && isWithin(value, enough)) return true;
  return isWithin(ratioOf(figure) ?? value, bar);
}

const short = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(3);

function cells(figure: Figure): string[] {
  const { name, value, unit, reference, bar, enough, moreIsBetter = false } = figure;
  const ratio = ratioOf(figure);
  const sign = moreIsBetter ? '≥' : '≤';
  const orEnough = enough === undefined ? '' : ` or ${sign} ${enough} ${unit}`;
  return [
    name,
    `${short(value)} ${unit}`,
    reference ? `${reference.name} ${short(reference.value)} ${unit}` : '',
    ratio === undefined ? '' : short(ratio),
    `${sign} ${bar}${ratio === undefined ? ` ${unit}` : ''}${orEnough}`,
    passes(figure) ? 'ok' : 'MISSED',
  ];
}

export function table(figures: readonly Figure[]): string {
  const rows = [['figure', 'value', 'reference', 'ratio', 'bar', ''], ...figures.map(cells)];
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

export async function writeJson(file: string, figures: readonly Figure[]): Promise<void> {
  const rows = figures.map((figure) => ({ ...figure, ratio: ratioOf(figure), passes: passes(figure) }));
  await writeFile(file, `${JSON.stringify({ figures: rows }, undefined, 2)}\n`);
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
}

export const median = (values: readonly number[]): number => percentile(values, 0.5);
