/**
 * A provider on Node's own HTTP server, or on anything that gives the same request and response (Express, Fastify,
 * Koa). It must see the body before any parser does: the signature is over the bytes as they came.
 */

/** The part of `http.IncomingMessage` that is read. */
export interface NodeRequest extends AsyncIterable<Uint8Array> {
  method?: string | undefined;
  url?: string | undefined;
  headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** The part of `http.ServerResponse` that is written. */
export interface NodeResponse {
  writeHead(status: number, headers: Record<string, string>): unknown;
  write(chunk: Uint8Array): boolean;
  end(): unknown;
  destroy(): unknown;
  on(event: 'drain' | 'close', listener: () => void): unknown;
}

/** For `http.createServer(nodeListener(provider))`. The request's signal aborts when the caller goes away. */
export function nodeListener(
  handle: (request: Request) => Promise<Response>,
): (request: NodeRequest, response: NodeResponse) => Promise<void> {
  return async (request, response) => {
    const gone = new AbortController();
    response.on('close', () => gone.abort());
    try {
      await write(await handle(toRequest(request, gone.signal)), response, gone.signal);
    } catch {
      // Too late to say anything: the caller sees a broken connection.
      response.destroy();
    }
  };
}

function toRequest(request: NodeRequest, signal: AbortSignal): Request {
  const { method = 'GET', url = '/' } = request;
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    // HTTP/2 puts its own fields, such as :path, among the headers.
    if (value !== undefined && !name.startsWith(':')) headers.set(name, [value].flat().join(', '));
  }
  const hasBody = method !== 'GET' && method !== 'HEAD';
  const body = hasBody ? { body: streamOf(request), duplex: 'half' } : {};
  return new Request(new URL(url, 'http://localhost'), { method, headers, signal, ...body });
}

function streamOf(source: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const chunks = source[Symbol.asyncIterator]();
  const pull = async (controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> => {
    const { done, value } = await chunks.next();
    if (done) controller.close();
    else controller.enqueue(value);
  };
  // A body that nobody asks for is not touched at all, and the server discards it.
  return new ReadableStream({ pull, cancel: () => void discard(chunks) }, { highWaterMark: 0 });
}

/** Closing early would break the connection on which "too large" is about to be answered. */
async function discard(chunks: AsyncIterator<Uint8Array>): Promise<void> {
  try {
    while (!(await chunks.next()).done);
  } catch {
    // The caller is gone, and with it the rest of the body.
  }
}

async function write(answer: Response, response: NodeResponse, gone: AbortSignal): Promise<void> {
  response.writeHead(answer.status, Object.fromEntries(answer.headers));
  let drained: () => void = () => undefined;
  response.on('drain', () => drained());
  gone.addEventListener('abort', () => drained());
  const reader = answer.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    if (gone.aborted) return reader?.cancel();
    if (!response.write(part.value) && !gone.aborted) await new Promise<void>((resume) => (drained = resume));
  }
  response.end();
}
