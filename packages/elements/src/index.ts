/** The classes of the elements, and what a page needs to feed them. Importing this registers nothing. */
export { provideDeskcard, type DeskcardContext, type DeskcardProvision } from './context.js';
export { defineAll, type DefineOptions } from './define-all.js';
export type { Locale, Partially, SectionName, Strings } from './locales/locale.js';
export { CustomerBadge } from './customer-badge/customer-badge.js';
export type { BadgeGrade } from './customer-badge/labels.js';
export type { BadgeErrorDetail } from './customer-badge/customer-badge.events.js';
export { MergeDialog, type MergeDialogView } from './merge-dialog/merge-dialog.js';
export type {
  BeforeMergeDetail,
  CustomersMergedDetail,
  MergeUndoneDetail,
} from './merge-dialog/merge-dialog.events.js';
export { InfoSearch } from './info-search/info-search.js';
export type { InfoSearchTicket } from './lookups/section.js';
export type { FillDetail, FilledField, LookupFinishedDetail } from './lookups/lookups.events.js';
export type { TicketSelectedDetail } from './info-search/info-search.events.js';
export { CustomerInfo } from './customer-info/customer-info.js';
export { GradeSettings } from './grade-settings/grade-settings.js';
export type {
  BeforeGradeSaveDetail,
  GradeRemovalDetail,
  GradeSavedDetail,
  GradesReorderedDetail,
} from './grade-settings/grade-settings.events.js';
export { GradeMembers } from './grade-members/grade-members.js';
export type {
  BeforeGradeAssignDetail,
  GradeAssignedDetail,
  GradesImportedDetail,
  GradeUnassignDetail,
} from './grade-members/grade-members.events.js';
export { ApiSettings } from './api-settings/api-settings.js';
export type {
  BeforeDiscardDetail,
  BeforeLookupApiSaveDetail,
  LookupApiDetail,
  LookupApiSavedDetail,
  LookupKeyDetail,
  ServerInformationSentDetail,
} from './api-settings/api-settings.events.js';
export { FieldConnectionsElement } from './field-connections/field-connections.js';
export type {
  BeforeConnectionsSaveDetail,
  ConnectionsSavedDetail,
} from './field-connections/field-connections.events.js';
export { CustomerFields } from './customer-fields/customer-fields.js';
export type { SaveAlso, SaveResult } from './customer-fields/saving.js';
export type { CustomerFieldsTicket } from './customer-fields/subject.js';
export type {
  BeforeCustomerFieldsSaveDetail,
  BeforeMergeOpenDetail,
  CustomerFieldsChangedDetail,
  CustomerFieldsSavedDetail,
} from './customer-fields/customer-fields.events.js';
export { CustomerList } from './customer-list/customer-list.js';
export type {
  CustomerDeletedDetail,
  CustomerDeleteDetail,
  CustomerDetail,
  CustomersExportDetail,
  CustomersImportDetail,
  OpenTicketDetail,
} from './customer-list/customer-list.events.js';
export { DuplicateQueue } from './duplicate-queue/duplicate-queue.js';
export type {
  DuplicateDecisionDetail,
  DuplicateScanDetail,
} from './duplicate-queue/duplicate-queue.events.js';
