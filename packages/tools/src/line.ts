/** A line to a database that can go bad, as networks do; the database behind it is a real one. */
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface Line {
  url: string;
  /** Cuts a connection as soon as this word has gone through to the database: it gets it, the answer is lost. */
  cutAfter(word: string): void;
  /** Takes everything and answers nothing, on connections that exist and on new ones, until it is called with `false`. */
  freeze(isFrozen: boolean): void;
  /** Freezes as soon as this word has gone through to the database. */
  freezeBehind(word: string): void;
  /** Connections that exist now are dead for ever, and nobody says so, not even to a goodbye; new ones are well. */
  forget(): void;
  /** how many connections there ever were */
  readonly connections: number;
  close(): Promise<void>;
}

/** One connection: to whoever asks, and to the database. */
interface Wire {
  near: Socket;
  far: Socket;
  isDead: boolean;
}

export async function lineTo(url: string): Promise<Line> {
  const target = new URL(url);
  const [port, host] = [Number(target.port), target.hostname];
  const wires = new Set<Wire>();
  let cutWord: string | undefined;
  let frostWord: string | undefined;
  let isFrozen = false;
  let connections = 0;

  /** What has gone through may be the word that something was to happen after. */
  const watch = ({ near }: Wire, data: Buffer): void => {
    if (frostWord !== undefined && data.includes(frostWord)) {
      frostWord = undefined;
      isFrozen = true;
    }
    if (cutWord !== undefined && data.includes(cutWord)) {
      cutWord = undefined;
      near.destroy();
    }
  };
  // Left half open, a dead wire does not answer a goodbye.
  const server = createServer({ allowHalfOpen: true }, (near) => {
    connections++;
    const far = connect(port, host);
    const wire: Wire = { near, far, isDead: false };
    wires.add(wire);
    near.on('data', (data) => {
      if (wire.isDead) return;
      far.write(data);
      watch(wire, data);
    });
    near.on('end', () => void (wire.isDead || far.end()));
    // What was not delivered stays undelivered: an answer that comes late belongs to a transaction given up.
    far.on('data', (data) => void (isFrozen || wire.isDead || near.write(data)));
    far.on('end', () => void (wire.isDead || near.end()));
    near.on('error', () => undefined).on('close', () => (far.destroy(), wires.delete(wire)));
    far.on('error', () => undefined).on('close', () => void (wire.isDead || near.destroy()));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  target.port = String((server.address() as AddressInfo).port);
  return {
    url: target.href,
    cutAfter: (word) => (cutWord = word),
    freeze: (each) => (isFrozen = each),
    freezeBehind: (word) => (frostWord = word),
    forget: () => wires.forEach((wire) => (wire.isDead = true)),
    get connections() {
      return connections;
    },
    close: async () => {
      for (const { near, far } of wires) for (const socket of [near, far]) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
