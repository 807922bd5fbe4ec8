/** What the API settings say, and what they ask first. */
import type { LookupApi, LookupApiDraft, MailResult } from '@deskcard/core';

export interface BeforeLookupApiSaveDetail {
  /** as it would be saved; a new one has no `apiId` */
  readonly api: LookupApiDraft;
}

export interface LookupApiSavedDetail {
  readonly api: LookupApi;
  readonly isNew: boolean;
}

/** Which saved lookup API is meant. */
export interface LookupApiDetail {
  readonly apiId: string;
  readonly name: string;
}

export interface LookupKeyDetail extends LookupApiDetail {
  readonly keyId: string;
}

export interface BeforeDiscardDetail {
  /** absent for a new one */
  readonly apiId: string | undefined;
}

export interface ServerInformationSentDetail {
  /** the lookup API it was about, if any */
  readonly apiId: string | undefined;
  /** what became of each mail */
  readonly results: readonly MailResult[];
}

declare global {
  interface GlobalEventHandlersEventMap {
    'deskcard-before-lookup-api-save': CustomEvent<BeforeLookupApiSaveDetail>;
    'deskcard-lookup-api-saved': CustomEvent<LookupApiSavedDetail>;
    'deskcard-before-lookup-api-remove': CustomEvent<LookupApiDetail>;
    'deskcard-lookup-api-removed': CustomEvent<LookupApiDetail>;
    'deskcard-before-lookup-key-change': CustomEvent<LookupApiDetail>;
    'deskcard-before-lookup-key-activate': CustomEvent<LookupKeyDetail>;
    'deskcard-before-lookup-key-revoke': CustomEvent<LookupKeyDetail>;
    'deskcard-server-information-sent': CustomEvent<ServerInformationSentDetail>;
    'deskcard-before-discard': CustomEvent<BeforeDiscardDetail>;
  }
}
