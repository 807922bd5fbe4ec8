/**
 * What may stand in the head of a mail. A directory is the host's, and a name or an address in it may be anything:
 * only one bare address ever becomes a recipient, and a name is only ever one line of text.
 */
import { readEmail } from '../identity/email.js';
import { tidyText } from '../identity/text.js';

/** Characters that turn the direction of the text around them, so that a name could pose as something else. */
const directionMarks = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/**
 * The address a mail to `text` goes to: the part before the @ exactly as it stands, the domain in punycode. Nothing
 * for more than one address, for display names, line breaks, and letters that only look like those of an address.
 */
export function mailboxAddress(text: string): string | undefined {
  const reading = readEmail(text);
  if (!('key' in reading)) return undefined;
  const typed = text.trim();
  const local = typed.slice(0, typed.lastIndexOf('@'));
  const at = reading.key.lastIndexOf('@');
  if (local.toLowerCase() !== reading.key.slice(0, at)) return undefined;
  return `${local}${reading.key.slice(at)}`;
}

/** One line of at most `maximum` code points, without anything that acts on the text around it. */
export function oneLine(text: string, maximum = 100): string {
  const points = [...tidyText(text.replace(directionMarks, ''))];
  return points.length > maximum ? `${points.slice(0, maximum - 1).join('')}…` : points.join('');
}
