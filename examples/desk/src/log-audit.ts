/** The audit trail, for administrators: who changed settings, grades and merges, and who looked at masked values. */
import type { AuditEntry, Desk } from 'deskcard';
import { fill, h } from './dom.js';
import { explain } from './explain.js';
import { fullTime } from './format.js';
import type { LogTexts } from './log-texts.js';
import type { Language } from './service.js';
import type { Texts } from './texts-en.js';

const PAGE = 50;

/** Reads itself anew whenever the desk says that something changed. */
export function auditTrail(desk: Desk, words: LogTexts, t: Texts, language: Language): HTMLElement {
  const rows = h('tbody');
  const empty = h('p', { class: 'log-empty', hidden: true });
  const more = h('button', { type: 'button', class: 'button small log-more', hidden: true }, words.more);
  let limit = PAGE;
  let turn = 0;
  const load = async (): Promise<void> => {
    const mine = (turn += 1);
    try {
      const { items, cursor } = await desk.audit.list({ limit });
      if (mine !== turn) return;
      fill(
        rows,
        items.map((entry) => rowOf(entry, t, language)),
      );
      fill(empty, words.noAudit);
      empty.hidden = items.length > 0;
      more.hidden = cursor === undefined || limit === 100;
    } catch (error) {
      const [what, hint] = explain(error, language);
      fill(empty, what, ' ', hint);
      empty.hidden = false;
    }
  };
  more.addEventListener('click', () => {
    limit = 100;
    void load();
  });
  desk.changes.subscribe(() => void load());
  void load();
  const heads = [words.heads.time, words.heads.who, words.heads.what, words.heads.about];
  return h(
    'div',
    { class: 'log-box', tabindex: '0', role: 'group', 'aria-label': words.audit },
    h(
      'table',
      {},
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          heads.map((head) => h('th', { scope: 'col' }, head)),
        ),
      ),
      rows,
    ),
    empty,
    more,
  );
}

function rowOf({ at, by, operation, subject, facts }: AuditEntry, t: Texts, language: Language): HTMLElement {
  const told = Object.entries(facts).map(([name, fact]) =>
    h('span', {}, `${name}: ${Array.isArray(fact) ? fact.join(', ') : String(fact)}`),
  );
  const ids = subject.kind === 'customer' ? [subject.id, ...(subject.otherIds ?? [])].join(', ') : '';
  return h(
    'tr',
    {},
    h('td', {}, h('time', { datetime: at }, fullTime(at, language))),
    h('td', {}, `${by.user} · ${t.role[by.role]}`),
    h('td', {}, h('code', {}, operation)),
    h('td', {}, h('div', { class: 'log-facts' }, ids !== '' && h('b', {}, ids), told)),
  );
}
