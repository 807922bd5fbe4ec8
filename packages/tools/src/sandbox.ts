/**
 * The sandbox: a helpdesk with Deskcard inside and a company's member service beside it, both on this machine
 * alone, started and ended together. `npm start`, the end-to-end test and the pictures all start it here.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './repo.js';
import { createBundle } from './sandbox/bundle.js';
import { HOST, listen, onFreePort } from './sandbox/ports.js';
import { createDeskServer } from './sandbox/server.js';

/** A running demo provider. */
export interface Provider {
  readonly url: string;
  readonly key: string;
  close(): Promise<void>;
}

export type StartProvider = (options: {
  port?: number;
  host?: string;
  allowedOrigin?: string;
}) => Promise<Provider>;

export interface DeskOptions {
  /** First port to try for the desk; 0 for any. Default 4173. */
  readonly port?: number;
  /** First port to try for the provider; 0 for any. Default 4180, or any when the desk's is 0. */
  readonly providerPort?: number;
  /** Print nothing. */
  readonly quiet?: boolean;
  /** Folder of the host application. Default `examples/desk`. */
  readonly folder?: string;
  /** Starts the provider. Default: the one of `examples/provider`. */
  readonly startProvider?: StartProvider;
}

/** A running sandbox. `close` ends the desk, the provider and the compiler, and may be called twice. */
export interface RunningDesk {
  readonly url: string;
  readonly providerUrl: string;
  readonly providerKey: string;
  close(): Promise<void>;
}

/** Starts the sandbox; resolves when the page can be opened, rejects with the reason when it cannot. */
export async function startDesk(options: DeskOptions = {}): Promise<RunningDesk> {
  const folder = options.folder ?? join(root, 'examples/desk');
  const port = options.port ?? 4173;
  const say = options.quiet ? () => undefined : (line: string) => console.log(line);
  const closers: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const end of closers.splice(0).reverse()) await end();
  };
  try {
    const bundle = await createBundle(folder);
    closers.push(() => bundle.close());
    let url: string | undefined;
    let config = { providerUrl: 'http://127.0.0.1', providerKey: '' };
    const complain = (text: string) => console.error(text);
    const site = { folder, bundle, url: () => url, config: () => config, complain };
    const server = await onFreePort(port, async (free) => {
      const candidate = createDeskServer(site);
      url = `http://${HOST}:${await listen(candidate, free)}/`;
      return candidate;
    });
    closers.push(async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    });
    const provider = await openProvider(options, new URL(url ?? '').origin);
    closers.push(() => provider.close());
    config = { providerUrl: provider.url, providerKey: provider.key };
    await bundle.refresh();
    say(`Sandbox helpdesk  ${url}\nDemo provider     ${provider.url}\nCtrl-C ends both.`);
    return { url: url ?? '', ...config, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function openProvider(options: DeskOptions, allowedOrigin: string): Promise<Provider> {
  const start = options.startProvider ?? (await exampleProvider());
  const first = options.providerPort ?? (options.port === 0 ? 0 : 4180);
  return onFreePort(first, (port) => start({ port, host: HOST, allowedOrigin }));
}

/** By path, because an example is not a package that the tools could depend on. */
async function exampleProvider(): Promise<StartProvider> {
  const file = pathToFileURL(join(root, 'examples/provider/src/server.ts')).href;
  const module = (await import(file)) as { startProvider: StartProvider };
  return module.startProvider;
}
