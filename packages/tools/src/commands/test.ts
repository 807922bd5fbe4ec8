/**
 * `npm test`: all tests, in Node and in a real browser, closing with one plain line of counts.
 * `--node` or `--browser` keeps one kind; parts of file paths keep the files that contain one of them.
 */
import { availableParallelism } from 'node:os';
import { runChild, nodeOnSources, type Ending } from '../children.js';
import { runCommand } from '../command.js';
import { addCounts, noTests, settle, summary, type Counts } from '../tests/counts.js';
import { seedOfSources } from '../tests/seed.js';
import { readSelection, selectFiles, testFiles } from '../tests/select.js';

/** A file that does not come to an end is named, not waited for; the longest takes about a minute on two cores. */
const fileDeadline = 8 * 60_000;

const runners: Record<'node' | 'browser', (files: string[]) => Promise<Ending>> = {
  node: (files) => {
    const reporter = '--test-reporter=./packages/tools/src/tests/node-reporter.mjs';
    const parallel = `--test-concurrency=${availableParallelism()}`;
    const deadline = `--test-timeout=${fileDeadline}`;
    const args = nodeOnSources('--test', parallel, deadline, reporter, ...files);
    return runChild(process.execPath, args, { show: true, ipc: true });
  },
  browser: (files) => {
    const args = nodeOnSources('packages/tools/src/tests/browser-run.ts', ...files);
    return runChild(process.execPath, args, { show: true, ipc: true });
  },
};

async function main(args: readonly string[]): Promise<number> {
  const selection = readSelection(args);
  const files = testFiles();
  let total: Counts = noTests();
  let ran = 0;
  process.env['DESKCARD_SEED'] ??= String(seedOfSources());
  for (const kind of ['node', 'browser'] as const) {
    const chosen = selection[kind] ? selectFiles(files[kind], selection.filters) : [];
    if (chosen.length === 0) continue;
    console.log(`${kind} tests: ${chosen.length} files`);
    ran += chosen.length;
    const { code, message } = await runners[kind](chosen);
    const [counts, problem] = settle(kind, message as Counts | undefined, code);
    if (problem !== undefined) console.log(problem);
    total = addCounts(total, counts);
  }
  if (ran === 0) console.log(`No test file matches ${selection.filters.join(' or ') || 'the repository'}.`);
  console.log(summary(total));
  return ran > 0 && total.failed === 0 ? 0 : 1;
}

// Ctrl-C is for the runners; this process stays until they have ended.
let interrupted = false;
process.on('SIGINT', () => (interrupted = true));
await runCommand(async (args) => {
  const code = await main(args);
  return interrupted ? 130 : code;
});
