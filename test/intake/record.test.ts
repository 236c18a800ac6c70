import { afterEach, describe, expect, it } from 'vitest';
import type { DossierRecord } from '../../src/domain/records.js';
import {
  type Bench,
  bench,
  codeOf,
  deliverFirstEntry,
  dossier,
  notice,
  rewind,
  sourceOf,
  unit,
} from './support.js';

let made: Bench;
afterEach(() => made.drop());

const LATER = '2024-08-24T10:00:00+07:00';
const EVEN_LATER = '2024-08-25T10:00:00+07:00';

describe('recording dossiers', () => {
  it('stores a dossier with its version, parts, trace and what it owes', async () => {
    made = await bench();
    const outcome = await made.sync(
      sourceOf('dossier', [
        [
          dossier({
            KetQua: [{ Ten: 'Giấy khai sinh', TepDinhKem: 'kq/1.pdf' }],
            ThanhPhan: [{ Ten: 'Tờ khai' }, { Ten: 'Tờ khai' }],
            LePhi: [{ Ten: 'Lệ phí', SoTien: '8000', Loai: 2 }],
            BoSung: [{ Id: 'BS1', NgayYeuCau: '2024-08-23 09:00:00' }],
          }),
        ],
      ]),
    );
    expect(outcome).toMatchObject({
      state: 'DONE',
      read: 1,
      stored: 1,
      unchanged: 0,
      stale: 0,
      quarantined: 0,
    });
    const row = await made.one<Record<string, unknown>>('select * from dossier');
    expect(row).toMatchObject({
      procedure_code: '1.001193',
      receiving_unit: 'H56.14.3',
      state: 4,
      flags: [],
    });
    expect(row['search_text']).toContain('nguyen thi mau');
    expect(made.sealer.open(row['identity_number'] as Buffer).toString()).toBe('038000000001');
    expect((row['identity_number_hash'] as Buffer).equals(made.sealer.keyedHash('038000000001'))).toBe(true);
    const { snapshot } = await made.one<{ snapshot: Buffer }>(
      "select snapshot from subject_version v join subject s on s.id = v.subject_id where s.kind = 'dossier'",
    );
    expect(made.sealer.openJson<DossierRecord>(snapshot)).toMatchObject({
      receivedAt: '2024-08-23T01:30:00.000Z',
      trace: [{ at: '2024-08-23T01:30:00.000Z', state: 2, actor: 'Lê Cán Bộ' }],
    });
    const papers = await made.all<{ id: number }>('select id from dossier_component order by position');
    expect(new Set(papers.map(({ id }) => id)).size).toBe(2);
    expect(made.owed).toMatchObject([
      {
        kind: 'dossier',
        version: 1,
        unit: 'H56.14.3',
        businessAt: '2024-08-23T01:30:00.000Z',
        deleted: false,
        forms: [{ portal: 'national', form: 'record', owed: true, entries: true }],
      },
    ]);
  });

  it('holds no personal value in clear', async () => {
    made = await bench();
    await made.sync(sourceOf('dossier', [[dossier(), dossier({ MaHoSo: codeOf(2), NgayTiepNhan: 'x' })]]));
    for (const table of ['dossier', 'subject_version', 'quarantine', 'subject']) {
      const rows = await made.all<{ line: string }>(`select t::text as line from ${table} t`);
      const dump = rows.map(({ line }) => line).join('\n');
      for (const value of ['038000000001', '0900000001', 'mau@example.vn', 'Thôn Mẫu']) {
        expect(dump).not.toContain(value);
        expect(dump).not.toContain(Buffer.from(value).toString('hex'));
      }
    }
  });

  it('takes the same record again as unchanged and moves its time forward', async () => {
    made = await bench();
    await made.sync(sourceOf('dossier', [[dossier()]]));
    await rewind(made);
    const again = await made.sync(sourceOf('dossier', [[dossier({ NgayCapNhat: LATER })]]));
    expect(again).toMatchObject({ read: 1, stored: 0, unchanged: 1 });
    const subject = await made.one<{ version: number; changed_at: Date }>(
      "select * from subject where kind = 'dossier'",
    );
    expect(subject).toMatchObject({ version: 1, changed_at: new Date(LATER) });
    expect(made.owed).toHaveLength(1);
  });

  it('skips an older one as stale, whatever else is wrong with its step or unit', async () => {
    made = await bench();
    await made.sync(sourceOf('dossier', [[dossier({ NgayCapNhat: LATER })]]));
    await rewind(made);
    const older = [dossier({ TrangThaiHoSo: 1 }), dossier({ DonVi: 'H56.14.77' })];
    expect(await made.sync(sourceOf('dossier', [older]))).toMatchObject({
      read: 2,
      stale: 2,
      quarantined: 0,
    });
  });

  it('takes other content of an equal time once', async () => {
    made = await bench();
    const first = dossier();
    const second = dossier({ TrichYeuHoSo: 'Khác' });
    await made.sync(sourceOf('dossier', [[first, second, first, second, first]]));
    const run = await made.one("select * from sync_run where source = 'one-stop'");
    expect(run).toMatchObject({ read: 5, stored: 2, unchanged: 3 });
    expect(await made.one('select summary from dossier')).toEqual({ summary: 'Khác' });
  });

  it('applies several versions of one key in one page in their order', async () => {
    made = await bench();
    const versions = [4, 5, 4, 9].map((state, index) =>
      dossier({
        TrangThaiHoSo: state,
        NgayCapNhat: `2024-08-24T0${index}:00:00+07:00`,
        ...(state === 9 ? { NgayKetThucXuLy: '2024-08-24 03:00:00' } : {}),
      }),
    );
    expect(await made.sync(sourceOf('dossier', [versions]))).toMatchObject({ read: 4, stored: 4 });
    expect(made.owed.map(({ version }) => version)).toEqual([1, 2, 3, 4]);
    expect(await made.one('select state from dossier')).toEqual({ state: 9 });
  });

  it('quarantines an impossible step with both states named, and flags a reopened dossier', async () => {
    made = await bench();
    const finished = {
      TrangThaiHoSo: 9,
      NgayKetThucXuLy: '2024-08-23 10:00:00',
      QuaTrinh: [{ ThoiDiem: '2024-08-23 10:00:00', TrangThai: 9, NguoiXuLy: 'A' }],
    };
    await made.sync(sourceOf('dossier', [[dossier(finished)]]));
    await rewind(made);
    expect(
      await made.sync(
        sourceOf('dossier', [[dossier({ ...finished, TrangThaiHoSo: 2, NgayCapNhat: LATER })]]),
      ),
    ).toMatchObject({ quarantined: 1 });
    const { problems } = await made.one<{ problems: { code: string; message: string }[] }>(
      'select problems from quarantine',
    );
    expect(problems).toMatchObject([{ code: 'ILLEGAL_STEP', field: 'TrangThaiHoSo' }]);
    expect(problems[0]?.message).toMatch(/9 PROCESSED → 2 RECEIVED/);
    await rewind(made);
    const reopened = {
      ...finished,
      TrangThaiHoSo: 4,
      NgayCapNhat: EVEN_LATER,
      QuaTrinh: [...finished.QuaTrinh, { ThoiDiem: '2024-08-24 09:00:00', TrangThai: 4, NguoiXuLy: 'A' }],
    };
    expect(await made.sync(sourceOf('dossier', [[dossier(reopened)]]))).toMatchObject({ stored: 1 });
    expect(await made.one('select flags from dossier')).toEqual({ flags: ['REOPENED'] });
    expect(await made.one('select state from quarantine')).toEqual({ state: 'RESOLVED' });
  });

  it('asks a returned dossier for NgayKetThucXuLy unless the store says that it was stopped', async () => {
    made = await bench();
    const returned = { TrangThaiHoSo: 10, NgayTra: '2024-08-24 09:00:00', NgayCapNhat: LATER };
    const stopped = dossier({ MaHoSo: codeOf(2), TrangThaiHoSo: 8 });
    await made.sync(sourceOf('dossier', [[dossier(), stopped]]));
    await rewind(made);
    const both = [dossier(returned), dossier({ ...returned, MaHoSo: codeOf(2) })];
    expect(await made.sync(sourceOf('dossier', [both]))).toMatchObject({ stored: 1, quarantined: 1 });
    // Once it is 10 the rule still looks back to the 8.
    await rewind(made);
    const changed = dossier({
      ...returned,
      MaHoSo: codeOf(2),
      TrichYeuHoSo: 'Khác',
      NgayCapNhat: EVEN_LATER,
    });
    expect(await made.sync(sourceOf('dossier', [[changed]]))).toMatchObject({ stored: 1 });
    expect(await made.one('select natural_key, problems from quarantine')).toMatchObject({
      natural_key: codeOf(1),
      problems: [{ field: 'NgayKetThucXuLy', code: 'FINISHED_AT_MISSING' }],
    });
  });

  it('keeps what it has of a deleted dossier, flags it, and takes it back', async () => {
    made = await bench();
    const tombstone = { MaHoSo: codeOf(1), DaXoa: 'true', NgayCapNhat: LATER };
    const unknown = { MaHoSo: codeOf(9), DaXoa: true, NgayCapNhat: LATER };
    await made.sync(sourceOf('dossier', [[dossier()]]));
    await rewind(made);
    const deleted = await made.sync(sourceOf('dossier', [[tombstone, unknown, tombstone]]));
    expect(deleted).toMatchObject({ read: 3, stored: 1, unchanged: 2 });
    expect(await made.one('select flags, summary from dossier')).toEqual({
      flags: ['DELETED_AT_SOURCE'],
      summary: 'Đăng ký khai sinh',
    });
    expect(made.owed.at(-1)).toMatchObject({ deleted: true, version: 2, forms: [{ owed: false }] });
    expect(await made.all('select id from trace_entry where removed_version is null')).toHaveLength(1);
    await rewind(made);
    expect(await made.sync(sourceOf('dossier', [[dossier({ NgayCapNhat: EVEN_LATER })]]))).toMatchObject({
      stored: 1,
    });
    expect(await made.one("select deleted_at, version from subject where kind = 'dossier'")).toEqual({
      deleted_at: null,
      version: 3,
    });
    expect(await made.one('select flags from dossier')).toEqual({ flags: [] });
  });

  it('keeps the numbers of papers when the list is reordered', async () => {
    made = await bench();
    const papers = [{ Ten: 'A' }, { Ten: 'B', Ma: '1' }, { Ten: 'A' }];
    await made.sync(sourceOf('dossier', [[dossier({ ThanhPhan: papers })]]));
    const before = await made.all<{ id: number; name: string }>(
      'select id, name from dossier_component order by position',
    );
    await rewind(made);
    const more = [{ Ten: 'C' }, { Ten: 'B', Ma: '1' }, { Ten: 'A' }, { Ten: 'A' }];
    await made.sync(sourceOf('dossier', [[dossier({ ThanhPhan: more, NgayCapNhat: LATER })]]));
    const after = await made.all<{ id: number; name: string }>(
      'select id, name from dossier_component order by position',
    );
    const ids = (rows: { id: number; name: string }[], name: string) =>
      rows.filter((row) => row.name === name).map(({ id }) => id);
    for (const name of ['A', 'B']) expect(ids(after, name)).toEqual(ids(before, name));
  });

  it.each([
    ['DELIVERED', ['EDITED_AFTER_SENDING']],
    ['SENDING', ['EDITED_AFTER_SENDING']],
    ['PENDING', []],
  ])('flags an edited entry whose delivery is %s with %j', async (state, flags) => {
    made = await bench();
    await made.sync(sourceOf('dossier', [[dossier()]]));
    await deliverFirstEntry(made, state);
    await rewind(made);
    const edited = [{ ThoiDiem: '20240823083000', TrangThai: 2, NguoiXuLy: 'Lê Cán Bộ', NoiDung: 'Sửa' }];
    const backDated = { ThoiDiem: '20240823080000', TrangThai: 1, NguoiXuLy: 'Lê Cán Bộ' };
    await made.sync(
      sourceOf('dossier', [[dossier({ QuaTrinh: [...edited, backDated], NgayCapNhat: LATER })]]),
    );
    expect(await made.all('select note, flags, edited_version from trace_entry order by id')).toEqual([
      { note: 'Sửa', flags, edited_version: 2 },
      { note: null, flags: ['BACK_DATED'], edited_version: null },
    ]);
  });

  it('flags a sent entry that the source removed, and forgets that when it comes back', async () => {
    made = await bench();
    await made.sync(sourceOf('dossier', [[dossier()]]));
    await deliverFirstEntry(made, 'DELIVERED');
    await rewind(made);
    await made.sync(sourceOf('dossier', [[dossier({ QuaTrinh: [], NgayCapNhat: LATER })]]));
    expect(await made.one('select removed_version, flags from trace_entry')).toEqual({
      removed_version: 2,
      flags: ['REMOVED_AFTER_SENDING'],
    });
    await rewind(made);
    await made.sync(sourceOf('dossier', [[dossier({ NgayCapNhat: EVEN_LATER })]]));
    expect(await made.one('select removed_version, flags from trace_entry')).toEqual({
      removed_version: null,
      flags: [],
    });
  });
});

describe('recording the other kinds', () => {
  it('sends an ended unit to its successor and knows older forms of codes', async () => {
    made = await bench();
    const ended = {
      Ma: 'H56.14.9',
      Ten: 'Xã cũ',
      HieuLucDen: '2024-06-30',
      KeThua: ['H56.14.3'],
      MaKhac: ['000.09.14.H56'],
    };
    await made.sync(sourceOf('unit', [[], [unit(ended)]]));
    const known = await made.sync(sourceOf('dossier', [[dossier({ DonVi: '000-09-14-H56' })]]));
    expect(known).toMatchObject({ stored: 1 });
    expect(await made.one('select receiving_unit from dossier')).toEqual({ receiving_unit: 'H56.14.9' });
    expect(made.owed[0]?.unit).toBe('H56.14.3');
  });

  it('keeps a notice under its number', async () => {
    made = await bench();
    await made.sync(sourceOf('notice', [[notice({ TepDinhKem: [{ DuongDan: 'a/b%20c.pdf' }] })]]));
    const before = await made.one<{ number: number }>('select number from notice');
    await rewind(made);
    await made.sync(sourceOf('notice', [[notice({ DaGo: 1, NgayCapNhat: '2024-08-26T08:00:00+07:00' })]]));
    expect(await made.one('select number, withdrawn from notice')).toEqual({ ...before, withdrawn: true });
    expect(made.owed.map(({ forms }) => forms[0]?.phases)).toEqual([
      [{ phase: 'PUBLISH' }],
      [{ phase: 'WITHDRAW' }],
    ]);
    expect(await made.all('select * from notice_attachment')).toEqual([]);
  });

  it("refuses another origin's key, but lets a system of the district take over from a catalogue", async () => {
    made = await bench();
    const stranger = await made.sync(sourceOf('unit', [[unit({ Ten: 'X' })]], 'elsewhere'));
    expect(stranger).toMatchObject({ quarantined: 1 });
    const catalogue = {
      MaTTHC: '2.000815',
      TenTTHC: 'Chứng thực',
      MaLinhVuc: 'CT',
      TenLinhVuc: 'Chứng thực',
    };
    const row = { ...catalogue, MucDo: 'MOT_PHAN', NgayCapNhat: '2024-08-26 00:00:00' };
    const own = { ...row, TenTTHC: 'Tên khác', NgayCapNhat: '2024-01-01 00:00:00' };
    const national = sourceOf('procedure', [[row, { ...row, MaTTHC: '1.001193' }]], 'national-catalogue');
    expect(await made.sync(national)).toMatchObject({ stored: 1, unchanged: 1 });
    await rewind(made);
    expect(await made.sync(sourceOf('procedure', [[own]]))).toMatchObject({ stored: 1 });
    expect(await made.one("select name from procedure where code = '2.000815'")).toEqual({
      name: 'Tên khác',
    });
    expect(await made.all('select code, name from catalogue_procedure order by code')).toEqual([
      { code: '1.001193', name: 'Chứng thực' },
      { code: '2.000815', name: 'Chứng thực' },
    ]);
    await rewind(made);
    expect(await made.sync(national)).toMatchObject({ stored: 0, unchanged: 2 });
  });
});
