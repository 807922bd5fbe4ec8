/** One line of a benchmark: a figure beside a reference measured in the same run, and the bar it must not pass. */
import { writeFile } from 'node:fs/promises';

export interface Figure {
  name: string;
  value: number;
  unit: string;
  /** what the figure is held against, measured in the same run; absent when the bar is absolute */
  reference?: { name: string; value: number };
  /** the largest ratio to the reference, or the largest value without one */
  bar: number;
}

export const ratioOf = ({ value, reference }: Figure): number | undefined =>
  reference && value / reference.value;

export const passes = (figure: Figure): boolean => (ratioOf(figure) ?? figure.value) <= figure.bar;

const short = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(3);

function cells(figure: Figure): string[] {
  const { name, value, unit, reference, bar } = figure;
  const ratio = ratioOf(figure);
  return [
    name,
    `${short(value)} ${unit}`,
    reference ? `${reference.name} ${short(reference.value)} ${unit}` : '',
    ratio === undefined ? '' : short(ratio),
    `≤ ${bar}${ratio === undefined ? ` ${unit}` : ''}`,
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
