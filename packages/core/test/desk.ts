/** A desk on memory storage with a clock and ids that a test controls. */
import {
  createDesk,
  memoryStorage,
  type CreateDeskOptions,
  type Desk,
  type MergeChoices,
  type StorageAdapter,
} from '../src/index.js';

export interface TestDesk extends Desk {
  storage: StorageAdapter;
  clock: { time: number; now(): number };
  /** the same store as somebody else sees it */
  as(principal: CreateDeskOptions['principal'], settings?: CreateDeskOptions['settings']): Desk;
}

/** Each reading of the clock is one second later, so that "newest first" means something. */
export function testDesk(options: Partial<CreateDeskOptions> = {}): TestDesk {
  const storage = options.storage ?? memoryStorage();
  const clock = { time: Date.UTC(2026, 0, 15, 9), now: () => (clock.time += 1000) };
  let count = 0;
  const ids = {
    next: () => `id-${String(++count).padStart(6, '0')}`,
    secret: (bytes: number) => 'a1'.repeat(bytes),
  };
  const open = (more: Partial<CreateDeskOptions>): Desk =>
    createDesk({
      principal: { user: 'mina', role: 'admin' },
      checkAnswers: true,
      ...options,
      ...more,
      storage,
      clock,
      ids,
    });
  return Object.assign(open({}), {
    storage,
    clock,
    as: (principal: CreateDeskOptions['principal'], settings?: CreateDeskOptions['settings']) =>
      open({ principal, settings: { ...options.settings, ...settings } }),
  });
}

export const call = (phone: string, more: Record<string, string> = {}) => ({
  channelId: 'call',
  fields: { phone, ...more },
});
export const mail = (address: string, more: Record<string, string> = {}) => ({
  channelId: 'email',
  fields: { mail: address, ...more },
});

/** Merges as an agent does, preview first; the id of the merge. */
export async function mergeInto(
  desk: Desk,
  survivorNumber: string,
  absorbedNumber: string,
  choices: MergeChoices = {},
): Promise<string> {
  const pair = { survivorNumber, absorbedNumbers: [absorbedNumber], choices };
  const { fingerprint } = await desk.customers.planMerge(pair);
  return (await desk.customers.merge({ ...pair, fingerprint })).merges[0]!.mergeId;
}
