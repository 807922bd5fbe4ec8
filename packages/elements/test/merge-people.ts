/** Customers to merge, on a real desk in memory, and what an agent does with the dialog. */
import { createDesk, memoryStorage } from '@deskcard/core';
import type { Capability, Desk, Merge, StorageAdapter } from '@deskcard/core';
import '../src/merge-dialog/define.js';
import type { MergeDialog } from '../src/merge-dialog/merge-dialog.js';
import { inside, put, until } from './page.js';

export interface People {
  /** as the agent at the screen sees it */
  readonly desk: Desk;
  /** as somebody else on the same store sees it */
  readonly elsewhere: Desk;
  /** 김민서, who called; her ticket is T-1 */
  readonly caller: string;
  /** 김민서 once more, who wrote twice; shares the phone */
  readonly writer: string;
  /** 김민석, who shares nothing, and has a member id */
  readonly stranger: string;
}

/** 김민서 called and wrote, so the desk knows her twice; 김민석 and another 김민서 are other people. */
export async function people(storage: StorageAdapter = memoryStorage()): Promise<People> {
  const desk = createDesk({ storage, principal: { user: '한지수', role: 'admin' } });
  const elsewhere = createDesk({ storage, principal: { user: '문태오', role: 'admin' } });
  let day = 0;
  const arrive = async (channelId: string, fields: Record<string, string>, ticketId?: string) => {
    // Each a day after the one before, so that it is certain whose value is the newest.
    const createdAt = `2026-03-0${++day}T09:00:00Z`;
    const draft = { channelId, fields, createdAt, ...(ticketId ? { ticketId } : {}) };
    return (await elsewhere.tickets.intake(draft)).ticket.customerNumber;
  };
  const phone = '010-2345-6789';
  const caller = await arrive('call', { name: '김민서', phone }, 'T-1');
  const mail = 'minseo.kim@example.com';
  const writer = await arrive('email', { name: '김민서 고객님', mail, phone: '+82 10-2345-6789' });
  await arrive('email', { mail, usercode: 'minseo_k' });
  const stranger = await arrive('chat', { name: '김민석', mail: 'minseok@example.net', usercode: 'M100226' });
  await arrive('web', { name: '김민서', mail: 'minseo1990@example.org', phone: '010-8800-1200' });
  return { desk, elsewhere, caller, writer, stranger };
}

/** The same store for an agent who sees values and has only these rights beside that. */
export async function peopleFor(capabilities: readonly Capability[]): Promise<People> {
  const storage = memoryStorage();
  const principal = {
    user: '한지수',
    role: 'agent',
    capabilities: ['personal.view', ...capabilities],
  } as const;
  const known = await people(storage);
  return { ...known, desk: createDesk({ storage, principal }) };
}

/** The desk with some customer operations answered by the test. */
export function withCustomers(desk: Desk, answers: Partial<Desk['customers']>): Desk {
  return { ...desk, customers: { ...desk.customers, ...answers } };
}

/** Several customers merged at once without a screen. */
export async function mergeAll(
  desk: Desk,
  survivorNumber: string,
  absorbedNumbers: readonly string[],
  reason = '',
): Promise<Merge[]> {
  const request = { survivorNumber, absorbedNumbers: [...absorbedNumbers] };
  const { fingerprint } = await desk.customers.planMerge(request);
  return (await desk.customers.merge({ ...request, fingerprint, reason })).merges;
}

/** Two customers merged without a screen. */
export async function mergeQuietly(desk: Desk, survivorNumber: string, absorbedNumber: string, reason = '') {
  const [merge] = await mergeAll(desk, survivorNumber, [absorbedNumber], reason);
  return { merge: merge! };
}

/** The dialog, opened, with its customer on top. */
export async function openDialog(desk: Desk, properties: Partial<MergeDialog>): Promise<MergeDialog> {
  const dialog = put('merge-dialog', { desk, open: true, ...properties });
  await until(() => dialog.shadowRoot?.querySelector('.card bdi, .list, .status.info'), 'the dialog');
  return dialog;
}

/** Types into the search box at once, and waits for what comes of it. */
export async function search(dialog: MergeDialog, text: string): Promise<void> {
  const box = inside<HTMLInputElement>(dialog, '[name=search]');
  box.value = text;
  box.dispatchEvent(new Event('input'));
  inside<HTMLFormElement>(dialog, 'form').requestSubmit();
  const root = dialog.shadowRoot!;
  // The suggestions have a heading of their own, what was found has not.
  await until(
    () => !root.querySelector('h4') && root.querySelector('.section .status b'),
    `an answer to ${text}`,
  );
}

/** The rows that can be chosen. */
export function rows(dialog: MergeDialog): HTMLElement[] {
  return [...dialog.shadowRoot!.querySelectorAll<HTMLElement>('.list button.item')];
}

/** A ticket that came in while 김민서 and somebody else were one, and names both. */
export async function unclearTicket(desk: Desk, ticketId = 'T-9'): Promise<void> {
  const fields = { phone: '010-2345-6789', mail: 'minseok@example.net', subject: '환불 문의' };
  // Certainly after the merge, however fast a test is.
  const createdAt = new Date(Date.now() + 1000).toISOString();
  await desk.tickets.intake({ channelId: 'call', ticketId, createdAt, fields });
}

/** Ticks these among the matches. */
export async function tick(dialog: MergeDialog, ...numbers: string[]): Promise<void> {
  for (const number of numbers) {
    const find = () =>
      rows(dialog)
        .find((row) => row.textContent?.includes(number))
        ?.parentElement?.querySelector<HTMLInputElement>('.tick input');
    (await until(find, `the box of ${number}`)).click();
    await dialog.updateComplete;
  }
}

/** Finds the other one by number and looks at the preview. */
export async function choose(dialog: MergeDialog, number: string): Promise<void> {
  await search(dialog, number);
  const row = await until(() => rows(dialog).find((each) => each.textContent?.includes(number)), number);
  row.click();
  await until(() => dialog.shadowRoot!.querySelector('.compare'), 'the preview');
}

/** The button with this label. */
export function buttonOf(dialog: MergeDialog, label: string): HTMLButtonElement {
  const buttons = [...dialog.shadowRoot!.querySelectorAll('button')];
  const found = buttons.find((each) => (each.ariaLabel ?? each.textContent)?.trim() === label);
  if (!found) throw new Error(`There is no button ${label}.`);
  return found;
}

/** The texts of every status line that says something. */
export function says(dialog: MergeDialog): string {
  const lines = [...dialog.shadowRoot!.querySelectorAll('.status')];
  return lines
    .map((line) => line.textContent?.replace(/\s+/g, ' ').trim() ?? '')
    .join(' ')
    .trim();
}
