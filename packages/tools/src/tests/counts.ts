/**
 * How many tests passed, failed and were skipped, and the one line with which a test run closes.
 */
export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

export function noTests(): Counts {
  return { passed: 0, failed: 0, skipped: 0 };
}

export function addCounts(a: Counts, b: Counts): Counts {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}

/** `12 passed, 0 failed`, and `, 3 skipped` when any were. */
export function summary({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** What a runner's process said, against how it ended: silence or an unexplained exit code is a failure. */
export function settle(name: string, said: Counts | undefined, code: number | null): [Counts, string?] {
  const counts = said ?? noTests();
  if (said === undefined || (code !== 0 && said.failed === 0)) {
    const ending = code === null ? 'was stopped' : `ended with code ${code}`;
    const problem = `The ${name} tests' runner ${ending} without naming a failed test; see its output above.`;
    return [{ ...counts, failed: counts.failed + 1 }, problem];
  }
  if (counts.passed + counts.failed + counts.skipped === 0) {
    return [{ ...counts, failed: 1 }, `The ${name} tests' files were found, but no test ran.`];
  }
  return [counts];
}
