import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brokenFloors, readSource, readSources } from './floors.js';
import { readImports } from './imports.js';
import type { Workspace } from './repo.js';

const house = (dir: string, name: string, dependencies: string[], isPrivate = false): Workspace => ({
  dir,
  manifest: {
    name,
    version: '0.1.0',
    private: isPrivate,
    dependencies: Object.fromEntries(dependencies.map((dependency) => [dependency, '1.0.0'])),
  },
});

const houses = [
  house('packages/core', '@deskcard/core', ['zod', 'libphonenumber-js']),
  house('packages/elements', '@deskcard/elements', ['lit', '@deskcard/core']),
  house('packages/gateway', '@deskcard/gateway', ['@deskcard/core', 'undici', 'hono']),
  house('packages/http', '@deskcard/http', ['@deskcard/core']),
  house('packages/tools', '@deskcard/tools', [], true),
  house('packages/newcomer', '@deskcard/newcomer', []),
  house('examples/desk', '@deskcard/example-desk', ['deskcard'], true),
];

const problems = (path: string, text: string) => brokenFloors([readSource(path, text)], houses);

test('a module on its own floor passes', () => {
  assert.deepEqual(problems('packages/core/src/a.ts', `import * as z from 'zod/mini';`), []);
  assert.deepEqual(problems('packages/core/src/b.ts', `import x from 'libphonenumber-js/max';`), []);
  assert.deepEqual(problems('packages/elements/src/a.ts', `import { html } from 'lit';`), []);
});

test('the core may not take the heavy spelling of its schema library, nor a library of a higher floor', () => {
  assert.match(problems('packages/core/src/a.ts', `import { z } from 'zod';`)[0] ?? '', /only types/);
  assert.match(problems('packages/core/src/a.ts', `import 'lit';`)[0] ?? '', /may not stand on 'lit'/);
});

test('elements take types from the core, and only dependency-free helpers as code', () => {
  const path = 'packages/elements/src/a.ts';
  assert.deepEqual(problems(path, `import type { Desk } from '@deskcard/core';`), []);
  assert.deepEqual(problems(path, `export type { Desk } from '@deskcard/core';`), []);
  assert.deepEqual(problems(path, `let desk: import('@deskcard/core').Desk;`), []);
  assert.deepEqual(problems(path, `import { DeskError } from '@deskcard/core/errors';`), []);
  assert.deepEqual(problems(path, `import { readable } from '@deskcard/core/colour';`), []);
  for (const text of [
    `import { createDesk } from '@deskcard/core';`,
    `import { type Desk } from '@deskcard/core';`,
    `export { createDesk } from '@deskcard/core';`,
    `await import('@deskcard/core/ports');`,
  ]) {
    assert.match(
      problems(path, text)[0] ?? '',
      /^packages\/elements\/src\/a\.ts:1: only types may come from/,
    );
  }
});

test('the pages of the example host carry nothing of its server', () => {
  const page = 'examples/desk/src/main.ts';
  for (const text of [`import './server/gateway.js';`, `import 'node:fs';`, `import '@deskcard/gateway';`]) {
    assert.match(problems(page, text)[0] ?? '', /belongs to the server/, text);
  }
  assert.deepEqual(problems(page, `import type { Backend } from './server/backend.js';`), []);
  assert.deepEqual(problems('examples/desk/src/server/sign-in.ts', `import 'node:crypto';`), []);
});

test('a package that is not in package.json is refused even where its floor allows it', () => {
  const found = problems('packages/http/src/a.ts', `import ky from 'ky';`);
  assert.match(found[0] ?? '', /'ky' is not among the dependencies of packages\/http/);
});

test('Node modules stay out of what runs in a browser, but tests, tools and examples may use them', () => {
  const text = `import { readFileSync } from 'node:fs';`;
  assert.match(problems('packages/core/src/a.ts', text)[0] ?? '', /exists only in Node/);
  assert.deepEqual(problems('packages/core/src/a.test.ts', text), []);
  assert.deepEqual(problems('packages/tools/src/a.ts', text), []);
  assert.deepEqual(problems('examples/desk/src/server/a.ts', text), []);
});

test('an example uses what is published and listed, nothing private', () => {
  assert.deepEqual(problems('examples/desk/src/a.ts', `import { x } from 'deskcard';`), []);
  const found = problems('examples/desk/src/a.ts', `import { x } from '@deskcard/tools/browser';`);
  assert.match(found[0] ?? '', /is not published/);
});

test('a relative import names its file and stays in its package', () => {
  assert.match(problems('packages/core/src/a.ts', `import './b';`)[0] ?? '', /write '\.\/b\.js'/);
  const away = problems('packages/core/src/a.ts', `import '../../elements/src/a.js';`);
  assert.match(away[0] ?? '', /leaves packages\/core/);
});

test('a new package without a floor is asked to get one', () => {
  assert.match(problems('packages/newcomer/src/a.ts', `import 'lit';`)[0] ?? '', /has no floor yet/);
});

test('one folder alone may call out: nothing else of the gateway or the core opens a connection (B9)', () => {
  const doors = [
    `import { request } from 'undici';`,
    `import { get } from 'node:https';`,
    `import { createServer } from 'node:http';`,
    `import 'node:net';`,
    `import { connect } from 'node:tls';`,
    `export { lookup } from 'node:dns/promises';`,
    `const { request } = await import('undici');`,
    `await fetch('https://example.com');`,
    `const call = fetch;`,
    `globalThis.fetch('https://example.com');`,
    `send({ fetch });`,
    `new WebSocket('wss://example.com');`,
    `new EventSource('/changes');`,
  ];
  for (const door of doors) {
    for (const path of [
      'packages/gateway/src/node/server.ts',
      'packages/gateway/src/app.ts',
      'packages/core/src/a.ts',
    ]) {
      assert.match(problems(path, door)[0] ?? '', /:1: '[^']+' can call out/, door);
    }
    assert.deepEqual(problems('packages/gateway/src/node/egress/a.ts', door), [], door);
    assert.deepEqual(problems('packages/gateway/src/node/server.test.ts', door), [], door);
    assert.deepEqual(problems('packages/gateway/test/a.ts', door), [], door);
  }
});

test('what only looks like calling out is left alone: types, handlers and names of one’s own', () => {
  for (const text of [
    `import type { IncomingMessage } from 'node:http';`,
    `export const handler = { fetch: (request: Request) => app.fetch(request) };`,
    `interface Handler { fetch(request: Request): Promise<Response> }`,
    `type Call = typeof fetch;`,
    `export function serve(fetch: (request: Request) => Response) { return fetch(new Request('x:')); }`,
  ]) {
    assert.deepEqual(problems('packages/gateway/src/node/server.ts', text), [], text);
  }
  // The page's own client stands in another package.
  assert.deepEqual(problems('packages/http/src/a.ts', `await fetch('/customers');`), []);
});

test('modules that load each other are shown as a ring; a ring of types alone is none', () => {
  const ring = (kind: string) =>
    brokenFloors(
      [
        {
          path: 'packages/core/src/a.ts',
          imports: readImports('a.ts', `import ${kind} { b } from './b.js';`),
        },
        { path: 'packages/core/src/b.ts', imports: readImports('b.ts', `import { c } from './c.js';`) },
        { path: 'packages/core/src/c.ts', imports: readImports('c.ts', `import { a } from './a.js';`) },
      ],
      houses,
    );
  assert.equal(ring('').length, 1);
  assert.match(ring('')[0] ?? '', /a\.ts → packages\/core\/src\/b\.ts → packages\/core\/src\/c\.ts → /);
  assert.deepEqual(ring('type'), []);
});

test('every source file of this repository is read, itself included', () => {
  const own = readSources().find(({ path }) => path === 'packages/tools/src/floors.ts');
  assert.ok(own?.imports.some(({ specifier }) => specifier === './imports.js'));
});
