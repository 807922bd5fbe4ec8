/** What is behind the page: the helpdesk's server of `examples/desk`, on the data that was asked for. */
import { exampleBackend } from './examples.js';

/** In the browser; or behind the gateway: in a folder of this machine, on a PostgreSQL server, or in memory. */
export type SandboxData = 'page' | 'memory' | { readonly folder: string } | { readonly url: string };

/** What `examples/desk` gives. */
export interface OpenedBackend {
  /** Answers `/api/…` and `/sandbox/…`. */
  fetch(request: Request): Promise<Response>;
  close(): Promise<void>;
}

export type OpenBackend = (options: {
  data: Exclude<SandboxData, 'page'>;
  provider: { url: string; key: string };
  log?: (line: string) => void;
}) => Promise<OpenedBackend>;

export interface Backend extends OpenedBackend {
  /** Where the data lies, for people. */
  readonly place: string;
}

interface BackendOptions {
  readonly data: Exclude<SandboxData, 'page'>;
  readonly provider: { url: string; key: string };
  readonly log?: (line: string) => void;
  readonly openBackend?: OpenBackend;
}

export async function openBackend({ openBackend: own, data, ...rest }: BackendOptions): Promise<Backend> {
  const open = own ?? (await exampleBackend());
  const opened = await open({ data, provider: rest.provider, log: rest.log });
  return { fetch: opened.fetch, close: () => opened.close(), place: placeOf(data) };
}

function placeOf(data: Exclude<SandboxData, 'page'>): string {
  if (data === 'memory') return 'in memory, until this ends';
  if ('folder' in data) return `${data.folder} (PGlite)`;
  const { hostname, port, pathname } = new URL(data.url);
  return `PostgreSQL at ${hostname}${port && `:${port}`}${pathname}`;
}
