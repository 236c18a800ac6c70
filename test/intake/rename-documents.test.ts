import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { systemPrincipal } from '../../src/access/principal.js';
import { fixedClock } from '../../src/domain/time.js';
import { runSync } from '../../src/intake/index.js';
import { renameDocuments } from '../../src/intake/rename-documents.js';
import type { IntakeDeps } from '../../src/intake/types.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { fillDistrict } from '../support/district.js';
import { KIND_SAMPLES, sourceWith } from '../support/kinds/index.js';
import type { RawForm } from '../support/kinds/kind-sample.js';

/** What was taken in under a code that only later became known as another form of a unit's. */
const UNIT = 'H56.14.4';
const FORMER = '000.77.14.H56';
const principal = systemPrincipal('test');
let store: TestDatabase;
let deps: IntakeDeps;

beforeAll(async () => {
  store = await freshDatabase();
  await fillDistrict(store);
  deps = {
    ...{ database: store.database, sealer: store.sealer, clock: fixedClock('2026-01-05T03:00:00.000Z') },
    ...{ portals: [], warn: () => undefined, owe: () => Promise.resolve() },
  };
});
beforeEach(async () => {
  await store.database.query(
    `truncate document_trace, document_file, document_recipient, document, file_reference, quarantine cascade`,
  );
  await store.database.query(
    `delete from subject_version where subject_id in (select id from subject where kind = 'document')`,
  );
  await store.database.query(`delete from subject where kind = 'document'`);
  await store.database.query('delete from unit_alias where alias = $1', [FORMER]);
});
afterAll(() => store.drop());

const letter = (number: number, issuer: string, change: RawForm = {}): RawForm => ({
  ...KIND_SAMPLES.document.raw(number, 'H56.14.3'),
  ...{ MaTacGia: issuer, SoKyHieu: `${number}/BC-UBND` },
  ...change,
});

async function take(...records: RawForm[]) {
  await store.database.query('delete from source_cursor');
  const { stored, unchanged, quarantined } = await runSync(deps, principal, sourceWith('document', records));
  return { stored, unchanged, quarantined };
}

async function becomesKnown(): Promise<void> {
  await store.database.query('insert into unit_alias (alias, code) values ($1, $2)', [FORMER, UNIT]);
}

async function subjects() {
  const { rows } = await store.database.query<{
    key: string;
    version: number;
    gone: boolean;
    versions: number;
  }>(
    `select natural_key as key, version, deleted_at is not null as gone,
        (select count(*)::integer from subject_version v where v.subject_id = s.id) as versions
      from subject s where kind = 'document' order by id`,
  );
  return rows;
}

test('a document goes under the code of now, its version of before stays, and its row is no other one', async () => {
  expect(await take(letter(1, FORMER))).toMatchObject({ stored: 1 });
  const before = (await subjects())[0]?.key ?? '';
  expect(before).toContain(FORMER);
  expect(await renameDocuments(deps, principal)).toBe(0);
  await becomesKnown();
  expect(await renameDocuments(deps, principal)).toBe(1);
  const now = before.replace(FORMER, UNIT);
  expect(await subjects()).toEqual([{ key: now, version: 2, gone: false, versions: 2 }]);
  const { rows } = await store.database.query('select code, issuer_code from document');
  expect(rows).toEqual([{ code: now, issuer_code: UNIT }]);
  expect(await renameDocuments(deps, principal)).toBe(0);
  expect(await take(letter(1, FORMER))).toEqual({ stored: 0, unchanged: 1, quarantined: 0 });
  expect(await take(letter(1, UNIT))).toEqual({ stored: 0, unchanged: 1, quarantined: 0 });
  expect(await subjects()).toHaveLength(1);
});

test('one that has come under both is one again: nothing that was said is lost', async () => {
  await take(letter(1, FORMER, { TrichYeu: 'Trước' }));
  await take(letter(1, UNIT, { TrichYeu: 'Sau', DonVi: UNIT, NgayCapNhat: '2025-09-01T08:00:00+07:00' }));
  expect(await subjects()).toHaveLength(2);
  await becomesKnown();
  expect(await renameDocuments(deps, principal)).toBe(2);
  const [former, now] = await subjects();
  expect(former).toMatchObject({ key: expect.stringContaining(FORMER), gone: true, versions: 2 });
  expect(now).toMatchObject({ key: expect.stringContaining(UNIT), gone: false, versions: 2 });
  const { rows } = await store.database.query(
    'select unit, subject from document where code = $1 order by unit',
    [now?.key],
  );
  // Each unit has its copy; what the document is about, the newest row says.
  expect(rows).toEqual([
    { unit: 'H56.14.3', subject: 'Sau' },
    { unit: UNIT, subject: 'Sau' },
  ]);
  expect(await renameDocuments(deps, principal)).toBe(0);
});

test('more than one transaction holds, and stopped it goes on', async () => {
  await take(...Array.from({ length: 130 }, (_, index) => letter(index + 1, FORMER)));
  await becomesKnown();
  const stopped = new AbortController();
  stopped.abort();
  expect(await renameDocuments(deps, principal, stopped.signal)).toBe(0);
  expect(await renameDocuments(deps, principal)).toBe(130);
  expect((await subjects()).filter(({ key }) => key.startsWith(`${UNIT},`))).toHaveLength(130);
});

test('agencies that are no unit here stay as they are', async () => {
  await take(letter(1, 'G09.12'));
  await becomesKnown();
  expect(await renameDocuments(deps, principal)).toBe(0);
});
