import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { VERSION } from './version.js';

const folder = fileURLToPath(new URL('..', import.meta.url));
const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
  version: string;
  sideEffects: string[];
  exports: Record<string, { '@deskcard/source': string; types: string; default: string }>;
};

const sources = readdirSync(join(folder, 'src'), { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'));

test('every module can be imported on a server, where there is no page', async () => {
  assert.ok(sources.length > 20);
  for (const path of sources) await import(pathToFileURL(join(folder, 'src', path)).href);
});

test('what the package calls its version is its version', () => {
  assert.equal(VERSION, manifest.version);
});

test('every way into the package leads to a file, and each element has its class and its tag', () => {
  for (const [way, { '@deskcard/source': source, default: built }] of Object.entries(manifest.exports)) {
    assert.ok(existsSync(join(folder, source)), `${way} leads to ${source}`);
    assert.equal(built, source.replace('./src/', './dist/').replace('.ts', '.js'));
  }
  const elements = sources.filter((path) => path.endsWith('/define.ts')).map((path) => path.split('/')[0]!);
  for (const tag of elements) {
    assert.equal(manifest.exports[`./${tag}`]?.['@deskcard/source'], `./src/${tag}/${tag}.ts`);
    assert.equal(manifest.exports[`./${tag}/define`]?.['@deskcard/source'], `./src/${tag}/define.ts`);
  }
});

test('only the modules that define tags do anything by being imported, and a bundler is told which', () => {
  const doing = sources.filter((path) =>
    /^register\(|^import '.*define\.js'/m.test(readFileSync(join(folder, 'src', path), 'utf8')),
  );
  const told = manifest.sideEffects.map(
    (pattern) => new RegExp(`^${pattern.replaceAll('.', '\\.').replace('*', '[^/]+')}$`),
  );
  assert.ok(doing.length > 1);
  for (const path of sources) {
    const isTold = told.some((pattern) => pattern.test(`./src/${path}`));
    assert.equal(isTold, doing.includes(path), path);
    const built = `./dist/${path.replace('.ts', '.js')}`;
    assert.equal(
      told.some((pattern) => pattern.test(built)),
      isTold,
      built,
    );
  }
});

test('a lazy part comes by the import() of its element and in no other way, so no page loads it before', () => {
  const parts = sources.filter((path) => path.endsWith('.part.ts'));
  assert.ok(parts.length > 1);
  const texts = sources.map((path) => readFileSync(join(folder, 'src', path), 'utf8'));
  for (const part of parts) {
    const way = `./${part.split('/').at(-1)!.replace('.ts', '.js')}`;
    const count = (pattern: string): number =>
      texts.reduce((sum, text) => sum + text.split(pattern).length - 1, 0);
    assert.equal(count(`import('${way}')`), 1, `${part} is loaded in one place`);
    const all = texts.flatMap((text) => text.match(/^(import|export) [^;]*\.part\.js';$/gm) ?? []);
    assert.deepEqual(
      all.filter((line) => !line.startsWith('import type ')),
      [],
    );
  }
});
