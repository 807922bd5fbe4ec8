/** All of English: what elements say at once, and what comes with their lazy parts. */
import { connections } from '../src/locales/en.connections.js';
import { customerDeletion } from '../src/locales/en.customer-deletion.js';
import { customerRows } from '../src/locales/en.customer-rows.js';
import { customerTransfer } from '../src/locales/en.customer-transfer.js';
import { customerView } from '../src/locales/en.customer-view.js';
import { queue } from '../src/locales/en.duplicate-queue.js';
import { duplicates } from '../src/locales/en.duplicates.js';
import { fields } from '../src/locales/en.fields.js';
import { grades } from '../src/locales/en.grades.js';
import * as atOnce from '../src/locales/en.js';
import { members } from '../src/locales/en.members.js';
import { merging } from '../src/locales/en.merging.js';
import { serverInformation } from '../src/locales/en.server-information.js';
import { settings } from '../src/locales/en.settings.js';
import type { SectionName, Strings } from '../src/locales/locale.js';

/** What is seen before a part is there, and what the parts of each element add. */
export const parts: { readonly [K in SectionName]?: readonly object[] } = {
  apiSettings: [settings, { serverInformation }],
  customerFields: [fields],
  customerList: [customerRows, customerView, customerDeletion, customerTransfer],
  customerInfo: [atOnce.lookups],
  duplicateQueue: [duplicates, queue],
  fieldConnections: [connections],
  gradeMembers: [members],
  gradeSettings: [grades],
  infoSearch: [atOnce.lookups],
  mergeDialog: [merging],
};

const { lookups: _shared, ...sections } = atOnce;

export const english = Object.fromEntries(
  Object.entries(sections).map(([name, texts]) => [
    name,
    Object.assign({}, texts, ...(parts[name as SectionName] ?? [])) as object,
  ]),
) as unknown as Strings;
