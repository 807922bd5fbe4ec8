/** A line to the database that can be cut, as by a broken network: never a database that pretends. */
import { connect, createServer, type Socket } from 'node:net';

export interface Line {
  url: string;
  /** Cuts every connection as soon as this word goes through to the database; the database gets it, the answer is lost. */
  cutAfter(word: string): void;
  /** Takes everything and answers nothing, until it is called with `false`. */
  freeze(isFrozen: boolean): void;
  /** Takes everything and answers nothing for ever on the connections that exist now; new ones are well. */
  forget(): void;
  /** how many connections there ever were */
  readonly connections: number;
  /** Freezes as soon as this word has gone through to the database. */
  freezeBehind(word: string): void;
  close(): Promise<void>;
}

export async function lineTo(url: string): Promise<Line> {
  const target = new URL(url);
  const [port, host] = [Number(target.port), target.hostname];
  const pairs = new Set<[Socket, Socket]>();
  let word: string | undefined;
  let frost: string | undefined;
  let isFrozen = false;
  let connections = 0;
  const forgotten = new Set<Socket>();
  const server = createServer((near) => {
    connections++;
    const far = connect(port, host);
    const pair: [Socket, Socket] = [near, far];
    pairs.add(pair);
    near.on('data', (data) => {
      far.write(data);
      if (frost !== undefined && data.includes(frost)) {
        frost = undefined;
        isFrozen = true;
      }
      if (word === undefined || !data.includes(word)) return;
      word = undefined;
      // The database works on what it got; nobody hears what came of it.
      near.destroy();
    });
    far.on('data', (data) => {
      if (!isFrozen && !forgotten.has(near)) near.write(data);
    });
    for (const [one, other] of [pair, [...pair].reverse()] as [Socket, Socket][]) {
      one.on('error', () => undefined);
      one.on('close', () => {
        other.end();
        pairs.delete(pair);
      });
    }
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  target.port = String(typeof address === 'object' && address !== null ? address.port : 0);
  return {
    url: target.href,
    cutAfter: (each) => (word = each),
    freeze: (each) => (isFrozen = each),
    freezeBehind: (each) => (frost = each),
    forget: () => pairs.forEach(([near]) => forgotten.add(near)),
    get connections() {
      return connections;
    },
    close: async () => {
      for (const pair of pairs) for (const each of pair) each.destroy();
      await new Promise((done) => server.close(done));
    },
  };
}
