import assert from 'node:assert/strict';
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { describe, it } from 'node:test';
import { linesTo } from './log.js';

const line = 'x'.repeat(1000);
const nextTurn = (): Promise<void> => new Promise((done) => setImmediate(done));

describe('the log of a gateway', () => {
  it('comes line by line, those of one turn together', async () => {
    const reader = new PassThrough({ encoding: 'utf8' });
    const write = linesTo(reader);
    write('one');
    write('two');
    const [text] = (await once(reader, 'data')) as [string];
    assert.equal(text, 'one\ntwo\n');
  });

  it('ends with its reader, and the gateway goes on', async () => {
    const reader = new PassThrough();
    const write = linesTo(reader);
    reader.destroy(new Error('EPIPE'));
    await new Promise<void>((done) => reader.once('close', done));
    for (let i = 0; i < 3; i++) {
      write(line);
      await nextTurn();
    }
    assert.equal(reader.writableLength, 0);
  });

  it('keeps a bounded part for a reader that stalls, and tells it what is missing', async () => {
    const reader = new PassThrough({ encoding: 'utf8' });
    const write = linesTo(reader);
    const written = 10_000;
    for (let i = 0; i < written; i++) {
      write(line);
      await nextTurn();
    }
    assert.ok(reader.writableLength < 5_000_000);
    let text = '';
    reader.on('data', (part: string) => (text += part));
    while (!text.includes('dropped')) await nextTurn();
    const lines = text.trimEnd().split('\n');
    const { level, dropped } = JSON.parse(lines.at(-1)!) as Record<string, unknown>;
    assert.equal(level, 'warn');
    assert.equal(dropped, written - (lines.length - 1));
  });
});
