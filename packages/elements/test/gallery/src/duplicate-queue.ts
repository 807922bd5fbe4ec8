/** The queue of duplicates: a pair, something against it, errors, nothing to decide, a scan, masks, and who may not. */
import { DeskError, type Desk } from '@deskcard/core';
import { provideDeskcard } from '../../../src/context.js';
import {
  arrive,
  duplicateDesk,
  shownPair,
  type DuplicateDesk,
  type DuplicateDeskOptions,
} from '../../duplicate-desk.js';
import { until } from '../../page.js';
import { locales } from './locales.js';
import type { Scene } from './scene.js';

interface Shown {
  readonly office: DuplicateDesk;
  readonly element: HTMLElement;
}

async function show(
  stage: HTMLElement,
  options: DuplicateDeskOptions = {},
  prepare: (office: DuplicateDesk) => Desk | Promise<Desk> = ({ desk }) => desk,
): Promise<Shown> {
  const office = await duplicateDesk(options);
  provideDeskcard(stage, { desk: await prepare(office), locales });
  const element = document.createElement('duplicate-queue');
  stage.append(element);
  await until(() => element.shadowRoot!.querySelector('#pair, #empty, .status.info'), 'the queue');
  return { office, element };
}

const ready = ({ element }: Shown): Promise<unknown> =>
  until(() => element.shadowRoot!.querySelector('#merge:not([aria-disabled])'), 'the preview');

async function press(shown: Shown, selector: string): Promise<void> {
  await ready(shown);
  shown.element.shadowRoot!.querySelector<HTMLElement>(selector)!.click();
}

/** A member with another id on the same telephone, who has called and written often. */
async function doubtful({ desk, elsewhere }: DuplicateDesk): Promise<Desk> {
  const phone = '010-2345-6789';
  await arrive(elsewhere, 'call', { name: '김민서', phone, usercode: 'minseo_k' }, '2026-01-04T03:00:00Z');
  await arrive(elsewhere, 'call', { name: '김민서', phone, mail: 'minseo@example.com' });
  await arrive(elsewhere, 'email', {
    name: '김민석',
    mail: 'minseo@example.co.kr',
    phone,
    usercode: 'M100226',
  });
  return desk;
}

const scanning = (desk: Desk, done: number, isFinished = false): Desk => ({
  ...desk,
  duplicates: {
    ...desk.duplicates,
    scan: () =>
      Promise.resolve({
        done,
        total: 12_480,
        found: 37,
        startedAt: '2026-05-02T03:00:00.000Z',
        ...(isFinished ? { finishedAt: '2026-05-02T03:04:00.000Z' } : {}),
      }),
  },
});

const scene = (state: string, show: Scene['show']): Scene => ({ element: 'duplicate-queue', state, show });

export const queueScenes: readonly Scene[] = [
  scene('pair', async (stage) => {
    await ready(await show(stage, { pairs: 12 }));
  }),
  scene('doubtful', async (stage) => {
    const shown = await show(stage, { pairs: 0 }, doubtful);
    await ready(shown);
  }),
  scene('anyway', async (stage) => {
    await press(await show(stage, { pairs: 0 }, doubtful), '#merge');
  }),
  scene('decided', async (stage) => {
    const shown = await show(stage, { pairs: 4 });
    await press(shown, '#not-same');
    await until(() => shown.element.shadowRoot!.querySelector('.last .status.ok'), 'the decision');
  }),
  scene('failed', async (stage) => {
    const fails = (): Promise<never> => Promise.reject(new DeskError('desk_unreachable', ''));
    const shown = await show(stage, { pairs: 4 }, ({ desk }) => ({
      ...desk,
      duplicates: { ...desk.duplicates, decide: fails },
    }));
    await press(shown, '#not-same');
    await until(() => shown.element.shadowRoot!.querySelector('.status.error'), 'the error');
  }),
  scene('gone', async (stage) => {
    const shown = await show(stage, { pairs: 3 });
    await ready(shown);
    const [customerNumber, otherNumber] = shownPair(shown.element) as [string, string];
    const { elsewhere } = shown.office;
    await elsewhere.duplicates.decide({ customerNumber, otherNumber, decision: 'notSame' });
    await until(() => shown.element.shadowRoot!.querySelector('#go-on'), 'that it is gone');
  }),
  scene('nothing', async (stage) => {
    await show(stage, { pairs: 0 });
  }),
  scene('scanning', async (stage) => {
    const shown = await show(stage, { pairs: 2 }, ({ desk }) => {
      let step = 0;
      const slow = scanning(desk, 4200);
      const scan = slow.duplicates.scan;
      return {
        ...slow,
        duplicates: {
          ...slow.duplicates,
          scan: (...given: Parameters<typeof scan>) =>
            step++ === 0 ? scan(...given) : new Promise<never>(() => undefined),
        },
      };
    });
    await press(shown, '#scan');
  }),
  scene('scan-stopped', async (stage) => {
    const shown = await show(stage, { pairs: 2 }, ({ desk }) => {
      let step = 0;
      const slow = scanning(desk, 4200);
      return {
        ...slow,
        duplicates: {
          ...slow.duplicates,
          scan: (input, options) =>
            step++ === 0
              ? slow.duplicates.scan(input, options)
              : Promise.reject(new DeskError('desk_unreachable', '')),
        },
      };
    });
    await press(shown, '#scan');
  }),
  scene('scanned', async (stage) => {
    const shown = await show(stage, { pairs: 2 }, ({ desk }) => scanning(desk, 12_480, true));
    await press(shown, '#scan');
  }),
  scene('masked', async (stage) => {
    await ready(await show(stage, { pairs: 3, capabilities: ['customers.merge'] }));
  }),
  scene('agent', async (stage) => {
    await show(stage, { role: 'agent' });
  }),
  scene('not-permitted', async (stage) => {
    await show(stage, { capabilities: ['personal.view'] });
  }),
];
