/**
 * What a host would write by hand for the look-up alone: `node:http`, and one prepared select from the identifier over
 * the number that owns it to the customer it resolves to. Nobody is asked who they are, nothing is checked, and the
 * identifier comes in the spelling it is stored in.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Pool } from 'pg';
import { given, serve } from './speak.js';

const { database, workspace } = await given<{ database: string; workspace: string }>();
const pool = new Pool({ connectionString: database, max: 10 });
const text = `select live.value::text as customer from deskcard.identifiers i
  join deskcard.fragments named on named.workspace = $1 and named.key = i.value ->> 'owner'
  join deskcard.fragments live on live.workspace = $1 and live.key = named.value ->> 'live'
  where i.workspace = $1 and i.key = $2`;

const server = createServer((request, response) => {
  let body = '';
  request.setEncoding('utf8');
  request.on('data', (chunk: string) => (body += chunk));
  request.on('end', async () => {
    const { kind, value } = JSON.parse(body) as { kind: string; value: string };
    const values = [workspace, `${kind}:${value}`];
    const { rows } = await pool.query<{ customer: string }>({ name: 'identify', text, values });
    const answer = `{"customer":${rows[0]?.customer ?? 'null'}}`;
    response.writeHead(200, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(answer),
    });
    response.end(answer);
  });
});
await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
const { port } = server.address() as AddressInfo;

serve<'url'>(
  async () => `http://127.0.0.1:${port}`,
  () => pool.end(),
);
