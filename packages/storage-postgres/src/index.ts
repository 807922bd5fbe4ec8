export { openPostgres, type PostgresOptions } from './postgres.js';
export type { DatabaseOptions, PostgresDatabase } from './database.js';
