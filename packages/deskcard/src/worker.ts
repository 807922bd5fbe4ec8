/**
 * What the worker of a page needs to have the desk in it, without the elements: `serveDesk(self, browserDesk({ … }))`
 * there, `deskInWorker(worker)` in the page.
 */
export { serveDesk, type DeskPort } from '@deskcard/http/worker';
export { idbStorage, type IdbStorageOptions } from '@deskcard/storage-idb';
export { browserDesk, type BrowserDeskOptions } from './browser-desk.js';
