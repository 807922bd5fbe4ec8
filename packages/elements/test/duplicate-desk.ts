/** A real desk in memory with customers who are on its books twice, and what is done about them on the screen. */
import { createDesk, memoryStorage } from '@deskcard/core';
import type { Capability, CreateDeskOptions, Desk, StorageAdapter } from '@deskcard/core';
import type { DuplicateQueue } from '../src/duplicate-queue/duplicate-queue.js';
import '../src/duplicate-queue/define.js';
import { put, shownText, until } from './page.js';

export interface DuplicateDesk {
  /** as the administrator at the screen sees it */
  readonly desk: Desk;
  /** as somebody else on the same store sees it */
  readonly elsewhere: Desk;
  readonly storage: StorageAdapter;
  /** the numbers of each pair, the older one first; the first is the likeliest */
  readonly pairs: readonly (readonly [string, string])[];
}

export interface DuplicateDeskOptions {
  readonly pairs?: number;
  readonly role?: 'agent' | 'admin';
  readonly capabilities?: readonly Capability[];
  readonly settings?: CreateDeskOptions['settings'];
}

/** Each called once and wrote once; the name that was written differs by no more than a vowel. */
const names = [
  ['김민서', '김민서'],
  ['박서연', '박서연'],
  ['이도윤', '이도연'],
  ['최지우', '최지우'],
  ['정하준', 'Hajun Jung'],
  ['강수아', '강수아'],
  ['조은우', '조은우'],
  ['윤채원', '윤채언'],
  ['장시우', '장시우'],
  ['임서준', '임서준'],
  ['한지호', '한지호'],
  ['오예린', '오예린'],
] as const;

export const phoneOf = (at: number): string => `010-${4100 + at * 113}-${1203 + at * 371}`;

export async function duplicateDesk({
  pairs: count = 3,
  role = 'admin',
  capabilities,
  settings = {},
}: DuplicateDeskOptions = {}): Promise<DuplicateDesk> {
  const storage = memoryStorage();
  const elsewhere = createDesk({ storage, principal: { user: '문태오', role: 'admin' } });
  const desk = createDesk({
    storage,
    principal: { user: '한지수', role, ...(capabilities ? { capabilities } : {}) },
    settings,
    checkAnswers: true,
  });
  const pairs: [string, string][] = [];
  for (const [at, [called, written]] of names.slice(0, count).entries()) {
    const phone = phoneOf(at);
    const mail = `person${at}@example.com`;
    const day = String(at + 1).padStart(2, '0');
    const one = await arrive(elsewhere, 'call', { name: called, phone }, `2026-03-${day}T03:00:00Z`);
    const two = await arrive(elsewhere, 'email', { name: written, mail, phone }, `2026-04-${day}T03:00:00Z`);
    pairs.push([one, two]);
  }
  return { desk, elsewhere, storage, pairs };
}

export async function arrive(
  desk: Desk,
  channelId: string,
  fields: Record<string, string>,
  createdAt = '2026-05-01T03:00:00Z',
): Promise<string> {
  return (await desk.tickets.intake({ channelId, fields, createdAt })).ticket.customerNumber;
}

/** The queue, with a pair at hand or a reason why there is none. */
export async function openQueue(
  desk: Desk,
  properties: Partial<DuplicateQueue> = {},
): Promise<DuplicateQueue> {
  const queue = put('duplicate-queue', { desk, ...properties });
  await until(() => queue.shadowRoot!.querySelector('#pair, #empty, .status.info'), 'the queue');
  return queue;
}

/** The pair at hand with all that is read for it. */
export async function ready(queue: DuplicateQueue): Promise<void> {
  await until(
    () => queue.shadowRoot!.querySelector('#merge:not([aria-disabled])') && !shownText(queue).includes('…</'),
    'what would remain',
  );
}

export const at = <T extends HTMLElement = HTMLElement>(queue: Element, selector: string): T | null =>
  queue.shadowRoot!.querySelector<T>(selector);

/** The two numbers at hand. */
export const shownPair = (queue: Element): string[] =>
  [...queue.shadowRoot!.querySelectorAll('.comparison thead bdi')].map((each) => shownText(each));

/** What a screen reader has just heard. */
export const said = (queue: Element): string => shownText(at(queue, '.said[role=status]'));
