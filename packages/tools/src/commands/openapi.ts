/** `node packages/tools/run.mjs openapi`: writes docs/openapi.json anew after the operations have changed. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openApiDocument } from '@deskcard/gateway';
import { format } from 'prettier';
import { runCommand } from '../command.js';
import { root } from '../repo.js';

await runCommand(async () => {
  const text = await format(JSON.stringify(openApiDocument()), { parser: 'json', printWidth: 110 });
  writeFileSync(join(root, 'docs/openapi.json'), text);
  console.log('docs/openapi.json');
  return 0;
});
