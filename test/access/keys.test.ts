import type { MikroORM } from '@mikro-orm/postgresql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { authenticate, bearerOf } from '../../src/access/authenticate.js';
import { createKey, KeyProblem, listKeys, revokeKey } from '../../src/access/keys.js';
import { openOrm } from '../../src/store/orm.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';

let store: TestDatabase;
let orm: MikroORM;
const em = () => orm.em.fork() as Parameters<typeof createKey>[0];

beforeAll(async () => {
  store = await freshDatabase();
  orm = await openOrm(store.url);
});
afterAll(async () => {
  await orm?.close(true);
  await store?.drop();
});

test('a key is 32 random bytes, shown once, stored as its hash', async () => {
  const { id, key } = await createKey(em(), {
    name: 'Một cửa',
    role: 'officer',
    unit: 'H56.14.3',
    scopes: ['personal'],
  });
  expect(key).toMatch(/^lt_[A-Za-z0-9_-]{43}$/);
  const { rows } = await store.database.query(
    "select service_key::text as all, encode(hash, 'hex') as hash from service_key where id = $1",
    [id],
  );
  expect(JSON.stringify(rows)).not.toContain(key.slice(10));
  expect(await authenticate(store.database, key)).toEqual({
    id,
    name: 'Một cửa',
    role: 'officer',
    unit: 'H56.14.3',
    scopes: ['personal'],
  });
});

test('the last use is kept, to the minute', async () => {
  const { id, key } = await createKey(em(), { name: 'used', role: 'viewer' });
  const used = async () =>
    (
      await store.database.query<{ at: Date | null }>(
        'select last_used_at as at from service_key where id = $1',
        [id],
      )
    ).rows[0]?.at;
  expect(await used()).toBeNull();
  await authenticate(store.database, key);
  const first = await used();
  expect(first).toBeInstanceOf(Date);
  await authenticate(store.database, key);
  expect(await used()).toEqual(first);
  await store.database.query(
    `update service_key set last_used_at = last_used_at - interval '2 minutes' where id = $1`,
    [id],
  );
  await authenticate(store.database, key);
  expect((await used())?.getTime()).toBeGreaterThanOrEqual(first?.getTime() ?? 0);
});

test('a revoked key ends at once, by id or by a name that is clear', async () => {
  const one = await createKey(em(), { name: 'twice', role: 'viewer' });
  const two = await createKey(em(), { name: 'twice', role: 'viewer' });
  await expect(revokeKey(em(), 'twice')).rejects.toThrow(/several/);
  expect(await revokeKey(em(), one.id)).toBe(one.id);
  expect(await authenticate(store.database, one.key)).toBeUndefined();
  expect(await revokeKey(em(), 'twice')).toBe(two.id);
  await expect(revokeKey(em(), two.id)).rejects.toThrow(KeyProblem);
  const listed = await listKeys(em());
  expect(listed.filter(({ name }) => name === 'twice').every(({ revokedAt }) => revokedAt)).toBe(true);
  expect(JSON.stringify(listed)).not.toContain(two.key.slice(10));
});

test('a key ends by itself', async () => {
  const { id, key } = await createKey(em(), { name: 'short', role: 'viewer', lastsMs: 60_000 });
  const ends = (await authenticate(store.database, key))?.expiresAt?.getTime() ?? 0;
  expect(ends).toBeGreaterThan(Date.now());
  expect(ends).toBeLessThanOrEqual(Date.now() + 60_000);
  await store.database.query(
    `update service_key set expires_at = now() - interval '1 second' where id = $1`,
    [id],
  );
  expect(await authenticate(store.database, key)).toBeUndefined();
});

test('what a key cannot be is refused with what is expected', async () => {
  await expect(createKey(em(), { name: ' ', role: 'viewer' })).rejects.toThrow(/--name/);
  await expect(createKey(em(), { name: 'x', role: 'root' as 'viewer' })).rejects.toThrow(
    /--role: expected one of viewer/,
  );
  await expect(createKey(em(), { name: 'x', role: 'viewer', scopes: ['all'] })).rejects.toThrow(
    /--scope: expected personal/,
  );
  await expect(createKey(em(), { name: 'x', role: 'viewer', unit: "'; --" })).rejects.toThrow(/--unit/);
});

test('only a bearer header carries a key', () => {
  expect(bearerOf('Bearer lt_abc')).toBe('lt_abc');
  expect(bearerOf('bearer   lt_abc')).toBe('lt_abc');
  for (const header of [
    undefined,
    '',
    'lt_abc',
    'Basic lt_abc',
    'Bearer',
    'Bearer a b',
    `Bearer ${'x'.repeat(9_000)}`,
  ]) {
    expect(bearerOf(header)).toBeUndefined();
  }
});
