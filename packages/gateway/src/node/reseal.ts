/**
 * `deskcard-gateway reseal`: after a new master key was put first, every key of a lookup API that a former one sealed is
 * sealed with the new one, in all workspaces, while gateways go on (B12). It may be stopped at any moment and run again.
 * What it says is for whoever runs the gateways: names of workspaces, lookup APIs and keys by their ids, never a secret.
 */
import { DeskError, resealKeys, type ResealReport } from '@deskcard/core';
import type { PostgresDatabase } from '@deskcard/storage-postgres';
import { masterKeyIds, masterKeySealer } from './sealer.js';

export interface WorkspaceReseal extends ResealReport {
  readonly workspace: string;
}

export interface ResealDatabaseOptions {
  /** as in `DESKCARD_MASTER_KEYS`: the new one first, every former one behind it */
  masterKeys: string;
  /** which workspaces; all of them when absent */
  workspaces?: readonly string[];
  /** only counts */
  isDryRun?: boolean;
  signal?: AbortSignal;
}

/** Seals the keys of the workspaces anew, one workspace after the other, and tells of each when it is done. */
export async function* resealDatabase(
  database: PostgresDatabase,
  { masterKeys, workspaces, isDryRun, signal }: ResealDatabaseOptions,
): AsyncGenerator<WorkspaceReseal> {
  const sealer = masterKeySealer(masterKeys);
  const options = { sealer, ...(isDryRun && { isDryRun }), ...(signal && { signal }) };
  const known = await database.workspaceNames();
  const unknown = workspaces?.filter((each) => !known.includes(each)) ?? [];
  if (unknown.length > 0) {
    const hint = 'Compare the spelling with what your tokens say.';
    throw new DeskError('invalid_input', `There is no workspace ${unknown.join(', ')}.`, { hint });
  }
  for (const workspace of workspaces ?? known) {
    signal?.throwIfAborted();
    const report = await resealKeys(database.workspace(workspace), { ...options, workspace });
    yield { workspace, ...report };
  }
}

/** Carries the command out; gives whether nothing is left that a former master key sealed. */
export async function runReseal(
  database: PostgresDatabase,
  options: ResealDatabaseOptions,
  print: (line: string) => void,
): Promise<boolean> {
  const { masterKeys, isDryRun } = options;
  const [first, ...former] = masterKeyIds(masterKeys);
  let [renewed, failed] = [0, 0];
  for await (const each of resealDatabase(database, options)) {
    renewed += each.keys + each.answers;
    // A kept answer that cannot be opened is no loss: nobody asks for it after a day.
    failed += each.failures.filter(({ apiId }) => apiId !== undefined).length;
    for (const line of linesOf(each, isDryRun)) print(line);
  }
  if (isDryRun) {
    print(renewed + failed === 0 ? done(first!, former) : 'Nothing was changed: this was a dry run.');
    return renewed + failed === 0;
  }
  if (failed > 0) {
    print(`${count(failed, 'key')} could not be opened; everything else is sealed with ${first}.`);
    print('Add the master keys named above behind the others and run this again, or make new keys.');
    return false;
  }
  return await isRest(database, options, print, done(first!, former));
}

/** Looks once more: a gateway that was not restarted yet may have sealed something with the former key meanwhile. */
async function isRest(
  database: PostgresDatabase,
  options: ResealDatabaseOptions,
  print: (line: string) => void,
  said: string,
): Promise<boolean> {
  let left = 0;
  for await (const { keys, answers } of resealDatabase(database, { ...options, isDryRun: true })) {
    left += keys + answers;
  }
  if (left === 0) print(said);
  else {
    print(
      `${count(left, 'secret')} came in meanwhile with a former master key: a gateway still seals with it.`,
    );
    print('Restart every gateway with the new master key first, then run this again.');
  }
  return left === 0;
}

function done(first: string, former: readonly string[]): string {
  const rest = 'Nothing here is sealed with another master key than';
  if (former.length === 0) return `${rest} ${first}.`;
  return `${rest} ${first}. Take ${former.join(', ')} out of DESKCARD_MASTER_KEYS; keep it for backups of before.`;
}

function linesOf(
  { workspace, keys, answers, current, failures }: WorkspaceReseal,
  isDryRun = false,
): string[] {
  const parts = [
    `${count(keys, 'key')} ${isDryRun ? 'to be sealed anew' : 'sealed anew'}`,
    ...(answers > 0 ? [`${count(answers, 'kept answer')} likewise`] : []),
    `${current} up to date`,
  ];
  return [
    `${workspace}: ${parts.join(', ')}`,
    ...failures.map(({ apiId, keyId, code, masterKeyId }) => {
      const what =
        apiId === undefined ? 'a kept answer to an earlier request' : `lookup API ${apiId}, key ${keyId}`;
      return `  not opened: ${what} (${code}${masterKeyId === undefined ? '' : `: ${masterKeyId}`})`;
    }),
  ];
}

const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? '' : 's'}`;
