/**
 * How a host's name becomes addresses. Names on the internet are asked of the name servers alone, with a time limit and
 * without this machine's own lists and search domains, which could turn a public-looking name into an internal one.
 * Exempted names are the operator's own, and are looked up the way every other program here does.
 */
import { lookup, Resolver } from 'node:dns/promises';

/** Every address of a name; the order is the caller's business. Rejects, or gives none, when there is none. */
export type Resolve = (hostname: string, options: { signal: AbortSignal }) => Promise<readonly string[]>;

export interface NameServers {
  /** `address` or `address:port`; those of this machine when absent */
  readonly servers?: readonly string[];
}

export function askNameServers({ servers }: NameServers = {}): Resolve {
  return async (hostname, { signal }) => {
    // One for each look-up, so that giving up on it cancels no other.
    const resolver = new Resolver({ timeout: 2000, tries: 2 });
    if (servers !== undefined) resolver.setServers(servers);
    const cancel = (): void => resolver.cancel();
    signal.addEventListener('abort', cancel);
    try {
      const answers = await Promise.allSettled([resolver.resolve4(hostname), resolver.resolve6(hostname)]);
      const found = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
      const [failed] = answers.filter((answer) => answer.status === 'rejected');
      if (found.length === 0 && failed !== undefined) throw failed.reason;
      return found;
    } finally {
      signal.removeEventListener('abort', cancel);
    }
  };
}

/** As this machine looks names up: with its list of hosts, and with its search domains. */
export async function askThisMachine(hostname: string): Promise<readonly string[]> {
  const found = await lookup(hostname, { all: true });
  return found.map(({ address }) => address);
}
