/**
 * `@deskcard/core/identity`: are these two records one person, how sure is that and why, for any records with a name,
 * telephone numbers, e-mail addresses or a member id. No dependency; telephone numbers come as keys, because the
 * metadata that reads them weighs ten times as much as all of this. Other kinds of fields, the search through many
 * records, the weights and the words have entry points of their own.
 */
export { emails, memberIds, personNames, phones, type AnyKind, type Kind } from './kinds.js';
export {
  identityModel,
  type FieldValue,
  type IdentityField,
  type IdentityFields,
  type IdentityModel,
  type ModelOptions,
  type Prepared,
  type Reason,
  type Score,
} from './model.js';
export type { Outcome } from './outcome.js';
export type { NameValue } from './person-name.js';
export type { Rates } from './weights.js';
