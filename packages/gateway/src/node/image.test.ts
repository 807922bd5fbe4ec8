import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path/posix';
import { test } from 'node:test';

test('the lock beside the image’s embedded database lies on its volume, which is all that it may write to', () => {
  const image = readFileSync(new URL('../../Dockerfile', import.meta.url), 'utf8');
  const [, volume] = /^VOLUME (\S+)$/m.exec(image) ?? [];
  const [, folder] = /\bDESKCARD_DATABASE=(\S+)/.exec(image) ?? [];
  assert.equal(dirname(folder!), volume);
});
