/** Deskcard storage on IndexedDB: a whole desk in the browser, shared by all tabs of an origin. */
export { idbStorage, type IdbStorageOptions } from './idb-storage.js';
