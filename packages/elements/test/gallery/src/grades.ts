/** Grades and who has them: lists, forms, two administrators, deleting, a CSV file, nothing yet, masks, and who may not. */
import '../../../src/grade-members/define.js';
import '../../../src/grade-settings/define.js';
import { provideDeskcard } from '../../../src/context.js';
import { locales } from './locales.js';
import { gradeDesk, inDays, type Given, type GradeDesk } from '../../grade-desk.js';
import { until } from '../../page.js';
import type { Scene } from './scene.js';

type Tag = 'grade-settings' | 'grade-members';

const say = (korean: string, english: string): string =>
  document.documentElement.lang === 'ko' ? korean : english;

const grades = () => [
  { name: 'VIP', color: '#7a3fb0' },
  { name: say('골드', 'Gold'), color: '#b8860b' },
  { name: say('재구매 고객', 'Regular'), color: '#1a7040' },
  { name: say('상담 주의', 'Handle with care'), color: '#c62828' },
];

const given = (): Given[] => [
  { grade: 'VIP', criterion: 'phone', value: '010-2345-6789', note: say('대표 지정', 'Chosen by the board') },
  { grade: 'VIP', criterion: 'email', value: 'minseo.kim@example.com' },
  {
    grade: grades()[1]!.name,
    criterion: 'memberId',
    value: 'minseo_k',
    note: say('봄 행사 참여', 'Spring campaign'),
    expiresAt: inDays(10),
  },
  {
    grade: grades()[3]!.name,
    criterion: 'phone',
    value: '010-9876-5432',
    note: say('반복 환불 요청', 'Asks for refunds again and again'),
    expiresAt: inDays(-3),
  },
];

interface Shown {
  readonly office: GradeDesk;
  readonly element: HTMLElement;
}

async function show(
  stage: HTMLElement,
  tag: Tag,
  who: 'admin' | 'agent' | 'masked' = 'admin',
  some: Parameters<typeof gradeDesk>[0] = { grades: grades(), given: given() },
): Promise<Shown> {
  const office = await gradeDesk(some);
  provideDeskcard(stage, { desk: office[who], locales });
  const element = document.createElement(tag);
  stage.append(element);
  if (who !== 'agent') await until(() => element.shadowRoot!.querySelector('h3'), 'the screen');
  return { office, element };
}

function find<T extends HTMLElement = HTMLInputElement>({ element }: Shown, selector: string): Promise<T> {
  return until(() => element.shadowRoot!.querySelector<T>(selector), selector);
}

async function enter(shown: Shown, selector: string, value: string): Promise<void> {
  const input = await find(shown, selector);
  input.value = value;
  input.dispatchEvent(new Event('input'));
  input.dispatchEvent(new Event('change'));
}

const click = async (shown: Shown, selector: string): Promise<void> =>
  (await find<HTMLElement>(shown, selector)).click();

async function choose(shown: Shown, text: string): Promise<void> {
  const input = await find(shown, '#csv');
  const files = new DataTransfer();
  files.items.add(new File([text], 'grades.csv', { type: 'text/csv' }));
  input.files = files.files;
  input.dispatchEvent(new Event('change'));
}

const scene = (element: Tag, state: string, show: Scene['show']): Scene => ({ element, state, show });

export const gradeScenes: readonly Scene[] = [
  scene('grade-settings', 'list', async (stage) => {
    await show(stage, 'grade-settings');
  }),
  scene('grade-settings', 'edit', async (stage) => {
    const shown = await show(stage, 'grade-settings');
    await click(shown, '.line [id$=-open]');
    await enter(shown, '#color', '#f0bf63');
  }),
  scene('grade-settings', 'new', async (stage) => {
    const shown = await show(stage, 'grade-settings');
    await click(shown, '#add');
    await enter(shown, '#color', 'teal');
    await click(shown, '[part=save]');
  }),
  scene('grade-settings', 'conflict', async (stage) => {
    const shown = await show(stage, 'grade-settings');
    await click(shown, '.line [id$=-open]');
    await enter(shown, '#name', 'VVIP');
    await shown.office.admin.grades.save({ ...shown.office.grades[0]!, name: 'VIP+', color: '#2257c4' });
    await find(shown, '.conflict');
  }),
  scene('grade-settings', 'delete', async (stage) => {
    const shown = await show(stage, 'grade-settings');
    await click(shown, '.tools [id$=-remove]');
  }),
  scene('grade-settings', 'empty', async (stage) => {
    await show(stage, 'grade-settings', 'admin', { grades: [], given: [] });
  }),
  scene('grade-settings', 'agent', async (stage) => {
    await show(stage, 'grade-settings', 'agent');
  }),
  scene('grade-settings', 'hostile', async (stage) => {
    const names = ['<img src=x onerror=alert(1)>', 'ㄱ'.repeat(50), '\u202Eمرحبا\u202C {{x}}'];
    await show(stage, 'grade-settings', 'admin', {
      grades: names.map((name, i) => ({ name, color: ['#000000', '#ffffff', '#777777'][i]! })),
      given: [],
    });
  }),
  scene('grade-members', 'list', async (stage) => {
    const shown = await show(stage, 'grade-members');
    await find(shown, '.members');
  }),
  scene('grade-members', 'give', async (stage) => {
    const shown = await show(stage, 'grade-members');
    await shown.office.admin.tickets.intake({
      channelId: 'call',
      fields: { name: '김민서', phone: '010-5555-1234' },
    });
    await enter(shown, '#value', '010 5555 1234');
    await until(
      () => /\d{3}/.test(shown.element.shadowRoot!.querySelector('.whose .status')!.textContent),
      'owner',
    );
  }),
  scene('grade-members', 'mistakes', async (stage) => {
    const shown = await show(stage, 'grade-members');
    await enter(shown, '#value', '1588-1234');
    await enter(shown, '#gradeId', shown.office.grades[0]!.gradeId);
    await enter(shown, '#until', '2020-01-01');
    await click(shown, '[part=save]');
  }),
  scene('grade-members', 'exists', async (stage) => {
    const shown = await show(stage, 'grade-members');
    await enter(shown, '#value', '+82 10 2345 6789');
    await enter(shown, '#gradeId', shown.office.grades[1]!.gradeId);
    await enter(shown, '#note', say('새 메모', 'A new note'));
    await click(shown, '[part=save]');
    await find(shown, '.conflict');
  }),
  scene('grade-members', 'edit', async (stage) => {
    const shown = await show(stage, 'grade-members');
    await click(shown, '.members [id^=edit-]');
  }),
  scene('grade-members', 'removed', async (stage) => {
    const shown = await show(stage, 'grade-members');
    await click(shown, '.tools-cell button:last-child');
    await find(shown, '#undo');
  }),
  scene('grade-members', 'import', async (stage) => {
    const shown = await show(stage, 'grade-members');
    await click(shown, '#import');
    await choose(
      shown,
      'grade,criterion,value,note\nVIP,phone,010-7777-8888,a\nVIP,phone,01077778888,b\nPlatinum,phone,010-1,\nVIP,email,minseo.kim@example.com,new\nVIP,phone,1588-1234,\n',
    );
    await find(shown, '#csv-go');
  }),
  scene('grade-members', 'masked', async (stage) => {
    const shown = await show(stage, 'grade-members', 'masked');
    await find(shown, '.members');
  }),
  scene('grade-members', 'empty', async (stage) => {
    await show(stage, 'grade-members', 'admin', { grades: [], given: [] });
  }),
  scene('grade-members', 'agent', async (stage) => {
    await show(stage, 'grade-members', 'agent');
  }),
];
