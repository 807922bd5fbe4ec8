/** Grades as labels: one, several, long, light and dark colours, and none at all. */
import type { Grade } from '@deskcard/core';
import '../../../src/customer-badge/define.js';
import { provideDeskcard } from '../../../src/context.js';
import { locales } from './locales.js';
import type { BadgeGrade } from '../../../src/customer-badge/labels.js';
import { fakeDesk } from '../../fake-desk.js';
import type { Scene } from './scene.js';

const grade = (order: number, name: string, color: string): Grade => {
  return { gradeId: `g${order}`, name, color, order, version: 1 };
};
const vip = grade(0, 'VIP', '#7a3fb0');
const gold = grade(1, '골드', '#e3b341');
const dormant = grade(2, '휴면', '#8792a2');
const blocked = grade(3, 'Do not call', '#b3261e');

function badge(grades: readonly BadgeGrade[]): HTMLElement {
  const element = document.createElement('customer-badge');
  element.grades = grades;
  return element;
}

function provide(stage: HTMLElement, byTicket: Record<string, Grade[]>): void {
  const { desk } = fakeDesk({
    'grades.match': ({ subjects }) => ({
      items: subjects.map(({ ticketId }) => byTicket[ticketId ?? ''] ?? []),
    }),
  });
  provideDeskcard(stage, { desk, locales });
}

function line(...parts: (string | Node)[]): HTMLElement {
  const p = document.createElement('p');
  p.append(...parts);
  return p;
}

export const badgeScenes: readonly Scene[] = [
  {
    element: 'customer-badge',
    state: 'one',
    show(stage) {
      provide(stage, { 'T-1': [vip] });
      const element = document.createElement('customer-badge');
      element.ticketId = 'T-1';
      stage.append(line('김민서 ', element, ' · 010-2345-6789'));
    },
  },
  {
    element: 'customer-badge',
    state: 'several',
    show(stage) {
      provide(stage, { 'T-1': [vip, gold, dormant, blocked] });
      const element = document.createElement('customer-badge');
      element.ticketId = 'T-1';
      stage.append(line('김민서 ', element, ' · 010-2345-6789'));
    },
  },
  {
    element: 'customer-badge',
    state: 'colours',
    show(stage) {
      provide(stage, {});
      const colours = [
        '#000000',
        '#ffffff',
        '#ff0000',
        '#00ff00',
        '#0000ff',
        '#ffff00',
        '#777777',
        '#161a20',
      ];
      stage.append(line(...colours.flatMap((color) => [badge([{ name: color, color }]), ' '])));
      stage.append(
        line('red;position:fixed → ', badge([{ name: 'Unknown colour', color: 'red;position:fixed' }])),
      );
    },
  },
  {
    element: 'customer-badge',
    state: 'long',
    show(stage) {
      provide(stage, {});
      const name = '장기 우수 고객 (2019년 이후 가입, 분기별 만족도 조사 대상)';
      const long = { name, color: '#1f6f5c', gradeId: 'l' };
      const narrow = document.createElement('div');
      narrow.style.width = '220px';
      narrow.append(badge([long]), line(badge([long, vip, gold])));
      stage.append(narrow);
    },
  },
  {
    element: 'customer-badge',
    state: 'none',
    show(stage) {
      provide(stage, {});
      stage.append(line('[', badge([]), ']'));
    },
  },
];
