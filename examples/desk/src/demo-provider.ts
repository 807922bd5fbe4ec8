/**
 * The sandbox alone needs this: a desk that starts with a lookup API for the demo provider on this machine. In earnest
 * an administrator adds it in the settings and hands the key that the desk made to the provider; here the provider was
 * started first, so the desk is made to issue the provider's key.
 */
import type { Desk, Ids, LookupApi } from '@deskcard/core';
import { sandboxLookupApi, type SandboxLanguage } from '@deskcard/testing/fixtures';

export interface DemoProvider {
  url: string;
  key: string;
}

/** For a desk that issues the provider's key instead of one of its own. */
export const idsThatIssue = (key: string): Ids => ({
  next: () => `${Date.now().toString(36)}-${crypto.randomUUID()}`,
  secret: () => key,
});

/** Adds the lookup API. `desk` is an administrator's and issues the provider's key. */
export async function addProvider(
  desk: Desk,
  { url }: DemoProvider,
  language: SandboxLanguage,
): Promise<void> {
  if (await demoApiOf(desk)) return;
  const { draft, links } = sandboxLookupApi(url, language);
  const { apiId } = await desk.lookups.save(draft);
  await desk.connections.save({ apiId, links });
}

/** The provider was started anew, on another port or with another key; what else an administrator changed stays. */
export async function followProvider(desk: Desk, { url, key }: DemoProvider): Promise<void> {
  const api = await demoApiOf(desk);
  if (!api) return;
  const { apiId, version, name, security, searchItems, resultItems } = api;
  if (api.baseUrl !== url) {
    const base = { name, security, searchItems, resultItems, baseUrl: url };
    await desk.lookups.save({ apiId, version, ...base });
  }
  if (security.mode !== 'signature') return;
  // A key that cannot be opened any more, because its master key is lost, is as good as another one.
  const issued = await desk.lookups.showKey({ apiId }).catch(() => undefined);
  if (issued?.key !== key) await desk.lookups.changeKey({ apiId });
}

/** The one that leads to this machine, under whatever name and on whatever port. */
async function demoApiOf(desk: Desk): Promise<LookupApi | undefined> {
  const { items } = await desk.lookups.list();
  return items.find(({ baseUrl }) => /^http:\/\/127\.0\.0\.1:\d+\/customer$/.test(baseUrl));
}
