/** Clients that keep their connections and ask one question after the other, as cheaply as can be. */
import { connect, type Socket } from 'node:net';
import { given, serve } from './speak.js';

export interface LoadInput {
  url: string;
  path: string;
  headers: Record<string, string>;
  clients: number;
  questions: { body: string; answerHas: string }[];
}

const { url, path, headers, clients, questions } = await given<LoadInput>();
const { hostname, port, host } = new URL(url);
const requests = questions.map(({ body, answerHas }) => {
  const all = {
    host,
    ...headers,
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  };
  const head = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return { bytes: Buffer.from(`POST ${path} HTTP/1.1\r\n${head.join('\r\n')}\r\n\r\n${body}`), answerHas };
});

/** One answer, whole, as bytes in a string. */
function ask(socket: Socket, bytes: Buffer): Promise<string> {
  return new Promise((done, fail) => {
    const closed = (): void => fail(new Error('The server closed a connection.'));
    if (socket.destroyed) return closed();
    let got = '';
    const read = (chunk: Buffer): void => {
      got += chunk.toString('latin1');
      const end = got.indexOf('\r\n\r\n');
      if (end < 0) return;
      const [, length] = /\r\ncontent-length: (\d+)/i.exec(got) ?? [];
      if (length === undefined) fail(new Error(`An answer without a length: ${got}`));
      if (got.length < end + 4 + Number(length)) return;
      socket.off('data', read);
      socket.off('error', fail);
      socket.off('close', closed);
      done(got);
    };
    socket.on('data', read);
    socket.on('error', fail);
    socket.on('close', closed);
    socket.write(bytes);
  });
}

const sockets = await Promise.all(
  Array.from({ length: clients }, async () => {
    const socket = connect(Number(port), hostname);
    socket.setNoDelay(true);
    await new Promise((done) => socket.once('connect', done));
    return socket;
  }),
);

let next = 0;

/** Answers a second. */
async function run(seconds: number): Promise<number> {
  const start = performance.now();
  const end = start + seconds * 1000;
  let answered = 0;
  await Promise.all(
    sockets.map(async (socket) => {
      while (performance.now() < end) {
        const { bytes, answerHas } = requests[next++ % requests.length]!;
        const answer = await ask(socket, bytes);
        if (!answer.startsWith('HTTP/1.1 200') || !answer.includes(answerHas)) {
          throw new Error(`Not the answer with ${answerHas}: ${answer}`);
        }
        answered++;
      }
    }),
  );
  return (answered * 1000) / (performance.now() - start);
}

serve<{ seconds: number }>(
  ({ seconds }) => run(seconds),
  async () => sockets.forEach((socket) => socket.destroy()),
);
