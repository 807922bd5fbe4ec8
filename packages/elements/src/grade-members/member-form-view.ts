/** How giving a grade looks: criterion, value and whose it is, grade, end, note, and what is there already (R26–R28). */
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Grade, GradeAssignment } from '@deskcard/core';
import { button } from '../parts/button.js';
import { isComposing } from '../parts/composing.js';
import { field, selectField, textField, type ControlOptions } from '../parts/field.js';
import { gradeLabel } from '../parts/grade-label.js';
import { status, type Status } from '../parts/status.js';
import { endOfDay, lastMoment } from './days.js';
import type { Conflict, Field, MemberForm, Ui } from './member-form.js';

export function memberFormView(
  ui: Ui,
  form: MemberForm,
  grades: readonly Grade[],
  leave: () => void,
): TemplateResult {
  const { t, common } = ui;
  const { edited } = form;
  const save = (event: Event): void => {
    event.preventDefault();
    void form.save();
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || isComposing(event) || !edited) return;
    event.stopPropagation();
    // Else the same key would close the dialog that asks.
    event.preventDefault();
    leave();
  };
  return html`<form
    class="form"
    part="form"
    novalidate
    aria-labelledby="form-title"
    @submit=${save}
    @keydown=${onKey}
  >
    <h3 id="form-title">${edited ? t.change : t.give}</h3>
    ${grades.length === 0 ? status({ kind: 'info', text: t.noGrades, hint: t.noGradesHint }) : nothing}
    <div class="inputs">${controls(ui, form, grades)}</div>
    ${conflict(ui, form, grades)}
    <div class="row">
      <button
        class="button primary"
        type="submit"
        part="save"
        aria-disabled=${form.saving || form.conflict || grades.length === 0 ? 'true' : 'false'}
        @click=${form.conflict ? (event: Event) => event.preventDefault() : nothing}
      >
        ${edited ? common.save : t.giveIt}
      </button>
      ${edited ? button(common.cancel, leave) : nothing}
      <div class="grow">${status(form.said)}</div>
    </div>
  </form>`;
}

function controls(ui: Ui, form: MemberForm, grades: readonly Grade[]): TemplateResult {
  const { t, common } = ui;
  const bind = (member: Field, label: string): ControlOptions => ({
    id: member,
    label,
    value: form.values[member],
    error: form.faultIn(member),
    requiredText: common.required,
    onInput: (value) => form.enter(member, value),
  });
  const types = { phone: 'tel', email: 'email', memberId: 'text' } as const;
  const { criterion } = form.values;
  const until = bind('until', t.until);
  return html`${selectField({
      ...bind('criterion', t.criterion),
      options: (['phone', 'email', 'memberId'] as const).map((value) => ({
        value,
        label: t.criteria[value],
      })),
    })}
    <div class="whose">
      ${textField({ ...bind('value', t.value), required: true, type: types[criterion as keyof typeof types] })}
      ${status(whose(ui, form))}
    </div>
    ${selectField({
      ...bind('gradeId', t.grade),
      required: true,
      options: [
        { value: '', label: t.choose },
        ...grades.map(({ gradeId, name }) => ({ value: gradeId, label: name })),
      ],
    })}
    ${field(
      { ...until, hint: t.untilHint },
      html`<input
        class="input"
        part="control"
        id="until"
        type="date"
        max="9999-12-31"
        .value=${live(until.value)}
        aria-invalid=${until.error ? 'true' : 'false'}
        aria-describedby=${until.error ? 'until-fault until-hint' : 'until-hint'}
        @input=${(event: Event) => until.onInput((event.target as HTMLInputElement).value)}
      />`,
    )}
    <div class="note">${textField(bind('note', t.note))}</div>`;
}

/** Whose the value is now; a failure to say so keeps nobody from giving the grade. */
function whose({ t, common }: Ui, { owner, values }: MemberForm): Status | undefined {
  if (owner.busy || owner.value === undefined || values.value.trim() === '') return undefined;
  const { customer } = owner.value;
  if (customer === undefined) return { kind: 'info', text: t.noOwner };
  return { kind: 'info', text: t.owner(customer.customerNumber, customer.values['name'] ?? common.none) };
}

function conflict(ui: Ui, form: MemberForm, grades: readonly Grade[]): TemplateResult | typeof nothing {
  const { t } = ui;
  const found = form.conflict;
  if (found === undefined) return nothing;
  const says = {
    exists: { text: t.exists, hint: t.existsHint },
    changed: { text: t.changed, hint: t.existsHint },
    gone: { text: t.gone, hint: t.goneHint },
  }[found.kind];
  return html`<div class="conflict" part="conflict">
    ${status({ kind: 'warning', ...says })}
    ${found.kind === 'gone' ? nothing : sides(ui, form, found, grades)}
    <div class="row">${choices(ui, form, found)}</div>
  </div>`;
}

function choices({ t, common }: Ui, form: MemberForm, { kind, gradeIds, there }: Conflict): TemplateResult {
  const cancel = button(common.cancel, () => (form.enter('note', form.values.note), undefined), 'small');
  if (kind !== 'exists') {
    const anyway = (): void => void form.saveAnyway();
    return html`${button(kind === 'gone' ? t.saveAsNew : t.saveMine, anyway, 'small')}
    ${there[0] && kind === 'changed' ? button(t.takeTheirs, () => form.edit(there[0]!), 'small', { id: 'take-theirs' }) : nothing}
    ${cancel}`;
  }
  const isSame = gradeIds.includes(form.values.gradeId);
  // What is being changed takes the place of the other one; a new gift changes the very one.
  const existing = isSame && !form.edited ? 'beside' : 'replace';
  return html`${button(isSame ? t.updateIt : t.replaceIt, () => void form.save(existing), 'small')}
  ${isSame ? nothing : button(t.keepBoth, () => void form.save('beside'), 'small')} ${cancel}`;
}

/** What is there, and what was typed. */
function sides(
  ui: Ui,
  form: MemberForm,
  { there, gradeIds }: Conflict,
  grades: readonly Grade[],
): TemplateResult {
  const { t } = ui;
  const label = (gradeId: string): TemplateResult | typeof nothing => {
    const grade = grades.find((each) => each.gradeId === gradeId);
    return grade ? gradeLabel(grade) : nothing;
  };
  const { gradeId, note, until } = form.values;
  const old =
    there.length > 0
      ? there.map((each) => side(label(each.gradeId), each.note, untilText(ui, each)))
      : gradeIds.map((each) => side(label(each), '', ''));
  const ends = untilText(ui, until === '' ? {} : { expiresAt: endOfDay(until) });
  return html`<dl class="pairs">
    <div>
      <dt>${t.before}</dt>
      <dd>${old}</dd>
    </div>
    <div>
      <dt>${t.after}</dt>
      <dd>${side(label(gradeId), note.trim(), ends)}</dd>
    </div>
  </dl>`;
}

function side(label: TemplateResult | typeof nothing, note: string, ends: string): TemplateResult {
  return html`<div class="row">
    ${label}<span>${[note, ends].filter((text) => text !== '').join(' · ')}</span>
  </div>`;
}

/** Until when somebody has a grade, in words. */
export function untilText(
  { t, when }: Ui,
  { expiresAt }: Pick<GradeAssignment, 'expiresAt'>,
  now: number = Date.now(),
): string {
  if (expiresAt === undefined) return t.never;
  const day = when(lastMoment(expiresAt), 'date');
  return Date.parse(expiresAt) <= now ? t.expired(day) : t.validUntil(day);
}
