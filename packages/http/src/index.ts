/** The same `Desk` over REST, for a page whose data lives behind a gateway. */
export { httpDesk, type HttpDesk, type HttpDeskOptions } from './http-desk.js';
