/**
 * On every channel but the telephone the e-mail address says who is writing (R8). Two spellings are one address when
 * only width, case or the script of the domain differ; dots and plus tags stay significant, because only the
 * owner's mail server knows whether they matter (D3).
 */

/** `text` is the address as it was typed, without the white space around it. */
export type EmailReading = { key: string } | { unusable: 'empty' | 'invalid'; text: string };

/** RFC 5321 allows a path of 256 octets, which leaves 254 for the address. */
const maximumLength = 254;
/** Longer input cannot be an address in any Unicode form; reading stops before work is done on it. */
const maximumRawLength = 1_000;

const invisibleEnds = /^[\s\p{Cf}]+|[\s\p{Cf}]+$/gu;
/** No white space, controls, quotes, brackets or separators: nothing that could end or extend a mail header. */
const localPart = /^[^\s@"(),:;<>[\]\\\p{Cc}\p{Cf}\p{Cs}\p{Co}]+$/u;
const typedDomain = /^[\p{L}\p{M}\p{N}.-]+$/u;
const onlyAscii = /^[ -~]*$/;
/** Nothing in it to map: the URL parser, which is dear, would give the same. */
const plainDomain = /^(?:[a-z0-9]+(?:-[a-z0-9]+)*\.)+[a-z]+$/;
/** The last label holds a letter: older URL parsers let a number pass there. */
const asciiDomain = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?=[a-z0-9-]*[a-z])[a-z0-9-]{2,63}$/;

/**
 * Reads one bare address. The key is NFKC, trimmed, lower case, with the domain in punycode, at most 254 characters;
 * reading a key gives the same key. Display names, quoted local parts, address literals and domains without a dot
 * are not usable as keys.
 */
export function readEmail(raw: string): EmailReading {
  const typed = raw.trim();
  if (typed === '') return { unusable: 'empty', text: '' };
  return keyOf(typed) ?? { unusable: 'invalid', text: typed };
}

function keyOf(typed: string): { key: string } | undefined {
  if (typed.length > maximumRawLength) return undefined;
  const folded = lowerCased(typed.replace(invisibleEnds, ''));
  const at = folded.lastIndexOf('@');
  const local = folded.slice(0, Math.max(at, 0));
  const domain = punycode(folded.slice(at + 1));
  if (domain === undefined || !localPart.test(local)) return undefined;
  const key = `${local}@${domain}`;
  return key.length <= maximumLength ? { key } : undefined;
}

/** Lower-casing can undo a composition and NFKC can bring a capital back; twice is stable. */
function lowerCased(text: string): string {
  if (onlyAscii.test(text)) return text.toLowerCase();
  return text.normalize('NFKC').toLowerCase().normalize('NFKC').toLowerCase();
}

/**
 * The URL parser of every platform carries the full IDNA mapping. It also understands ports, paths and numeric
 * addresses, hence only letters, digits, dots and hyphens go in and only a name with a top-level domain comes out.
 */
function punycode(domain: string): string | undefined {
  if (plainDomain.test(domain)) return asciiDomain.test(domain) ? domain : undefined;
  const dotted = domain.replaceAll('。', '.');
  if (!typedDomain.test(dotted)) return undefined;
  try {
    const { hostname } = new URL(`http://${dotted}`);
    return asciiDomain.test(hostname) ? hostname : undefined;
  } catch {
    return undefined;
  }
}
