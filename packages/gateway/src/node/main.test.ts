import assert from 'node:assert/strict';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { SignJWT } from 'jose';

const folder = mkdtempSync(join(tmpdir(), 'deskcard-gateway-'));
after(() => rmSync(folder, { recursive: true }));

const secret = 'a secret of at least thirty-two bytes';
const environment = {
  DESKCARD_JWT_ISSUER: 'https://sign-in.example',
  DESKCARD_JWT_AUDIENCE: 'deskcard',
  DESKCARD_JWT_SECRET: secret,
  DESKCARD_MASTER_KEYS: `first:${Buffer.alloc(32, 7).toString('base64')}`,
  DESKCARD_DATABASE: join(folder, 'data'),
  DESKCARD_PORT: '0',
};

function run(more: Record<string, string>, args: string[] = []): ChildProcess {
  const file = new URL('./main.ts', import.meta.url).pathname;
  const env = { PATH: process.env['PATH'], ...more };
  return spawn(process.execPath, ['--import', 'tsx', '-C', '@deskcard/source', file, ...args], { env });
}

/** Everything the process says, and how it ended. */
async function ended(child: ChildProcess): Promise<{ code: number | null; text: string }> {
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (part) => (text += String(part)));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, text };
}

async function address(child: ChildProcess): Promise<string> {
  let text = '';
  for await (const part of child.stderr!) {
    text += String(part);
    const [, url] = /Deskcard gateway on (\S+)/.exec(text) ?? [];
    if (url !== undefined) return url;
  }
  throw new Error(`The gateway did not start: ${text}`);
}

const token = (): Promise<string> =>
  new SignJWT({
    deskcard: {
      workspace: 'acme',
      role: 'agent',
      capabilities: ['customers.edit', 'customers.merge', 'lookups.search', 'personal.view'],
    },
  })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject('mina')
    .setIssuer('https://sign-in.example')
    .setAudience('deskcard')
    .setExpirationTime('5m')
    .sign(new TextEncoder().encode(secret));

describe('the command deskcard-gateway', () => {
  it('tells what may be set', async () => {
    const { code, text } = await ended(run({}, ['--help']));
    assert.equal(code, 0);
    assert.match(text, /DESKCARD_MASTER_KEYS .*required/);
  });

  it('does not start half configured, and says all that is missing', async () => {
    const { code, text } = await ended(run({}));
    assert.equal(code, 1);
    for (const word of ['JWT_ISSUER', 'JWT_AUDIENCE', 'JWT_SECRET', 'MASTER_KEYS']) {
      assert.match(text, new RegExp(word));
    }
    assert.doesNotMatch(text, /\n\s+at /, 'no stack');
  });

  it('does not start with a master key that is none, nor tells it', async () => {
    const { code, text } = await ended(run({ ...environment, DESKCARD_MASTER_KEYS: 'first:hunter2' }));
    assert.equal(code, 1);
    assert.doesNotMatch(text, /hunter2|\n\s+at /);
  });
});

describe('a gateway as its documentation shows it', () => {
  let child: ChildProcess;
  let url: string;
  before(async () => {
    child = run(environment);
    url = await address(child);
  });
  after(() => child.kill('SIGKILL'));

  /** Runs a block of commands as printed. */
  async function shell(commands: string): Promise<{ code: number | null; text: string }> {
    const env = { ...environment, PATH: process.env['PATH'], DESK: url, TOKEN: await token() };
    return ended(spawn('bash', ['-euo', 'pipefail', '-c', commands], { env }));
  }

  it('answers each curl command of docs/gateway.md', async (test) => {
    if (spawnSync('curl', ['--version']).status !== 0) return test.skip('there is no curl on this machine');
    const text = readFileSync(new URL('../../../../docs/gateway.md', import.meta.url), 'utf8');
    const blocks = [...text.matchAll(/```sh\n([^`]*)```/g)].map(([, commands]) => commands!);
    const made = blocks.find((block) => block.startsWith('TOKEN='))!.replace(/^DESK=.*/m, '');
    const asked = blocks.find((block) => block.includes('$DESK/'))!;
    const { code, text: answers } = await shell(made + asked);
    assert.equal(code, 0, answers);
    assert.match(answers, /"outcome":"created"/);
    assert.match(answers, /"customer":\{"customerNumber":"\d+"/);
    assert.match(answers, /"items":\[\{"customerNumber"/);
    assert.match(answers, /"ticketId"/);
    assert.match(answers, /: open\n/);
    assert.doesNotMatch(answers, /urn:deskcard:error/);
  });

  it('keeps what it acknowledged, when it is stopped and started again', async () => {
    child.kill('SIGTERM');
    const [code] = (await once(child, 'close')) as [number | null];
    assert.equal(code, 0);
    child = run(environment);
    url = await address(child);
    const { text } = await shell('curl -sS "$DESK/api/tickets?limit=5" -H "Authorization: Bearer $TOKEN"');
    assert.match(text, /김미나/);
  });

  it('is the only one on its folder', async () => {
    const { code, text } = await ended(run(environment));
    assert.equal(code, 1);
    assert.match(text, /another process|in use|locked/i);
    assert.doesNotMatch(text, /\n\s+at /);
  });
});
