/** A line to a database that can go bad, as networks do; the database behind it is a real one. */
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface Line {
  url: string;
  /** Swallows all answers, on connections that exist and on new ones, until it is called with `false`. */
  freeze(isFrozen: boolean): void;
  /** Freezes as soon as this word has gone through to the database. */
  freezeBehind(word: string): void;
  /** Connections that exist now swallow all answers for ever; new ones are well. */
  forget(): void;
  close(): void;
}

interface Wire {
  near: Socket;
  far: Socket;
  isDead: boolean;
}

export async function lineTo(url: string): Promise<Line> {
  const target = new URL(url);
  const [port, host] = [Number(target.port), target.hostname];
  const wires = new Set<Wire>();
  let isFrozen = false;
  let word: string | undefined;
  const server = createServer((near) => {
    const far = connect(port, host);
    const wire: Wire = { near, far, isDead: false };
    wires.add(wire);
    near.on('data', (data) => {
      if (wire.isDead) return;
      far.write(data);
      if (word === undefined || !data.includes(word)) return;
      word = undefined;
      isFrozen = true;
    });
    // What was not delivered stays undelivered: an answer that comes late belongs to a transaction given up.
    far.on('data', (data) => void (isFrozen || wire.isDead || near.write(data)));
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      socket.on('error', () => undefined);
      socket.on('close', () => {
        if (!wire.isDead) other.destroy();
        if (near.destroyed && far.destroyed) wires.delete(wire);
      });
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  target.port = String((server.address() as AddressInfo).port);
  return {
    url: target.href,
    freeze: (each) => (isFrozen = each),
    freezeBehind: (each) => (word = each),
    forget: () => wires.forEach((wire) => (wire.isDead = true)),
    close: () => {
      server.close();
      for (const { near, far } of wires) for (const socket of [near, far]) socket.destroy();
    },
  };
}
