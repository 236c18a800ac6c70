import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { systemPrincipal } from '../../src/access/principal.js';
import { fixedClock } from '../../src/domain/time.js';
import { runSync, syncAll } from '../../src/intake/index.js';
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
let warnings: string[] = [];

beforeAll(async () => {
  store = await freshDatabase();
  await fillDistrict(store);
  deps = {
    ...{ database: store.database, sealer: store.sealer, clock: fixedClock('2026-01-05T03:00:00.000Z') },
    ...{ portals: [], warn: (message: string) => warnings.push(message), owe: () => Promise.resolve() },
  };
});
beforeEach(async () => {
  warnings = [];
  await store.database.query("delete from store_fact where name like 'documents-%'");
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

/** `day`: of January 2026, as `05T03:00:00`. */
const on = (day: string) => renameDocuments({ ...deps, clock: fixedClock(`2026-01-${day}.000Z`) }, principal);

async function becomesKnown(): Promise<void> {
  await store.database.query('insert into unit_alias (alias, code) values ($1, $2)', [FORMER, UNIT]);
}

/** Runs something while no document may be written whose subject is this; `state`: what the database says then. */
async function refusing(subject: string, state: string, run: () => Promise<void>): Promise<void> {
  await store.database.query(`create function refuse() returns trigger language plpgsql as $$
    begin if new.subject = '${subject}' then raise exception 'no' using errcode = '${state}'; end if; return new; end $$;
    create trigger refuse before insert or update on document for each row execute function refuse()`);
  try {
    await run();
  } finally {
    await store.database.query('drop trigger refuse on document; drop function refuse()');
  }
}

async function copies() {
  const { rows } = await store.database.query<{ organ: string; unit: string; gone: boolean }>(
    `select split_part(code, ',', 1) as organ, unit, deleted_at is not null as gone from document order by code, unit`,
  );
  return rows;
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

test('each unit keeps its copy when two become one, the other has none left, and nothing is ever written again', async () => {
  await take(letter(1, FORMER, { DonVi: 'H56.14.3' }), letter(1, FORMER, { DonVi: 'H56.900' }));
  await take(letter(1, UNIT, { DonVi: UNIT, NgayCapNhat: '2025-09-01T08:00:00+07:00' }));
  await becomesKnown();
  expect(await renameDocuments(deps, principal)).toBe(2);
  const joined = [
    { organ: FORMER, unit: 'H56.14.3', gone: true },
    { organ: FORMER, unit: 'H56.900', gone: true },
    { organ: UNIT, unit: 'H56.14.3', gone: false },
    { organ: UNIT, unit: UNIT, gone: false },
    { organ: UNIT, unit: 'H56.900', gone: false },
  ];
  expect(await copies()).toEqual(joined);
  const after = await subjects();
  // The second look at the same codes, and looks at codes that are others again.
  expect(await renameDocuments(deps, principal)).toBe(0);
  await store.database.query("delete from store_fact where name like 'documents-%'");
  expect(await renameDocuments(deps, principal)).toBe(0);
  expect(await subjects()).toEqual(after);
  expect(await copies()).toEqual(joined);
});

test('two that became one are two and one again when codes go and come: that one was given up is no word of a register', async () => {
  await take(letter(1, FORMER), letter(1, UNIT, { DonVi: UNIT }));
  await becomesKnown();
  await renameDocuments(deps, principal);
  await store.database.query('delete from unit_alias where alias = $1', [FORMER]);
  await take(letter(1, FORMER, { DonVi: 'H56.900', NgayCapNhat: '2025-09-01T08:00:00+07:00' }));
  await becomesKnown();
  await store.database.query("delete from store_fact where name like 'documents-%'");
  expect(await renameDocuments(deps, principal)).toBe(2);
  expect((await copies()).filter(({ gone }) => !gone)).toEqual([
    { organ: UNIT, unit: 'H56.14.3', gone: false },
    { organ: UNIT, unit: UNIT, gone: false },
    { organ: UNIT, unit: 'H56.900', gone: false },
  ]);
});

test('one that takes in another and answers a third of the same agency is written once', async () => {
  await take(letter(1, FORMER), letter(2, FORMER));
  await take(letter(1, UNIT, { DonVi: UNIT, TraLoiCho: [`${FORMER},2025/08/20,2/BC-UBND`] }));
  await becomesKnown();
  expect(await renameDocuments(deps, principal)).toBe(3);
  const { rows } = await store.database.query(
    `select distinct response_for from document where number = '1' and deleted_at is null`,
  );
  expect(rows).toEqual([{ response_for: [`${UNIT},2025/08/20,2/BC-UBND`] }]);
});

test('what the database refuses of one hinders no other, and what fails altogether stops no sync', async () => {
  await take(letter(1, FORMER, { TrichYeu: 'Hỏng' }), letter(2, FORMER));
  await becomesKnown();
  await refusing('Hỏng', '23514', async () => {
    expect(await renameDocuments(deps, principal)).toBe(1);
    expect(warnings).toEqual(['a document could not be put under the code that its agency has now']);
  });
  expect((await subjects()).map(({ key }) => key.split(',')[0])).toEqual([FORMER, UNIT]);
  await refusing('Hỏng', '55000', async () => {
    expect(
      await syncAll(deps, principal, [{ ...sourceWith('document', []), name: 'units', kind: 'unit' }]),
    ).toMatchObject([{ state: 'DONE' }]);
    expect(warnings.at(-1)).toBe('documents could not be put under the codes that their agencies have now');
  });
  // It did not end: the next turn looks once more.
  expect(await renameDocuments(deps, principal)).toBe(1);
});

test('looks again only when units have other codes, once more after that for what came meanwhile, and daily for what stayed', async () => {
  await take(letter(1, FORMER));
  await take(letter(1, UNIT, { DonVi: UNIT }));
  await store.database.query("update subject set origin = 'another' where natural_key like $1", [
    `${UNIT},%`,
  ]);
  await becomesKnown();
  for (let turn = 0; turn < 4; turn += 1) expect(await renameDocuments(deps, principal)).toBe(0);
  expect(warnings).toHaveLength(2);
  expect(await on('06T03:00:00')).toBe(0);
  expect(warnings).toHaveLength(3);
  await store.database.query("update subject set origin = 'documents' where natural_key like $1", [
    `${UNIT},%`,
  ]);
  expect(await renameDocuments(deps, principal)).toBe(0);
  await store.database.query(`insert into unit_alias (alias, code) values ('OTHER', $1)`, [UNIT]);
  expect(await renameDocuments(deps, principal)).toBe(2);
  await store.database.query(`delete from unit_alias where alias = 'OTHER'`);
});

test('what had to stay is tried again once a day: it goes to its code when nothing hinders it any more', async () => {
  await take(letter(1, FORMER, { TrichYeu: 'Hỏng' }));
  await becomesKnown();
  await refusing('Hỏng', '23514', async () => {
    for (const day of ['05T03:00:00', '05T03:01:00', '05T03:02:00', '06T03:00:59'])
      expect(await on(day)).toBe(0);
    expect(warnings).toHaveLength(2);
    expect(await on('06T03:01:00')).toBe(0);
    expect(await on('06T03:02:00')).toBe(0);
    expect(warnings).toHaveLength(3);
  });
  expect(await on('07T03:00:59')).toBe(0);
  expect(await on('07T03:01:00')).toBe(1);
  expect((await subjects()).map(({ key }) => key.split(',')[0])).toEqual([UNIT]);
  // Nothing stayed: it is not looked at again.
  await store.database.query('update subject set natural_key = replace(natural_key, $1, $2)', [UNIT, FORMER]);
  expect(await on('09T03:00:00')).toBe(0);
  expect((await subjects()).map(({ key }) => key.split(',')[0])).toEqual([FORMER]);
});
