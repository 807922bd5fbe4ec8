/** A transport that hands each call to a provider in the same process, over real `Request` and `Response` objects. */
import type { LookupCall, LookupReply, LookupTransport } from '../src/ports.js';

export interface ProviderTransport extends LookupTransport {
  calls: LookupCall[];
  replies: LookupReply[];
}

export function providerTransport(provider: (request: Request) => Promise<Response>): ProviderTransport {
  const calls: LookupCall[] = [];
  const replies: LookupReply[] = [];
  const send = async (call: LookupCall): Promise<LookupReply> => {
    calls.push(call);
    const { url, headers, body } = call;
    const response = await provider(new Request(url, { method: 'POST', headers, body }));
    const [contentType = ''] = (response.headers.get('Content-Type') ?? '').split(';');
    const reply: LookupReply = { status: response.status, contentType, body: await response.text() };
    replies.push(reply);
    return reply;
  };
  return { calls, replies, send };
}
