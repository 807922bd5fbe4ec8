/** What this helpdesk keeps with a ticket on its own account. */
import type { Ticket } from 'deskcard';
import type { SandboxHostData } from '@deskcard/testing/fixtures';

export type HostData = SandboxHostData;
export type HistoryEntry = HostData['history'][number];

export function hostDataOf({ hostData }: Ticket): HostData | undefined {
  return hostData as HostData | undefined;
}
