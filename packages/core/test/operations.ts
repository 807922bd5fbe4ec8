/** Every operation of a desk, one after another, by its name. */
import type { Desk, OperationName } from '../src/index.js';

/** An order in which each finds what it needs. */
export const runOrder = (names: readonly OperationName[]): OperationName[] => {
  const last: OperationName[] = [
    'grades.remove',
    'grades.reorder',
    'lookups.remove',
    'lookups.reorder',
    'customers.delete',
    'audit.list',
    'audit.export',
  ];
  return [...names.filter((name) => !last.includes(name)), ...last];
};

export const callOf = (desk: Desk, name: OperationName, input: unknown): Promise<unknown> => {
  const [group, short] = name.split('.') as [string, string];
  return (desk as unknown as Record<string, Record<string, (i: unknown) => Promise<unknown>>>)[group]![
    short
  ]!(input);
};

/** A line that gives whoever has this member id a grade. */
export const gradeRow = (memberId: string) => ({
  line: 2,
  grade: 'VIP',
  criterion: 'memberId',
  value: `${memberId}4`,
});

export const madeKeyId = (made: Record<string, unknown>): string =>
  (made['lookups.makeKey'] as { keyId: string }).keyId;
