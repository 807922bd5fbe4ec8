/**
 * R23, R26–R28, B14: an administrator gives a grade to whoever has a phone, e-mail or member id, until a day if need be,
 * and sees who has which. This is who may do so; the rest is in `members.part.ts`, which pages for agents never load.
 */
import type { CSSResult } from 'lit';
import type { Grade } from '@deskcard/core';
import { AdminElement } from '../admin-element.js';
import { gradeMembers } from '../locales/en.js';
import { screenFrame } from '../styles/screen-frame.js';
import './grade-members.events.js';

/**
 * Who has which grade: give, change, remove with a way back, search, and a CSV file in and out. What is there already is
 * changed only when a person has seen both.
 *
 * Ask `hasUnsavedChanges` before you take the element away.
 *
 * @tag grade-members
 * @fires {CustomEvent<BeforeGradeAssignDetail>} deskcard-before-grade-assign - a grade is about to be given or changed; cancel it to prevent that
 * @fires {CustomEvent<GradeAssignedDetail>} deskcard-grade-assigned - a grade was given, or an assignment changed
 * @fires {CustomEvent<GradeUnassignDetail>} deskcard-before-grade-unassign - a grade is about to be taken away; cancel it to keep it
 * @fires {CustomEvent<GradeUnassignDetail>} deskcard-grade-unassigned - a grade was taken away
 * @fires {CustomEvent<GradesImportedDetail>} deskcard-grades-imported - a CSV file was read in
 * @csspart control - each text box, drop-down and text area
 * @csspart form - where a grade is given
 * @csspart save - its button
 * @csspart conflict - what is there already beside what was typed
 * @csspart list - who has which grade
 * @csspart import - reading in a CSV file
 * @csspart status - each line that says how things stand
 */
export class GradeMembers extends AdminElement<'gradeMembers', typeof gradeMembers, readonly Grade[]> {
  static override styles: CSSResult[] = screenFrame;

  constructor() {
    super('gradeMembers', gradeMembers, {
      load: () => import('./members.part.js'),
      needs: 'grades.assign',
      follows: ['gradesChanged'],
      read: async (desk, signal) => (await desk.grades.list({}, { signal })).items,
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'grade-members': GradeMembers;
  }
}
