/** In the page: a customer list on a desk with many customers, scrolled in the ways people do. */
import type { CustomerSummary, Desk } from '@deskcard/core';
import type {} from '@deskcard/elements/customer-list';

type List = HTMLElementTagNameMap['customer-list'];

function customer(index: number, count: number): CustomerSummary {
  const at = new Date(Date.UTC(2026, 9, 30) - index * 300_000).toISOString();
  return {
    customerNumber: String(10_000_000 + count - index),
    values: {
      name: `김민${String.fromCharCode(0xac00 + ((index * 31) % 11_172))}`,
      phone: `****${String(10_000 + (index % 10_000)).slice(1)}`,
      email: `c***@example${index % 97}.com`,
      ...(index % 3 ? {} : { memberId: `m****` }),
    },
    absorbedNumbers: [],
    createdAt: at,
    updatedAt: at,
  };
}

const grades = [
  { gradeId: 'v', name: 'VIP', color: '#7a1fa2', order: 0, version: 1 },
  { gradeId: 'g', name: '골드', color: '#b8860b', order: 1, version: 1 },
];

/** Answers at once, so that what is measured is the list. */
function deskWith(all: readonly CustomerSummary[], answered: () => void): Desk {
  const permitted = ['customers.list'];
  const service = { customerManagement: true, role: 'admin', permitted, masked: false, customerFields: [] };
  const list = async ({ cursor = '0', limit = 50 }: { cursor?: string; limit?: number }) => {
    const from = Number(cursor);
    const end = Math.min(all.length, from + limit);
    await Promise.resolve();
    answered();
    return {
      items: all.slice(from, end),
      total: all.length,
      ...(end < all.length ? { cursor: String(end) } : {}),
    };
  };
  const match = async ({ subjects }: { subjects: { customerNumber: string }[] }) => ({
    items: subjects.map(({ customerNumber }) => grades.slice(0, Number(customerNumber) % 3)),
  });
  return {
    changes: { subscribe: () => () => undefined },
    service: { describe: async () => service },
    customers: { list },
    grades: { list: async () => ({ items: grades }), match },
  } as unknown as Desk;
}

const frame = (): Promise<number> => new Promise(requestAnimationFrame);
const rowsOf = (list: List): number => list.shadowRoot!.querySelectorAll('.customers .virtual-row').length;
const scrollerOf = (list: List): HTMLElement => list.shadowRoot!.querySelector<HTMLElement>('.customers')!;

function make(desk: Desk): List {
  const list = document.createElement('customer-list');
  list.desk = desk;
  document.body.append(list);
  return list;
}

async function firstRowsOnce(all: readonly CustomerSummary[]): Promise<number> {
  let arrived = 0;
  const list = make(deskWith(all, () => (arrived ||= performance.now())));
  while (rowsOf(list) === 0) await frame();
  // A task of its own behind the frame: what was drawn is painted.
  await new Promise((done) => setTimeout(done));
  const time = performance.now() - arrived;
  list.remove();
  return time;
}

function opened(): List {
  return document.querySelector('customer-list')!;
}

/** Puts the list on the page that the next two are about. */
export async function open(count: number): Promise<void> {
  const list = make(deskWith(customers(count), () => undefined));
  while (rowsOf(list) === 0) await frame();
}

/** Down to the last row, which makes the list ask for all of them. */
export async function fill(count: number): Promise<void> {
  const list = opened();
  const scroller = scrollerOf(list);
  const full = count * list.shadowRoot!.querySelector('.virtual-row')!.getBoundingClientRect().height;
  while (scroller.scrollHeight < full) {
    scroller.scrollTop = scroller.scrollHeight;
    await frame();
  }
}

/** By the wheel, by dragging the bar through all of it, and by jumping about. */
export async function scroll(): Promise<void> {
  const scroller = scrollerOf(opened());
  const end = scroller.scrollHeight;
  for (let step = 0; step < 120; step++) {
    scroller.scrollTop = step * 180;
    await frame();
  }
  for (let step = 0; step <= 120; step++) {
    scroller.scrollTop = (end * step) / 120;
    await frame();
  }
  for (let step = 0; step < 60; step++) {
    scroller.scrollTop = (end * ((step * 7919) % 1000)) / 1000;
    await frame();
  }
  // The labels of where it came to rest.
  await new Promise((done) => setTimeout(done, 200));
}

/** Per round, from the moment the first page is there until its rows are painted. */
export async function firstRows(count: number, rounds: number): Promise<number[]> {
  const all = customers(count);
  await firstRowsOnce(all);
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) times.push(await firstRowsOnce(all));
  return times;
}

const customers = (count: number): CustomerSummary[] =>
  Array.from({ length: count }, (_, index) => customer(index, count));
