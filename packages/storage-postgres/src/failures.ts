/**
 * What PostgreSQL and the way to it report, as the errors hosts switch on. Messages name neither host nor user nor
 * password; what the driver said is in the cause, which never leaves the process.
 */
import { DeskError, isDeskError } from '@deskcard/core/errors';

const unavailableHint = 'Check that the database runs and can be reached; nothing was changed, try again.';

function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null | undefined)?.code;
  return typeof code === 'string' ? code : '';
}

/** PostgreSQL settled two transactions that stand in each other's way by ending this one. */
export function isCollision(error: unknown): boolean {
  return ['40001', '40P01', '55P03'].includes(codeOf(error));
}

/** Classes of SQLSTATE that mean: this connection, this server or this login is of no use just now. */
const unreachable =
  /^(08|28|57P|3D|E(CONN|PIPE|HOST|NET|ADDR|TIMEDOUT|AI_|NOTFOUND|NOENT|ACCES))|^(53300|25006|25P03|57014)$/;

/** What pg says without a code. */
const lostWords =
  /Connection terminated|timeout expired|timeout exceeded|not queryable|connection error|Client was closed/i;

/** The connection broke while it was in use. */
export function isLost(error: unknown): boolean {
  if (isDeskError(error)) return false;
  const isShutdown = /^(08|57P0|25P03$|ECONNRESET|EPIPE)/.test(codeOf(error));
  return isShutdown || (codeOf(error) === '' && lostWords.test(messageOf(error)));
}

/**
 * The database itself refused, and the connection goes on: what it refused was not done. Whatever else ends a transaction
 * (the driver, the network, a server that goes down) does not know that. A server that speaks another language than
 * English is taken for one that does not know, which costs a question and no certainty.
 */
export function isRefusal(error: unknown): boolean {
  return (error as { severity?: unknown } | null | undefined)?.severity === 'ERROR' && !isLost(error);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : '';
}

/** Any failure on the way to the database or inside it. */
export function databaseFailure(error: unknown): DeskError {
  if (isDeskError(error)) return error;
  const code = codeOf(error);
  if (code === '53100') {
    return new DeskError('storage_full', 'The disk of the database is full.', {
      hint: 'Free some space on the database server, then try again; nothing was changed.',
      cause: error,
    });
  }
  if (isCollision(error)) {
    const message = 'Other transactions stood in the way each time this one was tried.';
    return new DeskError('storage_aborted', message, { cause: error });
  }
  if (code === '42501') {
    return new DeskError('storage_unavailable', 'The user of the database lacks a right.', {
      hint: 'Open the database once as the owner of the schema, and grant this user select, insert, update and delete on its tables.',
      cause: error,
    });
  }
  if (unreachable.test(code) || lostWords.test(messageOf(error))) return unavailable(error);
  return new DeskError('storage_aborted', 'The database gave the transaction up.', { cause: error });
}

export function unavailable(cause?: unknown, message = 'The database cannot be reached.'): DeskError {
  return new DeskError('storage_unavailable', message, { hint: unavailableHint, cause });
}

export function tooSlow(milliseconds: number): DeskError {
  return new DeskError('storage_unavailable', `The database did not answer within ${milliseconds} ms.`, {
    hint: unavailableHint,
    details: { milliseconds },
  });
}

/** The database did its part, `work` did not come to an end. */
export function overdue(milliseconds: number): DeskError {
  return new DeskError('storage_aborted', `A transaction was still at work after ${milliseconds} ms.`, {
    hint: "Inside `work`, await nothing but the transaction's own calls.",
    details: { overdue: milliseconds },
  });
}

export function isOverdue(error: unknown): boolean {
  return isDeskError(error) && error.details['overdue'] !== undefined;
}

export function outcomeUnknown(cause: unknown): DeskError {
  const message = 'The connection broke while the transaction was being committed.';
  return new DeskError('storage_unavailable', message, {
    hint: 'It may have been stored or not: look, or repeat the call with the same idempotency key.',
    details: { outcome: 'unknown' },
    cause,
  });
}

export function newerSchema(found: number, known: number): DeskError {
  return new DeskError('storage_newer', `The database has schema ${found}, this version knows ${known}.`, {
    hint: 'Run the version of Deskcard that upgraded the database, or a later one.',
    details: { found, known },
  });
}
