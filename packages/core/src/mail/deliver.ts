/**
 * Every recipient gets a mail of their own, so that nobody reads who else got one and one refused address keeps
 * nothing from the others. A mail server that fails is not asked again: what it did not get is reported as not sent.
 */
import { DeskError, isDeskError, toDeskError } from '../errors.js';
import type { CallScope } from '../handler.js';
import type { MailOutcome } from '../model/server-information.js';
import type { Mail, Mailer } from '../ports.js';
import { oneLine } from './mailbox.js';

export interface Delivery {
  outcome: MailOutcome;
  detail?: string;
}

/** Mails under way at the same time. */
const lanes = 3;
/** No further mail is begun after this time. */
const patienceMs = 60_000;

/** In the order of `mails`. Throws when not one of them was handed over because the mail server failed. */
export async function deliverAll(
  mails: readonly Mail[],
  mailer: Mailer,
  { signal, now }: Pick<CallScope, 'signal' | 'now'>,
): Promise<Delivery[]> {
  const deliveries: Delivery[] = [];
  const started = now();
  const waiting = mails.entries();
  let failure: DeskError | undefined;
  const runLane = async (): Promise<void> => {
    for (const [index, mail] of waiting) {
      failure ??= reasonToStop(signal, now() - started);
      if (failure) {
        deliveries[index] = notSent(failure);
        continue;
      }
      try {
        await mailer.send(mail, { signal });
        deliveries[index] = { outcome: 'sent' };
      } catch (error) {
        deliveries[index] = deliveryOf(error);
        if (!isCodeOf(error, 'mail_refused')) failure ??= toDeskError(error);
      }
    }
  };
  await Promise.all(Array.from({ length: lanes }, runLane));
  if (failure && deliveries.every(({ outcome }) => outcome === 'notSent')) throw failure;
  return deliveries;
}

function reasonToStop(signal: AbortSignal | undefined, elapsedMs: number): DeskError | undefined {
  if (signal?.aborted) return new DeskError('aborted', 'The call was cancelled.');
  if (elapsedMs <= patienceMs) return undefined;
  return new DeskError('mail_unavailable', 'The mail server was too slow for all of these mails.');
}

const isCodeOf = (error: unknown, code: DeskError['code']): boolean =>
  isDeskError(error) && error.code === code;

const notSent = ({ message }: DeskError): Delivery => ({ outcome: 'notSent', detail: message });

/** Of an error that no mailer should throw nobody knows whether the mail left before it. */
function deliveryOf(error: unknown): Delivery {
  const known = toDeskError(error);
  if (known.code === 'mail_unavailable' || known.code === 'aborted') return notSent(known);
  if (known.code !== 'mail_refused') return { outcome: 'uncertain', detail: known.message };
  const { answer } = known.details;
  return { outcome: 'refused', detail: typeof answer === 'string' ? oneLine(answer, 300) : known.message };
}
