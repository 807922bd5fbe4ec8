/** A real desk in memory with lookup APIs on it, and a provider whose answers a test decides. */
import { createDesk, memoryStorage } from '@deskcard/core';
import type {
  CreateDeskOptions,
  Desk,
  FieldLink,
  LookupApi,
  LookupApiDraft,
  LookupCall,
  LookupReply,
  Principal,
  TicketField,
} from '@deskcard/core';
import { systemTicketFields } from '@deskcard/core';

/** What a provider may answer: its `data`, a whole reply, or a failure on the way. */
export type ProviderAnswer = { readonly data: unknown } | LookupReply | Error;

export interface LookupDesk {
  /** an agent's, unless told otherwise */
  readonly desk: Desk;
  /** an administrator's, on the same store */
  readonly admin: Desk;
  readonly apis: readonly LookupApi[];
  /** the calls that reached a provider, oldest first, with what was in them */
  readonly calls: { readonly url: string; readonly inputs: Record<string, string> }[];
  /** how the provider answers from now on */
  answer: (inputs: Record<string, string>, call: LookupCall) => ProviderAnswer | Promise<ProviderAnswer>;
}

export interface LookupDeskOptions {
  readonly apis?: readonly LookupApiDraft[];
  /** links of the first API */
  readonly links?: readonly FieldLink[];
  readonly principal?: Principal;
  /** what another desk stands on already */
  readonly storage?: CreateDeskOptions['storage'];
  readonly settings?: CreateDeskOptions['settings'];
  /** for encrypted lookups; such a desk is asked for all three kinds of security */
  readonly cipher?: CreateDeskOptions['cipher'];
  /** what else a host has set up, for both desks */
  readonly host?: Pick<CreateDeskOptions, 'agentDirectory' | 'mailer'>;
  /** what the transport has measured of a lookup API */
  readonly health?: NonNullable<CreateDeskOptions['transport']>['health'];
}

export async function lookupDesk(options: LookupDeskOptions = {}): Promise<LookupDesk> {
  const { storage = memoryStorage() } = options;
  const result: { -readonly [K in keyof LookupDesk]: LookupDesk[K] } = {
    desk: undefined as never,
    admin: undefined as never,
    apis: [],
    calls: [],
    answer: () => ({ data: {} }),
  };
  const transport: CreateDeskOptions['transport'] = {
    ...(options.health && { health: options.health }),
    async send(call) {
      // What is encrypted nobody on the way can read.
      const inputs = call.body.startsWith('{') ? (JSON.parse(call.body) as Record<string, string>) : {};
      result.calls.push({ url: call.url, inputs });
      const given = await result.answer(inputs, call);
      if (given instanceof Error) throw given;
      if ('status' in given) return given;
      return { status: 200, contentType: 'application/json', body: JSON.stringify(given) };
    },
  };
  const { cipher } = options;
  const shared = { storage, transport, checkAnswers: true, ...(cipher && { cipher }), ...options.host };
  const settings = { ticketFields, ...options.settings };
  result.admin = createDesk({
    ...shared,
    settings: { ...settings, customerManagement: true, openApi: true },
    principal: { user: 'admin', role: 'admin' },
  });
  const principal = options.principal ?? { user: 'mina', role: 'agent' };
  result.desk = createDesk({ ...shared, settings, principal });
  const saved: LookupApi[] = [];
  for (const draft of options.apis ?? [membersApi()]) saved.push(await result.admin.lookups.save(draft));
  result.apis = saved;
  const [first] = saved;
  if (options.links && first) {
    await result.admin.connections.save({ apiId: first.apiId, links: [...options.links] });
  }
  return result;
}

/** The system fields, and a few of the host's own. */
export const ticketFields: TicketField[] = [
  ...systemTicketFields,
  { code: 'grade', label: 'Membership', type: 'text', maxLength: 8 },
  { code: 'address', label: 'Address', type: 'textarea', maxLength: 0 },
  { code: 'city', label: 'City', type: 'dropdown', maxLength: 0, options: ['Seoul', 'Busan'] },
];

const fromTicket = { division: 'ticketField', required: false, dataLength: 0, autoChannels: [] } as const;

/** Members by phone, which a call brings with it; optionally by member id, and in one shop only. */
export function membersApi(rest: Partial<LookupApiDraft> = {}): LookupApiDraft {
  return {
    name: 'Member service',
    baseUrl: 'https://members.example.com/customer',
    security: { mode: 'none', signedText: 'body+timestamp' },
    searchItems: [
      {
        ...fromTicket,
        itemId: 'phone',
        fieldCode: 'phone',
        required: true,
        screenName: 'Phone',
        variableName: 'tel',
        dataLength: 20,
        autoChannels: ['call'],
      },
      {
        ...fromTicket,
        itemId: 'member',
        fieldCode: 'usercode',
        screenName: 'Member ID',
        variableName: 'memberId',
        autoChannels: [],
      },
      {
        itemId: 'shop',
        division: 'general',
        control: 'dropdown',
        required: false,
        screenName: 'Shop',
        variableName: 'shop',
        dataLength: 0,
        defaultValue: 'online',
        options: [
          { value: 'online', label: 'Online' },
          { value: 'seoul', label: 'Seoul' },
        ],
      },
    ],
    resultItems: [
      { itemId: 'name', screenName: 'Member name', dataName: 'name' },
      { itemId: 'level', screenName: 'Level', dataName: 'level' },
      { itemId: 'address', screenName: 'Address', dataName: 'address' },
    ],
    ...rest,
  };
}

/** Orders by number, typed by hand. */
export function ordersApi(rest: Partial<LookupApiDraft> = {}): LookupApiDraft {
  return {
    name: 'Orders',
    baseUrl: 'https://orders.example.com/find',
    security: { mode: 'none', signedText: 'body+timestamp' },
    searchItems: [
      {
        itemId: 'number',
        division: 'general',
        control: 'text',
        required: true,
        screenName: 'Order number',
        variableName: 'orderNumber',
        dataLength: 10,
      },
    ],
    resultItems: [{ itemId: 'state', screenName: 'State', dataName: 'state' }],
    ...rest,
  };
}
