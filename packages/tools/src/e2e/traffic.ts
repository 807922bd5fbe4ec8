/**
 * Everything that reached a page over the wire, as the network panel of a browser would save it: addresses, headers and
 * bodies of requests and responses, streams included.
 */
import type * as puppeteer from 'puppeteer-core';

export interface Exchange {
  readonly url: string;
  /** method, address, headers and body of the request */
  readonly sent: string;
  /** headers and body of the response, as far as it has come */
  received: string;
}

const MEGABYTE = 1024 * 1024;

export class Traffic {
  readonly #exchanges = new Map<string, Exchange>();
  readonly #all: Exchange[] = [];
  readonly #pending = new Set<Promise<unknown>>();
  readonly #cdp: puppeteer.CDPSession;

  private constructor(cdp: puppeteer.CDPSession) {
    this.#cdp = cdp;
  }

  static async of(page: puppeteer.Page): Promise<Traffic> {
    const cdp = await page.createCDPSession();
    const traffic = new Traffic(cdp);
    traffic.#listen();
    await cdp.send('Network.enable', {
      maxTotalBufferSize: 200 * MEGABYTE,
      maxResourceBufferSize: 50 * MEGABYTE,
    });
    return traffic;
  }

  /** What has come so far. */
  async exchanges(): Promise<readonly Exchange[]> {
    while (this.#pending.size > 0) await Promise.all(this.#pending);
    return this.#all;
  }

  #listen(): void {
    const cdp = this.#cdp;
    cdp.on('Network.requestWillBeSent', ({ requestId, request }) => {
      const { method, url, headers, postData = '' } = request;
      const exchange = { url, sent: [method, url, written(headers), postData].join('\n'), received: '' };
      this.#exchanges.set(requestId, exchange);
      this.#all.push(exchange);
    });
    cdp.on('Network.responseReceivedExtraInfo', ({ requestId, headers }) =>
      this.#add(requestId, written(headers)),
    );
    cdp.on('Network.responseReceived', ({ requestId, response }) => {
      this.#add(requestId, written(response.headers));
      // A stream ends when the page does, so it is read as it comes.
      if (/event-stream|ndjson/.test(response.mimeType)) this.#wait(this.#follow(requestId));
    });
    cdp.on('Network.dataReceived', ({ requestId, data }) => {
      if (data !== undefined) this.#add(requestId, decoded(data));
    });
    cdp.on('Network.loadingFinished', ({ requestId }) => this.#wait(this.#body(requestId)));
  }

  async #follow(requestId: string): Promise<void> {
    const { bufferedData } = await this.#cdp.send('Network.streamResourceContent', { requestId });
    this.#add(requestId, decoded(bufferedData));
  }

  async #body(requestId: string): Promise<void> {
    const { body, base64Encoded } = await this.#cdp.send('Network.getResponseBody', { requestId });
    this.#add(requestId, base64Encoded ? decoded(body) : body);
  }

  #add(requestId: string, text: string): void {
    const exchange = this.#exchanges.get(requestId);
    if (exchange !== undefined) exchange.received += `${text}\n`;
  }

  /** A page that goes away takes a body along that nobody has read yet; it was not shown either. */
  #wait(work: Promise<unknown>): void {
    const settled = work.catch(() => undefined).finally(() => this.#pending.delete(settled));
    this.#pending.add(settled);
  }
}

const written = (headers: Record<string, string>): string =>
  Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');

const decoded = (base64: string): string => Buffer.from(base64, 'base64').toString();
