/** Registers every element at once, under its own name or with a host's prefix before it. */
import { ApiSettings } from './api-settings/api-settings.js';
import { CustomerBadge } from './customer-badge/customer-badge.js';
import { CustomerInfo } from './customer-info/customer-info.js';
import { DuplicateQueue } from './duplicate-queue/duplicate-queue.js';
import { FieldConnectionsElement } from './field-connections/field-connections.js';
import { CustomerFields } from './customer-fields/customer-fields.js';
import { GradeMembers } from './grade-members/grade-members.js';
import { GradeSettings } from './grade-settings/grade-settings.js';
import { CustomerList } from './customer-list/customer-list.js';
import { MergeDialog } from './merge-dialog/merge-dialog.js';
import { InfoSearch } from './info-search/info-search.js';
import { register, type ElementClass } from './register.js';

export interface DefineOptions {
  /** `acme` gives `<acme-customer-badge>` and so on */
  prefix?: string;
}

const elements: Readonly<Record<string, ElementClass>> = {
  'api-settings': ApiSettings,
  'customer-badge': CustomerBadge,
  'customer-info': CustomerInfo,
  'duplicate-queue': DuplicateQueue,
  'field-connections': FieldConnectionsElement,
  'customer-fields': CustomerFields,
  'grade-members': GradeMembers,
  'grade-settings': GradeSettings,
  'customer-list': CustomerList,
  'info-search': InfoSearch,
  'merge-dialog': MergeDialog,
};

export function defineAll({ prefix }: DefineOptions = {}): void {
  for (const [tag, element] of Object.entries(elements)) {
    // A class carries one tag only; under a prefix it is a subclass, so that both may stand on one page.
    if (prefix) register(`${prefix.replace(/-+$/, '')}-${tag}`, class extends element {});
    else register(tag, element);
  }
}
