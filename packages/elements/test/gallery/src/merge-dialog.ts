/** Merging in its steps: found, previewed, doubted, overtaken, done, undone; the history; and what can go wrong. */
import { createDesk, DeskError, memoryStorage } from '@deskcard/core';
import type { Desk, Role } from '@deskcard/core';
import '../../../src/merge-dialog/define.js';
import { provideDeskcard } from '../../../src/context.js';
import { ko } from '../../../src/locales/ko.js';
import type { MergeDialog } from '../../../src/merge-dialog/merge-dialog.js';
import { until } from '../../page.js';
import type { Scene } from './scene.js';

/** 김민서 called and wrote, so the desk knows her twice; two others share her name. */
async function people(): Promise<{ desk: Desk; number: string; other: string; stranger: string }> {
  const storage = memoryStorage();
  const desk = createDesk({ storage, principal: { user: '한지수', role: 'admin' } });
  const arrive = async (channelId: string, fields: Record<string, string>, ticketId?: string) => {
    const { ticket } = await desk.tickets.intake({ channelId, fields, ...(ticketId ? { ticketId } : {}) });
    return ticket.customerNumber;
  };
  const number = await arrive('call', { name: '김민서', phone: '010-2345-6789' }, 'T-1');
  const other = await arrive('email', {
    name: '김민서 고객님',
    mail: 'minseo.kim@example.com',
    phone: '+82 10-2345-6789',
  });
  await arrive('email', { mail: 'minseo.kim@example.com', usercode: 'minseo_k' });
  const stranger = await arrive('chat', { name: '김민석', mail: 'minseok@example.net', usercode: 'M100226' });
  await arrive('web', { name: '김민서', mail: 'minseo1990@example.org', phone: '010-8800-1200' });
  const { gradeId } = await desk.grades.save({ name: 'VIP', color: '#7a3fb0' });
  await desk.grades.assign({ gradeId, criterion: 'phone', value: '010-2345-6789' });
  return { desk, number, other, stranger };
}

function opened(
  stage: HTMLElement,
  desk: Desk,
  number: string,
  properties: Partial<MergeDialog> = {},
): MergeDialog {
  provideDeskcard(stage, { desk, locales: [ko] });
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
  const root = dialog.shadowRoot!;
  await until(() => root.querySelector('.card .cell'), 'the customer');
  const box = root.querySelector<HTMLInputElement>('[name=search]')!;
  box.value = text;
  box.dispatchEvent(new Event('input'));
  // The suggestions have a heading of their own, the matches have not.
  const isFound = () => !root.querySelector('h4') && root.querySelector('.list button, .status .hint');
  await until(isFound, 'matches');
}

/** The preview with one of those found. */
async function choose(dialog: MergeDialog, text: string): Promise<void> {
  await find(dialog, text);
  if (!dialog.open) return;
  const root = dialog.shadowRoot!;
  root.querySelector<HTMLElement>('.list button')!.click();
  await until(() => root.querySelector('.compare'), 'the preview');
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
    const { desk, number } = await people();
    opened(stage, desk, number);
  }),
  scene('found', async (stage) => {
    const { desk, number } = await people();
    await find(opened(stage, desk, number), '김ㅁ');
  }),
  scene('none', async (stage) => {
    const { desk, number } = await people();
    await find(opened(stage, desk, number), 'nobody@example.com');
  }),
  scene('preview', async (stage) => {
    const { desk, number, other } = await people();
    await choose(opened(stage, desk, number), other);
  }),
  scene('doubt', async (stage) => {
    const { desk, number, stranger } = await people();
    await choose(opened(stage, desk, number), stranger);
  }),
  scene('overtaken', async (stage) => {
    const { desk, number, other } = await people();
    await choose(opened(stage, desk, number), other);
    await desk.customers.edit({ customerNumber: other, values: { name: '김민서 (회사)' } });
  }),
  scene('done', async (stage) => {
    const { desk, number, other } = await people();
    const dialog = opened(stage, desk, number);
    await choose(dialog, other);
    await press(dialog, '.dialog-foot .primary', '.status.ok');
  }),
  scene('undone', async (stage) => {
    const { desk, number, other } = await people();
    const dialog = opened(stage, desk, number);
    await choose(dialog, other);
    await press(dialog, '.dialog-foot .primary', '.status.ok');
    await desk.tickets.intake({ channelId: 'call', fields: { phone: '010-2345-6789', name: '김민서 팀장' } });
    await press(dialog, '.dialog-foot .button', '.section > .points');
  }),
  scene('history', async (stage) => {
    const { desk, number, other, stranger } = await people();
    for (const [absorbedNumber, reason] of [
      [stranger, '이름이 비슷하여 병합'],
      [other, '전화 통화로 본인 확인'],
    ] as const) {
      const { fingerprint } = await desk.customers.planMerge({ survivorNumber: number, absorbedNumber });
      const { merge } = await desk.customers.merge({
        survivorNumber: number,
        absorbedNumber,
        fingerprint,
        reason,
      });
      if (absorbedNumber === stranger) await desk.customers.unmerge({ mergeId: merge.mergeId });
    }
    const dialog = opened(stage, desk, number, { view: 'history' });
    if (!dialog.open) return;
    await until(() => dialog.shadowRoot!.querySelector('.entry'), 'the history');
    await press(dialog, '.entry button', '.question');
  }),
  scene('not-permitted', async (stage) => {
    const storage = memoryStorage();
    const role: Role = 'agent';
    const desk = createDesk({ storage, principal: { user: 'a', role, capabilities: [] } });
    const { ticket } = await desk.tickets.intake({ channelId: 'call', fields: { phone: '010-2345-6789' } });
    opened(stage, desk, ticket.customerNumber);
  }),
  scene('error', async (stage) => {
    const { desk, number } = await people();
    const get = () => Promise.reject(new DeskError('storage_closed', 'closed'));
    opened(stage, { ...desk, customers: { ...desk.customers, get } }, number);
  }),
  scene('slow', async (stage) => {
    const { desk, number } = await people();
    const get = () => new Promise<never>(() => {});
    opened(stage, { ...desk, customers: { ...desk.customers, get } }, number);
  }),
];
