/** `@deskcard/http/worker`: the same `Desk` in a worker of the page, for data that lies in this browser. */
export { deskInWorker, type WorkerDesk, type WorkerDeskOptions } from './worker/desk-in-worker.js';
export type { DeskPort } from './worker/messages.js';
export { serveDesk } from './worker/serve-desk.js';
