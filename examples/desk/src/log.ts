/** The log page: what the server of the sandbox did, live, newest first. */
import type { ActivityKind, LogEntry } from './activity.js';
import { readConfig } from './data.js';
import { fill, h, type Child } from './dom.js';
import { gatewayData } from './gateway-data.js';
import { icon } from './icons.js';
import { auditTrail } from './log-audit.js';
import { logTexts } from './log-texts.js';
import { readPreferences } from './preferences.js';
import { smallBar } from './small-bar.js';
import { en } from './texts-en.js';
import { ko } from './texts-ko.js';

const KEPT = 500;
const kinds = ['request', 'change', 'lookup', 'mail'] as const;

const preferences = readPreferences('1');
const { language } = preferences;
const t = { ko, en }[language];
const words = logTexts[language];
document.documentElement.lang = language;
document.documentElement.dataset['theme'] = preferences.theme;
document.title = `${words.title} · ${t.product}`;

const config = await readConfig();
const place = h('main', { class: 'log' });
document.body.replaceChildren(
  h(
    'div',
    { class: 'page' },
    smallBar(t, words.title, words.hint, [
      h('a', { class: 'button', href: '/' }, icon('person'), t.oneSeat),
      h('a', { class: 'button', href: '/seats' }, icon('seats'), t.seats),
    ]),
    place,
  ),
);
if (config.data === 'page') fill(place, h('p', { class: 'log-empty' }, words.inPage));
else if (preferences.role === 'admin') await showBoth();
else fill(place, live());

/** Administrators may also look at the audit trail, which their desk gives them. */
async function showBoth(): Promise<void> {
  const desk = await gatewayData('1').signIn(preferences);
  const views = {
    log: live(),
    audit: [h('p', { class: 'muted' }, words.auditHint), auditTrail(desk, words, t, language)],
  };
  const names = ['log', 'audit'] as const;
  const buttons = names.map((name) =>
    h('button', { type: 'button', onclick: () => show(name) }, words[name]),
  );
  const chooser = h('nav', { class: 'areas', 'aria-label': words.show }, buttons);
  const show = (chosen: (typeof names)[number]): void => {
    names.forEach((name, index) => {
      if (name === chosen) buttons[index]!.setAttribute('aria-current', 'page');
      else buttons[index]!.removeAttribute('aria-current');
    });
    fill(place, h('div', { class: 'log-head' }, chooser), views[chosen]);
  };
  show('log');
}

function live(): HTMLElement[] {
  const state = h('p', { class: 'log-state', role: 'status' });
  const rows = h('tbody');
  const empty = h('p', { class: 'log-empty' }, words.empty);
  let shown: ActivityKind | undefined;
  const settle = (): void => {
    for (const row of rows.children) {
      (row as HTMLElement).hidden = shown !== undefined && row.getAttribute('data-kind') !== shown;
    }
    empty.hidden = rows.querySelector('tr:not([hidden])') !== null;
  };
  const buttons = [undefined, ...kinds].map((kind) => {
    const button = h('button', { type: 'button' }, kind === undefined ? words.all : words.kind[kind]);
    button.addEventListener('click', () => {
      shown = kind;
      for (const each of buttons) each.setAttribute('aria-pressed', String(each === button));
      settle();
    });
    return button;
  });
  const head = h(
    'div',
    { class: 'log-head' },
    h('div', { class: 'choice', role: 'group', 'aria-label': words.show }, buttons),
    state,
  );
  const box = h(
    'div',
    { class: 'log-box', tabindex: '0', role: 'group', 'aria-label': words.title },
    tableOf(rows),
    empty,
  );
  buttons[0]!.click();

  const source = new EventSource('/sandbox/log');
  source.addEventListener('open', () => {
    state.classList.remove('lost');
    state.textContent = words.live;
  });
  source.addEventListener('error', () => {
    state.classList.add('lost');
    state.textContent = words.lost;
  });
  source.addEventListener('message', ({ data }: MessageEvent<string>) => {
    rows.prepend(rowOf(JSON.parse(data) as LogEntry));
    rows.children[KEPT]?.remove();
    settle();
  });
  return [head, box];
}

function tableOf(rows: HTMLElement): HTMLElement {
  const { about: _, ...columns } = words.heads;
  const heads = Object.entries(columns).map(([name, text]) =>
    h('th', { scope: 'col', class: name === 'ms' && 'number' }, text),
  );
  return h('table', {}, h('thead', {}, h('tr', {}, heads)), rows);
}

function rowOf(entry: LogEntry): HTMLElement {
  const { what, who, outcome, isBad } = partsOf(entry);
  const time = new Intl.DateTimeFormat(language, { timeStyle: 'medium' }).format(new Date(entry.at));
  return h(
    'tr',
    { 'data-kind': entry.kind },
    h('td', {}, h('time', { datetime: entry.at }, time)),
    h('td', { class: `log-kind ${entry.kind}` }, words.kind[entry.kind]),
    h('td', {}, what),
    h('td', { class: 'muted' }, who),
    h('td', { class: isBad && 'bad' }, outcome),
    h('td', { class: 'number muted' }, 'ms' in entry && entry.ms.toFixed(entry.ms < 10 ? 1 : 0)),
  );
}

interface RowParts {
  what: Child;
  who?: Child;
  outcome?: Child;
  isBad?: boolean;
}

function partsOf(entry: LogEntry): RowParts {
  switch (entry.kind) {
    case 'request': {
      const { operation, by, role, status, code } = entry;
      const who = by && (role ? `${by} · ${t.role[role]}` : by);
      return { what: h('code', {}, operation), who, outcome: code ?? status, isBad: status >= 400 };
    }
    case 'change': {
      const what = words.change[entry.type as keyof typeof words.change] ?? entry.type;
      return { what: [what, entry.about && h('code', { class: 'muted' }, ` ${entry.about}`)] };
    }
    case 'lookup':
      return { what: entry.host, outcome: entry.outcome, isBad: entry.outcome !== 'HTTP 200' };
    case 'mail':
      return { what: words.kind.mail, outcome: entry.outcome, isBad: entry.outcome !== 'sent' };
  }
}
