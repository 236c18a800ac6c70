import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fixedClock } from '../../../src/domain/time.js';
import { loadTrust } from '../../../src/files/signatures/index.js';
import { checkKeptFiles } from '../../../src/files/signatures/kept.js';
import { freshDatabase, type TestDatabase } from '../../support/database.js';
import { FIXTURES, NOW } from './support.js';

let store: TestDatabase;
beforeAll(async () => {
  store = await freshDatabase();
});
afterAll(() => store?.drop());

const clock = fixedClock(NOW.toISOString());
const paths = new Map<string, string>();

async function keep(name: string): Promise<void> {
  const path = join(FIXTURES, name);
  const sha256 = createHash('sha256').update(readFileSync(path)).digest();
  paths.set(sha256.toString('hex'), path);
  await store.database.query(
    "insert into kept_file (sha256, bytes, media_type, kept_at) values ($1, 1, 'application/pdf', $2)",
    [sha256, '2026-12-01T00:00:00Z'],
  );
}

const check = async (crls: string) => {
  const trust = await loadTrust(join(FIXTURES, 'roots'), join(FIXTURES, crls));
  return checkKeptFiles({ ...store, clock, trust, pathOf: (sha256) => paths.get(sha256) ?? '/nowhere' }, 10);
};

async function written(): Promise<string[]> {
  const { rows } = await store.database.query<{ id: string; told: string }>(
    `select s.id, concat_ws(' ', s.result, s.reason, s.level, s.serial, string_agg(c.name || ':' || left(c.state, 1), ' ' order by c.position)) as told
       from file_signature s join file_signature_check c on c.signature_id = s.id group by s.id order by s.id`,
  );
  return rows.map(({ id, told }) => `${id} ${told}`);
}

test('kept files are checked once, and again when roots or lists change; a signature keeps its id', async () => {
  await keep('pdf/officer.pdf');
  await keep('pdf/unsigned.pdf');
  expect(await check('crls')).toBe(2);
  const all = 'INTEGRITY:P COVERAGE:P CHAIN:P TIME:P';
  expect(await written()).toEqual([`1 TOTAL_PASSED B_B 1A2B3C4D5E6F01 ${all} REVOCATION:P ALGORITHM:P`]);
  expect(await check('crls')).toBe(0);

  // Revoked since; that the hub kept the file before proves that the signature is older.
  expect(await check('crls-later')).toBe(2);
  expect(await written()).toEqual([`1 TOTAL_PASSED B_B 1A2B3C4D5E6F01 ${all} REVOCATION:P ALGORITHM:P`]);
  expect(await check('crls-stale')).toBe(2);
  expect(await written()).toEqual([
    `1 INDETERMINATE TRY_LATER B_B 1A2B3C4D5E6F01 ${all} REVOCATION:U ALGORITHM:P`,
  ]);
});

test('a file that is no longer on the disk has none', async () => {
  paths.clear();
  expect(await check('crls')).toBe(2);
  expect(await written()).toEqual([]);
});
