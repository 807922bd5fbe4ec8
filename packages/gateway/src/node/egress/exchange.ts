/**
 * One request and its reply on a connection that was opened for it alone. Nothing is followed, nothing is
 * decompressed, nothing is sent twice; the reply is read no further than its limits (D15, trap 11).
 */
import type { Socket } from 'node:net';
import { Client, type Dispatcher } from 'undici';
import type { LookupCall, LookupReply } from '@deskcard/core';
import { failure } from './failure.js';

export interface ReplyLimits {
  readonly replyBytes: number;
  readonly headerBytes: number;
}

/**
 * Framing around a body of the largest size, at most: a server may send it in small chunks. More is a server that never
 * comes to its point, with endless chunk extensions or interim replies.
 */
const framing = (limits: ReplyLimits): number => 2 * limits.replyBytes + 4 * limits.headerBytes;

/** Rejects with the `DeskError` of the reason; once `signal` is aborted, with anything. Ends the connection. */
export async function exchange(
  socket: Socket,
  url: URL,
  call: LookupCall,
  limits: ReplyLimits,
  signal: AbortSignal,
  onBegin: () => void,
): Promise<LookupReply> {
  const client = clientOn(socket, url, limits);
  const end = (): void => {
    // With an error: the client takes a connection that merely closes for the end of a reply without a length. It is
    // not given the signal, because a call both aborted and ended that way makes it throw where nobody catches.
    socket.destroy(new Error('The call has ended.'));
    // The client lets a call that still waits for its turn wait on.
    void client.destroy();
  };
  signal.addEventListener('abort', end);
  try {
    signal.throwIfAborted();
    const reply = await client.request({
      method: 'POST',
      path: `${url.pathname}${url.search}`,
      headers: { Accept: 'application/json', ...call.headers, 'Accept-Encoding': 'identity' },
      body: call.body,
      // The connection is not used again, and the provider need not keep it.
      reset: true,
    });
    onBegin();
    // A body that is not read to its end may fail when nobody listens.
    reply.body.on('error', () => undefined);
    assertReadable(reply, limits);
    const body = decode(await readBytes(reply.body, limits.replyBytes));
    const cacheControl = text(reply.headers['cache-control']);
    return {
      status: reply.statusCode,
      body,
      contentType: mediaType(reply.headers),
      ...(cacheControl === '' ? {} : { cacheControl }),
    };
  } catch (error) {
    signal.throwIfAborted();
    throw explained(error);
  } finally {
    signal.removeEventListener('abort', end);
    end();
  }
}

/** A client with this one connection; should it break, the call fails and no other connection is made. */
function clientOn(socket: Socket, url: URL, limits: ReplyLimits): Client {
  let isGiven = false;
  const client = new Client(url.origin, {
    connect: (_options, callback) => {
      if (isGiven) return callback(new Error('The connection was closed.'), null);
      isGiven = true;
      // Within its own turn the client would not notice that it has a connection.
      queueMicrotask(() => callback(null, socket));
    },
    maxHeaderSize: limits.headerBytes,
    maxResponseSize: limits.replyBytes,
    // The deadline of the whole call is the caller's; a timer between two bytes would only add a second answer.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  let received = 0;
  // Counted beside the parser's own reading, which is what `connect` waits for.
  client.once('connect', () => {
    socket.on('data', (bytes: Uint8Array) => {
      received += bytes.length;
      if (received > framing(limits)) socket.destroy(failure('largeBody'));
    });
  });
  return client;
}

function assertReadable({ statusCode, headers }: Dispatcher.ResponseData, limits: ReplyLimits): void {
  if (statusCode >= 300 && statusCode < 400) throw failure('redirect');
  const encoding = String(headers['content-encoding'] ?? 'identity').trim();
  // A small compressed reply may be a gigabyte; one that was asked for plain and is not, is not read at all.
  if (encoding !== '' && encoding.toLowerCase() !== 'identity') throw failure('compressed');
  if (Number(headers['content-length'] ?? 0) > limits.replyBytes) throw failure('largeBody');
}

async function readBytes(body: AsyncIterable<Uint8Array>, maximum: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > maximum) throw failure('largeBody');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, length);
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw failure('notUtf8', error);
  }
}

/** A header that came several times is one list (RFC 9110, 5.3). */
const text = (header: string | string[] | undefined): string => [header ?? ''].flat().join(', ');

function mediaType(headers: Dispatcher.ResponseData['headers']): string {
  return [headers['content-type'] ?? ''].flat()[0]!.split(';')[0]!.trim().toLowerCase();
}

/** What undici says, as a reason. Whatever is not known is a connection that did not hold. */
function explained(error: unknown): unknown {
  for (let each = error; each instanceof Error; each = each.cause) {
    if (each.name === 'DeskError') return each;
    const { code = '' } = each as NodeJS.ErrnoException;
    if (code === 'UND_ERR_HEADERS_OVERFLOW') return failure('largeHeaders', error);
    if (code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE') return failure('largeBody', error);
    if (each.name === 'HTTPParserError') {
      // Without data, the parser met the end in the middle of something.
      return failure((each as { data?: string }).data ? 'notHttp' : 'brokenOff', error);
    }
  }
  return failure('brokenOff', error);
}
