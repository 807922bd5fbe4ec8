/** A grade is deleted only after a person has read how many have it and chosen the one they get instead (D7). */
import { html, nothing } from 'lit';
import { isDeskError } from '@deskcard/core/errors';
import type { Grade, GradeUsage } from '@deskcard/core';
import { READ_MS, within } from '../deadline.js';
import { ask, tell } from '../events.js';
import { selectField } from '../parts/field.js';
import type { Status } from '../parts/status.js';
import type { Ui } from './grade-form.js';

export interface Doomed {
  readonly grade: Grade;
  readonly others: readonly Grade[];
  readonly usage: GradeUsage | undefined;
}

type Ended = (said: Status | undefined, isGone: boolean) => void;

export function askToRemove(ui: Ui, doomed: Doomed, ended: Ended): void {
  const { t, common } = ui;
  const { grade, others, usage } = doomed;
  const { assignments: count = 0, more = false } = usage ?? {};
  const isUsed = count > 0;
  let reassignTo = '';
  let isMissing = false;
  const choose = (value: string): void => {
    reassignTo = value;
    isMissing = false;
    ui.update();
  };
  ui.ask({
    title: t.removeTitle(grade.name),
    body: () =>
      !isUsed
        ? html`<p>${t.removeUnused}</p>`
        : others.length === 0
          ? html`<p>${t.removeLast(count)}</p>`
          : html`<p>${t.removeUsed(count, more)}</p>
              ${selectField({
                id: 'reassign',
                label: t.reassignTo,
                value: reassignTo,
                error: isMissing ? ui.describeIssue({ code: 'required' }) : undefined,
                required: true,
                requiredText: common.required,
                options: [
                  { value: '', label: t.choose },
                  ...others.map(({ gradeId, name }) => ({ value: gradeId, label: name })),
                ],
                onInput: choose,
              })}${nothing}`,
    yes: common.remove,
    isReady: () => {
      isMissing = isUsed && reassignTo === '';
      if (isMissing) void ui.focus('#reassign');
      return !isMissing;
    },
    act: () => remove(ui, doomed, isUsed ? reassignTo : undefined, ended),
  });
}

async function remove(ui: Ui, doomed: Doomed, reassignTo: string | undefined, ended: Ended): Promise<void> {
  const { t, desk, host } = ui;
  const { gradeId, name } = doomed.grade;
  const what = { gradeId, name, reassignTo };
  if (!ask(host, 'deskcard-before-grade-remove', what)) return;
  try {
    const input = { gradeId, ...(reassignTo === undefined ? {} : { reassignTo }) };
    const { reassigned } = await within(READ_MS, ui.connection(), (signal) =>
      desk.grades.remove(input, { signal }),
    );
    const other = doomed.others.find((each) => each.gradeId === reassignTo)?.name;
    ui.say(other === undefined ? t.removed(name) : t.removedTo(name, other, reassigned));
    tell(host, 'deskcard-grade-removed', what);
    ended(undefined, true);
  } catch (error) {
    const isGone = isDeskError(error) && error.code === 'grade_not_found';
    // Given to somebody meanwhile: ask again, with the number as it is now.
    if (isDeskError(error) && error.code === 'grade_in_use') {
      const { assignments = 1 } = error.details as { assignments?: number };
      return askToRemove(ui, { ...doomed, usage: { gradeId, assignments, more: false } }, ended);
    }
    ended(ui.failure(error), isGone && reassignTo === undefined);
  }
}
