import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { partKeys } from '../../../src/domain/part-keys.js';
import type { DossierRecord } from '../../../src/domain/records.js';
import { entryHash } from '../../../src/domain/trace.js';
import { StoredCatalogue } from '../../../src/ledger/catalogue.js';
import { sealReceipts, verifyReceipts } from '../../../src/ledger/receipts-seal.js';
import { StoredSnapshots } from '../../../src/ledger/snapshots.js';
import { freshDatabase, type TestDatabase } from '../../support/database.js';
import { claimOf, PRINCIPAL, recordOf } from './fakes.js';

let test: TestDatabase;
const DAY = '2026-01-01T00:00:00.000Z';

beforeAll(async () => {
  test = await freshDatabase();
  await test.database.query(`insert into portal (code) values ('national')`);
  await test.database.query(`insert into portal_account (portal, agency_code) values ('national', 'H56.14')`);
});
afterAll(() => test.drop());

async function one<T>(text: string, values: unknown[] = []): Promise<T> {
  const { rows } = await test.database.query<{ value: T }>(text, values);
  const [row] = rows;
  if (!row) throw new Error('no row');
  return row.value;
}

async function dossier(code: string, versions: DossierRecord[]): Promise<string> {
  const id = await one<string>(
    `insert into subject (kind, origin, natural_key, version, content_hash, changed_at, read_at)
      values ('dossier', 'one-stop', $1, $2, '\\x00', $3, $3) returning id as value`,
    [code, versions.length, DAY],
  );
  await test.database.query(
    `insert into dossier (subject_id, code, procedure_code, receiving_unit, channel, applicant_type, applicant_name, summary, state,
      search_text) values ($1, $2, '1.001193', 'H56.14', 1, 1, 'A', 's', 4, '')`,
    [id, code],
  );
  for (const [index, record] of versions.entries()) {
    await test.database.query(
      `insert into subject_version (subject_id, version, content_hash, changed_at, snapshot) values ($1, $2, '\\x00', $3, $4)`,
      [id, index + 1, DAY, test.sealer.sealJson(record)],
    );
    for (const [list, keys] of Object.entries(partKeys(record))) {
      for (const key of keys) {
        await test.database.query(
          'insert into stable_number (subject_id, list, key) values ($1, $2, $3) on conflict do nothing',
          [id, list, key],
        );
      }
    }
  }
  return id;
}

describe('what claimed deliveries carry', () => {
  it('each version with the numbers of its own parts, also of parts that are gone since', async () => {
    const first: DossierRecord = {
      ...recordOf('D1', 'v1'),
      components: [{ name: 'x' }, { name: 'y' }],
      results: [{ name: 'r' }],
    };
    const second: DossierRecord = { ...recordOf('D1', 'v2'), components: [{ name: 'y' }, { name: 'z' }] };
    const subjectId = await dossier('D1', [first, second]);
    const snapshots = new StoredSnapshots(test.database, test.sealer);
    const base = claimOf('1', { subjectId, key: 'D1' }).claim;
    const [delivery] = base.deliveries;
    if (!delivery) throw new Error('no delivery');
    const claim = {
      ...base,
      deliveries: [
        { ...delivery, id: 'a', version: 1 },
        { ...delivery, id: 'b', version: 2 },
        { ...delivery, id: 'c', version: 3 },
      ],
    };
    const carried = await snapshots.load(PRINCIPAL, [claim]);
    expect([...carried.keys()]).toEqual(['a', 'b']);
    const [a, b] = [carried.get('a'), carried.get('b')];
    if (a?.type !== 'dossier' || b?.type !== 'dossier') throw new Error('not dossiers');
    expect(a.snapshot.record.summary).toBe('v1');
    expect(a).toMatchObject({ origin: 'one-stop', key: 'D1', version: 1, phase: 'PUBLISH' });
    expect(a.snapshot.componentIds[1]).toBe(b.snapshot.componentIds[0]);
    expect(new Set([...a.snapshot.componentIds, ...b.snapshot.componentIds]).size).toBe(3);
    expect(a.snapshot.resultIds).toHaveLength(1);
  });

  it('entries as they are now, those delivered before, and what edited ones said before', async () => {
    const before = { at: DAY, state: 4 as const, actor: 'A', note: 'before' };
    const after = { ...before, note: 'after', dueAt: DAY };
    const subjectId = await dossier('D2', [
      { ...recordOf('D2'), trace: [before] },
      { ...recordOf('D2'), trace: [after] },
    ]);
    const entry = await one<number>(
      `insert into trace_entry (dossier_id, at, state, actor, ordinal, note, due_at, content_hash, first_version, edited_version)
        values ($1, $2, 4, 'A', 0, 'after', $2, $3, 1, 2) returning id as value`,
      [subjectId, DAY, Buffer.from(entryHash(after), 'hex')],
    );
    const laneId = await one<string>(
      `insert into lane (subject_id, portal, form) values ($1, 'national', 'record') returning id as value`,
      [subjectId],
    );
    const deliveryId = await one<string>(
      `insert into delivery (id, lane_id, kind, version, entry_id, state, payload_hash)
        values (gen_random_uuid(), $1, 'ENTRY', 1, $2, 'DELIVERED', '\\x01') returning id as value`,
      [laneId, entry],
    );
    const snapshots = new StoredSnapshots(test.database, test.sealer);
    const { claim } = claimOf(laneId, { subjectId, key: 'D2', entries: ['x'] });
    const [delivery] = claim.deliveries;
    if (!delivery) throw new Error('no delivery');
    const asked = { ...claim, deliveries: [{ ...delivery, id: deliveryId, entryId: entry }] };
    expect((await snapshots.load(PRINCIPAL, [asked])).get(deliveryId)).toMatchObject({
      type: 'trace',
      entryId: entry,
      entry: after,
    });
    expect((await snapshots.delivered(PRINCIPAL, [asked])).get(laneId)).toMatchObject([
      { carried: { entry: after }, payloadHash: Buffer.from([1]) },
    ]);
    expect((await snapshots.earlier(PRINCIPAL, [entry])).get(entry)).toEqual([before]);
  });

  it('the account by its id', async () => {
    const id = await one<string>('select id as value from portal_account');
    const snapshots = new StoredSnapshots(test.database, test.sealer);
    expect(await snapshots.account(PRINCIPAL, id)).toEqual({ id, portal: 'national', agencyCode: 'H56.14' });
    await expect(snapshots.account(PRINCIPAL, '999')).rejects.toThrow('no portal account');
  });
});

describe('the catalogue', () => {
  it('the national names win; a change is seen; equal content has an equal version', async () => {
    const catalogue = new StoredCatalogue(test.database, 0);
    const insert = async (kind: string, key: string) =>
      one<string>(
        `insert into subject (kind, origin, natural_key, version, content_hash, changed_at, read_at)
          values ($1, 'x', $2, 1, '\\x00', $3, $3) returning id as value`,
        [kind, key, DAY],
      );
    await test.database.query(
      `insert into procedure (subject_id, code, name, field_code, field_name, online_level, no_due_time, search_text)
        values ($1, '1.1', 'ours', 'F', 'field', 'MOT_PHAN', true, '')`,
      [await insert('procedure', '1.1')],
    );
    const first = await catalogue.current(PRINCIPAL);
    expect(first.procedure('1.1')).toEqual({
      code: '1.1',
      name: 'ours',
      fieldCode: 'F',
      fieldName: 'field',
      noDueTime: true,
    });
    await test.database.query(
      `insert into catalogue_procedure (portal, code, name, field_code, field_name, read_at)
        values ('national', '1.1', 'theirs', 'G', 'g', now()), ('national', '2.2', 'two', 'G', 'g', now())`,
    );
    const second = await catalogue.current(PRINCIPAL);
    expect(second.procedure('1.1')).toMatchObject({ name: 'theirs', fieldCode: 'G', noDueTime: true });
    expect(second.procedure('2.2')).toMatchObject({ name: 'two', noDueTime: false });
    expect(second.version).not.toBe(first.version);
    await test.database.query(
      `insert into unit (subject_id, code, name, level, search_text) values ($1, 'H56.14', 'UBND', 'HUYEN', '')`,
      [await insert('unit', 'H56.14')],
    );
    const third = await catalogue.current(PRINCIPAL);
    expect(third.unit('H56.14')).toEqual({ code: 'H56.14', name: 'UBND' });
    expect((await new StoredCatalogue(test.database).current(PRINCIPAL)).version).toBe(third.version);
  });
});

describe('the chain of receipts', () => {
  it('numbers each once whoever seals, and shows any change', async () => {
    const subjectId = await dossier('D3', [recordOf('D3')]);
    const laneId = await one<string>(
      `insert into lane (subject_id, portal, form) values ($1, 'national', 'record') returning id as value`,
      [subjectId],
    );
    const receipts = async (from: number, to: number) =>
      test.database.query(
        `with d as (insert into delivery (id, lane_id, kind, version, state)
            select gen_random_uuid(), $1, 'RECORD', n, 'DELIVERED' from generate_series($2::int, $3::int) n returning id, version)
          insert into receipt (id, delivery_id, portal, form, kind, subject_kind, key_hash, version, phase, generation, content_hash,
            proof, accepted_at)
          select gen_random_uuid(), id, 'national', 'record', 'RECORD', 'dossier', '\\x02', version, 'PUBLISH', 0, '\\x03', 'ANSWER', now()
          from d`,
        [laneId, from, to],
      );
    await receipts(1, 25);
    const seal = () => sealReceipts(test.database, PRINCIPAL, test.sealer, { page: 10 });
    const counts = await Promise.all([seal(), seal(), seal()]);
    await receipts(26, 30);
    const more = await seal();
    expect([...counts, more].reduce((sum, count) => sum + count, 0)).toBe(30);
    expect(await one<string>('select count(distinct seq) as value from receipt')).toBe('30');
    expect(await verifyReceipts(test.database, PRINCIPAL, test.sealer, { page: 7 })).toBeUndefined();
    await test.database.query(`update receipt set version = 99 where seq = 12`);
    expect(await verifyReceipts(test.database, PRINCIPAL, test.sealer)).toEqual({ brokenAt: '12' });
    await test.database.query(`delete from receipt where seq = 12`);
    expect(await verifyReceipts(test.database, PRINCIPAL, test.sealer)).toEqual({ brokenAt: '13' });
  });
});
