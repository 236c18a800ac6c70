import { createHash } from 'node:crypto';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { type Comparison, comparePortals, stateOf } from '../../support/comparer/index.js';

/* Everything here is written by hand from the contracts: sources on one side, what the portals should hold on the other. */

const folder = mkdtempSync(join(tmpdir(), 'lienthong-comparer-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const NOW = Date.parse('2025-09-10T00:00:00Z');
const KEY = 'H56.14-250901-0001';
const RESULT = Buffer.from('%PDF-1.4 kết quả');
const SHA = createHash('sha256').update(RESULT).digest('hex');

type Row = Record<string, unknown>;
const entry = (at: string, state: number, actor: string, note?: string): Row => ({
  ThoiDiem: at,
  TrangThai: state,
  NguoiXuLy: actor,
  ...(note && { NoiDung: note }),
});
const FIRST = entry('2025-09-01 08:00:00', 2, 'Lê An', 'Tiếp nhận');
const SECOND = entry('2025-09-02 09:00:00', 4, 'Trần Bình');
const THIRD = entry('2025-09-03 10:00:00', 10, 'Lê An', 'Trả kết quả');

const DOSSIER: Row = {
  MaHoSo: KEY,
  MaTTHC: '1.001193.000.00.00.H56',
  DonVi: 'H56.14.41',
  KenhThucHien: 2,
  LoaiDoiTuong: '3',
  ChuHoSo: 'Trường Mẫu'.normalize('NFD'),
  LoaiDinhDanh: 1,
  SoDinhDanh: '000123456789',
  SoDienThoai: '0100000001',
  TrichYeuHoSo: 'Khai sinh',
  NgayNopHoSo: '2025-09-01T07:30:00+07:00',
  NgayTiepNhan: '01/09/2025 08:00',
  NgayHenTra: '20250905170000',
  NgayKetThucXuLy: '2025-09-03 09:00:00',
  NgayTra: '2025-09-03 10:00:00',
  TrangThaiHoSo: 10,
  XacThucVNeID: true,
  NgayCapNhat: '2025-09-03 10:00:00',
  QuaTrinh: [FIRST, SECOND, THIRD],
  ThanhPhan: [{ Ten: 'Tờ khai', SoBanChinh: 1, SoBanSao: 2, SoHoa: false }],
  KetQua: [{ Ma: 'KQ1', Ten: 'Giấy khai sinh', NguoiKy: 'Phạm Chi', TepDinhKem: 'files/kq.pdf' }],
  LePhi: [{ Ten: 'Phí', Loai: 1, SoTien: '8000' }],
  BoSung: [{ Id: 'b1', NgayYeuCau: '2025-09-02 09:30:00', NgayBoSung: '2025-09-02 15:00:00' }],
};
const NOTICE: Row = {
  MaTin: 'T1',
  TieuDe: 'Thông báo',
  NoiDung: '<p>Nội dung</p><script>1</script>',
  ChuyenMuc: 'PHAP_LUAT',
  SoKyHieu: '1/TB',
  NgayBanHanh: '2025-08-30',
  NgayDang: '2025-09-01 08:00:00',
  NgayHetHan: '2025-12-31',
  DonVi: 'H56.14.41',
  TepDinhKem: [{ Ten: 'Văn bản', DuongDan: 'vb.pdf' }],
  NgayCapNhat: '2025-09-01 08:00:00',
};

const LINK = 'http://hub:4000/files/0199/giay.pdf';
function nationalParts() {
  const trace = (sequence: number, time: string, state: string, actor: string, note: string): Row => ({
    sequence,
    MaHoSo: KEY,
    ThoiDiemXuLy: time,
    TrangThai: state,
    NguoiXuLy: actor,
    NoiDungXuLy: note,
  });
  return {
    dossiers: [
      {
        key: KEY,
        record: {
          MaHoSo: KEY,
          MaTTHC: '1.001193',
          TenTTHC: 'Đăng ký khai sinh',
          MaLinhVuc: 'TP02',
          TenLinhVuc: 'Hộ tịch',
          KenhThucHien: '2',
          ChuHoSo: 'Trường Mẫu',
          LoaiDoiTuong: '3',
          LoaiDinhDanh: '1',
          SoDinhDanh: '000123456789',
          SoDienThoai: '0100000001',
          Email: '',
          TrichYeuHoSo: 'Khai sinh',
          NgayNopHoSo: '20250901073000',
          NgayTiepNhan: '20250901080000',
          NgayHenTra: '20250905170000',
          NgayKetThucXuLy: '20250903090000',
          NgayTra: '20250903100000',
          TrangThaiHoSo: '10',
          DonViXuLy: 'UBND xã Ngọc Lặc',
          HoSoCoThanhPhanSoHoa: '0',
          TaiKhoanDuocXacThucVoiVNeID: '1',
          DanhSachTepDinhKemKhac: [
            { TenGiayTo: 'Tờ khai', SoLuong: '2', LoaiGiayTo: '2' },
            { TenGiayTo: 'Tờ khai', SoLuong: '1', LoaiGiayTo: '1' },
          ],
          DanhSachLePhi: [{ TenPhiLePhi: 'Phí', Gia: '8000', LoaiPhiLePhi: '1' }],
          DanhSachHoSoBoSung: [
            { HoSoBoSungId: 'b1', NgayBoSung: '20250902093000', NgayTiepNhanBoSung: '20250902150000' },
          ],
          DanhSachGiayToKetQua: [
            {
              GiayToId: '7',
              TenGiayTo: 'Giấy khai sinh',
              MaGiayToKetQua: 'KQ1',
              DuongDanTepTinKetQua: `${LINK}?e=1&s=a`,
            },
          ],
        } as Row,
        traces: [
          trace(1, '20250901080000', '2', 'Lê An', 'Tiếp nhận'),
          trace(2, '20250902090000', '4', 'Trần Bình', 'Đang xử lý'),
          trace(3, '20250903100000', '10', 'Lê An', 'Trả kết quả'),
        ],
      },
    ],
    notices: [
      {
        key: 'T1',
        record: {
          MaThongBao: 'T1',
          TieuDe: 'Thông báo',
          NoiDung: '<p>Nội dung</p>',
          ChuyenMuc: 'PHAP_LUAT',
          SoKyHieu: '1/TB',
          NgayBanHanh: '20250830000000',
          NgayDang: '20250901080000',
          NgayHetHan: '20251231235959',
          CoQuanBanHanh: 'UBND xã Ngọc Lặc',
          TepDinhKem: [{ TenTep: 'Văn bản', DuongDanTaiTepTin: 'http://hub:4000/files/1/vb.pdf?e=1' }],
          DaGo: 'False',
        } as Row,
      },
    ],
    downloads: [{ link: `${LINK}?e=9&s=z`, status: 200, sha256: SHA } as Row],
  };
}
function provincialParts() {
  const organ = { OrganizationInchargeIdLevel1: 'H56.14', OrganizationInchargeName: 'UBND huyện Ngọc Lặc' };
  const trace = (sequence: number, at: string, state: number, actor: string, note?: string): Row => ({
    sequence,
    DocumentId: sequence,
    DocCode: KEY,
    DateCreated: at,
    Status: state,
    UserName: actor,
    ...(note && { Comment: note }),
    ...organ,
  });
  return {
    dossiers: [
      {
        key: KEY,
        record: {
          DocTypeCode: '1.001193',
          DocTypeName: 'Đăng ký khai sinh',
          DocCode: KEY,
          CitizenName: 'Trường Mẫu',
          ApplicantsId: '000123456789',
          ApplicantsType: 4,
          Phone: '0100000001',
          Compendium: 'Khai sinh',
          DateReceived: '2025-09-01T01:00:00.000Z',
          DateAppointed: '2025-09-05T10:00:00.000Z',
          IsSuccess: true,
          SuccessDate: '2025-09-03T02:00:00.000Z',
          FinishedDate: '2025-09-03T02:00:00.000Z',
          ApproverName: 'Phạm Chi',
          IsReturned: true,
          ReturnedDate: '2025-09-03T03:00:00.000Z',
          Status: 2,
          ProcessingOrganName: 'UBND xã Ngọc Lặc',
          Attachments: [
            {
              AttachmentId: 7,
              AttachmentName: 'Giấy khai sinh',
              Base64: RESULT.toString('base64'),
              IsVerified: false,
            },
          ],
          DocFees: [{ FeeName: 'Phí', FeeType: 1, Price: 8000 }],
          DocPapers: [
            { PaperName: 'Tờ khai', Amount: 1, PaperType: 1 },
            { PaperName: 'Tờ khai', Amount: 2, PaperType: 2 },
          ],
          Supplementaries: [
            {
              SupplementaryId: 3,
              SendDate: '2025-09-02T02:30:00.000Z',
              ReceivedDate: '2025-09-02T08:00:00.000Z',
              IsReceived: true,
            },
          ],
          OrganInchargeIdLevel1: 'H56.14',
          OrganInchargeName: 'UBND huyện Ngọc Lặc',
        } as Row,
        traces: [
          trace(4, '2025-09-01T01:00:00.000Z', 2, 'Lê An', 'Tiếp nhận'),
          trace(5, '2025-09-02T02:00:00.000Z', 4, 'Trần Bình'),
          trace(6, '2025-09-03T03:00:00.000Z', 10, 'Lê An', 'Trả kết quả'),
        ],
      },
    ],
    articles: [
      {
        id: 'g1',
        record: {
          TieuDe: 'Thông báo',
          NoiDung: '<p>Nội dung</p>',
          NgayBanHanh: '2025-09-01T01:00:00.000Z',
          NgayKetThuc: '2025-12-31T16:59:59.999Z',
          NguonTin: 'UBND xã Ngọc Lặc [LT-000001]',
          KenhTinId: 'k1',
          TrangThaiId: 's1',
          FileDinhKem: '/Uploads/vb.pdf',
        } as Row,
      },
    ],
    legalDocuments: [
      {
        id: 'g2',
        record: {
          SoKyHieu: '1/TB',
          NgaybanHanh: '2025-08-29T17:00:00.000Z',
          CongKhai: true,
          CoQuanBanHanh: 'UBND xã Ngọc Lặc',
          FileDinhKem: '/Uploads/vb.pdf',
        } as Row,
      },
    ],
    files: [{ path: '/Uploads/vb.pdf', name: 'vb.pdf', bytes: 1, sha256: SHA } as Row],
  };
}

let national = nationalParts();
let provincial = provincialParts();
let dossiers: Row[] = [];
let notices: Row[] = [];
const drop = (name: string) => join(folder, name);
function write(name: string, rows: readonly unknown[]): void {
  mkdirSync(join(drop(name), 'inbox'), { recursive: true });
  mkdirSync(join(drop(name), 'files'), { recursive: true });
  const lines = rows.map((row) => (typeof row === 'string' ? row : JSON.stringify(row)));
  writeFileSync(join(drop(name), 'inbox/a.jsonl'), `${lines.join('\n')}\n`);
}

beforeEach(() => {
  rmSync(folder, { recursive: true, force: true });
  national = nationalParts();
  provincial = provincialParts();
  dossiers = [DOSSIER];
  notices = [NOTICE];
  write('units', [
    { Ma: 'H56.14', Ten: 'UBND huyện Ngọc Lặc', Cap: 'HUYEN', NgayCapNhat: '2025-01-01 00:00:00' },
    { Ma: 'H56.14.41', Ten: 'UBND xã Ngọc Lặc', Cap: 'XA', NgayCapNhat: '2025-01-01 00:00:00' },
  ]);
  write('procedures', [
    {
      MaTTHC: '1.001193',
      TenTTHC: 'Đăng ký khai sinh',
      MaLinhVuc: 'TP02',
      TenLinhVuc: 'Hộ tịch',
      MucDo: 'TOAN_TRINH',
    },
  ]);
});

async function judge(
  excused?: ReadonlySet<string>,
): Promise<{ national: Comparison; provincial: Comparison; ok: boolean }> {
  write('one-stop', dossiers);
  write('notices', notices);
  writeFileSync(join(drop('one-stop'), 'files/kq.pdf'), RESULT);
  writeFileSync(join(drop('notices'), 'files/vb.pdf'), RESULT);
  const verdict = await comparePortals({
    sources: {
      units: drop('units'),
      procedures: drop('procedures'),
      oneStop: drop('one-stop'),
      notices: drop('notices'),
    },
    national: stateOf(national),
    provincial: stateOf(provincial),
    now: NOW,
    ...(excused && { excused }),
  });
  if (!verdict.national || !verdict.provincial) throw new Error('no verdict');
  return { ...verdict, national: verdict.national, provincial: verdict.provincial };
}
const clean = { ok: true, missing: [], different: [], duplicates: [], outOfOrder: [], unexpected: [] };
const [N, P] = [() => national.dossiers[0] ?? never(), () => provincial.dossiers[0] ?? never()];
function never(): never {
  throw new Error('no dossier');
}

describe('what is right', () => {
  it('is found right, whatever order lists and keys have', async () => {
    const verdict = await judge();
    expect(verdict.national).toMatchObject(clean);
    expect(verdict.provincial).toMatchObject(clean);
    expect(verdict.national.expected).toEqual({ dossiers: 1, entries: 3, notices: 1 });
    expect(verdict.provincial.found).toEqual({ dossiers: 1, entries: 3, notices: 2 });
  });

  it('is read from done/ and from CSV as well', async () => {
    await judge();
    const cells = Object.entries(DOSSIER).map(([key, value]) => [
      key,
      `"${(typeof value === 'object' ? JSON.stringify(value) : String(value)).replaceAll('"', '""')}"`,
    ]);
    const csv = [0, 1].map((part) => cells.map((cell) => cell[part]).join(';')).join('\r\n');
    mkdirSync(join(drop('one-stop'), 'done'));
    rmSync(join(drop('one-stop'), 'inbox/a.jsonl'));
    writeFileSync(join(drop('one-stop'), 'done/a.csv'), `\uFEFF${csv}\r\n`);
    writeFileSync(join(drop('one-stop'), 'done/a.csv.report.json'), '{}');
    renameSync(join(drop('notices'), 'inbox'), join(drop('notices'), 'done'));
    expect(readdirSync(drop('notices'))).toContain('done');
    const verdict = await comparePortals({
      sources: {
        units: drop('units'),
        procedures: drop('procedures'),
        oneStop: drop('one-stop'),
        notices: drop('notices'),
      },
      national: stateOf(national),
      provincial: stateOf(provincial),
      now: NOW,
    });
    expect(verdict).toMatchObject({ ok: true, national: clean, provincial: clean });
  });

  it('shares no code with what it judges', () => {
    const sources = join(import.meta.dirname, '../../../src/demo/comparer');
    for (const name of readdirSync(sources)) {
      const text = readFileSync(join(sources, name), 'utf8');
      expect(text, name).not.toMatch(/from '\.\.\//);
    }
  });
});

describe('a record that is wrong', () => {
  it.each([
    [
      'a changed value',
      () => (N().record['ChuHoSo'] = 'Người khác'),
      () => (P().record['CitizenName'] = 'x'),
      1,
    ],
    [
      'text that is not in NFC',
      () => (N().record['ChuHoSo'] = 'Trường Mẫu'.normalize('NFD')),
      () => (P().record['CitizenName'] = 'Trường Mẫu'.normalize('NFD')),
      1,
    ],
    ['a missing value', () => delete N().record['NgayTra'], () => delete P().record['ReturnedDate'], 1],
    ['an invented value', () => (N().record['Email'] = 'a@b'), () => (P().record['Email'] = 'a@b'), 1],
    ['a collapsed state', () => (N().record['TrangThaiHoSo'] = '9'), () => (P().record['Status'] = 1), 1],
    ['a lost list', () => delete N().record['DanhSachLePhi'], () => delete P().record['DocFees'], 1],
    ['a doubled row', () => push(N().record['DanhSachLePhi']), () => push(P().record['DocPapers']), 1],
    [
      'another file',
      () => (national.downloads = [{ link: LINK, status: 200, sha256: 'f'.repeat(64) }]),
      () => Object.assign(first(P().record['Attachments']), { Base64: 'AAAA' }),
      1,
    ],
    [
      'a file that cannot be fetched',
      () => (national.downloads = [{ link: LINK, status: 404, sha256: '' }]),
      () => Object.assign(first(P().record['Attachments']), { Base64: '' }),
      1,
    ],
  ])('shows: %s', async (_, spoilNational, spoilProvincial, count) => {
    spoilNational();
    spoilProvincial();
    const verdict = await judge();
    expect(verdict.ok).toBe(false);
    for (const each of [verdict.national, verdict.provincial]) {
      expect(each.ok).toBe(false);
      expect(each.different).toHaveLength(count);
      expect(each.different[0]?.key).toBe(KEY);
      expect({ ...each, different: [], ok: true }).toMatchObject(clean);
    }
    const excused = await judge(new Set([KEY]));
    expect(excused.ok).toBe(true);
  });

  it('shows as missing when it is not there, as unexpected when nothing speaks for it', async () => {
    national.dossiers = [];
    provincial.dossiers = [];
    const verdict = await judge();
    expect(verdict.national.missing).toEqual([KEY]);
    expect(verdict.provincial.missing).toEqual([KEY]);
    national = nationalParts();
    provincial = provincialParts();
    dossiers = [];
    const other = await judge();
    expect(other.national.unexpected).toEqual([KEY]);
    expect(other.provincial.unexpected).toEqual([KEY]);
  });
});

describe('entries', () => {
  it('that are missing, doubled, unknown or swapped show', async () => {
    N().traces.splice(1, 1);
    push(P().traces);
    const verdict = await judge();
    expect(verdict.national.missing).toEqual([`${KEY} QuaTrinh[1]`]);
    expect(verdict.provincial.duplicates).toHaveLength(1);
    expect(verdict.provincial.duplicates[0]?.count).toBe(2);
    N().traces.push({ ...first(N().traces), NguoiXuLy: 'Ai đó' });
    expect((await judge()).national.unexpected).toHaveLength(1);
    national = nationalParts();
    provincial = provincialParts();
    Object.assign(first(N().traces), { sequence: 9 });
    Object.assign(first(P().traces), { sequence: 9 });
    const swapped = await judge();
    expect(swapped.national).toMatchObject({ ...clean, ok: false, outOfOrder: [KEY] });
    expect(swapped.provincial).toMatchObject({ ...clean, ok: false, outOfOrder: [KEY] });
  });

  it('that say different things under one id show', async () => {
    const [one, other] = P().traces;
    Object.assign(other ?? never(), { DocumentId: one?.['DocumentId'] });
    const verdict = await judge();
    expect(verdict.provincial.different).toMatchObject([{ key: KEY, field: 'traces.DocumentId' }]);
  });

  it('that were told late may stand late; those told early may not', async () => {
    const early = { ...DOSSIER, NgayCapNhat: '2025-09-03 09:59:00', QuaTrinh: [FIRST, THIRD] };
    dossiers = [early, DOSSIER];
    Object.assign(N().traces[1] ?? never(), { sequence: 9 });
    Object.assign(P().traces[1] ?? never(), { sequence: 9 });
    expect(await judge()).toMatchObject({ ok: true });
    Object.assign(N().traces[0] ?? never(), { sequence: 10 });
    expect((await judge()).national.outOfOrder).toEqual([KEY]);
  });

  it('that were edited after sending may stand as they were', async () => {
    const edited = { ...SECOND, NoiDung: 'Sửa sau' };
    dossiers = [
      DOSSIER,
      { ...DOSSIER, NgayCapNhat: '2025-09-04 08:00:00', QuaTrinh: [FIRST, edited, THIRD] },
    ];
    expect(await judge()).toMatchObject({ ok: true });
    Object.assign(N().traces[1] ?? never(), { NoiDungXuLy: 'Sửa sau' });
    Object.assign(P().traces[1] ?? never(), { Comment: 'Sửa sau' });
    expect(await judge()).toMatchObject({ ok: true });
  });
});

describe('sources', () => {
  const later = (changes: Row): Row => ({ ...DOSSIER, NgayCapNhat: '2025-09-09 08:00:00', ...changes });

  it('count by their newest good version', async () => {
    dossiers = [
      DOSSIER,
      '{"MaHoSo": broken',
      later({ TrangThaiHoSo: 11 }),
      later({ ChuHoSo: '' }),
      later({ MaTTHC: '9.999999' }),
      later({ DonVi: 'H56.14.999' }),
      later({ NgayTra: '2025-02-30 08:00:00' }),
      later({ NgayTiepNhan: '2025-08-01 08:00:00' }),
      later({ NgayTra: '2026-09-01 08:00:00' }),
      later({ SoDinhDanh: '123' }),
      later({ TrangThaiHoSo: 2 }),
      later({ TrangThaiHoSo: 9 }),
      later({ NgayKetThucXuLy: '' }),
      later({ QuaTrinh: [{ ...FIRST, TrangThai: 12 }] }),
      later({ KetQua: [{ SoKyHieu: '1' }] }),
      { ...DOSSIER, NgayCapNhat: '2025-09-02 08:00:00', ChuHoSo: 'Cũ hơn' },
    ] as Row[];
    expect(await judge()).toMatchObject({ ok: true });
    dossiers.push(later({ TrichYeuHoSo: 'Mới' }));
    const verdict = await judge();
    expect(verdict.national.different).toMatchObject([
      { field: 'TrichYeuHoSo', expected: 'Mới', found: 'Khai sinh' },
    ]);
  });

  it('owe nothing in state 1, nor in state 3 of what did not come online', async () => {
    const plain = { NgayTiepNhan: '', NgayKetThucXuLy: '', NgayTra: '', KetQua: [], QuaTrinh: [] };
    const one = { ...DOSSIER, ...plain, TrangThaiHoSo: 1 };
    dossiers = [one];
    expect((await judge()).national.unexpected).toEqual([KEY]);
    national.dossiers = [];
    provincial.dossiers = [];
    expect(await judge()).toMatchObject({ ok: true });
    dossiers = [{ ...one, TrangThaiHoSo: 3, KenhThucHien: 1 }];
    expect(await judge()).toMatchObject({ ok: true });
    dossiers = [{ ...one, TrangThaiHoSo: 3 }];
    expect((await judge()).national.missing).toEqual([KEY]);
  });

  it('may have owed before and no more: it need not be there, but if so as it is now', async () => {
    const received = {
      ...DOSSIER,
      TrangThaiHoSo: 2,
      KenhThucHien: 1,
      NgayTra: '',
      NgayKetThucXuLy: '',
      KetQua: [],
    };
    dossiers = [
      { ...received, NgayCapNhat: '2025-09-01 08:10:00' },
      {
        ...received,
        NgayCapNhat: '2025-09-01 08:20:00',
        TrangThaiHoSo: 3,
        NgayTuChoi: '2025-09-01 08:20:00',
      },
    ];
    expect((await judge()).national.missing).toEqual([]);
    expect((await judge()).national.different.map(({ field }) => field)).toContain('TrangThaiHoSo');
    national.dossiers = [];
    provincial.dossiers = [];
    expect(await judge()).toMatchObject({ ok: true });
  });

  it('hold what lacks a due time at the national portal only', async () => {
    const { NgayHenTra: _, ...rest } = DOSSIER;
    dossiers = [rest];
    national.dossiers = [];
    delete P().record['DateAppointed'];
    expect(await judge()).toMatchObject({ ok: true });
  });

  it('may delete without anything being deleted at the portals', async () => {
    dossiers = [DOSSIER, { MaHoSo: KEY, DaXoa: true, NgayCapNhat: '2025-09-09 08:00:00' }];
    expect(await judge()).toMatchObject({ ok: true });
  });
});

describe('notices', () => {
  const article = () => provincial.articles[0] ?? never();
  const legal = () => provincial.legalDocuments[0] ?? never();
  const nationalNotice = () => national.notices[0] ?? never();

  it('that are missing, doubled or without a reason show', async () => {
    national.notices = [];
    provincial.articles = [];
    push(provincial.legalDocuments);
    const verdict = await judge();
    expect(verdict.national.missing).toEqual(['T1']);
    expect(verdict.provincial).toMatchObject({
      missing: ['T1'],
      duplicates: [{ key: 'T1 legal', count: 2 }],
    });
    national = nationalParts();
    provincial = provincialParts();
    notices = [];
    const none = await judge();
    expect(none.national.unexpected).toEqual(['T1']);
    expect(none.provincial.unexpected).toHaveLength(2);
  });

  it('that differ show, script too', async () => {
    nationalNotice().record['NoiDung'] = '<p onclick="x()">Nội dung</p>';
    nationalNotice().record['NgayHetHan'] = '20251231000000';
    article().record['NguonTin'] = 'UBND xã Ngọc Lặc';
    article().record['FileDinhKem'] = '';
    legal().record['LoaiVanBan'] = 'Thư';
    const verdict = await judge();
    const fields = (each: Comparison) => each.different.map(({ key, field }) => `${key} ${field}`).sort();
    expect(fields(verdict.national)).toEqual(['T1 NgayHetHan', 'T1 NoiDung']);
    expect(fields(verdict.provincial)).toEqual(['T1 FileDinhKem', 'T1 NguonTin', 'T1 legal LoaiVanBan']);
    expect(await judge(new Set(['T1']))).toMatchObject({ ok: true });
  });

  it.each([
    ['withdrawn', { DaGo: 1, NgayCapNhat: '2025-09-02 08:00:00' }],
    ['expired', { NgayHetHan: '08/09/2025', NgayCapNhat: '2025-09-02 08:00:00' }],
    ['in the future', { NgayDang: '2025-09-20 08:00:00', NgayCapNhat: '2025-09-02 08:00:00' }],
  ])('must not be seen when %s', async (_, changes) => {
    notices = [{ ...NOTICE, ...changes }];
    const verdict = await judge();
    expect(verdict.national.unexpected).toHaveLength(1);
    national.notices = [];
    provincial.articles = [];
    provincial.legalDocuments = [];
    expect(await judge()).toMatchObject({ ok: true });
    national = nationalParts();
    nationalNotice().record['DaGo'] = 'True';
    provincial = provincialParts();
    provincial.articles = [{ id: 'g1', record: null as never }];
    provincial.legalDocuments = [];
    expect(await judge()).toMatchObject({ ok: true });
  });
});

function first(list: unknown): Row {
  return (Array.isArray(list) ? list : [])[0] ?? never();
}
/** Doubles the first of a list. */
function push(list: unknown): void {
  if (Array.isArray(list)) list.push(structuredClone(list[0]));
}
