/** All of Deskcard for one browser tab: the elements, the domain, IndexedDB, and lookups by `fetch`. */
export * from '@deskcard/core';
export * from '@deskcard/elements';
export { ja } from '@deskcard/elements/locales/ja';
export { ko } from '@deskcard/elements/locales/ko';
export { fetchTransport } from '@deskcard/http/fetch-transport';
export { deskInWorker, type WorkerDesk, type WorkerDeskOptions } from '@deskcard/http/worker';
export { idbStorage, type IdbStorageOptions } from '@deskcard/storage-idb';
export { browserDesk, type BrowserDeskOptions } from './browser-desk.js';
