/**
 * What one sees of the node tests: a line per file, failures in full, and the counts for the closing line,
 * which go to the process that started the run. Plain JavaScript, because Node loads a reporter before any
 * loader for TypeScript is at work, and a default export, because it takes no other.
 */
import { relative } from 'node:path';
import { inspect } from 'node:util';

const root = process.cwd();

export default async function* report(events) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const files = new Set();
  for await (const event of events) {
    if (event.type === 'test:stdout' || event.type === 'test:stderr') yield event.data.message;
    if (event.type !== 'test:pass' && event.type !== 'test:fail') continue;
    if (event.data.details.type === 'suite' && !isOwnFailure(event)) continue;
    const outcome = judge(event);
    counts[outcome] += 1;
    const { file = '' } = event.data;
    if (!files.has(file)) yield `  ${relative(root, file)}\n`;
    files.add(file);
    if (outcome === 'failed') yield failure(event);
    if (outcome === 'skipped') yield `    skipped: ${event.data.name}${reason(event)}\n`;
  }
  process.send?.(counts);
}

function judge(event) {
  const { skip, todo } = event.data;
  if ((skip ?? false) !== false || (todo ?? false) !== false) return 'skipped';
  return event.type === 'test:fail' || isEmptyFile(event) ? 'failed' : 'passed';
}

/** Node reports a file in which no test was declared as one passed test named like the file. */
function isEmptyFile({ data }) {
  return data.nesting === 0 && data.name === data.file;
}

/** A suite fails with its tests, which have been counted, or by itself, for example in a `before` hook. */
function isOwnFailure(event) {
  return event.type === 'test:fail' && event.data.details.error.failureType !== 'subtestsFailed';
}

function reason({ data }) {
  return typeof data.skip === 'string' ? ` (${data.skip})` : '';
}

function failure({ type, data }) {
  const { name, file = '', line, column } = data;
  if (type === 'test:pass') return `\n  FAILED ${relative(root, name)}: it declares no test.\n\n`;
  const place = line === undefined ? '' : ` (${relative(root, file)}:${line}:${column})`;
  const { error } = data.details;
  const lines = inspect(error.cause ?? error, { colors: false }).split('\n');
  const own = lines.filter((text) => !/^\s+at .*\(?node:internal\//.test(text));
  return `\n  FAILED ${name}${place}\n${own.join('\n').replace(/^/gm, '    ')}\n\n`;
}
