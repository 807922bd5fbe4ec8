import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { startDesk, type StartProvider } from './sandbox.js';
import type { OpenBackend } from './sandbox/backend.js';
import { listen, onFreePort } from './sandbox/ports.js';

const folder = mkdtempSync(join(tmpdir(), 'deskcard-sandbox-'));
mkdirSync(join(folder, 'src'));
mkdirSync(join(folder, 'public'));
writeFileSync(join(folder, 'index.html'), '<!doctype html><script type="module" src="/main.js"></script>');
writeFileSync(join(folder, 'public/desk.css'), 'body { margin: 0 }');
writeFileSync(join(folder, 'secret.txt'), 'not for the web');
writeFileSync(
  join(folder, 'src/main.ts'),
  `import { word } from './word.js'; console.log(word satisfies string);`,
);
writeFileSync(join(folder, 'src/word.ts'), `export const word = 'first';`);
after(() => rmSync(folder, { recursive: true }));

function fakeProvider() {
  const seen: { origin?: string | undefined; closed: number } = { closed: 0 };
  const startProvider: StartProvider = ({ allowedOrigin }) => {
    seen.origin = allowedOrigin;
    const close = () => Promise.resolve(void (seen.closed += 1));
    return Promise.resolve({ url: 'http://127.0.0.1:4999/customer', key: 'a key', close });
  };
  return { seen, startProvider };
}

async function withDesk(work: (url: string) => Promise<void>): Promise<void> {
  const desk = await startDesk({ port: 0, quiet: true, folder, startProvider: fakeProvider().startProvider });
  try {
    await work(desk.url);
  } finally {
    await desk.close();
  }
}

test('the desk is served under a policy that lets nothing in but itself and the provider', () =>
  withDesk(async (url) => {
    const page = await fetch(url);
    assert.equal(page.status, 200);
    assert.match(page.headers.get('content-type') ?? '', /text\/html/);
    const policy = page.headers.get('content-security-policy') ?? '';
    for (const part of [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "connect-src 'self' http://127.0.0.1:4999;",
      "require-trusted-types-for 'script'",
      'trusted-types lit-html desk-worker',
    ]) {
      assert.ok(policy.includes(part), `${part} is missing in ${policy}`);
    }
    assert.doesNotMatch(policy, /unsafe/);
  }));

test('the page is told where the provider is and which key it signs with', () =>
  withDesk(async (url) => {
    const config: unknown = await (await fetch(new URL('config.json', url))).json();
    assert.deepEqual(config, {
      data: 'page',
      providerUrl: 'http://127.0.0.1:4999/customer',
      providerKey: 'a key',
    });
  }));

test('with its data behind a gateway the page may call its own server alone, and learns no key', async () => {
  const closed: string[] = [];
  const openBackend: OpenBackend = ({ provider }) =>
    Promise.resolve({
      fetch: (request) => Promise.resolve(new Response(`${request.method} ${provider.key}`)),
      close: () => Promise.resolve(void closed.push('backend')),
    });
  const { startProvider } = fakeProvider();
  const desk = await startDesk({ port: 0, quiet: true, folder, data: 'memory', startProvider, openBackend });
  const policyOf = async (path: string) =>
    (await fetch(new URL(path, desk.url))).headers.get('content-security-policy') ?? '';
  assert.match(await policyOf('/'), /connect-src 'self';.*frame-ancestors 'none'/);
  assert.doesNotMatch(await policyOf('/'), /frame-src/);
  // Framed by this site alone, and only where two seats stand side by side.
  assert.match(await policyOf('/?seat=2'), /frame-ancestors 'self'/);
  assert.match(await policyOf('/seats'), /frame-src 'self';.*frame-ancestors 'none'/);
  const config = (await (await fetch(new URL('config.json', desk.url))).json()) as Record<string, string>;
  assert.deepEqual(Object.keys(config).sort(), ['data', 'mailUrl']);
  const answer = await fetch(new URL('api/grades', desk.url), { method: 'PUT', body: '{}' });
  assert.equal(await answer.text(), 'PUT a key');
  await desk.close();
  assert.deepEqual(closed, ['backend']);
  await assert.rejects(fetch(config['mailUrl'] ?? ''));
});

test('a page that is opened before its server is there waits for it', async () => {
  let origin = '';
  let early: Promise<[config: string, answer: string]> | undefined;
  const text = async (path: string) => (await fetch(new URL(path, origin))).text();
  const { startProvider } = fakeProvider();
  const desk = await startDesk({
    port: 0,
    quiet: true,
    folder,
    data: 'memory',
    startProvider(options) {
      origin = options.allowedOrigin!;
      return startProvider(options);
    },
    async openBackend() {
      early = Promise.all([text('config.json'), text('api/grades')]);
      // Whoever answers too soon does so long before.
      await Promise.race([early, new Promise((done) => setTimeout(done, 500))]);
      return {
        fetch: () => Promise.resolve(new Response('from the server')),
        close: () => Promise.resolve(),
      };
    },
  });
  try {
    const [config, answer] = (await early)!;
    assert.match(config, /mailUrl/);
    assert.equal(answer, 'from the server');
  } finally {
    await desk.close();
  }
});

test('what was edited is there after a reload', () =>
  withDesk(async (url) => {
    const script = () => fetch(new URL('main.js', url)).then((response) => response.text());
    assert.match(await script(), /"first"/);
    writeFileSync(join(folder, 'src/word.ts'), `export const word = 'second';`);
    assert.match(await script(), /"second"/);
    writeFileSync(join(folder, 'src/word.ts'), `export const word = 'first';`);
  }));

test('static files come from the public folder and from nowhere else', () =>
  withDesk(async (url) => {
    const get = (path: string) =>
      new Promise<number | undefined>((done, fail) => {
        const { hostname, port } = new URL(url);
        // fetch() would tidy the path up before sending it.
        request({ hostname, port, path }, (response) => done(response.resume().statusCode))
          .once('error', fail)
          .end();
      });
    assert.equal(await get('/desk.css'), 200);
    for (const path of ['/../secret.txt', '/%2e%2e/secret.txt', '/..%2fsecret.txt', '/src/main.ts', '/%zz']) {
      assert.equal(await get(path), 404, path);
    }
  }));

test('opened under another name of this machine, the desk leads to the one the provider knows', () =>
  withDesk(async (url) => {
    const other = new URL(url);
    other.hostname = 'localhost';
    const location = await new Promise<string | undefined>((done, fail) => {
      const options = { hostname: '127.0.0.1', port: other.port, path: '/', headers: { host: other.host } };
      request(options, (response) => done(response.resume().headers.location))
        .once('error', fail)
        .end();
    });
    assert.equal(location, url);
  }));

test('a taken port moves the desk to the next one, and closing frees what was taken', async () => {
  const taken = createServer();
  const port = await listen(taken, 0);
  const { seen, startProvider } = fakeProvider();
  const desk = await startDesk({ port, quiet: true, folder, startProvider });
  const own = Number(new URL(desk.url).port);
  assert.ok(own > port, `${own} should come after ${port}`);
  assert.equal(seen.origin, `http://127.0.0.1:${own}`);
  await desk.close();
  await desk.close();
  assert.equal(seen.closed, 1);
  const again = createServer();
  assert.equal(await listen(again, own), own);
  await Promise.all([taken, again].map((server) => new Promise((done) => server.close(done))));
});

test('any other failure to start is told, not retried', async () => {
  let calls = 0;
  const broken = onFreePort(5000, () => {
    calls += 1;
    return Promise.reject(new Error('no such host'));
  });
  await assert.rejects(broken, /no such host/);
  assert.equal(calls, 1);
});

test('a mistake in the page stops the start with the place of the mistake, and leaves nothing running', async () => {
  const { seen, startProvider } = fakeProvider();
  writeFileSync(join(folder, 'src/word.ts'), `export const word = ;`);
  const start = startDesk({ port: 0, quiet: true, folder, startProvider });
  await assert.rejects(start, /word\.ts:1:20/);
  assert.equal(seen.closed, 1);
  writeFileSync(join(folder, 'src/word.ts'), `export const word = 'first';`);
});
