/** The parts of the sandbox that are examples: by path, because an example is no package that the tools could depend on. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../repo.js';
import type { OpenBackend } from './backend.js';

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

export const exampleProvider = async (): Promise<StartProvider> =>
  (await load<{ startProvider: StartProvider }>('provider/src/server.ts')).startProvider;

/** A mail server that delivers nothing, and the page that shows what it caught. */
export interface MailCatcher {
  readonly smtpUrl: string;
  readonly url: string;
  close(): Promise<void>;
}

export type StartMailCatcher = (options: { smtpPort?: number; httpPort?: number }) => Promise<MailCatcher>;

export const exampleMailCatcher = async (): Promise<StartMailCatcher> =>
  (await load<{ startMailCatcher: StartMailCatcher }>('mail-catcher/src/server.ts')).startMailCatcher;

export const exampleBackend = async (): Promise<OpenBackend> =>
  (await load<{ openBackend: OpenBackend }>('desk/src/server/backend.ts')).openBackend;

function load<T>(path: string): Promise<T> {
  return import(pathToFileURL(join(root, 'examples', path)).href) as Promise<T>;
}
