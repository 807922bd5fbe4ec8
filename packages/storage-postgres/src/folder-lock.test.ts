import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { lockFolder } from './folder-lock.js';

const parent = mkdtempSync(join(tmpdir(), 'deskcard-lock-'));
after(() => rmSync(parent, { recursive: true, force: true }));
let folders = 0;
const newFolder = (): string => join(parent, `desk${folders++}`);

/** A process that says `locked` or the code of its failure, and holds the lock until it is killed. */
function holder(folder: string): { said: Promise<string>; kill: () => Promise<void>; pid: number } {
  const file = fileURLToPath(new URL('../test/lock-process.ts', import.meta.url));
  const child = fork(file, [folder], { execArgv: ['--import', 'tsx', '-C', '@deskcard/source'] });
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  const said = new Promise<string>((done) => child.once('message', (message) => done(String(message))));
  after(() => child.kill('SIGKILL'));
  return { said, pid: child.pid!, kill: () => (child.kill('SIGKILL'), ended) };
}

describe('the lock of a folder', () => {
  it('is free again once it was released, and nothing is left beside the folder', () => {
    const folder = newFolder();
    const before = readdirSync(parent);
    lockFolder(folder).release();
    lockFolder(folder).release();
    assert.deepEqual(readdirSync(parent), before);
  });

  it('is refused while another process has it, and taken over when that process was killed', async () => {
    const folder = newFolder();
    const other = holder(folder);
    assert.equal(await other.said, 'locked');
    assert.throws(() => lockFolder(folder), {
      code: 'storage_blocked',
      details: { pid: other.pid, host: hostname() },
    });
    await other.kill();
    const own = lockFolder(folder);
    assert.equal(JSON.parse(readFileSync(`${folder}.lock`, 'utf8')).pid, process.pid);
    own.release();
    assert.equal(existsSync(`${folder}.lock`), false);
  });

  it('goes to exactly one of several that find a dead holder at once', async () => {
    const folder = newFolder();
    const dead = { id: 'dead', pid: 2 ** 22 + 1, started: 'long ago', host: hostname() };
    writeFileSync(`${folder}.lock`, JSON.stringify(dead));
    // And one who died while taking over from it.
    writeFileSync(`${folder}.lock.after-dead`, JSON.stringify({ ...dead, id: 'dead too' }));
    const three = [holder(folder), holder(folder), holder(folder)];
    const said = await Promise.all(three.map((each) => each.said));
    assert.deepEqual(said.sort(), ['locked', 'storage_blocked', 'storage_blocked']);
    await Promise.all(three.map((each) => each.kill()));
    lockFolder(folder).release();
    assert.deepEqual(
      readdirSync(parent).filter((name) => name.includes('.lock')),
      [],
    );
  });

  it('is not taken for alive because its number was given to another process', () => {
    const folder = newFolder();
    const reused = { id: 'reused', pid: process.pid, started: 'at another time', host: hostname() };
    writeFileSync(`${folder}.lock`, JSON.stringify(reused));
    lockFolder(folder).release();
  });

  it('of another machine is never taken, and the hint says what to do', () => {
    const folder = newFolder();
    const far = { id: 'far', pid: 1, started: 'then', host: 'another-container' };
    writeFileSync(`${folder}.lock`, JSON.stringify(far));
    assert.throws(() => lockFolder(folder), { code: 'storage_blocked', hint: /remove the lock file/ });
    assert.equal(JSON.parse(readFileSync(`${folder}.lock`, 'utf8')).id, 'far');
  });

  it('that cannot be read, as a power cut may leave it, is not taken, and the hint says what to do', () => {
    for (const rest of ['', '{"id":"cut o', 'null']) {
      const folder = newFolder();
      writeFileSync(`${folder}.lock`, rest);
      assert.throws(
        () => lockFolder(folder),
        { code: 'storage_blocked', hint: /remove the lock file/ },
        rest,
      );
      assert.equal(readFileSync(`${folder}.lock`, 'utf8'), rest);
      rmSync(`${folder}.lock`);
      lockFolder(folder).release();
    }
  });
});
