/**
 * The member id is the customer's id in the company's own service, and only that service knows its rules. So the
 * desk changes as little as it can: Unicode NFC and no white space around it. Case is significant (D3).
 */
/** `text` is the id as it was typed, without the white space around it. */
export type MemberIdReading = { key: string } | { unusable: 'empty' | 'invalid'; text: string };

/** Up to 255 code points: longer keys do not fit into the indexes of every database. */
const usable = /^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}]{1,255}$/u;

/**
 * Reads one member id; reading a key gives the same key. Control characters, line separators and broken characters
 * inside, or more than 255 characters, make it unusable.
 */
export function readMemberId(raw: string): MemberIdReading {
  const text = raw.trim();
  if (text === '') return { unusable: 'empty', text };
  const key = text.normalize('NFC').trim();
  return usable.test(key) ? { key } : { unusable: 'invalid', text };
}
