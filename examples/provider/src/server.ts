/** The demo company's member service on Node's own HTTP server. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { nodeListener } from '@deskcard/core/provider';
import { createSite } from './site.js';

/** Known to everyone and therefore good for this demonstration only: a company keeps its key among its secrets. */
export const demoKey = '0dd0c0ffee5eed0facade001';

export interface ProviderServerOptions {
  /** any free one when absent; one that is taken is an `EADDRINUSE` error */
  port?: number;
  /** 127.0.0.1 when absent, so that nobody else on the network meets it */
  host?: string;
  /** origin of the desk's page, as in `http://localhost:4173`, or `*`; without one no page may call */
  allowedOrigin?: string;
  /** the key from the API settings; the demo key when absent */
  key?: string;
}

export interface ProviderServer {
  /** the base URL for the lookup API; the page for switching stands at `/` of the same server */
  url: string;
  port: number;
  key: string;
  /** ends every connection; may be called twice */
  close(): Promise<void>;
}

export async function startProvider(options: ProviderServerOptions = {}): Promise<ProviderServer> {
  const { port = 0, host = '127.0.0.1', allowedOrigin, key = demoKey } = options;
  const server = createServer(nodeListener(createSite({ allowedOrigin, key })));
  server.listen(port, host);
  await once(server, 'listening');
  const address = server.address() as AddressInfo;
  const shown = host.includes(':') ? `[${host}]` : host;
  const closed = once(server, 'close');
  return {
    url: `http://${shown}:${address.port}/customer`,
    port: address.port,
    key,
    async close() {
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
