/**
 * Everything this helpdesk's pages do to have Deskcard inside. Copy this file into your own host and replace what is
 * ours: where your desk comes from, and what your pages do when an element tells them something.
 */
import {
  defineAll,
  deskInWorker,
  idbStorage,
  ja,
  ko,
  provideDeskcard,
  type Desk,
  type FilledField,
  type StorageAdapter,
} from 'deskcard';
import { httpDesk, type HttpDesk } from '@deskcard/http';
import { databaseName } from './seated.js';

/** What the elements tell a helpdesk. */
export interface Host {
  /** The customer's fields say something else than before; nothing is saved yet. */
  fieldsChanged(): void;
  /** Values of a lookup for blank ticket fields; mark them as filled, the agent saves them (R54, D11). */
  fill(apiId: string, fills: readonly FilledField[]): unknown;
  /** The agent took them back: empty the fields that still say this text. */
  unfill(fills: readonly FilledField[]): unknown;
  /** One of the matching tickets was chosen: show whose it is (R52). */
  showCustomer(customerNumber: string, ticketId: string): void;
  /** A ticket was chosen in the dialog of a customer; R13: perhaps for a window of its own. */
  openTicket(ticketId: string, newWindow: boolean): void;
  /** Two customers became one, or two again. */
  merged(survivorNumber: string, absorbedNumbers: string): void;
  separated(survivorNumber: string, restoredNumber: string): void;
}

/**
 * 1a. The data lies on the company's own server (server/gateway.ts), which decides who may see what. A fresh token for
 *     each request, so that people stay signed in for as long as your sign-in says.
 */
export function deskOnServer(token: () => Promise<string>, language: string): HttpDesk {
  return httpDesk(new URL('/api', location.href), {
    headers: async () => ({ authorization: `Bearer ${await token()}`, 'accept-language': language }),
  });
}

/**
 * 1b. Or it lies in this browser, shared by all of its tabs, with no server at all: for a demonstration or a prototype.
 *     The desk works in a worker (desk-worker.ts), at the other end of the port. Nothing else on this page is different.
 */
export function deskInBrowser(port: MessagePort): Desk {
  return deskInWorker(port);
}
export const openBrowserStorage = (): StorageAdapter => idbStorage({ name: databaseName });

/** Where trusted types are required, only a policy that the page allows may name a script. */
export function startDeskWorker(): Worker {
  const policy = window.trustedTypes?.createPolicy('desk-worker', { createScriptURL: (url) => url });
  const url = policy?.createScriptURL('/desk-worker.js') ?? '/desk-worker.js';
  return new Worker(url as string, { type: 'module' });
}

declare global {
  interface Window {
    trustedTypes?: {
      createPolicy(
        name: string,
        rules: { createScriptURL(url: string): string },
      ): { createScriptURL(url: string): unknown };
    };
  }
}

/** Puts Deskcard into the page. One desk serves all elements, those that are there and those that come later. */
export function embedDeskcard(desk: Desk): { use(desk: Desk): void } {
  // 2. The elements get their tags: <customer-badge>, <info-search>, <customer-info>, <merge-dialog> and the rest.
  defineAll();

  const locales = [ko, ja];

  // 3. Every element below <body> finds the desk by itself and speaks the language of the nearest `lang`.
  const provision = provideDeskcard(document.body, { desk, locales });

  // Somebody else works here now, or labels are in another language: all elements get another desk.
  return { use: (desk) => provision.update({ desk, locales }) };
}

/** 4. What happens inside the elements arrives as typed events, wherever on the page they stand. */
export function listenToDeskcard(page: HTMLElement, host: Host): void {
  page.addEventListener('deskcard-customer-fields-changed', () => host.fieldsChanged());
  page.addEventListener('deskcard-fields-filled', ({ detail }) => host.fill(detail.apiId, detail.fills));
  page.addEventListener('deskcard-fill-undone', ({ detail }) => host.unfill(detail.fills));
  page.addEventListener('deskcard-ticket-selected', ({ detail }) =>
    host.showCustomer(detail.customerNumber, detail.ticket.ticketId),
  );
  page.addEventListener('deskcard-ticket-opened', ({ detail }) =>
    host.openTicket(detail.ticketId, detail.newWindow),
  );
  page.addEventListener('deskcard-customers-merged', ({ detail: { merges, customer } }) =>
    host.merged(customer.customerNumber, merges.map(({ absorbedNumber }) => absorbedNumber).join(', ')),
  );
  page.addEventListener('deskcard-merge-undone', ({ detail: { report } }) =>
    host.separated(report.survivor.customerNumber, report.restored.customerNumber),
  );
}
