import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Queryable } from './database.js';
import { Sealer } from './sealed.js';

/** The key file is missing, has a wrong form, or is not the one that sealed this store. */
export class SecretKeyProblem extends Error {
  override readonly name = 'SecretKeyProblem';
}

/**
 * Reads the secret key (64 hex digits) from `file`; without one it is made in `dataDir`, readable by its owner only.
 * Throws {@link SecretKeyProblem}.
 */
export function loadSealer({ file, dataDir }: { file?: string | undefined; dataDir: string }): Sealer {
  const path = file ?? join(dataDir, 'secret.key');
  if (file === undefined) makeOnce(path);
  let text: string;
  try {
    text = readFileSync(path, 'utf8').trim();
  } catch {
    throw new SecretKeyProblem(`SECRET_KEY_FILE: cannot read ${path}; expected a file with 64 hex digits`);
  }
  if (!/^[0-9a-f]{64}$/i.test(text)) {
    throw new SecretKeyProblem(
      `SECRET_KEY_FILE: ${path} does not hold 64 hex digits (openssl rand -hex 32 makes them)`,
    );
  }
  return new Sealer(Buffer.from(text, 'hex'));
}

function makeOnce(path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const mine = `${path}.${process.pid}`;
  writeFileSync(mine, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600 });
  try {
    // A link fails when the key is there already, so that two first starts agree on one key.
    linkSync(mine, path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    unlinkSync(mine);
  }
}

/** Stores the key's id at the first start; throws {@link SecretKeyProblem} when the store was sealed with another key. */
export async function checkKeyOfStore(database: Queryable, sealer: Sealer): Promise<void> {
  await database.query(`insert into store_fact values ('secret_key_id', $1) on conflict do nothing`, [
    sealer.keyId,
  ]);
  const { rows } = await database.query<{ value: string }>(
    `select value from store_fact where name = 'secret_key_id'`,
  );
  const stored = rows[0]?.value;
  if (stored !== sealer.keyId) {
    throw new SecretKeyProblem(
      `SECRET_KEY_FILE: this store was sealed with key ${stored}, the configured key is ${sealer.keyId}; give back the old key file`,
    );
  }
}
