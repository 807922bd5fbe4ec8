/** The classes of the elements, and what a page needs to feed them. Importing this registers nothing. */
export { provideDeskcard, type DeskcardContext, type DeskcardProvision } from './context.js';
export { defineAll, type DefineOptions } from './define-all.js';
export type { Locale, Partially, SectionName, Strings } from './locales/locale.js';
export { CustomerBadge } from './customer-badge/customer-badge.js';
export type { BadgeGrade } from './customer-badge/labels.js';
export type { BadgeErrorDetail } from './customer-badge/customer-badge.events.js';
