/** Who has which grade as a file, in and out (B14): the columns, and what a cell means where the administrator is. */
import type { GradeAssignmentRow, IdentifierKind } from '@deskcard/core';
import type { CsvColumn, CsvRow } from '../parts/csv-file.js';
import { CsvImport } from '../parts/csv-import.js';
import { tell } from '../events.js';
import { endOfDay, isDay } from './days.js';
import type { Ui } from './member-form.js';

const labels = {
  grade: 'grade',
  criterion: 'criterion',
  value: 'value',
  note: 'note',
  expiresAt: 'until',
} as const;

/** Files from an export have the names of the desk; people may write those of the screen. */
export function columnsOf({ t }: Ui): CsvColumn[] {
  return Object.entries(labels).map(([name, label]) => ({
    name,
    labels: [t[label]],
    isRequired: !['note', 'expiresAt'].includes(name),
  }));
}

export const columnName = ({ t }: Ui, name: string): string =>
  t[labels[name as keyof typeof labels] ?? 'value'];

function rowOf({ t }: Ui, { line, cells }: CsvRow): GradeAssignmentRow {
  const { grade = '', criterion = '', value = '', note, expiresAt } = cells;
  const kind = (Object.keys(t.criteria) as IdentifierKind[]).find(
    (each) => t.criteria[each] === criterion.trim(),
  );
  const end = expiresAt?.trim();
  return {
    line,
    grade,
    criterion: kind ?? criterion,
    value,
    ...(note === undefined ? {} : { note }),
    // A day is meant as on the screen: through its end, here.
    ...(end === undefined ? {} : { expiresAt: isDay(end) ? endOfDay(end) : end }),
  };
}

export function startImport(ui: Ui): CsvImport {
  const { desk, host } = ui;
  return new CsvImport({
    columns: columnsOf(ui),
    update: () => ui.update(),
    send: async (rows, { dryRun, existing, signal }) => {
      const input = { rows: rows.map((row) => rowOf(ui, row)), dryRun, existing };
      return (await desk.grades.importAssignments(input, { signal })).items;
    },
    ended: (counts) => tell(host, 'deskcard-grades-imported', { counts }),
  });
}
