import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type NationalSimulator,
  startNationalSimulator,
} from '../../../../src/connectors/portals/national/simulator/index.js';
import { SAMPLE_PROCEDURES, SAMPLE_UNITS } from '../../../../src/connectors/portals/simulation/catalogue.js';
import { code, nationalNotice, nationalRecord, nationalTrace } from './bodies.js';
import { codeOf, listOf, NationalCaller, rowsOf } from './clients.js';

let sim: NationalSimulator;
let portal: NationalCaller;

beforeEach(async () => {
  sim = await startNationalSimulator();
  portal = new NationalCaller(sim);
  await portal.login();
});
afterEach(() => sim.close());

describe('login and session', () => {
  it('gives a session for the right password and refuses a wrong one by code', async () => {
    const good = await portal.login();
    expect(codeOf(good)).toBe(0);
    expect(good.json['session']).toMatch(/^[0-9a-f]{32}$/);
    expect(codeOf(await portal.login('lienthong', 'sai'))).not.toBe(0);
  });

  it('lets a second login end the first session', async () => {
    const first = portal.session;
    await portal.login();
    expect(portal.session).not.toBe(first);
    portal.session = first;
    expect(await portal.code('LayDanhSachTTHC')).toBe(-2);
  });

  it('keeps the first session where the profile says so', async () => {
    await sim.close();
    sim = await startNationalSimulator({ profile: { singleSession: false } });
    portal = new NationalCaller(sim);
    await portal.login();
    const first = portal.session;
    await portal.login();
    portal.session = first;
    expect(await portal.code('LayDanhSachTTHC')).toBe(0);
  });

  it('wants headers and routing code as the contract says', async () => {
    const { charset: _charset, ...others } = portal.headers;
    portal.headers = others;
    expect((await portal.call('LayDanhSachTTHC')).status).toBe(400);
    portal.headers = { ...others, charset: 'utf-8', dstcode: '' };
    expect((await portal.call('LayDanhSachTTHC')).status).toBe(400);
    portal.headers = { ...others, charset: 'utf-8', 'content-type': 'text/plain' };
    expect((await portal.call('LayDanhSachTTHC')).status).toBe(415);
  });

  it('routes only its own code when it is told one', async () => {
    await sim.close();
    sim = await startNationalSimulator({ profile: { dstcode: 'VN:GOV:y', dstcodeIn: 'header' } });
    portal = new NationalCaller(sim);
    expect((await portal.login()).status).toBe(404);
    portal.headers['dstcode'] = 'VN:GOV:y';
    expect(codeOf(await portal.login())).toBe(0);
  });
});

describe('envelope', () => {
  it.each([
    ['an unknown service', 'KhongCo', {}],
    ['an unknown key', 'LayDanhSachTTHC', { them: '1' }],
    ['a missing key', 'TraCuuHoSo', {}],
    ['an unknown agency', 'LayDanhSachTTHC', { madonvi: 'H99.1' }],
    ['isUpdating as a boolean', 'DongBoHoSoMC', { isUpdating: false, data: [nationalRecord(1)] }],
    ['data that is no list', 'DongBoHoSoMC', { isUpdating: 'False', data: nationalRecord(1) }],
    ['an empty list', 'CapNhatTienDoHoSoMC', { data: [] }],
  ])('refuses %s', async (_what, service, over) => {
    expect([10, 11, 13, 15]).toContain(await portal.code(service, over));
  });

  it('answers what is no JSON with 400 and what is too large with 413', async () => {
    expect((await portal.post('/mapi/g', '{"session":')).status).toBe(400);
    expect((await portal.post('/mapi/g', 'x'.repeat(4_000_001))).status).toBe(413);
  });
});

describe('DongBoHoSoMC', () => {
  it('creates, tells a known one by code 3, updates, tells an unknown one by code -3', async () => {
    expect(codeOf(await portal.records(nationalRecord(1)))).toBe(0);
    expect(codeOf(await portal.records(nationalRecord(1)))).toBe(3);
    expect(codeOf(await portal.updates(nationalRecord(1, { TrangThaiHoSo: '9' })))).toBe(0);
    expect(codeOf(await portal.updates(nationalRecord(2)))).toBe(-3);
    expect(sim.state.dossiers.get(code(1))?.writes.map(({ mode, state }) => [mode, state])).toEqual([
      ['create', '4'],
      ['update', '9'],
    ]);
  });

  it('writes its codes as text and as numbers', async () => {
    const kinds = new Set<string>();
    for (let n = 1; n <= 6; n++)
      kinds.add(JSON.stringify((await portal.records(nationalRecord(n))).json['error_code']));
    expect([...kinds].sort()).toEqual(['"0"', '"00"', '0']);
  });

  it.each([
    ['MaHoSo', 'H56-1', 12],
    ['MaHoSo', 'H56.14-241323-0001', 12],
    ['MaTTHC', '1.001193.000.00.00.H56', 12],
    ['MaTTHC', '1.999999', 14],
    ['TenTTHC', 'Khai sinh', 12],
    ['MaLinhVuc', undefined, 11],
    ['KenhThucHien', '4', 12],
    ['KenhThucHien', 2, 12],
    ['LoaiDoiTuong', '0', 12],
    ['SoDinhDanh', '12345678', 12],
    ['SoDinhDanh', undefined, 11],
    ['TrichYeuHoSo', 'x'.repeat(1001), 12],
    ['TrichYeuHoSo', '', 11],
    ['ChuHoSo', 'Nguyễn'.normalize('NFD'), 12],
    ['ChuHoSo', null, 12],
    ['NgayTiepNhan', undefined, 11],
    ['NgayTiepNhan', '20240230080000', 12],
    ['NgayTiepNhan', '2024-08-23', 12],
    ['NgayHenTra', undefined, 11],
    ['TrangThaiHoSo', '11', 12],
    ['DonViXuLy', undefined, 11],
    ['DuocThanhToanTrucTuyen', '3', 12],
    ['TaiKhoanDuocXacThucVoiVNeID', 'true', 12],
    ['Khac', '1', 13],
    ['TaiLieuNop', 'x', 12],
    ['TaiLieuNop', [{ TepDinhKemId: '1', TenTepDinhKem: 'a', DuongDanTaiTepTin: 'ftp://a/b' }], 12],
    ['TaiLieuNop', [{ TepDinhKemId: '1', TenTepDinhKem: 'a' }], 11],
    ['DanhSachLePhi', [{ TenPhiLePhi: 'a', Gia: '8.000' }], 12],
    ['DanhSachGiayToKetQua', [{ TenGiayTo: 'a', GiayToId: '1' }], 11],
    ['DanhSachHoSoBoSung', [{ HoSoBoSungId: '1', NgayBoSung: '20241301000000' }], 12],
    ['DSKetNoiCSDL', [{ MaCSDL: 'DC', Khac: '1' }], 13],
  ])('refuses %s = %j with %i', async (key, value, expected) => {
    const answer = await portal.records(nationalRecord(1, { [key]: value }));
    expect(codeOf(answer)).toBe(expected);
    expect(sim.state.dossiers.size).toBe(0);
  });

  it('lets the two dates be absent only where the contract does', async () => {
    const never = { NgayTiepNhan: undefined, NgayHenTra: undefined };
    expect(codeOf(await portal.records(nationalRecord(1, { TrangThaiHoSo: '3', ...never })))).toBe(0);
    expect(codeOf(await portal.records(nationalRecord(2, { TrangThaiHoSo: '7', ...never })))).toBe(0);
    expect(codeOf(await portal.records(nationalRecord(3, { TrangThaiHoSo: '5', NgayTiepNhan: '' })))).toBe(0);
    expect(codeOf(await portal.records(nationalRecord(4, { TrangThaiHoSo: '5', ...never })))).toBe(11);
  });

  it('takes at most fifty, each code once', async () => {
    expect(codeOf(await portal.records(nationalRecord(1), nationalRecord(1)))).toBe(16);
    const many = Array.from({ length: 51 }, (_, n) => nationalRecord(n));
    expect(codeOf(await portal.records(...many))).toBe(16);
    expect(codeOf(await portal.records(...many.slice(1)))).toBe(0);
    expect(sim.state.dossiers.size).toBe(50);
  });
});

describe('CapNhatTienDoHoSoMC and TraCuuHoSo', () => {
  it('appends, shows in order with what the portal adds, and shows twice what came twice', async () => {
    await portal.records(nationalRecord(1));
    expect(codeOf(await portal.traces(nationalTrace(1, 1), nationalTrace(1, 2)))).toBe(0);
    expect(codeOf(await portal.traces(nationalTrace(1, 2)))).toBe(0);
    const shown = await portal.look(code(1));
    expect(shown).toMatchObject({
      MaHoSo: code(1),
      TrangThaiHoSo: '4',
      NgayDongBo: expect.stringMatching(/^\d{14}$/),
    });
    const steps = listOf(shown, 'QuaTrinhXuLy').map((item) => item['NoiDungXuLy']);
    expect(steps).toEqual(['Bước 1', 'Bước 2', 'Bước 2']);
    expect(sim.state.duplicates()).toHaveLength(1);
  });

  it.each([
    ['an unknown dossier', { MaHoSo: code(9) }, -3],
    ['no actor', { NguoiXuLy: undefined }, 11],
    ['an actor of 51 letters', { NguoiXuLy: 'a'.repeat(51) }, 12],
    ['no content', { NoiDungXuLy: '' }, 11],
    ['a state as a number', { TrangThai: 4 }, 12],
    ['a moment that does not exist', { ThoiDiemXuLy: '20240823250000' }, 12],
    ['a key that is not its own', { GhiChu: 'a' }, 13],
  ])('refuses %s', async (_what, over, expected) => {
    await portal.records(nationalRecord(1));
    expect(codeOf(await portal.traces(nationalTrace(1, 1, over)))).toBe(expected);
  });

  it('takes at most ten', async () => {
    await portal.records(nationalRecord(1));
    const eleven = Array.from({ length: 11 }, () => nationalTrace(1));
    expect(codeOf(await portal.traces(...eleven))).toBe(16);
  });

  it('answers an unknown dossier in both ways of the contract, and hides entries where the profile says so', async () => {
    const ways = new Set<number>();
    for (let n = 1; n <= 20; n++) {
      const answer = await portal.call('TraCuuHoSo', { mahoso: code(n) });
      ways.add(codeOf(answer));
      expect(rowsOf(answer)).toEqual([]);
    }
    expect([...ways].sort()).toEqual([-3, 0]);
    await sim.close();
    sim = await startNationalSimulator({ profile: { traceReadBack: false } });
    portal = new NationalCaller(sim);
    await portal.login();
    await portal.records(nationalRecord(1));
    expect(await portal.look(code(1))).not.toHaveProperty('QuaTrinhXuLy');
  });
});

describe('notices and catalogue', () => {
  it('creates, updates and shows notices', async () => {
    const sendNotice = (isUpdating: string, ...data: unknown[]) =>
      portal.code('DongBoThongBao', { isUpdating, data });
    expect(await sendNotice('False', nationalNotice(1))).toBe(0);
    expect(await sendNotice('False', nationalNotice(1))).toBe(3);
    expect(await sendNotice('True', nationalNotice(2))).toBe(-3);
    expect(await sendNotice('True', nationalNotice(1, { DaGo: 'True' }))).toBe(0);
    expect(await sendNotice('False', nationalNotice(3, { ChuyenMuc: 'KHAC' }))).toBe(12);
    expect(await sendNotice('False', nationalNotice(3, { NoiDung: '<p onclick="a()">x</p>' }))).toBe(12);
    expect(await sendNotice('False', nationalNotice(3, { CoQuanBanHanh: undefined }))).toBe(11);
    const answer = await portal.call('TraCuuThongBao', { mathongbao: 'TB-1' });
    expect(rowsOf(answer)[0]).toMatchObject({ TieuDe: 'Thông báo', DaGo: 'True' });
  });

  it('has no notice services where the profile switches them off', async () => {
    await sim.close();
    sim = await startNationalSimulator({ profile: { notices: false } });
    portal = new NationalCaller(sim);
    await portal.login();
    expect(await portal.code('TraCuuThongBao', { mathongbao: 'TB-1' })).toBe(10);
  });

  it('serves the catalogue', async () => {
    expect(rowsOf(await portal.call('LayDanhSachTTHC')).map((row) => row['MATTHC'])).toEqual(
      SAMPLE_PROCEDURES.map((procedure) => procedure.code),
    );
    const [detail] = rowsOf(await portal.call('LayThuTuc', { maTTHC: '1.004873' }));
    expect(detail).toMatchObject({ MATTHC: '1.004873', LINHVUCTHUCHIEN: [{ TENLINHVUC: 'Hộ tịch' }] });
    expect(JSON.stringify(detail)).toContain('"SOTIEN":"15000"');
    expect(rowsOf(await portal.call('LayThuTuc', { maTTHC: '9.999999' }))).toEqual([]);
    const units = rowsOf(await portal.call('LayDanhMucCoQuan'));
    expect(units).toHaveLength(SAMPLE_UNITS.length);
    expect(new Set(units.map((unit) => unit['CAPDONVI']))).toEqual(
      new Set(['TINH', 'HUYEN', 'PHONG_BAN', 'XA']),
    );
    expect(rowsOf(await portal.call('LayDanhMucLinhVuc')).length).toBeGreaterThan(3);
    const tech = await portal.call('TraCuuTechID', { provider: 'wso2is', mstorcmnd: '001000000001' });
    expect(codeOf(tech)).toBe(0);
    expect(await portal.code('TraCuuTechID', { provider: 'khac', mstorcmnd: '001000000001' })).toBe(12);
  });

  it('has the units of the district before and after the reform', () => {
    const old = SAMPLE_UNITS.filter((unit) => unit.level === 'XA' && unit.validTo !== undefined);
    const now = SAMPLE_UNITS.filter((unit) => unit.level === 'XA' && unit.validFrom !== undefined);
    expect([old.length, now.length, SAMPLE_PROCEDURES.length]).toEqual([21, 6, 16]);
    const known = new Set(SAMPLE_UNITS.map((unit) => unit.code));
    expect(known.size).toBe(SAMPLE_UNITS.length);
    expect(SAMPLE_UNITS.every((unit) => unit.successors.every((each) => known.has(each)))).toBe(true);
    expect(old.find((unit) => unit.name === 'UBND xã Lam Sơn')?.successors).toEqual(
      now.filter((unit) => unit.name === 'UBND xã Minh Sơn').map((unit) => unit.code),
    );
  });
});
