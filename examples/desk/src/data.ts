/**
 * Where the data lives is known to this seam alone: on the sandbox's server, or in this browser. The rest of the page
 * works with the desk it gets.
 */
import type { Desk } from 'deskcard';
import type { Arrival, Caller } from './callers.js';
import { gatewayData } from './gateway-data.js';
import type { Preferences } from './preferences.js';
import type { Progress } from './seed.js';
import type { Language } from './service.js';
import type { Seat } from './staff.js';

export interface Data {
  /** Fills the desk at the first start. */
  prepare(language: Language, progress: Progress): Promise<void>;
  /** The desk of whoever sits here now. The one given before ends its stream of changes. */
  signIn(preferences: Preferences): Promise<Desk>;
  /** A call, a mail or a chat. */
  comeIn(caller: Caller): Promise<Arrival>;
  /** Removes everything; every desk on the same data tells `cleared`. */
  reset(): Promise<void>;
}

/** What the web server tells the page. */
export type SandboxConfig =
  { data: 'gateway'; mailUrl?: string } | { data: 'page'; providerUrl: string; providerKey: string };

export async function readConfig(): Promise<SandboxConfig> {
  return (await fetch('/config.json')).json() as Promise<SandboxConfig>;
}

export async function openData(config: SandboxConfig, seat: Seat): Promise<Data> {
  if (config.data === 'gateway') return gatewayData(seat);
  // Loaded only where it is used: with it come all the people of the sandbox.
  const { pageData } = await import('./page-data.js');
  return pageData({ url: config.providerUrl, key: config.providerKey }, seat);
}
