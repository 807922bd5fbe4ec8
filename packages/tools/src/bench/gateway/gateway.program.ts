/** The gateway as `deskcard-gateway` starts it: signed tokens, log to standard output, PostgreSQL. */
import { tuneHeap } from '../../../../gateway/src/node/heap.js';
import { startGateway } from '../../../../gateway/src/node/start.js';
import { given, serve } from './speak.js';
import { signIn } from './sign-in.js';

tuneHeap();
const { database } = await given<{ database: string }>();
const gateway = await startGateway({
  jwt: signIn,
  masterKeys: `bench:${Buffer.alloc(32, 1).toString('base64')}`,
  database,
  host: '127.0.0.1',
  port: 0,
  basePath: '/api',
  origins: [],
  metrics: false,
  databaseConnections: 10,
  databaseDeadlineMs: 15_000,
  settings: {},
  agents: [],
  allowHosts: [],
  egressAddresses: [],
});

/** Resident memory when nothing is left to collect, in bytes. */
async function memory(): Promise<number> {
  for (let i = 0; i < 4; i++) {
    globalThis.gc?.();
    await new Promise((done) => setTimeout(done, 100));
  }
  return process.memoryUsage().rss;
}

serve<'url' | 'memory'>(async (question) => (question === 'url' ? gateway.url : memory()), gateway.stop);
