/**
 * Server information (R36): the administrator sees our addresses, searches recipients among the agents and sends them
 * the addresses by mail. Nobody outside of the host's directory ever gets one.
 */
import { DeskError, isDeskError } from '../errors.js';
import type { CallContext, CallScope, Handler, Handlers } from '../handler.js';
import { wellFormed } from '../input.js';
import { lookupApi } from '../lookup/store.js';
import {
  Agent,
  type MailResult,
  type ServerInformation,
  type ServerInformationPart,
} from '../model/server-information.js';
import type { AgentDirectory } from '../ports.js';
import { readAddressRange } from './address-range.js';
import { deliverAll } from './deliver.js';
import { mailboxAddress } from './mailbox.js';
import { composeMail, type MailContent } from './message.js';

const hints: Readonly<Record<ServerInformationPart, string>> = {
  addresses: 'Set `settings.serverInformation.addresses` to the IP addresses the lookups leave from.',
  agentDirectory: 'Give `createDesk` an `agentDirectory`; `agentList` makes one from a list.',
  mailer: 'Give `createDesk` a `mailer`; `smtpMailer` of `@deskcard/gateway/node` sends over SMTP.',
};

type Setup = Pick<CallContext, 'settings' | 'agentDirectory' | 'mailer'>;

/** What the host has to set up before server information can be sent; empty when it can. */
export function missingParts({ settings, agentDirectory, mailer }: Setup): ServerInformationPart[] {
  const missing: ServerInformationPart[] = [];
  if (settings.serverInformation.addresses.length === 0) missing.push('addresses');
  if (agentDirectory === undefined) missing.push('agentDirectory');
  if (mailer === undefined) missing.push('mailer');
  return missing;
}

function unavailable(missing: readonly ServerInformationPart[]): DeskError {
  return new DeskError(
    'server_information_unavailable',
    'Server information is not set up on this service.',
    {
      hint: missing.map((part) => hints[part]).join(' '),
      details: { missing },
    },
  );
}

function informationOf({ serverInformation }: CallContext['settings']): ServerInformation {
  const { addresses, serviceName } = serverInformation;
  const canonical = addresses.flatMap((text) => readAddressRange(text) ?? []);
  return { addresses: [...new Set(canonical)], ...(serviceName === undefined ? {} : { serviceName }) };
}

/** What a host's directory answers, with nothing but what an agent is made of; one that fails says so by name. */
async function ask(answer: () => ReturnType<AgentDirectory['get']>): Promise<Agent[]> {
  let given: readonly unknown[];
  try {
    given = await answer();
  } catch (error) {
    if (isDeskError(error) || (error as { name?: unknown } | undefined)?.name === 'AbortError') throw error;
    throw new DeskError('agent_directory_failed', 'The agent directory did not answer.', { cause: error });
  }
  return given.flatMap((each) => Agent.safeParse(wellFormed(each)).data ?? []);
}

const recipients: Handler<'serverInformation.recipients'> = async (
  { signal },
  { text, limit = 20 },
  context,
) => {
  const { agentDirectory: directory } = context;
  if (directory === undefined) throw unavailable(['agentDirectory']);
  const found = await ask(() => directory.find(text, { limit: limit + 1, signal }));
  return { items: found.slice(0, limit), more: found.length > limit };
};

const send: Handler<'serverInformation.send'> = async (scope, input, context) => {
  const { agentDirectory, mailer, principal, settings, ids } = context;
  const information = informationOf(settings);
  if (agentDirectory === undefined || mailer === undefined || information.addresses.length === 0) {
    throw unavailable(missingParts(context));
  }
  const userIds = [...new Set(input.userIds)];
  return scope.once(async () => {
    const api = await apiOf(input.apiId, scope);
    const known = await ask(() =>
      agentDirectory.get([...new Set([...userIds, principal.user])], { signal: scope.signal }),
    );
    const agents = new Map(known.map((agent) => [agent.userId, agent]));
    const asker = agents.get(principal.user) ?? { userId: principal.user };
    const content: MailContent = { information, api, asker, note: input.note, language: input.language };
    const results = new Map<string, MailResult>();
    const mails = userIds.flatMap((userId) => {
      const agent = agents.get(userId);
      const address = agent && mailboxAddress(agent.email);
      results.set(userId, { userId, outcome: agent ? 'invalidAddress' : 'unknownAgent' });
      return address === undefined
        ? []
        : [{ userId, mail: composeMail(ids.next(), agent!, address, content) }];
    });
    const deliveries = await deliverAll(
      mails.map(({ mail }) => mail),
      mailer,
      scope,
    );
    for (const [index, { userId, mail }] of mails.entries()) {
      results.set(userId, { userId, email: mail.to.address, ...deliveries[index]! });
    }
    return { items: [...results.values()] };
  });
};

async function apiOf(apiId: string | undefined, scope: CallScope): Promise<MailContent['api']> {
  return apiId === undefined ? undefined : scope.read((tx) => lookupApi(tx, apiId));
}

export const serverInformationHandlers = {
  'serverInformation.describe': async (_tx, _input, { settings }) => informationOf(settings),
  'serverInformation.recipients': recipients,
  'serverInformation.send': send,
} satisfies Partial<Handlers>;
