/** The data lies behind the gateway on the server that this page came from. */
import { DeskError, type Desk } from 'deskcard';
import type { Arrival } from './callers.js';
import type { Data } from './data.js';
import { deskOnServer } from './deskcard.js';
import type { Preferences } from './preferences.js';
import type { Seat } from './staff.js';

interface SignedIn {
  token: string;
  expiresAt: number;
}

/** A token is renewed this long before it ends. */
const AHEAD_MS = 60_000;

export function gatewayData(seat: Seat): Data {
  let desk: ReturnType<typeof deskOnServer> | undefined;
  return {
    prepare: async (language, progress) => {
      for await (const line of linesOf(await post('prepare', { language }))) {
        const told = JSON.parse(line) as { done?: number; all?: number; problem?: object };
        if (told.problem) throw failure(told.problem);
        if (told.done !== undefined) progress(told.done, told.all ?? 0);
      }
    },
    async signIn(preferences): Promise<Desk> {
      const token = tokensFor(seat, preferences);
      // Wrong credentials show here, not in the middle of the first screen.
      await token();
      desk?.close();
      desk = deskOnServer(token, preferences.language);
      return desk;
    },
    comeIn: async (caller) => (await post('arrivals', caller)).json() as Promise<Arrival>,
    reset: async () => void (await post('reset', {})),
  };
}

/** Asks for a token once, and again shortly before it ends. */
export function tokensFor(seat: Seat, { role, language }: Preferences): () => Promise<string> {
  let current: Promise<SignedIn> | undefined;
  const renew = (): Promise<SignedIn> =>
    (current = post('sign-in', { seat, role, language }).then(
      (answer) => answer.json() as Promise<SignedIn>,
    ));
  return async () => {
    const known = await current?.catch(() => undefined);
    const isGood = known !== undefined && known.expiresAt - AHEAD_MS > Date.now();
    return (isGood ? known : await renew()).token;
  };
}

async function post(what: string, given: object): Promise<Response> {
  const answer = await fetch(`/sandbox/${what}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(given),
  }).catch((cause: unknown) => {
    throw new DeskError('desk_unreachable', 'The sandbox cannot be reached.', { cause });
  });
  if (!answer.ok) throw failure((await answer.json()) as object);
  return answer;
}

function failure(problem: { code?: unknown; message?: unknown }): DeskError {
  const { code, message } = problem;
  return new DeskError(code as DeskError['code'], String(message ?? 'The sandbox failed.'));
}

async function* linesOf({ body }: Response): AsyncGenerator<string> {
  if (body === null) return;
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const lines = (rest + part.value).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
}
