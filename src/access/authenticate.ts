import type { Role } from '../domain/role.js';
import type { Queryable } from '../store/database.js';
import { hashKey, KEY_PREFIX } from './keys.js';
import type { Principal } from './principal.js';

interface KeyRow {
  id: string;
  name: string;
  role: Role;
  unit: string | null;
  official: string | null;
  officialPerson: Buffer | null;
  scopes: string[];
  expiresAt: Date | null;
  stale: boolean;
}

/** `Authorization: Bearer …` → the key's or the token's text; undefined for anything else. */
export function bearerOf(header: string | undefined): string | undefined {
  const match = /^Bearer +(\S{1,8192})$/i.exec(header ?? '');
  return match?.[1];
}

/**
 * Who a key stands for; undefined when it is unknown, revoked or expired. Its last use is kept to the minute, so that a busy key
 * writes once a minute.
 */
export async function authenticate(database: Queryable, key: string): Promise<Principal | undefined> {
  if (!key.startsWith(KEY_PREFIX)) return undefined;
  const { rows } = await database.query<KeyRow>(
    `select id, name, role, unit, official, official_person as "officialPerson", scopes, expires_at as "expiresAt", coalesce(last_used_at < now() - interval '1 minute', true) as stale
       from service_key where hash = $1 and revoked_at is null and (expires_at is null or expires_at > now())`,
    [hashKey(key)],
  );
  const row = rows[0];
  if (!row) return undefined;
  if (row.stale) {
    await database.query(
      `update service_key set last_used_at = now()
        where id = $1 and (last_used_at is null or last_used_at < now() - interval '1 minute')`,
      [row.id],
    );
  }
  return {
    id: row.id,
    name: row.name,
    role: row.role,
    scopes: row.scopes,
    ...(row.unit === null ? {} : { unit: row.unit }),
    ...(row.official === null ? {} : { official: row.official }),
    ...(row.officialPerson === null ? {} : { officialPerson: row.officialPerson }),
    ...(row.expiresAt === null ? {} : { expiresAt: row.expiresAt }),
  };
}
