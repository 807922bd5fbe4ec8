/** The data lies in this browser; what a server would do beside it, the page does itself. */
import { browserDesk, type Desk } from 'deskcard';
import { comeIn } from './callers.js';
import type { Data } from './data.js';
import { idsThatIssue, type DemoProvider } from './demo-provider.js';
import { deskInBrowser, openBrowserStorage } from './deskcard.js';
import { prepareDesk } from './seed.js';
import { serviceIn } from './service.js';
import { principalOf, type Seat } from './staff.js';

export function pageData(provider: DemoProvider, seat: Seat): Data {
  const storage = openBrowserStorage();
  let desk: Desk | undefined;
  return {
    /** One tab fills the empty desk, the others wait for it. */
    prepare: (language, progress) =>
      navigator.locks.request('naru.seed', () => {
        const settings = { ...serviceIn(language), allowInsecureProviders: true };
        const principal = { user: 'sandbox', role: 'admin' } as const;
        const asAdmin = browserDesk({ storage, principal, settings, ids: idsThatIssue(provider.key) });
        return prepareDesk(asAdmin, provider, language, progress);
      }),
    signIn({ role, language }) {
      desk = deskInBrowser(storage, principalOf(role, seat, language), serviceIn(language));
      return Promise.resolve(desk);
    },
    comeIn: (caller) => comeIn(desk!, caller),
    reset: () => storage.clear(),
  };
}
