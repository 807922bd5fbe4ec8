/** What a customer list says, and what it asks first. Taking a merge back is told as in `<merge-dialog>`. */
import '../merge-dialog/merge-dialog.events.js';

export interface CustomerDetail {
  readonly customerNumber: string;
}

export interface CustomerDeleteDetail {
  readonly customerNumber: string;
  /** for the audit trail; may be empty */
  readonly reason: string;
}

export interface CustomerDeletedDetail {
  readonly customerNumber: string;
  /** every number they ever had */
  readonly numbers: readonly string[];
}

export interface OpenTicketDetail {
  readonly ticketId: string;
  /** the customer it belongs to now */
  readonly customerNumber: string;
  /** in a window of its own (R13) rather than in this one */
  readonly newWindow: boolean;
}

export interface CustomersExportDetail {
  /** what was looked for, as the desk was asked */
  readonly conditions: Readonly<Record<string, unknown>>;
  /** customers in the file; 0 before it is written */
  readonly rows: number;
}

export interface CustomersImportDetail {
  readonly fileName: string;
  /** lines of the file that are stored, or will be */
  readonly rows: number;
  /** lines that were refused and are not */
  readonly refused: number;
}

declare global {
  interface GlobalEventHandlersEventMap {
    'deskcard-before-customer-open': CustomEvent<CustomerDetail>;
    'deskcard-customer-opened': CustomEvent<CustomerDetail>;
    'deskcard-customer-revealed': CustomEvent<CustomerDetail>;
    'deskcard-before-customer-delete': CustomEvent<CustomerDeleteDetail>;
    'deskcard-customer-deleted': CustomEvent<CustomerDeletedDetail>;
    'deskcard-before-ticket-open': CustomEvent<OpenTicketDetail>;
    'deskcard-ticket-opened': CustomEvent<OpenTicketDetail>;
    'deskcard-before-customers-export': CustomEvent<CustomersExportDetail>;
    'deskcard-customers-exported': CustomEvent<CustomersExportDetail>;
    'deskcard-before-customers-import': CustomEvent<CustomersImportDetail>;
    'deskcard-customers-imported': CustomEvent<CustomersImportDetail>;
  }
}
