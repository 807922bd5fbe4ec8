/** Lookup APIs for tests, and a transport that answers what a test tells it to. */
import type { LookupApiDraft } from '../src/model/lookup-api.js';
import type { LookupCall, LookupReply, LookupTransport } from '../src/ports.js';

export interface FakeTransport extends LookupTransport {
  /** every call that was sent, in order */
  calls: LookupCall[];
}

type Answer = LookupReply | { data: unknown } | Error;

/** `answer` decides per call; an `Error` is thrown as a transport would. */
export function fakeTransport(answer: (call: LookupCall) => Answer | Promise<Answer>): FakeTransport {
  const calls: LookupCall[] = [];
  const send = async (call: LookupCall): Promise<LookupReply> => {
    calls.push(call);
    const given = await answer(call);
    if (given instanceof Error) throw given;
    if ('status' in given) return given;
    return { status: 200, contentType: 'application/json', body: JSON.stringify(given) };
  };
  return { calls, send };
}

/** Looks members up by member id or phone; the phone comes from the ticket and runs by itself on calls. */
export function membersApi(rest: Partial<LookupApiDraft> = {}): LookupApiDraft {
  const text = { division: 'general', control: 'text', required: false, dataLength: 0 } as const;
  return {
    name: 'Members',
    baseUrl: 'https://members.example.com/customer',
    security: { mode: 'signature', signedText: 'body+timestamp' },
    searchItems: [
      { ...text, itemId: 's1', screenName: 'Member id', variableName: 'memberId' },
      {
        itemId: 's2',
        division: 'ticketField',
        fieldCode: 'phone',
        required: true,
        screenName: 'Phone',
        variableName: 'phone',
        dataLength: 15,
        autoChannels: ['call'],
      },
    ],
    resultItems: [
      { itemId: 'r1', screenName: 'Name', dataName: 'name' },
      { itemId: 'r2', screenName: 'Points', dataName: 'points' },
    ],
    ...rest,
  };
}
