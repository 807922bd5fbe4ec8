/**
 * R25, D7: an administrator makes the grades with which agents see whom they serve: name, colour, order. This is who may
 * do so; the list itself is in `grades.part.ts`, which pages for agents never load.
 */
import type { CSSResult } from 'lit';
import { AdminElement } from '../admin-element.js';
import { gradeSettings } from '../locales/en.js';
import { screenFrame } from '../styles/screen-frame.js';
import type { GradesData } from './grades.part.js';
import './grade-settings.events.js';

/**
 * The grades of a service: add, rename, recolour, order, delete. What one administrator saves, another sees at once;
 * what is being typed is never overwritten by it. A grade that somebody has is deleted only when another one takes over.
 *
 * Ask `hasUnsavedChanges` before you take the element away.
 *
 * @tag grade-settings
 * @fires {CustomEvent<BeforeGradeSaveDetail>} deskcard-before-grade-save - a grade is about to be saved; cancel it to prevent that
 * @fires {CustomEvent<GradeSavedDetail>} deskcard-grade-saved - a grade was added or changed
 * @fires {CustomEvent<GradeRemovalDetail>} deskcard-before-grade-remove - one is about to be deleted; cancel it to keep it
 * @fires {CustomEvent<GradeRemovalDetail>} deskcard-grade-removed - one was deleted, and its assignments given to another
 * @fires {CustomEvent<GradesReorderedDetail>} deskcard-grades-reordered - the grades stand in another order
 * @csspart control - each text box, drop-down and text area
 * @csspart list - the list of the grades
 * @csspart editor - the grade that is being edited
 * @csspart save - its Save button
 * @csspart preview - the label as the badge will show it
 * @csspart conflict - what somebody else saved beside what was typed
 * @csspart status - each line that says how things stand
 */
export class GradeSettings extends AdminElement<'gradeSettings', typeof gradeSettings, GradesData> {
  static override styles: CSSResult[] = screenFrame;

  constructor() {
    super('gradeSettings', gradeSettings, {
      load: () => import('./grades.part.js'),
      needs: 'grades.save',
      follows: ['gradesChanged'],
      read: async (desk, signal) => {
        const [{ items: grades }, { items: usage }] = await Promise.all([
          desk.grades.list({}, { signal }),
          desk.grades.usage({}, { signal }),
        ]);
        return { grades, usage };
      },
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'grade-settings': GradeSettings;
  }
}
