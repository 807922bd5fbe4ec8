/** Lookup APIs, their keys, their field connections, and the three ways of calling a provider (R30–R56, B10, B12). */
import { DeskError, invalidInput, isDeskError, type ErrorCode, type Issue } from '../errors.js';
import type { CallContext, CallScope, Handler, Handlers } from '../handler.js';
import type { FieldLink, LookupApi, LookupApiDraft } from '../model/lookup-api.js';
import type { AutoLookup, LookupTicket, TestCall } from '../model/lookup.js';
import type { LookupReply, ReadTransaction, WriteTransaction } from '../ports.js';
import { planAuto } from './auto.js';
import { callProvider, type Callable } from './call.js';
import { lookUp, resultOf, type LookUpOptions } from './look-up.js';
import { buildBody } from './request.js';
import { isLinkable } from './connect.js';
import { offeredNames } from './data.js';
import { definitionIssues } from './definition.js';
import { health } from './health.js';
import { denial } from '../service/permit.js';
import { firstKey, keyHandlers } from './key-handlers.js';
import {
  allApis,
  deleteApi,
  fieldConnections,
  lookupApi,
  lookupKeys,
  putApi,
  putConnections,
} from './store.js';

function assertVersion(what: string, expected: number | undefined, actual: number): void {
  if (expected === undefined || expected === actual) return;
  throw new DeskError('version_conflict', `${what} was changed meanwhile.`, {
    details: { expected, actual },
  });
}

const save: Handler<'lookups.save'> = async (tx, draft, context) => {
  const { settings, ids, cipher } = context;
  const issues = definitionIssues(draft, settings, cipher);
  if (issues.length > 0) throw invalidInput(issues);
  const before = draft.apiId === undefined ? undefined : await lookupApi(tx, draft.apiId);
  if (before !== undefined) assertVersion(`The lookup API ${before.name}`, draft.version, before.version);
  const saved: LookupApi = {
    ...draft,
    apiId: before?.apiId ?? ids.next(),
    version: (before?.version ?? 0) + 1,
    cacheSeconds: draft.cacheSeconds ?? before?.cacheSeconds,
    order: before?.order ?? ((await allApis(tx)).at(-1)?.order ?? -1) + 1,
  };
  await putApi(tx, saved);
  const madeKey = await firstKey(tx, saved, context);
  await dropLinksOfRemovedItems(tx, saved);
  tx.publish({ type: 'lookupApisChanged', apiId: saved.apiId });
  const answer = await lookupApi(tx, saved.apiId);
  return madeKey !== undefined && settings.keyDisplay === 'once' ? { ...answer, madeKey } : answer;
};

async function dropLinksOfRemovedItems(tx: WriteTransaction, api: LookupApi): Promise<void> {
  const connections = await fieldConnections(tx, api.apiId);
  const present = new Set(api.resultItems.map((item) => item.itemId));
  const links = connections.links.filter((link) => present.has(link.resultItemId));
  if (links.length === connections.links.length) return;
  await putConnections(tx, { ...connections, links, version: connections.version + 1 });
  tx.publish({ type: 'connectionsChanged', apiId: api.apiId });
}

const remove: Handler<'lookups.remove'> = async (tx, { apiId }) => {
  await lookupApi(tx, apiId);
  const { version } = await fieldConnections(tx, apiId);
  await deleteApi(tx, apiId);
  tx.publish({ type: 'lookupApisChanged', apiId });
  if (version > 0) tx.publish({ type: 'connectionsChanged', apiId });
  return {};
};

const reorder: Handler<'lookups.reorder'> = async (tx, { apiIds }) => {
  const byId = new Map((await allApis(tx)).map((api) => [api.apiId, api]));
  const named = [...new Set(apiIds)].flatMap((apiId) => byId.get(apiId) ?? []);
  if (named.length !== byId.size || apiIds.length !== byId.size) {
    throw invalidInput([{ path: ['apiIds'], code: 'invalid', message: 'must name every lookup API once' }]);
  }
  const items = named.map((api, order) => ({ ...api, order }));
  for (const item of items) {
    if (item.order === byId.get(item.apiId)?.order) continue;
    await putApi(tx, item);
    tx.publish({ type: 'lookupApisChanged', apiId: item.apiId });
  }
  return { items };
};

async function callable(tx: ReadTransaction, api: LookupApiDraft): Promise<Callable> {
  if (api.apiId === undefined) return { api, keys: [], links: [] };
  const { links } = await fieldConnections(tx, api.apiId);
  return { api, keys: await lookupKeys(tx, api.apiId), links };
}

const search: Handler<'lookups.search'> = async (scope, { apiId, inputs, reload }, context) => {
  const target = await scope.read(async (tx) => callable(tx, await lookupApi(tx, apiId)));
  return lookUp(target, inputs, scope, context, { reload });
};

const auto: Handler<'lookups.auto'> = async (scope, { ticket, reload }, context) => {
  const targets = await scope.read(async (tx) => {
    const found: Callable[] = [];
    for (const api of await allApis(tx)) found.push(await callable(tx, api));
    return found;
  });
  const runs = targets.map((target) => runAuto(target, ticket, scope, context, { reload }));
  return { items: (await Promise.all(runs)).filter((item) => item !== undefined) };
};

async function runAuto(
  target: Callable,
  ticket: LookupTicket,
  scope: CallScope,
  context: CallContext,
  options: LookUpOptions,
): Promise<AutoLookup | undefined> {
  const plan = planAuto(target.api, ticket);
  if (plan === undefined) return undefined;
  const { apiId = '', name } = target.api;
  if (!('inputs' in plan)) return { ran: false, apiId, apiName: name, ...plan };
  try {
    const result = await lookUp(target, plan.inputs, scope, context, options);
    return { ran: true, apiId, inputs: plan.inputs, result };
  } catch (error) {
    // One lookup API without a usable key must not keep the others from the agent.
    if (!isDeskError(error) || !notReady.has(error.code)) throw error;
    return { ran: false, apiId, apiName: name, reason: 'notReady', items: [] };
  }
}

const notReady: ReadonlySet<ErrorCode> = new Set([
  'lookup_key_missing',
  'lookup_cipher_missing',
  'sealer_missing',
  'master_key_missing',
  'seal_broken',
]);

const test: Handler<'lookups.test'> = async (scope, { api, inputs }, context) => {
  const issues = definitionIssues(api, context.settings, context.cipher);
  if (issues.length > 0) throw invalidInput(issues.map((each) => ({ ...each, path: ['api', ...each.path] })));
  const target = await scope.read((tx) => callable(tx, api));
  const exchange = await callProvider(target, buildBody(api.searchItems, inputs), scope, context);
  const { wire, reply, read } = exchange;
  const { inside: request } = wire;
  const { inside: answer, problem, refusal, data } = read;
  return {
    // The signature may be shown where the key may not: it opens nothing but this one body, for five minutes.
    request: { ...wire.request, headers: { ...wire.request.headers } },
    ...(reply && { reply: shown(reply) }),
    ...(request === undefined ? {} : { inside: { request, ...(answer && { reply: answer }) } }),
    ...(problem && {
      problem: { code: problem.code, message: problem.message, hint: problem.hint, reason: refusal },
    }),
    found: data === undefined ? [] : offeredNames(data),
    result: resultOf(target, exchange, scope, context),
  };
};

const shown = ({ status, contentType, body, cacheControl }: LookupReply): TestCall['reply'] => ({
  status,
  contentType,
  body,
  ...(cacheControl === undefined ? {} : { cacheControl }),
});

const listConnections: Handler<'connections.list'> = async (tx) => {
  const items = [];
  for (const { apiId } of await allApis(tx)) items.push(await fieldConnections(tx, apiId));
  return { items };
};

const saveConnections: Handler<'connections.save'> = async (tx, { apiId, links, version }, { settings }) => {
  const api = await lookupApi(tx, apiId);
  const before = await fieldConnections(tx, apiId);
  assertVersion(`The field connections of ${api.name}`, version, before.version);
  const issues = links.flatMap((link, index) => linkIssues(link, index, links, api, settings.ticketFields));
  if (issues.length > 0) throw invalidInput(issues);
  const saved = { apiId, links, version: before.version + 1 };
  await putConnections(tx, saved);
  tx.publish({ type: 'connectionsChanged', apiId });
  return saved;
};

/** Two items may feed the same field, the later one for when the first has no value; the same pair twice is a slip. */
function linkIssues(
  link: FieldLink,
  index: number,
  links: readonly FieldLink[],
  api: LookupApi,
  fields: CallContext['settings']['ticketFields'],
): Issue[] {
  const issues: Issue[] = [];
  if (!api.resultItems.some((item) => item.itemId === link.resultItemId)) {
    issues.push({ path: ['links', index, 'resultItemId'], code: 'unknown', message: 'is no result item' });
  }
  const path = ['links', index, 'fieldCode'];
  const field = fields.find((each) => each.code === link.fieldCode);
  const first = links.findIndex(
    (each) => each.resultItemId === link.resultItemId && each.fieldCode === link.fieldCode,
  );
  if (field === undefined) issues.push({ path, code: 'unknown', message: 'is no ticket field' });
  else if (!isLinkable(field.type)) {
    issues.push({ path, code: 'invalid', message: 'is neither a text box nor a text area' });
  } else if (first < index)
    issues.push({ path, code: 'duplicate', message: 'is linked to this item already' });
  return issues;
}

/** What stands behind the name of the provider's server may be a secret, and is the business of who sets it (trap 14). */
const withoutPath = (api: LookupApi): LookupApi => ({ ...api, baseUrl: new URL(api.baseUrl).origin });

const list: Handler<'lookups.list'> = async (tx, _, { principal, settings }) => {
  const items = await allApis(tx);
  const maySave = denial('lookups.save', principal, settings) === undefined;
  return { items: maySave ? items : items.map(withoutPath) };
};

export const lookupHandlers = {
  'lookups.list': list,
  'lookups.save': save,
  'lookups.remove': remove,
  'lookups.reorder': reorder,
  ...keyHandlers,
  'lookups.search': search,
  'lookups.auto': auto,
  'lookups.test': test,
  'lookups.health': health,
  'connections.list': listConnections,
  'connections.save': saveConnections,
} satisfies Partial<Handlers>;
