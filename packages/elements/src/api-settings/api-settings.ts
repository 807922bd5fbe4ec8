/**
 * R2, R3, R30–R45: an administrator tells the desk which of the company's own systems agents may ask about a customer,
 * what is sent there and what is shown, and tries it out before anybody else sees it (B10). This is who may do so, and
 * what is set up; the list and the editor are in `settings.part.ts`, which pages for agents never load.
 */
import type { CSSResult } from 'lit';
import type { LookupApi } from '@deskcard/core';
import { AdminElement } from '../admin-element.js';
import { apiSettings } from '../locales/en.js';
import './api-settings.events.js';
import { styles } from './api-settings.styles.js';
import type { Screen } from './settings.part.js';

/**
 * The lookup APIs of a service: list, order, edit, key, test call, delete. What one administrator saves, another sees
 * at once; what is being typed is never overwritten by it.
 *
 * Ask `hasUnsavedChanges` before you take the element away.
 *
 * @tag api-settings
 * @fires {CustomEvent<BeforeLookupApiSaveDetail>} deskcard-before-lookup-api-save - a lookup API is about to be saved; cancel it to prevent that
 * @fires {CustomEvent<LookupApiSavedDetail>} deskcard-lookup-api-saved - a lookup API was added or changed
 * @fires {CustomEvent<LookupApiDetail>} deskcard-before-lookup-api-remove - one is about to be deleted; cancel it to keep it
 * @fires {CustomEvent<LookupApiDetail>} deskcard-lookup-api-removed - one was deleted, with its key and field connections
 * @fires {CustomEvent<LookupApiDetail>} deskcard-before-lookup-key-change - a key is about to be replaced; cancel it to keep it
 * @fires {CustomEvent<LookupKeyDetail>} deskcard-before-lookup-key-activate - calls are about to use another key; cancel it to prevent that
 * @fires {CustomEvent<LookupKeyDetail>} deskcard-before-lookup-key-revoke - a key is about to be destroyed; cancel it to keep it
 * @fires {CustomEvent<ServerInformationSentDetail>} deskcard-server-information-sent - our addresses were sent to agents, with what became of each mail
 * @fires {CustomEvent<BeforeDiscardDetail>} deskcard-before-discard - what was typed is about to be given up; cancel it to keep it
 * @csspart control - each text box, drop-down and text area
 * @csspart list - the list of the lookup APIs
 * @csspart health - how the calls of one of them fare
 * @csspart editor - the one that is being edited
 * @csspart save - its Save button
 * @csspart key - its key, shown or masked
 * @csspart secret - a key that was just made, to be copied
 * @csspart keys - all its keys
 * @csspart conflict - what somebody else saved beside what was typed
 * @csspart test - the test call
 * @csspart send - its Send button
 * @csspart request - what was sent
 * @csspart reply - what came back
 * @csspart inside - what an encrypted request or reply says inside
 * @csspart server - server information
 * @csspart addresses - our addresses in it
 * @csspart send-mail - its Send mail button
 * @csspart results - what became of each mail
 * @csspart status - each line that says how things stand
 */
export class ApiSettings extends AdminElement<
  'apiSettings',
  typeof apiSettings,
  readonly LookupApi[],
  Screen
> {
  static override styles: CSSResult[] = styles;

  constructor() {
    super('apiSettings', apiSettings, {
      load: () => import('./settings.part.js'),
      needs: 'lookups.save',
      needsOpenApi: true,
      follows: ['lookupApisChanged'],
      read: async (desk, signal) => (await desk.lookups.list({}, { signal })).items,
    });
  }

  /** Begins a new lookup API; asks first when something else is not saved. */
  async add(): Promise<void> {
    (await this.ready())?.open();
  }

  /** Opens a lookup API; asks first when something else is not saved. */
  async edit(apiId: string): Promise<void> {
    (await this.ready())?.edit(apiId);
  }

  /** Shows server information (R36); asks first when something is not saved. */
  async showServerInformation(): Promise<void> {
    (await this.ready())?.showServers();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'api-settings': ApiSettings;
  }
}
