/**
 * What a language has to say. The English texts define the shape; every other language must satisfy it, so a missing
 * or misspelt text does not compile.
 */
import type * as en from './en.js';
import type { connections } from './en.connections.js';
import type { queue } from './en.duplicate-queue.js';
import type { duplicates } from './en.duplicates.js';
import type { fields } from './en.fields.js';
import type { grades } from './en.grades.js';
import type { members } from './en.members.js';
import type { customerDeletion } from './en.customer-deletion.js';
import type { customerRows } from './en.customer-rows.js';
import type { customerTransfer } from './en.customer-transfer.js';
import type { customerView } from './en.customer-view.js';
import type { merging } from './en.merging.js';
import type { serverInformation } from './en.server-information.js';
import type { settings } from './en.settings.js';

/** Every text of the elements, by section. */
export interface Strings {
  /** words that several elements use */
  readonly common: typeof en.common;
  /** per error code what happened, and what to do about it (may be empty) */
  readonly errors: typeof en.errors;
  /** per issue code why a field was refused */
  readonly issues: typeof en.issues;
  readonly customerBadge: typeof en.customerBadge;
  readonly infoSearch: typeof en.infoSearch & typeof en.lookups;
  readonly customerInfo: typeof en.customerInfo & typeof en.lookups;
  readonly mergeDialog: typeof en.mergeDialog & typeof merging;
  readonly apiSettings: typeof en.apiSettings &
    typeof settings & { readonly serverInformation: typeof serverInformation };
  readonly fieldConnections: typeof en.fieldConnections & typeof connections;
  readonly customerFields: typeof en.customerFields & typeof fields;
  readonly gradeSettings: typeof en.gradeSettings & typeof grades;
  readonly gradeMembers: typeof en.gradeMembers & typeof members;
  readonly customerList: typeof en.customerList &
    typeof customerRows &
    typeof customerView &
    typeof customerDeletion &
    typeof customerTransfer;
  readonly duplicateQueue: typeof en.duplicateQueue & typeof duplicates & typeof queue;
}

/** A language that a page offers beside the built-in English. */
export interface Locale {
  /** BCP 47, as in a `lang` attribute: `ko`, `pt-BR` */
  readonly lang: string;
  readonly strings: Strings;
}

/** The sections that belong to one element. */
export type SectionName = Exclude<keyof Strings, 'common' | 'errors' | 'issues'>;

/** Some texts replaced, the others left as they are. */
export type Partially<T> = {
  readonly [K in keyof T]?: T[K] extends string | readonly unknown[] | ((...args: never[]) => unknown)
    ? T[K]
    : Partially<T[K]>;
};
