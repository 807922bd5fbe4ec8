/** A configured external customer-info API: what is sent, what is shown, how it is signed (R30–R45, D1). */
import * as z from 'zod/mini';
import { Timestamp } from './customer.js';
import { FieldCode } from './field.js';

const ItemId = z.string().check(z.minLength(1), z.maxLength(60));
const ScreenName = z.string().check(z.trim(), z.minLength(1), z.maxLength(50));
const VariableName = z.string().check(z.trim(), z.minLength(1), z.maxLength(100));
/** in Unicode code points, 0 = unlimited (R42, D14) */
const DataLength = z.int().check(z.gte(0), z.lte(10_000));

export const SearchItemOption = z.object({
  value: z.string().check(z.minLength(1), z.maxLength(200)),
  label: z.string().check(z.minLength(1), z.maxLength(200)),
});
export type SearchItemOption = z.infer<typeof SearchItemOption>;

/** A parameter of the call that the agent types or chooses (R37–R43). */
export const GeneralSearchItem = z.object({
  itemId: ItemId,
  division: z.literal('general'),
  control: z.enum(['text', 'dropdown']),
  required: z.boolean(),
  screenName: ScreenName,
  variableName: VariableName,
  dataLength: DataLength,
  /** R43 */
  defaultValue: z.optional(z.string().check(z.maxLength(1000))),
  /** R43: only for a drop-down, then at least one */
  options: z.optional(z.array(SearchItemOption).check(z.maxLength(200))),
});
export type GeneralSearchItem = z.infer<typeof GeneralSearchItem>;

/** A parameter of the call that comes from a ticket field (R37, R44). */
export const TicketFieldSearchItem = z.object({
  itemId: ItemId,
  division: z.literal('ticketField'),
  fieldCode: FieldCode,
  required: z.boolean(),
  screenName: ScreenName,
  variableName: VariableName,
  dataLength: DataLength,
  /** channels on which the API is called by itself (R44, R53) */
  autoChannels: z.array(z.string()),
});
export type TicketFieldSearchItem = z.infer<typeof TicketFieldSearchItem>;

export const SearchItem = z.discriminatedUnion('division', [GeneralSearchItem, TicketFieldSearchItem]);
export type SearchItem = z.infer<typeof SearchItem>;

/** A value shown from the reply (R45, D12). */
export const ResultItem = z.object({
  itemId: ItemId,
  screenName: ScreenName,
  dataName: z.string().check(z.minLength(1), z.maxLength(200)),
});
export type ResultItem = z.infer<typeof ResultItem>;

/**
 * `signature` is what the published protocol calls encryption: anyone on the way can read the call, nobody can change
 * it. `encrypted` is ours: nobody on the way can read or change the call or the reply (D1).
 */
export const SecurityMode = z.enum(['none', 'signature', 'encrypted']);
export type SecurityMode = z.infer<typeof SecurityMode>;

/** Which text is signed; the published sample leaves the URI out, the published prose puts it first. */
export const SignedText = z.enum(['body+timestamp', 'uri+body+timestamp']);
export type SignedText = z.infer<typeof SignedText>;

/** What a key is for. Each kind of security has keys of its own, so that one is ready before the other is given up. */
export const KeyUse = z.enum(['signature', 'encrypted']);
export type KeyUse = z.infer<typeof KeyUse>;

/**
 * `pending` is made and handed to the provider, not used yet; `active` signs every call; `retiring` was active before
 * and could be again; `revoked` is gone for good.
 */
export const KeyState = z.enum(['pending', 'active', 'retiring', 'revoked']);
export type KeyState = z.infer<typeof KeyState>;

/** A key as an administrator's list shows it: never with its secret (B12). */
export const LookupKey = z.object({
  /** goes along with every call, so that the provider knows which of its keys to take */
  keyId: z.string(),
  use: KeyUse,
  state: KeyState,
  madeAt: Timestamp,
  /** when it last became the active one */
  activatedAt: z.optional(Timestamp),
  retiredAt: z.optional(Timestamp),
  revokedAt: z.optional(Timestamp),
  /** to the hour */
  lastUsedAt: z.optional(Timestamp),
});
export type LookupKey = z.infer<typeof LookupKey>;

/** A key with its secret, for an administrator to copy into the provider's system (R35). */
export const ShownKey = z.object({ keyId: z.string(), key: z.string(), changedAt: Timestamp });
export type ShownKey = z.infer<typeof ShownKey>;

/** A key that was just made: where keys are shown once, this is the once. */
export const MadeKey = z.object({ ...LookupKey.shape, key: z.string() });
export type MadeKey = z.infer<typeof MadeKey>;

export const LookupApiDraft = z.object({
  /** absent: a new API, at the end of the order */
  apiId: z.optional(z.string()),
  /** of the definition that was edited; a newer one is a `version_conflict` */
  version: z.optional(z.int()),
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(50)),
  baseUrl: z.string().check(z.minLength(1), z.maxLength(2000)),
  security: z.object({ mode: SecurityMode, signedText: SignedText }),
  /** how long an answer is kept, unless the provider says otherwise; 0 or absent on a new one: not at all (B11) */
  cacheSeconds: z.optional(z.int().check(z.gte(0), z.lte(86_400))),
  searchItems: z.array(SearchItem).check(z.maxLength(50)),
  resultItems: z.array(ResultItem).check(z.maxLength(100)),
});
export type LookupApiDraft = z.infer<typeof LookupApiDraft>;

/** As agents and administrators see it: never with the key (B12). */
export const LookupApi = z.object({
  ...LookupApiDraft.shape,
  apiId: z.string(),
  version: z.int(),
  order: z.int(),
  /** since when the active key is in use; absent without a key */
  keyChangedAt: z.optional(Timestamp),
});
export type LookupApi = z.infer<typeof LookupApi>;

/** The answer to saving: where keys are shown once, it has the key that saving made (R34). */
export const SavedLookupApi = z.object({ ...LookupApi.shape, madeKey: z.optional(MadeKey) });
export type SavedLookupApi = z.infer<typeof SavedLookupApi>;

/** Result item → ticket field (R54–R56). */
export const FieldLink = z.object({ resultItemId: z.string(), fieldCode: FieldCode });
export type FieldLink = z.infer<typeof FieldLink>;

export const FieldConnections = z.object({ apiId: z.string(), links: z.array(FieldLink), version: z.int() });
export type FieldConnections = z.infer<typeof FieldConnections>;
