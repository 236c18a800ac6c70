import { ConfigProblem } from '../config.js';
import { EngineUnreachable, withoutSecrets } from '../processes/connect.js';
import { SafelistProblem } from '../processes/http/safelist.js';
import { isTransient, sqlState } from '../store/database.js';
import { EmbeddedUnavailable } from '../store/embedded/binaries.js';
import { StoreOutdated } from '../store/migrate.js';
import { SecretKeyProblem } from '../store/secret-key.js';
import { UsageProblem } from './arguments.js';

const EXPECTED = [
  ConfigProblem,
  EngineUnreachable,
  StoreOutdated,
  SecretKeyProblem,
  EmbeddedUnavailable,
  UsageProblem,
  SafelistProblem,
];

/**
 * One clear line for what an operator can mend, the stack only for what is our fault. Returns the exit status, always 1.
 */
export function reportError(error: unknown): number {
  if (EXPECTED.some((kind) => error instanceof kind)) {
    for (const line of (error as Error).message.split('\n')) console.error(`lienthong: ${line}`);
  } else if (isTransient(error)) {
    const url = process.env['DATABASE_URL'];
    const where = url && URL.canParse(url) ? ` (${withoutSecrets(url)})` : '';
    console.error(
      `lienthong: the connection to an engine was lost${where}: run the command again; nothing was lost`,
    );
  } else if (sqlState(error) === '28P01' || sqlState(error) === '3D000' || sqlState(error) === '28000') {
    console.error(`lienthong: DATABASE_URL: PostgreSQL refuses: ${(error as Error).message}`);
  } else if (error instanceof Error && /^(WRONGPASS|NOAUTH|NOPERM)\b/.test(error.message)) {
    console.error(`lienthong: REDIS_URL: Redis refuses: ${error.message}`);
  } else if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    console.error(`lienthong: ${error.message}: another program listens there; set PORT to a free one`);
  } else {
    console.error(error instanceof Error ? (error.stack ?? error.message) : error);
  }
  return 1;
}
