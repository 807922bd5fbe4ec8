/** In the page: makes spans and badges in turn and times creation with layout. */
const grades = [
  { gradeId: 'g1', name: 'VIP', color: '#7a1fa2', order: 0, version: 1 },
  { gradeId: 'g2', name: '골드', color: '#b8860b', order: 1, version: 1 },
  { gradeId: 'g3', name: 'Caution', color: '#c62828', order: 2, version: 1 },
];

type Kind = 'spans' | 'badges';

/** The look of a badge, written by hand. */
const spanCss = `.raw {
  display: inline-block; box-sizing: border-box; max-width: 100%; padding: 0 7px; vertical-align: middle;
  border: 1px solid rgb(0 0 0 / 0.14); border-radius: 4px; font-size: 11px; font-weight: 600; line-height: 1.65;
  word-break: keep-all; overflow-wrap: anywhere;
}`;

function one(kind: Kind, i: number): HTMLElement {
  const grade = grades[i % grades.length]!;
  if (kind === 'badges') {
    const badge = document.createElement('customer-badge') as HTMLElement & { grades: unknown };
    badge.grades = [grade];
    return badge;
  }
  const span = document.createElement('span');
  span.className = 'raw';
  span.style.backgroundColor = grade.color;
  span.style.color = '#ffffff';
  span.textContent = grade.name;
  return span;
}

/** Adds `count` of them, each in a row of its own as in a list, and waits until all have drawn. */
export async function fill(kind: Kind, count: number): Promise<HTMLElement> {
  const list = document.createElement('div');
  for (let i = 0; i < count; i++) {
    const row = document.createElement('div');
    row.append(one(kind, i));
    list.append(row);
  }
  document.body.append(list);
  await (list.lastElementChild!.firstElementChild as HTMLElement & { updateComplete?: Promise<unknown> })
    .updateComplete;
  void list.offsetHeight;
  return list;
}

async function timed(kind: Kind, count: number): Promise<number> {
  const start = performance.now();
  const list = await fill(kind, count);
  const time = performance.now() - start;
  if (list.offsetHeight < count * 10) throw new Error(`${kind} were not drawn`);
  list.remove();
  (globalThis as { gc?: () => void }).gc?.();
  await new Promise((done) => setTimeout(done, 50));
  return time;
}

export async function run({
  count,
  rounds,
}: {
  count: number;
  rounds: number;
}): Promise<Record<Kind, number[]>> {
  const style = document.createElement('style');
  style.textContent = spanCss;
  document.head.append(style);
  const times: Record<Kind, number[]> = { spans: [], badges: [] };
  await timed('spans', count);
  await timed('badges', count);
  for (let round = 0; round < rounds; round++) {
    for (const kind of ['spans', 'badges'] as const) times[kind].push(await timed(kind, count));
  }
  return times;
}
