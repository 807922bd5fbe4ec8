import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createDesk, memoryStorage, type Desk } from '@deskcard/core';
import { ChangeStreams } from './change-streams.js';

const times = { heartbeatMs: 5, longestMs: 60_000 };
const here = (): AbortSignal => new AbortController().signal;
const deskInMemory = (): Desk =>
  createDesk({ storage: memoryStorage(), principal: { user: 'mina', role: 'admin' } });

/** Reads until what came so far passes, or the stream ends. */
async function readUntil(response: Response, enough: (text: string) => boolean): Promise<string> {
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  while (!enough(text)) {
    const { done, value } = await reader.read();
    if (done) return `${text}(end)`;
    text += value;
  }
  await reader.cancel();
  return text;
}

describe('a stream of changes', () => {
  it('tells each change as one event', async () => {
    const desk = deskInMemory();
    const response = new ChangeStreams().respond(desk, undefined, here());
    await desk.grades.save({ name: 'VIP', color: '#aa0000' });
    const text = await readUntil(response, (each) => each.includes('data:'));
    assert.match(text, /^: open\n\nevent: change\ndata: \{"type":"gradesChanged"\}\n\n$/);
  });

  it('shows that it lives while nothing happens', async () => {
    const response = new ChangeStreams(undefined, times).respond(deskInMemory(), undefined, here());
    assert.match(await readUntil(response, (each) => each.includes('beat')), /: beat\n\n/);
  });

  it('ends after its time, so that whoever was signed out does not listen on', async () => {
    const streams = new ChangeStreams(undefined, { ...times, longestMs: 0 });
    const response = streams.respond(deskInMemory(), undefined, here());
    assert.match(await readUntil(response, () => false), /\(end\)$/);
  });

  it('lets a page go that reads too slowly, instead of keeping everything for it', async () => {
    const open: number[] = [];
    const desk = deskInMemory();
    const response = new ChangeStreams((count) => open.push(count)).respond(desk, undefined, here());
    while (open.at(-1) !== 0) await desk.tickets.intake({ channelId: 'call', fields: {} });
    assert.match(await readUntil(response, () => false), /\(end\)$/);
  });

  it('stops listening when the page goes away', async () => {
    const open: number[] = [];
    const leave = new AbortController();
    const streams = new ChangeStreams((count) => open.push(count));
    streams.respond(deskInMemory(), undefined, leave.signal);
    assert.equal(open.at(-1), 1);
    leave.abort();
    assert.equal(open.at(-1), 0);
  });
});
