/** The grades with name and colour (R25), in the order in which their labels stand (D7). */
import { isDeskError, type Grade } from 'deskcard';
import type { App } from './app.js';
import { fill, h, newId } from './dom.js';
import { explainIssue } from './explain.js';
import { icon, type IconName } from './icons.js';

export function gradeList(app: App, signal: AbortSignal): HTMLElement {
  const { t } = app;
  const list = h('ul', { class: 'grade-list' });
  const said = h('p', { class: 'fault', role: 'status' });
  let grades: readonly Grade[] = [];

  const load = async (): Promise<void> => {
    grades = (await app.desk.grades.list()).items;
    fill(
      list,
      grades.map((grade, index) => gradeLine(grade, index)),
    );
  };
  const attempt = async (work: () => Promise<unknown>): Promise<void> => {
    fill(said);
    try {
      await work();
    } catch (error) {
      const [issue] = isDeskError(error) ? error.issues : [];
      if (issue)
        fill(
          said,
          issue.code === 'duplicate'
            ? t.settings.duplicateName
            : explainIssue(issue, app.preferences.language),
        );
      else app.complain(error);
    }
  };
  const move = (from: number, to: number): Promise<unknown> => {
    const gradeIds = grades.map(({ gradeId }) => gradeId);
    gradeIds.splice(to, 0, ...gradeIds.splice(from, 1));
    return app.desk.grades.reorder({ gradeIds });
  };
  const remove = async ({ gradeId, name }: Grade, line: HTMLElement): Promise<void> => {
    try {
      await app.desk.grades.remove({ gradeId });
    } catch (error) {
      if (!isDeskError(error) || error.code !== 'grade_in_use') throw error;
      askForHeir(
        app,
        line,
        name,
        grades.filter((each) => each.gradeId !== gradeId),
        (reassignTo) => attempt(() => app.desk.grades.remove({ gradeId, reassignTo })),
      );
    }
  };

  const gradeLine = (grade: Grade, index: number): HTMLElement => {
    const line = gradeForm(app, grade, (draft) => attempt(() => app.desk.grades.save(draft)), [
      tool('up', `${t.settings.moveUp}: ${grade.name}`, index > 0, () =>
        attempt(() => move(index, index - 1)),
      ),
      tool('down', `${t.settings.moveDown}: ${grade.name}`, index < grades.length - 1, () =>
        attempt(() => move(index, index + 1)),
      ),
      tool('trash', `${t.settings.removeGrade}: ${grade.name}`, true, () =>
        attempt(() => remove(grade, line)),
      ),
    ]);
    return line;
  };

  signal.addEventListener(
    'abort',
    app.desk.changes.subscribe((change) => {
      if (change.type === 'gradesChanged') void attempt(load);
    }),
  );
  void attempt(load);
  return h(
    'section',
    { class: 'card', 'aria-label': t.settings.grades },
    h('h2', {}, t.settings.grades),
    list,
    gradeForm(app, undefined, (draft) => attempt(() => app.desk.grades.save(draft)), []),
    said,
  );
}

function tool(sign: IconName, label: string, isUsable: boolean, act: () => void): HTMLElement {
  const props = { type: 'button', class: 'button bare', 'aria-label': label, title: label };
  return h('button', { ...props, disabled: !isUsable, onclick: act }, icon(sign));
}

type GradeDraft = Pick<Grade, 'name' | 'color'> & { gradeId?: string; version?: number };

/** A line in the list for a grade, or the line that adds one. */
function gradeForm(
  app: App,
  grade: Grade | undefined,
  save: (draft: GradeDraft) => Promise<void>,
  tools: readonly HTMLElement[],
): HTMLElement {
  const { t } = app;
  const name = h('input', {
    class: 'input',
    required: true,
    maxlength: 50,
    'aria-label': t.settings.gradeName,
    placeholder: t.settings.gradeName,
    '.value': grade?.name ?? '',
  });
  const color = h('input', {
    type: 'color',
    'aria-label': t.settings.gradeColor,
    '.value': grade?.color ?? '#2f6db5',
  });
  const preview = h('customer-badge', { class: 'preview' });
  const button = h('button', { class: 'button small' }, grade ? t.settings.saveGrade : t.settings.addGrade);
  const draw = (): void => {
    preview.grades = name.value.trim() === '' ? [] : [{ name: name.value, color: color.value }];
    button.disabled = grade
      ? name.value === grade.name && color.value === grade.color
      : name.value.trim() === '';
  };
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const known = grade && { gradeId: grade.gradeId, version: grade.version };
    await save({ ...known, name: name.value.trim(), color: color.value });
    if (!grade) name.value = '';
    draw();
  };
  const line = h(
    'form',
    { class: 'grade-line', onsubmit: submit, oninput: draw },
    color,
    name,
    h('span', { class: 'preview-box' }, preview),
    button,
    h('span', { class: 'tools' }, tools),
  );
  draw();
  return grade ? h('li', {}, line) : line;
}

/** D7: a grade in use goes only when somebody says which grade takes over. */
function askForHeir(
  app: App,
  line: HTMLElement,
  name: string,
  others: readonly Grade[],
  remove: (gradeId: string) => void,
): void {
  const { settings, cancel } = app.t;
  const id = newId();
  const select = h(
    'select',
    { class: 'input', id },
    others.map((each) => h('option', { value: each.gradeId }, each.name)),
  );
  const ask = h(
    'div',
    { class: 'heir' },
    h('label', { for: id }, settings.reassign(name)),
    select,
    h(
      'button',
      { type: 'button', class: 'button small danger', onclick: () => remove(select.value) },
      settings.removeGrade,
    ),
    h('button', { type: 'button', class: 'button small', onclick: () => ask.remove() }, cancel),
  );
  line.querySelector('.heir')?.remove();
  line.append(ask);
  select.focus();
}
