/** Serves the gallery of the elements on this machine, under the same strict policy as the sandbox. */
import { join } from 'node:path';
import { root } from '../repo.js';
import { createBundle } from './bundle.js';
import { HOST, listen, onFreePort } from './ports.js';
import { createDeskServer } from './server.js';

export interface RunningGallery {
  readonly url: string;
  close(): Promise<void>;
}

/** `port` is the first one to try; 0 for any. */
export async function startGallery(port: number): Promise<RunningGallery> {
  const folder = join(root, 'packages/elements/test/gallery');
  const bundle = await createBundle(folder);
  await bundle.refresh();
  let url = '';
  const config = { data: 'page', providerUrl: `http://${HOST}`, providerKey: '' } as const;
  const complain = (text: string): void => console.error(text);
  const server = await onFreePort(port, async (free) => {
    const candidate = createDeskServer({ folder, bundle, url: () => url, config: () => config, complain });
    url = `http://${HOST}:${await listen(candidate, free)}/`;
    return candidate;
  });
  return {
    url,
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      await bundle.close();
    },
  };
}
