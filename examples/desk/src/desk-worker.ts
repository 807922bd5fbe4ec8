/**
 * The desk of a page whose data lies in this browser works in here, so that the page stays quick whatever the desk does.
 * One worker serves whoever sits at the page: each gets a port, and a desk that knows who they are.
 */
import { browserDesk, idbStorage, serveDesk } from 'deskcard/worker';
import { databaseName, type Seated } from './seated.js';
import { serviceIn } from './service.js';

const storage = idbStorage({ name: databaseName });

self.addEventListener('message', ({ data, ports: [port] }: MessageEvent<Seated>) => {
  // The demo provider speaks plain http on this machine. Leave the switch out in earnest.
  const settings = { ...serviceIn(data.language), allowInsecureProviders: true };
  serveDesk(port!, browserDesk({ storage, principal: data.principal, settings, scanInMemory: true }));
});
