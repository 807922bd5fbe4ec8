/**
 * Runs the browser tests named on the command line and tells the process that started it the counts.
 * A process of its own, because the runner may exit by itself when it cannot start.
 */
import { relative } from 'node:path';
import {
  defaultReporter,
  startTestRunner,
  type Reporter,
  type TestSession,
  type TestSuiteResult,
} from '@web/test-runner';
import { root } from '../repo.js';
import { browserTestConfig } from './browser-config.js';
import { addCounts, noTests, type Counts } from './counts.js';

/** The counts of a page, and what was wrong with the page as a whole. */
function countSession(session: TestSession): Counts {
  const counts = session.testResults === undefined ? noTests() : countSuite(session.testResults);
  const empty = counts.passed + counts.failed + counts.skipped === 0;
  const brokenPage = session.passed !== true && counts.failed === 0;
  return empty || brokenPage ? { ...counts, failed: counts.failed + 1 } : counts;
}

function countSuite(suite: TestSuiteResult): Counts {
  const own = suite.tests.reduce((sum, test) => {
    return { ...sum, [outcome(test)]: sum[outcome(test)] + 1 };
  }, noTests());
  return suite.suites.map(countSuite).reduce(addCounts, own);
}

function outcome(test: { passed: boolean; skipped: boolean }): keyof Counts {
  if (test.skipped) return 'skipped';
  return test.passed ? 'passed' : 'failed';
}

/** One line a file beside the runner's own report of failures, and the counts at the end. */
function countingReporter(finish: (counts: Counts) => void): Reporter {
  return {
    reportTestFileResults({ logger, sessionsForTestFile, testFile }) {
      const counts = sessionsForTestFile.map(countSession).reduce(addCounts, noTests());
      logger.log(`  ${relative(root, testFile)}`);
      const onlyEmpty = counts.failed > 0 && sessionsForTestFile.every(({ passed }) => passed === true);
      if (onlyEmpty) logger.log('  FAILED: it declares no test.\n');
    },
    onTestRunFinished({ sessions }) {
      finish(sessions.map(countSession).reduce(addCounts, noTests()));
    },
  };
}

const config = await browserTestConfig(process.argv.slice(2));
let counts: Counts | undefined;
config.reporters = [
  defaultReporter({ reportTestProgress: false }),
  countingReporter((result) => {
    counts = result;
  }),
];

const runner = await startTestRunner({
  config,
  readCliArgs: false,
  readFileConfig: false,
  autoExitProcess: false,
});

if (runner !== undefined) {
  const stop = () => void runner.stop();
  // A signal may come twice, from the terminal and from the parent; the browser is closed in peace all the same.
  process.on('SIGINT', stop).on('SIGTERM', stop).once('disconnect', stop);
  runner.on('finished', stop);
  runner.on('stopped', (passed: boolean) => {
    if (counts !== undefined) process.send?.(counts);
    process.exitCode = passed && counts?.failed === 0 ? 0 : 1;
    process.disconnect?.();
  });
}
