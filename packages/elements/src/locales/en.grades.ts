/** What the grade settings say once there is something to set; see `lazy.ts`. */
import { plural } from './plural.js';

const lang = 'en';

export const grades = {
  title: 'Grades',
  add: 'Add grade',
  new: 'New grade',
  empty: 'There are no grades yet.',
  emptyHint: 'A grade is a label such as VIP that agents see at the ticket of whoever has it.',
  drag: 'Drag, or press Alt+↑ or Alt+↓ in the row',
  up: 'Move up',
  down: 'Move down',
  movedTo: (name: string, place: number, count: number): string => `${name}: ${place} of ${count}`,
  /** `more`: there may be more of them */
  given: (count: number, more: boolean): string =>
    count === 0
      ? 'not given'
      : `given ${plural(lang, count, { one: 'once', other: '# times' })}${more ? ' or more' : ''}`,
  name: 'Name',
  color: 'Colour',
  pick: 'Choose a colour',
  colorHint: 'As #RRGGBB. The text becomes black or white, whichever reads better.',
  preview: 'At the ticket',
  contrast: (ratio: string): string => `contrast ${ratio}:1`,
  /** stands in the label while it has no name */
  unnamed: 'Grade',
  saving: 'Saving…',
  saved: (name: string): string => `Saved: ${name}`,
  removed: (name: string): string => `Deleted: ${name}`,
  removedTo: (name: string, other: string, count: number): string =>
    `Deleted: ${name}. ${plural(lang, count, { one: '# assignment is', other: '# assignments are' })} now ${other}.`,
  removeTitle: (name: string): string => `Delete ${name}?`,
  removeUnused: 'Nobody has this grade.',
  removeUsed: (count: number, more: boolean): string =>
    `This grade is given ${plural(lang, count, { one: 'once', other: '# times' })}${more ? ' or more' : ''}. Choose the grade they get instead.`,
  removeLast: (count: number): string =>
    `This grade is given ${plural(lang, count, { one: 'once', other: '# times' })}, and there is no other one. Add another grade first.`,
  reassignTo: 'Grade they get instead',
  choose: 'Choose…',
  discardTitle: 'Discard what you typed?',
  discardText: 'It has not been saved.',
  discard: 'Discard',
  conflict: 'Somebody else saved this grade in the meantime.',
  conflictHint: 'What you typed is still here. Compare and choose.',
  theirs: 'Saved by somebody else',
  mine: 'Typed by you',
  takeTheirs: 'Take theirs',
  keepMine: 'Save mine over it',
  deleted: 'Somebody else deleted this grade in the meantime.',
  deletedHint: 'What you typed is still here.',
  saveAsNew: 'Save as new',
};
