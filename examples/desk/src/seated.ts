/** What the page tells its worker: who sits here now, and in which language. */
import type { Principal } from '@deskcard/core';
import type { Language } from './service.js';

export interface Seated {
  principal: Principal;
  language: Language;
}

/** The page fills and empties the database that the desk in the worker works on. */
export const databaseName = 'naru-helpdesk';
