/**
 * The sandbox alone needs this: a desk that starts with a lookup API for the demo provider on this machine. In earnest
 * an administrator adds it in the settings and hands the key that the desk made to the provider; here the provider was
 * started first, so the desk is made to issue the provider's key.
 */
import { browserDesk, type Desk, type StorageAdapter } from 'deskcard';
import { sandboxLookupApi, sandboxTicketFields, type SandboxLanguage } from '@deskcard/testing/fixtures';
import { read, write } from './preferences.js';

interface ProviderConfig {
  providerUrl: string;
  providerKey: string;
}

/** How the lookup API was last set up. */
interface Known extends ProviderConfig {
  apiId: string;
}

const KEY = 'naru.provider';

/** Adds the lookup API once, and follows the provider when it was started on another port or with another key. */
export async function connectProvider(storage: StorageAdapter, language: SandboxLanguage): Promise<void> {
  const response = await fetch('/config.json');
  const config = (await response.json()) as ProviderConfig;
  const known = read(KEY) as Known | undefined;
  const desk = deskThatIssues(config.providerKey, storage);
  const apiId = known === undefined ? await add(desk, config, language) : known.apiId;
  if (known !== undefined) await follow(desk, config, known);
  write(KEY, { ...config, apiId } satisfies Known);
}

/** After a reset the lookup API is added anew. */
export function forgetProvider(): void {
  write(KEY, null);
}

function deskThatIssues(key: string, storage: StorageAdapter): Desk {
  return browserDesk({
    storage,
    principal: { user: 'sandbox', role: 'admin' },
    settings: { ticketFields: sandboxTicketFields('en'), allowInsecureProviders: true },
    ids: { next: () => `${Date.now().toString(36)}-${crypto.randomUUID()}`, secret: () => key },
  });
}

async function add(desk: Desk, { providerUrl }: ProviderConfig, language: SandboxLanguage): Promise<string> {
  const { draft, links } = sandboxLookupApi(providerUrl, language);
  const { apiId } = await desk.lookups.save(draft);
  await desk.connections.save({ apiId, links });
  return apiId;
}

/** What an administrator changed or deleted stays as it is. */
async function follow(desk: Desk, config: ProviderConfig, known: Known): Promise<void> {
  const { items } = await desk.lookups.list();
  const api = items.find(({ apiId }) => apiId === known.apiId);
  if (!api) return;
  if (api.baseUrl === known.providerUrl && api.baseUrl !== config.providerUrl) {
    const { apiId, version, name, security, searchItems, resultItems } = api;
    await desk.lookups.save({
      apiId,
      version,
      name,
      security,
      searchItems,
      resultItems,
      baseUrl: config.providerUrl,
    });
  }
  if (known.providerKey !== config.providerKey) await desk.lookups.changeKey({ apiId: api.apiId });
}
