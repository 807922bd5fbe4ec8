/** The data lies in this browser; what a server would do beside it, the page does itself. */
import { browserDesk, type Desk } from 'deskcard';
import { comeIn } from './callers.js';
import type { Data } from './data.js';
import { idsThatIssue, type DemoProvider } from './demo-provider.js';
import { deskInBrowser, openBrowserStorage, startDeskWorker } from './deskcard.js';
import type { Seated } from './seated.js';
import { prepareDesk } from './seed.js';
import { serviceIn } from './service.js';
import { principalOf, type Seat } from './staff.js';

export function pageData(provider: DemoProvider, seat: Seat): Data {
  const storage = openBrowserStorage();
  const worker = startDeskWorker();
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
      const { port1, port2 } = new MessageChannel();
      const seated: Seated = { principal: principalOf(role, seat, language), language };
      worker.postMessage(seated, [port2]);
      desk = deskInBrowser(port1);
      return Promise.resolve(desk);
    },
    comeIn: (caller) => comeIn(desk!, caller),
    reset: () => storage.clear(),
  };
}
