/** One line of JSON for each request: what was asked and how it ended, nothing of whom it was about (trap 14). */
import type { Observer, RequestRecord } from '../observe.js';

export interface LogOptions {
  /** receives a line without its line break; standard output when absent */
  write?: (line: string) => void;
  now?: () => Date;
}

/** Probes of a load balancer are only worth a line when they fail. */
const isQuiet = ({ operation, status }: RequestRecord): boolean => operation === undefined && status < 400;

export function requestLog(options: LogOptions = {}): Observer {
  const { write = toStandardOutput(), now = () => new Date() } = options;
  return {
    request: (record) => {
      if (isQuiet(record)) return;
      const { seconds, ...rest } = record;
      const level = record.status >= 500 ? 'error' : record.status >= 400 ? 'warn' : 'info';
      write(
        JSON.stringify({ time: now().toISOString(), level, ...rest, ms: Math.round(seconds * 1e5) / 100 }),
      );
    },
  };
}

/** Lines of one turn leave together: a call to the system for each would cost as much as answering a request. */
function toStandardOutput(): (line: string) => void {
  let waiting = '';
  const flush = (): void => {
    const text = waiting;
    waiting = '';
    if (text !== '') process.stdout.write(text);
  };
  process.once('exit', flush);
  return (line) => {
    if (waiting === '') setImmediate(flush);
    waiting += `${line}\n`;
  };
}
