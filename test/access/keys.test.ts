import type { MikroORM } from '@mikro-orm/postgresql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { authenticate, bearerOf } from '../../src/access/authenticate.js';
import { createKey, KeyProblem, listKeys, revokeKey } from '../../src/access/keys.js';
import { openOrm } from '../../src/store/orm.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { Fixtures } from '../support/fixtures.js';

let store: TestDatabase;
let orm: MikroORM;
const em = () => orm.em.fork() as Parameters<typeof createKey>[0];

beforeAll(async () => {
  store = await freshDatabase();
  orm = await openOrm(store.url);
  const fixtures = new Fixtures(store);
  await fixtures.unit('H56.14.3', 'UBND xã Cao Ngọc', {
    valid_to: '2025-06-30T16:59:59.999Z',
    successors: ['H56.14.4'],
  });
  await fixtures.unit('H56.14.4', 'UBND xã Minh Sơn');
  await fixtures.insert('unit_alias', { alias: '000.03.14.H56', code: 'H56.14.3' });
});
afterAll(async () => {
  await orm?.close(true);
  await store?.drop();
});

test.each([
  ['H56.14.3', 'H56.14.3'],
  ['000.03.14.H56', 'H56.14.3'],
  ['000-03-14-H56', 'H56.14.3'],
  [' H56.14.4 ', 'H56.14.4'],
])('a key of %s is of %s, whatever it was called', async (given, code) => {
  const { id, unit } = await createKey(em(), { name: 'x', role: 'viewer', unit: given });
  expect(unit).toMatchObject({ code });
  const { rows } = await store.database.query('select unit from service_key where id = $1', [id]);
  expect(rows).toEqual([{ unit: code }]);
});

test('a key of a unit that has ended tells what it sees beside', async () => {
  const { unit } = await createKey(em(), { name: 'x', role: 'viewer', unit: 'H56.14.3' });
  expect(unit).toEqual({
    code: 'H56.14.3',
    name: 'UBND xã Cao Ngọc',
    successors: [{ code: 'H56.14.4', name: 'UBND xã Minh Sơn' }],
  });
});

test('a unit that is not known is refused, with those near it', async () => {
  const made = (unit: string) => createKey(em(), { name: 'x', role: 'viewer', unit });
  await expect(made('H56.14.33')).rejects.toThrow(
    /^--unit: no unit has or had the code H56\.14\.33; near it: H56\.14\.3 UBND xã Cao Ngọc/,
  );
  await expect(made('minh son')).rejects.toThrow(/near it: H56\.14\.4 UBND xã Minh Sơn$/);
  await expect(made('000.05.14.H56')).rejects.toThrow(/near it: H56\.14\.3/);
  await expect(made('zzz')).rejects.toThrow(/`lienthong sync units` reads them$/);
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
