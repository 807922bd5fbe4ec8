/**
 * The addresses a provider is asked to let in (R36): one IP address, or a range in CIDR notation. A range with a slip
 * in it would open somebody's firewall to strangers, so anything doubtful is not read.
 */

const octet = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const ipv4 = new RegExp(`^${octet}(?:\\.${octet}){3}$`);
const ipv6 = /^[0-9a-fA-F:.]+$/;
const whole = /^([^/]+)(?:\/(0|[1-9]\d{0,2}))?$/;

/** The address or range in its canonical form; nothing when it is none, is unspecified, or has bits behind its prefix. */
export function readAddressRange(text: string): string | undefined {
  const [, address = '', prefix] = whole.exec(text.trim()) ?? [];
  const canonical = ipv4.test(address) ? address : canonicalIpv6(address);
  if (canonical === undefined) return undefined;
  const bits = bitsOf(canonical);
  if (!bits.includes('1')) return undefined;
  if (prefix === undefined) return canonical;
  const length = Number(prefix);
  const isRange = length > 0 && length <= bits.length && !bits.slice(length).includes('1');
  return isRange ? `${canonical}/${length}` : undefined;
}

/** The URL parser of every platform writes an IPv6 address in its one short form (RFC 5952). */
function canonicalIpv6(text: string): string | undefined {
  if (!ipv6.test(text) || !text.includes(':')) return undefined;
  try {
    return new URL(`http://[${text}]/`).hostname.slice(1, -1);
  } catch {
    return undefined;
  }
}

/** Of a canonical address, as text of 32 or 128 zeros and ones. */
function bitsOf(address: string): string {
  if (ipv4.test(address))
    return address
      .split('.')
      .map((part) => binary(Number(part), 8))
      .join('');
  const [head = '', tail] = address.split('::');
  const groupsOf = (part: string): string[] => (part === '' ? [] : part.split(':'));
  const [before, after] = [groupsOf(head), groupsOf(tail ?? '')];
  const gap = tail === undefined ? [] : Array<string>(8 - before.length - after.length).fill('0');
  return [...before, ...gap, ...after].map((group) => binary(Number.parseInt(group, 16), 16)).join('');
}

const binary = (value: number, width: number): string => value.toString(2).padStart(width, '0');
