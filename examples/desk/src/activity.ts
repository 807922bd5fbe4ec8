/** What the sandbox's server tells of its work on the log page: no value of a customer, no key. */
import type { ErrorCode } from '@deskcard/core';
import type { StaffRole } from './staff.js';

export type Activity =
  | {
      kind: 'request';
      /** an operation, or `changes` for the stream of them */
      operation: string;
      status: number;
      ms: number;
      /** somebody of the staff, or one of the machines that hand over what comes in */
      by?: string;
      role?: StaffRole;
      code?: ErrorCode;
    }
  | { kind: 'change'; type: string; about: string }
  | { kind: 'lookup'; host: string; outcome: string; ms: number }
  | { kind: 'mail'; outcome: string; ms: number };

export type ActivityKind = Activity['kind'];

export type LogEntry = Activity & {
  /** counts up from the start of the server */
  id: number;
  /** ISO 8601 */
  at: string;
};
