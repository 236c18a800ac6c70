import { createHash, randomBytes } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { v7 as uuid } from 'uuid';
import { ROLES, type Role } from '../domain/role.js';
import { ServiceKey } from '../store/entities/service-key.js';
import { SCOPES } from './scopes.js';
import { findKeyUnit, type KeyUnit, unitsNear } from './unit-of-key.js';

export const KEY_PREFIX = 'lt_';
const SHOWN = 8;

/** What a service key may not be made with; the message says what is expected. */
export class KeyProblem extends Error {
  override readonly name = 'KeyProblem';
}

export interface NewKey {
  name: string;
  role: Role;
  /** Any code that a unit has or had: limits to it, its sub-units and successors. Absent: everything. */
  unit?: string;
  /** Code of the official whose key it is: it is shown their own file whole. Absent: nobody's. */
  official?: string;
  /** See {@link SCOPES}. */
  scopes?: readonly string[];
  /** From now on, ms; absent: until it is revoked. */
  lastsMs?: number;
}

export interface KeyFacts {
  id: string;
  name: string;
  role: Role;
  unit: string | undefined;
  official: string | undefined;
  scopes: string[];
  /** The key's first letters, to tell keys apart. */
  prefix: string;
  createdAt: Date;
  lastUsedAt: Date | undefined;
  revokedAt: Date | undefined;
  expiresAt: Date | undefined;
}

/** SHA-256 of the key's text: all that is stored of it. */
export function hashKey(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}

export interface MadeKey {
  id: string;
  key: string;
  /** What it is limited to. */
  unit?: KeyUnit;
}

/** Makes a key of 32 random bytes, stores its hash and gives it back: the only time that it can be seen. Throws {@link KeyProblem}. */
export async function createKey(em: EntityManager, wanted: NewKey): Promise<MadeKey> {
  const name = wanted.name.trim();
  const scopes = [...new Set(wanted.scopes ?? [])];
  if (!name || name.length > 100) throw new KeyProblem('--name: expected 1 to 100 characters');
  if (!ROLES.includes(wanted.role)) throw new KeyProblem(`--role: expected one of ${ROLES.join(', ')}`);
  const unknown = scopes.find((scope) => !SCOPES.some((known) => known === scope));
  if (unknown !== undefined) throw new KeyProblem(`--scope: expected ${SCOPES.join(', ')}`);
  const unit = wanted.unit === undefined ? undefined : await unitOf(em, wanted.unit);
  const person = wanted.official === undefined ? null : await personOf(em, wanted.official);
  const key = KEY_PREFIX + randomBytes(32).toString('base64url');
  const id = uuid();
  em.create(ServiceKey, {
    id,
    name,
    role: wanted.role,
    unit: unit?.code ?? null,
    official: wanted.official ?? null,
    officialPerson: person,
    scopes,
    prefix: key.slice(0, SHOWN),
    hash: hashKey(key),
    createdAt: new Date(),
    expiresAt: wanted.lastsMs === undefined ? null : new Date(Date.now() + wanted.lastsMs),
  });
  await em.flush();
  return { id, key, ...(unit ? { unit } : {}) };
}

/** The keyed hash of the number of whom a file is about now: the code may be somebody else's one day. */
async function personOf(em: EntityManager, code: string): Promise<Buffer | null> {
  const [found] = await em
    .getConnection()
    .execute<{ person_hash: Buffer | null }[]>(
      'select o.person_hash from official o join subject s on s.id = o.subject_id where o.code = ? and s.deleted_at is null',
      [code],
    );
  if (!found) throw new KeyProblem(`--official: no file has the code ${code}`);
  return found.person_hash;
}

async function unitOf(em: EntityManager, given: string): Promise<KeyUnit> {
  const unit = await findKeyUnit(em, given);
  if (unit) return unit;
  const near = await unitsNear(em, given);
  const hint = near.length > 0 ? `; near it: ${near.join(' · ')}` : '; `lienthong sync units` reads them';
  throw new KeyProblem(`--unit: no unit has or had the code ${given}${hint}`);
}

/** All keys, newest first; never their text. */
export async function listKeys(em: EntityManager): Promise<KeyFacts[]> {
  const rows = await em.find(ServiceKey, {}, { orderBy: { createdAt: 'desc', id: 'desc' } });
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    role: row.role as Role,
    unit: row.unit ?? undefined,
    official: row.official ?? undefined,
    scopes: [...row.scopes],
    prefix: row.prefix,
    createdAt: row.createdAt,
    lastUsedAt: row.lastUsedAt ?? undefined,
    revokedAt: row.revokedAt ?? undefined,
    expiresAt: row.expiresAt ?? undefined,
  }));
}

/** Ends a key at once, by its id or, when only one such is left, by its name. Throws {@link KeyProblem} when there is none. */
export async function revokeKey(em: EntityManager, idOrName: string): Promise<KeyFacts['id']> {
  const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(idOrName);
  const found = await em.find(ServiceKey, {
    revokedAt: null,
    ...(isId ? { id: idOrName } : { name: idOrName }),
  });
  const [row, second] = found;
  if (!row) throw new KeyProblem('no such key that is not revoked; `keys list` shows them');
  if (second) throw new KeyProblem('several keys have this name: give the id that `keys list` shows');
  row.revokedAt = new Date();
  await em.flush();
  return row.id;
}
