/** The member service alone, until Ctrl-C: `npm start -w @deskcard/example-provider`. `PORT` asks for a first port. */
import { startProvider, type ProviderServer } from './server.js';

/** A taken port moves on to the next one. */
async function startNear(first: number): Promise<ProviderServer> {
  for (let port = first; ; port++) {
    try {
      return await startProvider({ port, allowedOrigin: '*' });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE' || port === first + 20) throw error;
    }
  }
}

const provider = await startNear(Number(process.env['PORT'] ?? 4180));
console.log(`Base URL for the lookup API   ${provider.url}`);
console.log(`Key                           ${provider.key}`);
console.log(`Switch its behaviour at       ${new URL('/', provider.url).href}`);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.once(signal, () => void provider.close());
