/** The one place where the core meets the machine's clock and randomness; both are ports and can be replaced. */
import type { Clock, Ids } from './ports.js';

export const systemClock: Clock = { now: () => Date.now() };

const hex = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** UUIDv7 (RFC 9562, section 5.7) and secrets from the platform's cryptographic source. */
export const systemIds: Ids = {
  next() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    const time = BigInt(Date.now());
    for (let i = 0; i < 6; i++) bytes[i] = Number((time >> BigInt(8 * (5 - i))) & 0xffn);
    bytes[6] = 0x70 | (bytes[6]! & 0x0f);
    bytes[8] = 0x80 | (bytes[8]! & 0x3f);
    const text = hex(bytes);
    return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join(
      '-',
    );
  },
  secret: (bytes) => hex(crypto.getRandomValues(new Uint8Array(bytes))),
};
