import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { it } from 'node:test';

it('the memory of the command is set up by what this Node knows', () => {
  const file = new URL('./heap.ts', import.meta.url).href;
  const setUp = `import(${JSON.stringify(file)}).then(({ tuneHeap }) => tuneHeap())`;
  const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', '-e', setUp], {
    encoding: 'utf8',
  });
  assert.deepEqual({ status, stderr }, { status: 0, stderr: '' });
});
