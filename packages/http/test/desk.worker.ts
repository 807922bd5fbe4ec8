/** The worker of `worker.browser.test.ts`: a desk on IndexedDB. */
import { createDesk } from '@deskcard/core';
import { idbStorage } from '@deskcard/storage-idb';
import { serveDesk } from '../src/worker.js';

serveDesk(
  self,
  createDesk({
    storage: idbStorage({ name: self.name }),
    principal: { user: 'mina', role: 'admin' },
  }),
);
