/** Other processes, and how to talk to them. */
import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Order, Report } from './desk-process.js';
import { until } from './helpers.js';

export class DeskProcess {
  readonly reports: Report[] = [];
  readonly #child: ChildProcess;
  readonly #ended: Promise<void>;

  constructor() {
    const file = fileURLToPath(new URL('./desk-process.ts', import.meta.url));
    this.#child = fork(file, { execArgv: ['--import', 'tsx', '-C', '@deskcard/source'] });
    this.#child.on('message', (report: Report) => this.reports.push(report));
    this.#ended = new Promise((done) => this.#child.once('exit', () => done()));
  }

  /** What it answers; an order at a time. */
  async ask<T>(order: Order): Promise<T> {
    const answer = await this.#answer(order);
    if (answer.type === 'failed') throw new Error(answer.message);
    return answer.result as T;
  }

  /** `done`, or the code of the failure. */
  async outcome(order: Order): Promise<string> {
    const answer = await this.#answer(order);
    return answer.type === 'done' ? answer.type : answer.code;
  }

  send(order: Order): void {
    this.#child.send(order);
  }

  acknowledged(): Extract<Report, { type: 'acknowledged' }>[] {
    return this.reports.filter((report) => report.type === 'acknowledged');
  }

  /** As a crash of the machine ends it. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#ended;
  }

  async #answer(order: Order): Promise<Extract<Report, { type: 'done' | 'failed' }>> {
    const isAnswer = (report: Report): report is Extract<Report, { type: 'done' | 'failed' }> =>
      report.type === 'done' || report.type === 'failed';
    const before = this.reports.filter(isAnswer).length;
    this.send(order);
    await until(() => this.reports.filter(isAnswer).length > before);
    return this.reports.filter(isAnswer)[before]!;
  }
}
