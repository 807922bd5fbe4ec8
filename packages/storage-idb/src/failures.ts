/** What a browser reports when its storage fails, as the errors hosts switch on. */
import { DeskError, isDeskError } from '@deskcard/core/errors';
import { transactionEnded } from '@deskcard/core/storage-kit';

function nameOf(error: unknown): unknown {
  return (error as { name?: unknown } | null | undefined)?.name;
}

/** A failure of a transaction or of one of its requests. */
export function transactionFailure(error: unknown): DeskError {
  if (isDeskError(error)) return error;
  switch (nameOf(error)) {
    case 'QuotaExceededError':
      return full(error);
    case 'TransactionInactiveError':
      return transactionEnded(error);
    default:
      return new DeskError('storage_aborted', 'The browser gave the transaction up.', { cause: error });
  }
}

/** A failure to open a database. */
export function openFailure(error: unknown): DeskError {
  if (isDeskError(error)) return error;
  switch (nameOf(error)) {
    case 'QuotaExceededError':
      return full(error);
    case 'VersionError':
      return newer(error);
    case 'AbortError':
      return new DeskError('storage_aborted', 'The browser gave the opening of the storage up.', {
        cause: error,
      });
    default:
      return unavailable(error);
  }
}

export function newer(cause?: unknown): DeskError {
  return new DeskError('storage_newer', 'Another tab runs a newer version of this desk.', { cause });
}

export function blocked(milliseconds: number): DeskError {
  const message = `The storage did not open within ${milliseconds} ms.`;
  return new DeskError('storage_blocked', message, { details: { milliseconds } });
}

export function unavailable(cause?: unknown): DeskError {
  return new DeskError('storage_unavailable', 'This browser lets the page store nothing.', { cause });
}

function full(cause: unknown): DeskError {
  return new DeskError('storage_full', 'There is no space left for this page.', { cause });
}

export function strayed(): DeskError {
  const message = 'A transaction awaited something other than its own calls, so nothing of it was stored.';
  return new DeskError('storage_aborted', message, {
    hint: 'Do what takes time before the transaction or after it.',
  });
}
