/** Who has which grade, by phone, e-mail or member id, with details (R23, R26–R28). */
import { isDeskError, type Grade, type GradeAssignment, type IdentifierKind } from 'deskcard';
import type { App } from './app.js';
import { fill, h, newId } from './dom.js';
import { day } from './format.js';
import { icon } from './icons.js';

const PAGE = 20;
const criteria: readonly IdentifierKind[] = ['phone', 'email', 'memberId'];

export function assignmentList(app: App, signal: AbortSignal): HTMLElement {
  const { t } = app;
  const rows = h('tbody');
  const empty = h('p', { class: 'muted', hidden: true }, t.settings.noAssignments);
  const more = h('button', { type: 'button', class: 'button small', hidden: true }, t.settings.more);
  const filter = h('select', { class: 'input', 'aria-label': t.settings.grade });
  const adder = assignmentForm(app);
  let grades: readonly Grade[] = [];
  let limit = PAGE;

  const load = async (): Promise<void> => {
    try {
      grades = (await app.desk.grades.list()).items;
      const chosen = filter.value;
      const options = grades.map(({ gradeId, name }) => h('option', { value: gradeId }, name));
      fill(filter, h('option', { value: '' }, t.settings.anyGrade), options);
      filter.value = grades.some(({ gradeId }) => gradeId === chosen) ? chosen : '';
      adder.offer(grades);
      const gradeId = filter.value === '' ? {} : { gradeId: filter.value };
      const page = await app.desk.grades.assignments({ ...gradeId, limit });
      fill(
        rows,
        page.items.map((each) => row(app, each, grades)),
      );
      empty.hidden = page.items.length > 0;
      more.hidden = page.cursor === undefined || limit >= 100;
    } catch (error) {
      app.complain(error);
    }
  };
  filter.addEventListener('change', () => {
    limit = PAGE;
    void load();
  });
  more.addEventListener('click', () => {
    limit = Math.min(100, limit + PAGE * 2);
    void load();
  });
  signal.addEventListener(
    'abort',
    app.desk.changes.subscribe((change) => {
      if (change.type === 'gradesChanged') void load();
    }),
  );
  void load();
  return h(
    'section',
    { class: 'card', 'aria-label': t.settings.assignments },
    h('div', { class: 'card-head' }, h('h2', {}, t.settings.assignments), filter),
    adder.element,
    h(
      'div',
      { class: 'table-box', tabindex: '0', role: 'group', 'aria-label': t.settings.assignments },
      table(app, rows),
    ),
    empty,
    more,
  );
}

function table(app: App, rows: HTMLElement): HTMLElement {
  const { settings } = app.t;
  const heads = [settings.grade, settings.criterion.phone, settings.note, settings.by];
  heads[1] = settings.value;
  return h(
    'table',
    {},
    h(
      'thead',
      {},
      h(
        'tr',
        {},
        heads.map((each) => h('th', { scope: 'col' }, each)),
        h('td'),
      ),
    ),
    rows,
  );
}

function row(app: App, assignment: GradeAssignment, grades: readonly Grade[]): HTMLElement {
  const { t, preferences } = app;
  const { assignmentId, gradeId, criterion, value, note, createdAt, createdBy } = assignment;
  const badge = h('customer-badge');
  badge.grades = grades.filter((each) => each.gradeId === gradeId);
  const label = `${t.settings.removeGrade}: ${value}`;
  const remove = async (): Promise<void> => {
    try {
      await app.desk.grades.unassign({ assignmentId });
    } catch (error) {
      app.complain(error);
    }
  };
  return h(
    'tr',
    {},
    h('td', {}, badge),
    h('td', {}, h('span', { class: 'muted' }, t.settings.criterion[criterion]), ' ', value),
    h('td', {}, note),
    h('td', { class: 'muted' }, `${day(createdAt, preferences.language)} · ${createdBy}`),
    h(
      'td',
      {},
      h(
        'button',
        { type: 'button', class: 'button bare', 'aria-label': label, title: label, onclick: remove },
        icon('trash'),
      ),
    ),
  );
}

function assignmentForm(app: App): { element: HTMLElement; offer(grades: readonly Grade[]): void } {
  const { t } = app;
  const grade = h('select', { class: 'input', 'aria-label': t.settings.grade });
  const criterion = h(
    'select',
    { class: 'input', 'aria-label': t.settings.value },
    criteria.map((each) => h('option', { value: each }, t.settings.criterion[each])),
  );
  const faultId = newId();
  const value = h('input', {
    class: 'input',
    'aria-label': t.settings.value,
    placeholder: t.settings.value,
    'aria-describedby': faultId,
    maxlength: 100,
    required: true,
  });
  const note = h('input', {
    class: 'input',
    'aria-label': t.settings.note,
    placeholder: t.settings.note,
    maxlength: 500,
  });
  const fault = h('p', { class: 'fault', id: faultId, role: 'status' });
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    fill(fault);
    value.setAttribute('aria-invalid', 'false');
    try {
      await app.desk.grades.assign({
        gradeId: grade.value,
        criterion: criterion.value as IdentifierKind,
        value: value.value,
        note: note.value,
      });
      value.value = note.value = '';
    } catch (error) {
      if (!isDeskError(error) || error.issues.length === 0) return app.complain(error);
      fill(fault, t.settings.invalid);
      value.setAttribute('aria-invalid', 'true');
      value.focus();
    }
  };
  const button = h('button', { class: 'button primary small' }, t.settings.assign);
  return {
    element: h(
      'form',
      { class: 'assign', novalidate: true, onsubmit: submit },
      grade,
      criterion,
      value,
      note,
      button,
      fault,
    ),
    offer(grades) {
      const chosen = grade.value;
      fill(
        grade,
        grades.map((each) => h('option', { value: each.gradeId }, each.name)),
      );
      if (grades.some(({ gradeId }) => gradeId === chosen)) grade.value = chosen;
    },
  };
}
