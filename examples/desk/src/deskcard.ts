/**
 * Everything this helpdesk does to have Deskcard inside. Copy this file into your own host and replace what is ours:
 * the name of the database, the ticket fields, and what your pages do when an element tells them something.
 */
import {
  browserDesk,
  defineAll,
  idbStorage,
  ko,
  provideDeskcard,
  type Desk,
  type Principal,
  type ServiceSettings,
} from 'deskcard';

/** What the elements tell a helpdesk. */
export interface Host {
  /** Values of a lookup for blank ticket fields; mark them as filled, the agent saves them (R54, D11). */
  fill(apiId: string, fields: readonly { fieldCode: string; text: string }[]): void;
  /** The agent took them back: empty the fields that still say this text. */
  unfill(fields: readonly { fieldCode: string; text: string }[]): void;
  /** One of the matching tickets was chosen: show whose it is (R52). */
  showCustomer(customerNumber: string, ticketId: string): void;
  /** Two customers became one, or two again. */
  merged(survivorNumber: string, absorbedNumber: string): void;
  separated(survivorNumber: string, restoredNumber: string): void;
}

/** What Deskcard must know of a helpdesk: the fields its tickets have and the channels they come in on. */
export type Service = Pick<ServiceSettings, 'ticketFields' | 'channels'>;

/** Puts Deskcard into the page. One desk serves all elements, now and later; `signIn` gives them another. */
export function embedDeskcard(who: Principal, service: Service) {
  // 1. The elements get their tags: <customer-badge>, <info-search>, <merge-dialog>, <api-settings>.
  defineAll();

  // 2. The data lives in this browser and is shared by all of its tabs. A company with a server uses a desk over HTTP
  //    instead; nothing else on this page would change.
  const storage = idbStorage({ name: 'naru-helpdesk' });
  const deskOf = (principal: Principal, service: Service): Desk =>
    browserDesk({
      storage,
      principal,
      // The demo provider speaks plain http on this machine. Leave the switch out in earnest.
      settings: { ...service, allowInsecureProviders: true },
    });

  // 3. Every element below <body> finds the desk by itself and speaks the language of the nearest `lang`.
  const desk = deskOf(who, service);
  const provision = provideDeskcard(document.body, { desk, locales: [ko] });

  return {
    desk,
    storage,
    /** Somebody else works here now, or the fields and channels have other labels. */
    signIn(principal: Principal, service: Service): Desk {
      const next = deskOf(principal, service);
      provision.update({ desk: next, locales: [ko] });
      return next;
    },
  };
}

/** 4. What happens inside the elements arrives as typed events, wherever on the page they stand. */
export function listenToDeskcard(page: HTMLElement, host: Host): void {
  page.addEventListener('deskcard-fields-filled', ({ detail }) => host.fill(detail.apiId, detail.fills));
  page.addEventListener('deskcard-fill-undone', ({ detail }) => host.unfill(detail.fills));
  page.addEventListener('deskcard-ticket-selected', ({ detail }) =>
    host.showCustomer(detail.customerNumber, detail.ticket.ticketId),
  );
  page.addEventListener('deskcard-customers-merged', ({ detail: { merge } }) =>
    host.merged(merge.survivorNumber, merge.absorbedNumber),
  );
  page.addEventListener('deskcard-merge-undone', ({ detail: { report } }) =>
    host.separated(report.survivor.customerNumber, report.restored.customerNumber),
  );
}
