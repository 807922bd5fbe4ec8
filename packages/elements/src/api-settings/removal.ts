/** A lookup API is deleted only after a person has read what goes with it: its key, its field connections (R30). */
import type { Desk, LookupApi } from '@deskcard/core';
import { READ_MS, within } from '../deadline.js';
import { ask, tell } from '../events.js';
import { Late } from '../late.js';
import type { Status } from '../parts/status.js';
import type { Ui } from './ui.js';

/** What becomes of the screen. */
export interface Removal {
  /** aborted when nobody waits for the answer any more */
  readonly signal: () => AbortSignal;
  /** it is being deleted: it can be edited no longer */
  readonly begin: (apiId: string) => void;
  /** why it is still there */
  readonly fail: (said: Status) => void;
}

/** What goes with it is said before it is gone. */
export function askToRemove(ui: Ui, { apiId, name }: LookupApi, removal: Removal): void {
  const { t, common, desk } = ui;
  const links = new Late<number | undefined>(ui.update);
  void links.ask(async (signal) => {
    const { items } = await desk.connections.list({}, { signal });
    return items.find((each) => each.apiId === apiId)?.links.length;
  });
  ui.ask({
    title: t.removeTitle(name),
    body: () => t.removeText(links.value),
    yes: common.remove,
    act: () => remove(ui, desk, { apiId, name }, removal),
  });
}

async function remove(
  ui: Ui,
  desk: Desk,
  which: { readonly apiId: string; readonly name: string },
  { signal, begin, fail }: Removal,
): Promise<void> {
  const { apiId, name } = which;
  if (!ask(ui.host, 'deskcard-before-lookup-api-remove', which)) return;
  const { removed } = ui.t;
  begin(apiId);
  try {
    await within(READ_MS, signal(), (each) => desk.lookups.remove({ apiId }, { signal: each }));
    ui.say(removed(name));
    tell(ui.host, 'deskcard-lookup-api-removed', which);
  } catch (error) {
    fail(ui.failure(error));
  }
  await ui.focus('#add');
}
