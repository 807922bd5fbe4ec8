/**
 * R54–R56: an administrator says which result item of a lookup goes into which ticket field, and tries it out before an
 * agent meets it. This is who may do so, and what is set up; the rest is in `connections.part.ts`, which pages for agents never load.
 */
import type { CSSResult } from 'lit';
import { AdminElement } from '../admin-element.js';
import '../api-settings/api-settings.events.js';
import { fieldConnections } from '../locales/en.js';
import type { Setup } from './connections.part.js';
import './field-connections.events.js';
import { styles } from './field-connections.styles.js';

/**
 * The field connections of every lookup API: choose, try with a sample reply, save. What one administrator saves,
 * another sees at once; what is being chosen is never overwritten by it.
 *
 * Ask `hasUnsavedChanges` before you take the element away; when the whole page is left, the browser asks.
 *
 * @tag field-connections
 * @fires {CustomEvent<BeforeConnectionsSaveDetail>} deskcard-before-connections-save - field connections are about to be saved; cancel it to prevent that
 * @fires {CustomEvent<ConnectionsSavedDetail>} deskcard-connections-saved - field connections were saved
 * @fires {CustomEvent<BeforeDiscardDetail>} deskcard-before-discard - what was chosen is about to be given up; cancel it to keep it
 * @csspart control - each text box, drop-down and text area
 * @csspart api - one lookup API
 * @csspart links - its result items with their ticket fields
 * @csspart save - its Save button
 * @csspart conflict - what somebody else saved beside what was chosen
 * @csspart preview - what a sample reply would fill
 * @csspart status - each line that says how things stand
 */
export class FieldConnectionsElement extends AdminElement<
  'fieldConnections',
  typeof fieldConnections,
  Setup
> {
  static override styles: CSSResult[] = styles;

  constructor() {
    super('fieldConnections', fieldConnections, {
      load: () => import('./connections.part.js'),
      needs: 'connections.save',
      follows: ['lookupApisChanged', 'connectionsChanged'],
      read: async (desk, signal) => {
        const [apis, connections] = await Promise.all([
          desk.lookups.list({}, { signal }),
          desk.connections.list({}, { signal }),
        ]);
        return { apis: apis.items, connections: connections.items };
      },
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'field-connections': FieldConnectionsElement;
  }
}
