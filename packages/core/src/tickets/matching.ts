/**
 * Tickets that meet every filled condition among member id, phone, mail and name (R51, D8), by default those of the
 * last three calendar months, newest first.
 */
import type { Handler } from '../handler.js';
import { mostNumbersAtOnce } from '../limits.js';
import type { ReadTransaction } from '../ports.js';
import { seesMasks } from '../privacy/masker.js';
import {
  allMatchKeys,
  matchedFields,
  matchKeys,
  showTickets,
  visibleTickets,
  type MatchedField,
  type TicketRecord,
} from '../store/ticket.js';

const defaultLimit = 20;

/** The same day and time three months earlier, or the last day of that month when it has no such day. */
export function threeMonthsBefore(at: string): string {
  const date = new Date(at);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() - 3);
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, lastDay));
  return date.toISOString();
}

/** Tickets under any of `keys`, each once, newest first. */
async function newestUnder(
  tx: ReadTransaction,
  keys: readonly string[],
  from: string,
  to: string,
): Promise<TicketRecord[]> {
  const found = (await Promise.all(keys.map((key) => allOf(tx, key, from, to)))).flat();
  const byId = new Map(found.map((record) => [record.ticketId, record]));
  return [...byId.values()].sort((a, b) =>
    a.createdAt < b.createdAt ? 1 : a.createdAt > b.createdAt ? -1 : 0,
  );
}

async function allOf(tx: ReadTransaction, key: string, from: string, to: string): Promise<TicketRecord[]> {
  const records: TicketRecord[] = [];
  let after: string | undefined;
  do {
    const range = {
      from: `${key}|${from}`,
      to: `${key}|${to}`,
      reverse: true,
      limit: 500,
      ...(after ? { after } : {}),
    };
    const page = await tx.scan('tickets', 'match', range);
    records.push(...page.records.map((each) => each.value as unknown as TicketRecord));
    after = page.cursor;
  } while (after);
  return records;
}

export const matching: Handler<'tickets.matching'> = async (tx, input, { at, settings, principal }) => {
  const from = input.from === undefined ? threeMonthsBefore(at) : new Date(input.from).toISOString();
  /** one past the newest possible text, so that a ticket of this very moment counts */
  const to = input.to === undefined ? '~' : new Date(input.to).toISOString();
  const limit = input.limit ?? defaultLimit;
  const conditions = (Object.keys(matchedFields) as MatchedField[])
    .map((code) => matchKeys(code, input.conditions[code] ?? '', settings))
    .filter((keys) => keys.length > 0);
  const isGuess = seesMasks(principal) && conditions.some((keys) => keys.length > mostNumbersAtOnce);
  const [first, ...others] = isGuess ? [] : conditions;
  const found: TicketRecord[] = [];
  if (first) {
    for (const record of await visibleTickets(tx, await newestUnder(tx, first, from, to))) {
      const own = new Set(allMatchKeys(record.fields, settings));
      const meets = (keys: string[]): boolean => keys.some((key) => own.has(key));
      if (meets(first) && others.every(meets)) found.push(record);
      if (found.length > limit) break;
    }
  }
  return { items: await showTickets(tx, found.slice(0, limit)), more: found.length > limit, from };
};
