/** A PostgreSQL for the tests of one file; where the machine can have none, the reason to skip them. */
import { after } from 'node:test';
import { startPostgres, type TestServer } from '@deskcard/tools/postgres';

export async function testServer(): Promise<{ skip: string | false; server: TestServer }> {
  try {
    const server = await startPostgres();
    after(() => server.remove());
    return { skip: false, server };
  } catch (error) {
    const skip = error instanceof Error ? error.message : String(error);
    return { skip, server: undefined as unknown as TestServer };
  }
}
