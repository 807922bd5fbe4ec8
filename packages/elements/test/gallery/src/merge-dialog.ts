/** Merging in its steps: found, previewed, doubted, overtaken, done, undone; the history; and what can go wrong. */
import { createDesk, DeskError, memoryStorage } from '@deskcard/core';
import type { Desk } from '@deskcard/core';
import { provideDeskcard } from '../../../src/context.js';
import { locales } from './locales.js';
import type { MergeDialog } from '../../../src/merge-dialog/merge-dialog.js';
import {
  choose,
  mergeAll,
  mergeQuietly,
  people,
  peopleFor,
  search,
  tick,
  unclearTicket,
  withCustomers,
  type People,
} from '../../merge-people.js';
import { until } from '../../page.js';
import type { Scene } from './scene.js';

/** The people of the tests, one of them with a grade. */
async function graded(): Promise<People> {
  const known = await people();
  const { gradeId } = await known.desk.grades.save({ name: 'VIP', color: '#7a3fb0' });
  await known.desk.grades.assign({ gradeId, criterion: 'phone', value: '010-2345-6789' });
  return known;
}

function opened(
  stage: HTMLElement,
  desk: Desk,
  number: string,
  properties: Partial<MergeDialog> = {},
): MergeDialog {
  provideDeskcard(stage, { desk, locales });
  const dialog = document.createElement('merge-dialog');
  Object.assign(dialog, { customerNumber: number, ticketId: 'T-1' }, properties);
  const opener = document.createElement('button');
  opener.textContent = 'Merge';
  opener.addEventListener('click', () => dialog.show());
  stage.append(opener, dialog);
  // All at once they would lie on top of each other.
  if (new URLSearchParams(location.search).has('state')) dialog.show();
  return dialog;
}

async function find(dialog: MergeDialog, text: string): Promise<void> {
  if (!dialog.open) return;
  await until(() => dialog.shadowRoot?.querySelector('.card bdi'), 'the customer');
  await search(dialog, text);
}

async function preview(dialog: MergeDialog, number: string): Promise<void> {
  if (!dialog.open) return;
  await until(() => dialog.shadowRoot?.querySelector('.card bdi'), 'the customer');
  await choose(dialog, number);
}

async function press(dialog: MergeDialog, selector: string, expected: string): Promise<void> {
  if (!dialog.open) return;
  const root = dialog.shadowRoot!;
  root.querySelector<HTMLElement>(selector)!.click();
  await until(() => root.querySelector(expected), expected);
}

const scene = (state: string, show: Scene['show']): Scene => ({ element: 'merge-dialog', state, show });

export const mergeScenes: readonly Scene[] = [
  scene('suggested', async (stage) => {
    const { desk, caller: number } = await graded();
    opened(stage, desk, number);
  }),
  scene('found', async (stage) => {
    const { desk, caller: number } = await graded();
    await find(opened(stage, desk, number), '김ㅁ');
  }),
  scene('found-formerly', async (stage) => {
    const { desk, caller: number, writer: other } = await graded();
    await desk.customers.edit({ customerNumber: other, values: { email: 'seo@example.com' } });
    await find(opened(stage, desk, number), 'kim');
  }),
  scene('none', async (stage) => {
    const { desk, caller: number } = await graded();
    await find(opened(stage, desk, number), 'nobody@example.com');
  }),
  scene('preview', async (stage) => {
    const { desk, caller: number, writer: other } = await graded();
    await preview(opened(stage, desk, number), other);
  }),
  scene('doubt', async (stage) => {
    const { desk, caller: number, stranger } = await graded();
    await preview(opened(stage, desk, number), stranger);
  }),
  scene('overtaken', async (stage) => {
    const { desk, caller: number, writer: other } = await graded();
    await preview(opened(stage, desk, number), other);
    await desk.customers.edit({ customerNumber: other, values: { name: '김민서 (회사)' } });
  }),
  scene('done', async (stage) => {
    const { desk, caller: number, writer: other } = await graded();
    const dialog = opened(stage, desk, number);
    await preview(dialog, other);
    await press(dialog, '.dialog-foot .primary', '.status.ok');
  }),
  scene('undone', async (stage) => {
    const { desk, caller: number, writer: other } = await graded();
    const dialog = opened(stage, desk, number);
    await preview(dialog, other);
    await press(dialog, '.dialog-foot .primary', '.status.ok');
    await desk.tickets.intake({ channelId: 'call', fields: { phone: '010-2345-6789', name: '김민서 팀장' } });
    await press(dialog, '.dialog-foot .button', '.section > .points');
  }),
  scene('history', async (stage) => {
    const { desk, caller: number, writer: other, stranger } = await graded();
    const { merge } = await mergeQuietly(desk, number, stranger, '이름이 비슷하여 병합');
    await desk.customers.unmerge({ mergeId: merge.mergeId });
    await mergeQuietly(desk, number, other, '전화 통화로 본인 확인');
    const dialog = opened(stage, desk, number, { view: 'history' });
    if (!dialog.open) return;
    await until(() => dialog.shadowRoot!.querySelector('.entry'), 'the history');
    await press(dialog, '.entry button', '.question');
  }),
  scene('chosen', async (stage) => {
    const { desk, caller: number, writer, stranger } = await graded();
    const dialog = opened(stage, desk, number);
    await find(dialog, 'minseo');
    if (dialog.open) await tick(dialog, writer, stranger);
  }),
  scene('several', async (stage) => {
    const { desk, caller: number, writer, stranger } = await graded();
    const { items } = await desk.customers.search({ phone: '88001200' });
    const otherNumbers = [writer, stranger, items[0]!.customerNumber];
    const dialog = opened(stage, desk, number, { otherNumbers });
    if (dialog.open) await until(() => dialog.shadowRoot!.querySelector('.compare'), 'the preview');
  }),
  scene('several-done', async (stage) => {
    const { desk, caller: number, writer, stranger } = await graded();
    const dialog = opened(stage, desk, number, { otherNumbers: [writer, stranger] });
    if (!dialog.open) return;
    await until(() => dialog.shadowRoot!.querySelector('.compare'), 'the preview');
    dialog.shadowRoot!.querySelector<HTMLElement>('.confirm input')!.click();
    await press(dialog, '.dialog-foot .primary', '.status.ok');
  }),
  scene('unclear', async (stage) => {
    const { desk, caller: number, writer, stranger } = await graded();
    await mergeAll(desk, number, [writer, stranger], '전화 통화로 본인 확인');
    await unclearTicket(desk);
    await unclearTicket(desk, 'T-10');
    const dialog = opened(stage, desk, number, { view: 'history' });
    if (!dialog.open) return;
    await until(() => dialog.shadowRoot!.querySelector('.entry'), 'the history');
    await press(dialog, '.entry .entry:last-child button', '.question');
    await press(dialog, '#undo', '.answers');
    await press(dialog, '.answers .row button:last-child', '.answers .status.ok');
  }),
  scene('masked', async (stage) => {
    const storage = memoryStorage();
    const { caller } = await people(storage);
    const principal = { user: '한지수', role: 'agent', capabilities: ['customers.merge'] } as const;
    await find(opened(stage, createDesk({ storage, principal }), caller), '010-2345-6789');
  }),
  scene('not-permitted', async (stage) => {
    const { desk, caller } = await peopleFor([]);
    opened(stage, desk, caller);
  }),
  scene('error', async (stage) => {
    const { desk, caller: number } = await graded();
    const get = () => Promise.reject(new DeskError('storage_closed', 'closed'));
    opened(stage, withCustomers(desk, { get }), number);
  }),
  scene('slow', async (stage) => {
    const { desk, caller: number } = await graded();
    const get = () => new Promise<never>(() => {});
    opened(stage, withCustomers(desk, { get }), number);
  }),
];
