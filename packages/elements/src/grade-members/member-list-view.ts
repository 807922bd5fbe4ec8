/** How the list of who has which grade looks: conditions above, a table that becomes lines where it is narrow. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Grade, GradeAssignment } from '@deskcard/core';
import { button } from '../parts/button.js';
import { selectField, textField } from '../parts/field.js';
import { gradeLabel } from '../parts/grade-label.js';
import { editIcon, trashIcon, undoIcon } from '../parts/icons.js';
import { skeleton } from '../parts/skeleton.js';
import { status, type Status } from '../parts/status.js';
import { untilText } from './member-form-view.js';
import type { Ui } from './member-form.js';
import type { Conditions, MemberList } from './member-list.js';

export interface MemberActions {
  readonly edit: (assignment: GradeAssignment) => void;
  readonly take: (assignment: GradeAssignment) => void;
  /** the assignment that is in the form */
  readonly editedId: string | undefined;
}

export function memberListView(
  ui: Ui,
  list: MemberList,
  grades: readonly Grade[],
  actions: MemberActions,
): TemplateResult {
  const { t, common } = ui;
  const { items, found, taken } = list;
  return html`<div class="conditions" role="search">${conditions(ui, list, grades)}</div>
    ${ui.service.masked ? html`<p class="hint">${t.masked}</p>` : nothing} ${status(list.said)}
    ${
      taken
        ? html`<div class="row taken">
            <span class="grow">${t.taken(taken.assignment.value, taken.grade)}</span>
            ${
              ui.service.masked
                ? nothing
                : button(html`${undoIcon()}${common.undo}`, () => void list.giveBack(), 'small', {
                    id: 'undo',
                  })
            }
          </div>`
        : nothing
    }
    ${status(standing(ui, list))} ${found.value === undefined && found.busy ? skeleton(5) : nothing}
    ${items.length > 0 ? table(ui, items, grades, actions) : nothing}
    ${found.value?.isMore ? html`<div class="row">${button(t.more, () => list.more(), 'small', { id: 'more', isWaiting: found.busy })}</div>` : nothing}`;
}

function conditions({ t }: Ui, list: MemberList, grades: readonly Grade[]): TemplateResult {
  const choice = (
    member: keyof Conditions,
    label: string,
    options: readonly { value: string; label: string }[],
  ): TemplateResult =>
    selectField({
      id: `by-${member}`,
      label,
      quietLabel: true,
      value: list.conditions[member],
      options,
      onInput: (value) => list.put(member, value),
    });
  return html`${textField({
    id: 'text',
    label: t.search,
    quietLabel: true,
    placeholder: t.search,
    type: 'search',
    value: list.conditions.text,
    onInput: (value) => list.put('text', value),
  })}
  ${choice('gradeId', t.grade, [
    { value: '', label: t.anyGrade },
    ...grades.map(({ gradeId, name }) => ({ value: gradeId, label: name })),
  ])}
  ${choice('criterion', t.criterion, [
    { value: '', label: t.anyCriterion },
    ...(['phone', 'email', 'memberId'] as const).map((value) => ({ value, label: t.criteria[value] })),
  ])}
  ${choice('expired', t.expiry, [
    { value: '', label: t.expiries.all },
    ...(['no', 'soon', 'yes'] as const).map((value) => ({ value, label: t.expiries[value] })),
  ])}`;
}

function standing({ t, common, failure, focus }: Ui, list: MemberList): Status | undefined {
  const { found, items } = list;
  if (found.error !== undefined) {
    return { ...failure(found.error), action: button(common.retry, () => list.reload(), 'small') };
  }
  if (found.value === undefined) return found.busy ? { kind: 'busy', text: common.loading } : undefined;
  if (items.length > 0) return { kind: 'info', text: t.shown(items.length, found.value.isMore) };
  if (!list.isFiltered) return { kind: 'info', text: t.nobody };
  const clear = (): void => {
    list.clear();
    void focus('#text');
  };
  return { kind: 'info', text: t.nothingFound, action: button(t.clear, clear, 'small') };
}

function table(
  ui: Ui,
  items: readonly GradeAssignment[],
  grades: readonly Grade[],
  actions: MemberActions,
): TemplateResult {
  const { t } = ui;
  const heads = [t.value, t.grade, t.note, t.until, t.lastChange];
  // The roles stay when the style sheet makes lines of the cells, which takes them away in some browsers.
  return html`<table class="table members" role="table" aria-label=${t.title}>
    <thead>
      <tr role="row">
        ${heads.map((head) => html`<th scope="col" role="columnheader">${head}</th>`)}
        <th scope="col" role="columnheader"><span class="said">${t.actions}</span></th>
      </tr>
    </thead>
    <tbody>
      ${items.map((item) => row(ui, item, grades, actions))}
    </tbody>
  </table>`;
}

function row(
  ui: Ui,
  assignment: GradeAssignment,
  grades: readonly Grade[],
  { edit, take, editedId }: MemberActions,
): TemplateResult {
  const { t, common, when } = ui;
  const { assignmentId, gradeId, criterion, value, note, expiresAt, updatedAt, updatedBy } = assignment;
  const grade = grades.find((each) => each.gradeId === gradeId);
  // One customer may have several grades, and each line is another one.
  const which = grade ? `${value}, ${grade.name}` : value;
  const isOver = expiresAt !== undefined && Date.parse(expiresAt) <= Date.now();
  return html`<tr role="row" aria-current=${assignmentId === editedId ? 'true' : nothing}>
    <td role="cell">
      <bdi class="value">${value}</bdi>
      <span class="hint">${t.criteria[criterion]}</span>
    </td>
    <td role="cell">${grade ? gradeLabel(grade) : common.none}</td>
    <td role="cell" class="note">${note}</td>
    <td role="cell" class=${isOver ? 'over' : ''}>${untilText(ui, assignment)}</td>
    <td role="cell" class="muted">${t.by(when(updatedAt, 'date'), updatedBy)}</td>
    <td role="cell" class="tools-cell">
      ${button(editIcon(), () => edit(assignment), 'quiet small icon-only', {
        id: `edit-${assignmentId}`,
        name: `${common.edit}: ${which}`,
      })}
      ${button(trashIcon(), () => take(assignment), 'quiet small icon-only', {
        id: `take-${assignmentId}`,
        name: `${t.take}: ${which}`,
      })}
    </td>
  </tr>`;
}
