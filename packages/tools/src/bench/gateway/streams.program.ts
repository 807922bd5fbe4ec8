/** Pages that listen for changes, and somebody whose ticket they are told of. */
import { Agent, request, type IncomingMessage } from 'node:http';
import { given, serve } from './speak.js';
import { tokenOf } from './sign-in.js';

export interface StreamsInput {
  url: string;
  workspace: string;
  streams: number;
}

const { url, workspace, streams } = await given<StreamsInput>();
const agent = new Agent({ keepAlive: true, maxSockets: Infinity });
const open: IncomingMessage[] = [];
let told = 0;
let everyoneKnows = (): void => undefined;

async function call(path: string, user: string, body?: object): Promise<IncomingMessage> {
  const authorization = `Bearer ${await tokenOf(user, workspace)}`;
  return new Promise((done, fail) => {
    const headers = { authorization, 'content-type': 'application/json' };
    const method = body === undefined ? 'GET' : 'POST';
    const asking = request(`${url}/api${path}`, { agent, method, headers }, done);
    asking.once('error', fail);
    asking.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

/** An open stream: its page is told at once that it is open. */
async function listen(user: string): Promise<void> {
  const stream = await call('/changes', user);
  if (stream.statusCode !== 200) throw new Error(`A stream was answered ${stream.statusCode}.`);
  await new Promise<void>((done) => {
    stream.setEncoding('utf8').on('data', (text: string) => {
      done();
      if (text.includes('ticketArrived') && ++told === streams) everyoneKnows();
    });
  });
  open.push(stream);
}

async function openAll(): Promise<void> {
  for (let i = 0; i < streams; i += 50) {
    await Promise.all(Array.from({ length: Math.min(50, streams - i) }, (_, n) => listen(`agent ${i + n}`)));
  }
}

/** Milliseconds from the ticket to the last page that knows of it. */
async function change(): Promise<number> {
  told = 0;
  const everyone = new Promise<void>((done) => (everyoneKnows = done));
  const start = performance.now();
  const answer = await call('/tickets', 'agent 0', { channelId: 'web', fields: { subject: 'told to all' } });
  if (answer.resume().statusCode !== 200) throw new Error(`The ticket was answered ${answer.statusCode}.`);
  await everyone;
  return performance.now() - start;
}

/** As on an ordinary morning before anybody listens. */
async function warm(): Promise<void> {
  for (let i = 0; i < 500; i++) {
    const answer = await call('/customers/search', 'agent 0', { text: 'nobody' });
    for await (const _ of answer);
  }
}

serve<'warm' | 'open' | 'change'>(
  async (question) => ({ warm, open: openAll, change })[question](),
  async () => open.forEach((stream) => stream.destroy()),
);
