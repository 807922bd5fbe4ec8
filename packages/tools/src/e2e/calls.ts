/** The telephone of the sandbox, without a mouse: the button is pressed, the menu opens, the ticket of the call is opened. */
import type { Hands } from './hands.js';
import { nextCaller } from './main-job.js';
import { saying, type Words } from './words.js';

export interface Call {
  readonly customerNumber: string;
  /** whose turn it was; the same turn brings the same person again */
  readonly turn: number;
}

export interface Calls {
  /** how many there were */
  readonly taken: number;
  /** A customer on their own telephone; the lookup that runs by itself has come back. */
  known(): Promise<Call>;
  /** Somebody of a customer's family on the customer's telephone. */
  relative(turn?: number): Promise<Call>;
}

const number = '.customer-number';

export function callsAt(at: () => Hands, w: Words): Calls {
  let taken = 0;

  const topTicket = (): Promise<string> =>
    at().screen.page.$eval('.row', (row) => row.getAttribute('data-ticket') ?? '');

  async function takeCall(item: string, turn: number): Promise<void> {
    const { screen } = at();
    const before = await topTicket();
    await nextCaller(screen, turn);
    await at().use(w.incomingCall, { role: 'button', back: true });
    await at().isAt(/./, 'menuitem');
    while (!saying(item).test((await at().focused()).name)) await at().press('ArrowDown');
    await at().press('Enter');
    await at().isAt(w.incomingCall, 'button');
    await screen.page.waitForFunction(
      (last) =>
        (document.querySelector('.row:first-child[aria-selected=true]')?.getAttribute('data-ticket') ??
          last) !== last,
      {},
      before,
    );
  }

  const calling = async (turn: number): Promise<Call> => ({
    customerNumber: (await at().screen.reads(number, /\d/)).trim(),
    turn,
  });

  return {
    get taken() {
      return taken;
    },
    async known() {
      const turn = taken++;
      await takeCall(w.knownCustomer, turn);
      await at().screen.reads('.status', saying(`${w.api}: `));
      return calling(turn);
    },
    async relative(turn = taken++) {
      await takeCall(w.relative, turn);
      return calling(turn);
    },
  };
}
