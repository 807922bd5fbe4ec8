/**
 * B10: the same call for a terminal, to be handed to whoever builds the provider's side. Whatever an administrator typed
 * stays one value: nothing of it is read by the shell or by curl. The key is not in it: the command computes a signature
 * of its own from the key that whoever runs it sets, because one that was sent is good for five minutes only.
 */
import type { LookupApiDraft, TestCall } from '@deskcard/core';

const keyVariable = 'LOOKUP_KEY';

/** One command for sh, bash and zsh; it needs curl, and openssl where the call is signed. */
export function asCurl(
  { url, headers, body }: TestCall['request'],
  signedText: LookupApiDraft['security']['signedText'],
): string {
  const names = Object.keys(headers);
  const find = (name: string): string | undefined => names.find((each) => each.toLowerCase() === name);
  const [signature, time] = [find('authorization'), find('x-tc-timestamp')];
  const isSigned = signature !== undefined && time !== undefined;
  const shown = names
    .filter((name) => !isSigned || (name !== signature && name !== time))
    .map((name) => `-H ${quoted(`${name}: ${headers[name]!}`)}`);
  // Brackets and braces of an address mean ranges to curl, unless it is told otherwise.
  const call = ['curl --globoff', `-X POST ${quoted(url)}`, ...shown];
  if (!isSigned) return [...call, `--data-raw ${quoted(body)}`].join(' \\\n  ');
  const path = signedText === 'uri+body+timestamp' ? quoted(new URL(url).pathname) : '';
  const own = [`-H "${time}: $timestamp"`, `-H "${signature}: $signature"`, '--data-raw "$body"'];
  return [
    `: "\${${keyVariable}:?must be the key of this lookup API}"`,
    `body=${quoted(body)}`,
    'timestamp=$(date +%s)000',
    `signature=$(printf %s ${path}"$body$timestamp" | openssl dgst -sha256 -hmac "$${keyVariable}" -binary | openssl base64 -A)`,
    [...call, ...own].join(' \\\n  '),
  ].join(' &&\n');
}

/** For a shell, one word and nothing but this text. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
