import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { ConfigError, readConfig, settingsIn } from './config.js';

const folder = mkdtempSync(join(tmpdir(), 'deskcard-config-'));
after(() => rmSync(folder, { recursive: true }));

const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

const enough = {
  DESKCARD_JWT_ISSUER: 'https://sign-in.example',
  DESKCARD_JWT_AUDIENCE: 'deskcard',
  DESKCARD_JWT_SECRET: 'a secret of at least thirty-two bytes',
  DESKCARD_MASTER_KEYS: 'k1:AAAA',
};

function problemsOf(environment: Record<string, string>): readonly string[] {
  try {
    readConfig(environment);
  } catch (error) {
    assert.ok(error instanceof ConfigError);
    return error.problems;
  }
  return [];
}

describe('the environment of a gateway', () => {
  it('needs four variables, and has a working default for everything else', () => {
    const config = readConfig(enough);
    assert.equal(config.database, './deskcard-data');
    assert.deepEqual(
      [config.databaseConnections, config.databaseDeadlineMs, config.databasePollMs],
      [10, 15_000, undefined],
    );
    assert.equal(config.host, '127.0.0.1');
    assert.equal(config.port, 8787);
    assert.deepEqual([config.origins, config.allowHosts, config.agents, config.metrics], [[], [], [], false]);
  });

  it('is refused with everything that is wrong at once, and never with a value in it', () => {
    const problems = problemsOf({
      DESKCARD_JWT_SECRET: 'hunter2',
      DESKCARD_JWKS_URL: 'https://hunter2.example',
      DESKCARD_PORT: '99999 hunter2',
      DESKCARD_DATABASE_CONNECTIONS: '0',
      DESKCARD_DATABASE_DEADLINE_MS: 'hunter2',
      DESKCARD_DATABASE_POLL_MS: '0',
      DESKCARD_BASE_PATH: 'hunter2',
      DESKCARD_CA_FILE: '/hunter2',
      DESKCARD_SMTP_URL: 'smtp://hunter2',
      DESKCARD_SETTINGS_FILE: file('a.json', '{"default": {"defaultCountry": "hunter2"}}'),
      DESKCARD_AGENTS_FILE: file('b.json', 'hunter2'),
    });
    const about = [
      'ISSUER',
      'AUDIENCE',
      'either',
      'MASTER',
      'DATABASE_CONNECTIONS',
      'DATABASE_DEADLINE_MS',
      'DATABASE_POLL_MS',
      'PORT',
      'BASE_PATH',
      'CA_FILE',
      'MAIL_FROM',
      'AGENTS',
    ];
    for (const word of about)
      assert.ok(
        problems.some((each) => each.includes(word)),
        word,
      );
    assert.ok(
      problems.some((each) => each.includes('SETTINGS_FILE') && each.includes('default.defaultCountry')),
    );
    assert.doesNotMatch(problems.join('\n'), /hunter2/);
  });

  it('takes lists and numbers, and reads files', () => {
    const config = readConfig({
      ...enough,
      DESKCARD_ORIGINS: 'https://a.example, https://b.example,',
      DESKCARD_SETTINGS_FILE: file('c.json', '{"workspaces": {"acme": {"openApi": false}}}'),
      DESKCARD_AGENTS_FILE: file(
        'd.json',
        '[{"userId": "mina", "name": "Mina", "email": "mina@example.com"}]',
      ),
      DESKCARD_METRICS: 'on',
      DESKCARD_DATABASE_POLL_MS: '250',
    });
    assert.deepEqual(config.origins, ['https://a.example', 'https://b.example']);
    assert.equal(config.settings.workspaces?.['acme']?.openApi, false);
    assert.equal(config.agents[0]?.userId, 'mina');
    assert.equal(config.metrics, true);
    assert.equal(config.databasePollMs, 250);
  });

  it('takes what a desk is guarded by from the file, for each workspace its own before the default (B7)', () => {
    const { settings } = readConfig({
      ...enough,
      DESKCARD_SETTINGS_FILE: file(
        'guards.json',
        JSON.stringify({
          default: { duplicates: { blockedIdentifiers: [{ kind: 'email', value: '*@relay.example' }] } },
          workspaces: { acme: { duplicates: { mostCustomersPerIdentifier: 4 } }, zoo: { openApi: false } },
        }),
      ),
    });
    const blockedIdentifiers = [{ kind: 'email', value: '*@relay.example' }];
    assert.deepEqual(settingsIn(settings, 'acme').duplicates, {
      blockedIdentifiers,
      mostCustomersPerIdentifier: 4,
    });
    for (const workspace of ['zoo', 'another'])
      assert.deepEqual(settingsIn(settings, workspace).duplicates, { blockedIdentifiers });
    assert.equal(settingsIn(settings, 'zoo').openApi, false);
  });

  it('is refused with a setting that nothing reads, such as a misspelt one, by its place in the file', () => {
    for (const [text, place] of [
      ['{"ownNumbers": ["1588-1234"]}', 'ownNumbers'],
      ['{"default": {"ownNumber": ["1588-1234"]}}', 'default.ownNumber'],
      ['{"workspaces": {"acme": {"duplicates": {"guard": []}}}}', 'workspaces.acme.duplicates.guard'],
    ] as const) {
      const [problem, ...more] = problemsOf({ ...enough, DESKCARD_SETTINGS_FILE: file('typo.json', text) });
      assert.equal(problem, `DESKCARD_SETTINGS_FILE names a file that is not right at ${place}.`);
      assert.deepEqual(more, []);
    }
  });

  it('is refused with a guard that could never work, by its place in the file and without its value (B7)', () => {
    const blocked = (value: string) => ({ duplicates: { blockedIdentifiers: [{ kind: 'phone', value }] } });
    const problems = problemsOf({
      ...enough,
      DESKCARD_SETTINGS_FILE: file(
        'slip.json',
        JSON.stringify({ default: blocked('02-555-1000'), workspaces: { acme: blocked('12-3456') } }),
      ),
    });
    assert.equal(problems.length, 1);
    assert.match(problems[0]!, /SETTINGS_FILE .* workspaces\.acme\.duplicates\.blockedIdentifiers\.0\.value/);
    assert.doesNotMatch(problems[0]!, /3456/);
    const limit = { default: { duplicates: { mostCustomersPerIdentifier: 0 } } };
    const other = problemsOf({
      ...enough,
      DESKCARD_SETTINGS_FILE: file('limit.json', JSON.stringify(limit)),
    });
    assert.match(other.join(), /default\.duplicates\.mostCustomersPerIdentifier/);
  });
});
