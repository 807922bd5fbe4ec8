/** One line of JSON for each request: what was asked and how it ended, nothing of whom it was about (trap 14). */
import type { Writable } from 'node:stream';
import type { Observer, RequestRecord } from '../observe.js';

export interface LogOptions {
  /** receives a line without its line break; standard output when absent */
  write?: (line: string) => void;
  now?: () => Date;
}

/** Probes of a load balancer are only worth a line when they fail. */
const isQuiet = ({ operation, status }: RequestRecord): boolean => operation === undefined && status < 400;

export function requestLog(options: LogOptions = {}): Observer {
  const { now = () => new Date() } = options;
  const { write = linesTo(process.stdout, now) } = options;
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

/** What may wait for a reader that stalls, in characters: some ten thousand lines. */
const mostWaiting = 4_000_000;

/**
 * Lines of one turn leave together: a call to the system for each would cost as much as answering a request. Whoever
 * reads them may stall or go away and takes nothing else along: lines that cannot wait are dropped, and their number
 * is told as soon as there is room again.
 */
export function linesTo(stream: Writable, now = (): Date => new Date()): (line: string) => void {
  let waiting = '';
  let dropped = 0;
  const flush = (): void => {
    const text = waiting;
    waiting = '';
    if (text !== '') stream.write(text);
  };
  const write = (line: string): void => {
    if (stream.writableLength > mostWaiting) {
      dropped++;
      return;
    }
    if (waiting === '') setImmediate(flush);
    waiting += `${line}\n`;
  };
  // The gateway goes on without a log; an error that nobody listens to would end it.
  stream.on('error', () => undefined);
  stream.on('drain', () => {
    if (dropped === 0) return;
    write(JSON.stringify({ time: now().toISOString(), level: 'warn', dropped }));
    dropped = 0;
  });
  process.once('exit', flush);
  return write;
}
