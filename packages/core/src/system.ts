/** The one place where the core meets the machine's clock and randomness; both are ports and can be replaced. */
import type { Clock, Ids } from './ports.js';

export const systemClock: Clock = { now: () => Date.now() };

const hexOf: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** As many random bytes from the platform's cryptographic source, in hexadecimal. */
function random(bytes: number): string {
  let text = '';
  for (const byte of crypto.getRandomValues(new Uint8Array(bytes))) text += hexOf[byte]!;
  return text;
}

/** UUIDv4. The platform's own is far faster, and missing where a page is not served securely. */
function randomUuid(): string {
  if ('randomUUID' in crypto) return crypto.randomUUID();
  const text = random(16);
  const variant = '89ab'[Number.parseInt(text[16]!, 16) & 3]!;
  return `${text.slice(0, 8)}-${text.slice(8, 12)}-4${text.slice(13, 16)}-${variant}${text.slice(17, 20)}-${text.slice(20)}`;
}

export const systemIds: Ids = {
  /** UUIDv7 (RFC 9562, section 5.7): 48 bits of time before the version, in place of random ones. */
  next() {
    const time = Date.now().toString(16).padStart(12, '0');
    return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUuid().slice(15)}`;
  },
  secret: random,
};
