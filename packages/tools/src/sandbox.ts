/**
 * The sandbox: a helpdesk with Deskcard inside, a company's member service and a mail catcher beside it, all on this
 * machine alone, started and ended together. `npm start`, the end-to-end tests and the pictures all start it here.
 */
import { join } from 'node:path';
import { root } from './repo.js';
import { openBackend, type Backend, type OpenBackend, type SandboxData } from './sandbox/backend.js';
import { createBundle } from './sandbox/bundle.js';
import { exampleProvider, type StartProvider } from './sandbox/examples.js';
import { HOST, listen, onFreePort } from './sandbox/ports.js';
import { createDeskServer, type DeskConfig } from './sandbox/server.js';

export type { SandboxData } from './sandbox/backend.js';
export type { Provider, StartProvider } from './sandbox/examples.js';

export interface DeskOptions {
  /** Where the data lies. Default: `page`, in the browser. */
  readonly data?: SandboxData;
  /** First port to try for the desk; 0 for any. Default 4173. */
  readonly port?: number;
  /** First port to try for the provider; 0 for any. Default 4180, or any when the desk's is 0. */
  readonly providerPort?: number;
  /** Print nothing. */
  readonly quiet?: boolean;
  /** Seals the keys of lookup APIs in the data; a restart on the same data needs the same. */
  readonly masterKeys?: string;
  /** Receives the gateway's log, a line of JSON for each request. */
  readonly log?: (line: string) => void;
  /** Folder of the host application. Default `examples/desk`. */
  readonly folder?: string;
  /** Starts the provider. Default: the one of `examples/provider`. */
  readonly startProvider?: StartProvider;
  /** Opens what is behind the page. Default: the one of `examples/desk`. */
  readonly openBackend?: OpenBackend;
}

/** A running sandbox. `close` ends everything that was started with it, and may be called twice. */
export interface RunningDesk {
  readonly url: string;
  readonly providerUrl: string;
  readonly providerKey: string;
  close(): Promise<void>;
}

/** Starts the sandbox; resolves when the page can be opened, rejects with the reason when it cannot. */
export async function startDesk(options: DeskOptions = {}): Promise<RunningDesk> {
  const closers: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const end of closers.splice(0).reverse()) await end();
  };
  try {
    return { ...(await startParts(options, closers)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function startParts(
  options: DeskOptions,
  closers: (() => Promise<unknown>)[],
): Promise<Omit<RunningDesk, 'close'>> {
  const { data = 'page', folder = join(root, 'examples/desk'), port = 4173, quiet = false } = options;
  const say = quiet ? () => undefined : (line: string) => console.log(line);
  const bundle = await createBundle(folder);
  closers.push(() => bundle.close());
  let url: string | undefined;
  let config: DeskConfig = { data: 'gateway' };
  let backend: Backend | undefined;
  const complain = (text: string) => console.error(text);
  let start = (): void => undefined;
  const started = new Promise<void>((done) => (start = done));
  const site = {
    folder,
    bundle,
    started,
    url: () => url,
    config: () => config,
    backend: () => backend,
    complain,
  };
  const server = await onFreePort(port, async (free) => {
    const candidate = createDeskServer(site);
    url = `http://${HOST}:${await listen(candidate, free)}/`;
    return candidate;
  });
  closers.push(async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  });
  const home = new URL(url ?? '');
  const compiled = bundle.refresh();
  // Waited for below; a mistake in the page must not count as unhandled meanwhile.
  compiled.catch(() => undefined);
  const provider = await openProvider(options, home.origin);
  closers.push(() => provider.close());
  const { url: providerUrl, key: providerKey } = provider;
  if (data === 'page') {
    config = { data, providerUrl, providerKey };
  } else {
    const mailPort = port === 0 ? 0 : 4190;
    const opened = await openBackend({
      ...options,
      data,
      mailPort,
      provider: { url: providerUrl, key: providerKey },
    });
    closers.push(() => opened.close());
    backend = opened;
    config = { data: 'gateway', mailUrl: opened.mailUrl };
  }
  start();
  await compiled;
  say(notice(home, providerUrl, backend));
  return { url: home.href, providerUrl, providerKey };
}

async function openProvider(options: DeskOptions, allowedOrigin: string) {
  const start = options.startProvider ?? (await exampleProvider());
  const first = options.providerPort ?? (options.port === 0 ? 0 : 4180);
  return onFreePort(first, (port) => start({ port, host: HOST, allowedOrigin }));
}

/** What runs where. */
function notice(home: URL, providerUrl: string, backend: Backend | undefined): string {
  const lines: [string, string][] = [
    ['Sandbox helpdesk', home.href],
    ['Two seats', new URL('seats', home).href],
    ['Demo provider', providerUrl],
    ...(backend === undefined
      ? [['Data', 'in your browser'] as [string, string]]
      : [
          ['Log', new URL('log', home).href] as [string, string],
          ['Mails it sent', backend.mailUrl] as [string, string],
          ['Data', backend.place] as [string, string],
        ]),
  ];
  return [...lines.map(([what, where]) => `${what.padEnd(18)}${where}`), 'Ctrl-C ends all of it.'].join('\n');
}
