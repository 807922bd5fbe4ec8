/** What is behind the page: the helpdesk's server of `examples/desk`, on the data that was asked for. */
import { exampleBackend, exampleMailCatcher } from './examples.js';
import { onFreePort } from './ports.js';

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
  smtpUrl?: string;
  masterKeys?: string;
  log?: (line: string) => void;
}) => Promise<OpenedBackend>;

export interface Backend extends OpenedBackend {
  /** Where the data lies, for people. */
  readonly place: string;
  /** The page with the mails that were sent. */
  readonly mailUrl: string;
}

interface BackendOptions {
  readonly data: Exclude<SandboxData, 'page'>;
  readonly provider: { url: string; key: string };
  readonly log?: (line: string) => void;
  readonly masterKeys?: string;
  readonly openBackend?: OpenBackend;
  /** First port to try for the page with the mails; 0 for any. */
  readonly mailPort: number;
}

/** Opens it, with a mail catcher that takes what it sends. */
export async function openBackend(options: BackendOptions): Promise<Backend> {
  const { data, provider, log, masterKeys, mailPort } = options;
  const start = await exampleMailCatcher();
  const mails = await onFreePort(mailPort, (httpPort) => start({ httpPort }));
  try {
    const open = options.openBackend ?? (await exampleBackend());
    const opened = await open({ data, provider, smtpUrl: mails.smtpUrl, masterKeys, log });
    const close = async () => {
      await opened.close();
      await mails.close();
    };
    return { fetch: opened.fetch, close, place: placeOf(data), mailUrl: mails.url };
  } catch (error) {
    await mails.close();
    throw error;
  }
}

function placeOf(data: Exclude<SandboxData, 'page'>): string {
  if (data === 'memory') return 'in memory, until this ends';
  if ('folder' in data) return `${data.folder} (PGlite)`;
  const { hostname, port, pathname } = new URL(data.url);
  return `PostgreSQL at ${hostname}${port && `:${port}`}${pathname}`;
}
