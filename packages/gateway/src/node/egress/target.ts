/**
 * Where a call may go, before anything is looked up: https only, no credentials in the address. The operator may exempt
 * exact hosts, such as a provider in the company's own network; only those may be called over plain http (B9). There is
 * no switch that exempts everything.
 */
import { DeskError } from '@deskcard/core';
import { failure } from './failure.js';

/** A host of the operator's list; without a port it means the port a URL without one means. */
export interface Exemption {
  readonly hostname: string;
  readonly port: string | undefined;
}

export interface Target {
  readonly url: URL;
  /** an address or a name, without brackets */
  readonly hostname: string;
  readonly port: number;
  readonly secure: boolean;
  readonly exempt: boolean;
}

/** Reads `host` or `host:port`; throws `invalid_input` for anything that is not exactly one host. */
export function parseExemption(entry: string): Exemption {
  const url = /^[^\s/?#@\\*%]*[^\s/?#@\\*%:]$/.test(entry) ? parse(`https://${entry}`) : undefined;
  // A URL leaves out the port it would use anyway; the list may name it.
  const port = /:(\d{1,5})$/.exec(entry)?.[1];
  if (url === undefined) {
    throw new DeskError('invalid_input', `'${entry}' is not an exact host.`, {
      hint: "Name each exempted host as 'host' or 'host:port'; there are no patterns.",
    });
  }
  return { hostname: url.hostname, port: port === undefined ? undefined : String(Number(port)) };
}

/** Throws `lookup_blocked` when no call may go to `address`, whatever it leads to. */
export function readTarget(address: string, exemptions: readonly Exemption[]): Target {
  const url = parse(address);
  if (url === undefined) throw failure('invalidUrl');
  if (url.username !== '' || url.password !== '') throw failure('credentials');
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw failure('notHttps');
  const secure = url.protocol === 'https:';
  const usual = secure ? '443' : '80';
  const port = url.port === '' ? usual : url.port;
  const exempt = exemptions.some((each) => each.hostname === url.hostname && (each.port ?? usual) === port);
  if (!secure && !exempt) throw failure('notHttps');
  return { url, hostname: url.hostname.replace(/^\[|\]$/g, ''), port: Number(port), secure, exempt };
}

function parse(address: string): URL | undefined {
  return URL.canParse(address) ? new URL(address) : undefined;
}
