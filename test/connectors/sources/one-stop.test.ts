import { describe, expect, it } from 'vitest';
import { decodeDossier } from '../../../src/connectors/sources/one-stop/mapping.js';
import { dossier, NOW, type Raw } from '../../intake/support.js';

const now = Date.parse(NOW);
const finished = { NgayKetThucXuLy: '2024-08-24 08:00:00', NgayTra: '2024-08-25 08:00:00' };

function problemsOf(raw: Raw): string[] {
  const decoded = decodeDossier(raw, now);
  return decoded.ok ? [] : decoded.problems.map(({ field, code }) => `${field} ${code}`).sort();
}
function recordOf(raw: Raw) {
  const decoded = decodeDossier(raw, now);
  if (!decoded.ok) throw new Error(JSON.stringify(decoded.problems));
  return decoded.record;
}

describe('what a dossier is refused for', () => {
  const ahead = '2024-08-28 10:00:00';
  const cases: [string, Raw, string[]][] = [
    ...[
      'MaHoSo',
      'MaTTHC',
      'DonVi',
      'KenhThucHien',
      'LoaiDoiTuong',
      'ChuHoSo',
      'TrichYeuHoSo',
      'TrangThaiHoSo',
      'NgayCapNhat',
    ].flatMap((field): [string, Raw, string[]][] => [
      [`${field} empty`, { [field]: '' }, [`${field} MISSING`]],
      [`${field} null`, { [field]: null }, [`${field} MISSING`]],
    ]),
    [
      'a missing field in each list',
      { QuaTrinh: [{}], ThanhPhan: [{}], KetQua: [{}], LePhi: [{}], BoSung: [{}] },
      [
        'BoSung[0].Id MISSING',
        'BoSung[0].NgayYeuCau MISSING',
        'KetQua[0].Ten MISSING',
        'LePhi[0].SoTien MISSING',
        'LePhi[0].Ten MISSING',
        'QuaTrinh[0].NguoiXuLy MISSING',
        'QuaTrinh[0].ThoiDiem MISSING',
        'QuaTrinh[0].TrangThai MISSING',
        'ThanhPhan[0].Ten MISSING',
      ],
    ],
    [
      'values outside their lists',
      {
        KenhThucHien: 4,
        LoaiDoiTuong: 0,
        LoaiDinhDanh: 3,
        NoiNop: 3,
        HinhThucTra: 2,
        ThanhToanTrucTuyen: 3,
        LePhi: [{ Ten: 'x', SoTien: 1, Loai: 3 }],
        DanhGia: { MucDo: 4 },
      },
      [
        'DanhGia.MucDo NOT_IN_LIST',
        'HinhThucTra NOT_IN_LIST',
        'KenhThucHien NOT_IN_LIST',
        'LePhi[0].Loai NOT_IN_LIST',
        'LoaiDinhDanh NOT_IN_LIST',
        'LoaiDoiTuong NOT_IN_LIST',
        'NoiNop NOT_IN_LIST',
        'ThanhToanTrucTuyen NOT_IN_LIST',
      ],
    ],
    [
      'flags that are none',
      { XacThucVNeID: 'có', ThanhPhan: [{ Ten: 'x', SoHoa: 2 }] },
      ['ThanhPhan[0].SoHoa BAD_FLAG', 'XacThucVNeID BAD_FLAG'],
    ],
    [
      'numbers that are none',
      { LePhi: [{ Ten: 'x', SoTien: '15,000' }], ThanhPhan: [{ Ten: 'x', SoBanChinh: -1 }] },
      ['LePhi[0].SoTien BAD_NUMBER', 'ThanhPhan[0].SoBanChinh BAD_NUMBER'],
    ],
    [
      'dates that do not exist',
      { NgayNopHoSo: '30/02/2024 08:00', NgayHenTra: 'mai', KetQua: [{ Ten: 'x', NgayKy: '31/04/2024' }] },
      ['KetQua[0].NgayKy BAD_DATE', 'NgayHenTra BAD_DATE', 'NgayNopHoSo BAD_DATE'],
    ],
    [
      'a date without a time where there has to be one',
      { NgayNopHoSo: '23/08/2024' },
      ['NgayNopHoSo BAD_DATE'],
    ],
    ...[
      'H56.14-240823-001',
      'H56.14-2408-0001',
      'h56.14-240823-0001',
      'H56.14 240823 0001',
      '240823-0001',
    ].map((code): [string, Raw, string[]] => [`code ${code}`, { MaHoSo: code }, ['MaHoSo BAD_CODE']]),
    ['codes of other shapes', { MaTTHC: '1001193', DonVi: 'xã Mẫu' }, ['DonVi BAD_CODE', 'MaTTHC BAD_CODE']],
    ['state 0', { TrangThaiHoSo: 0 }, ['TrangThaiHoSo BAD_STATE']],
    ['state 11', { TrangThaiHoSo: '11' }, ['TrangThaiHoSo BAD_STATE']],
    [
      'a trace entry out of 1–10',
      { QuaTrinh: [{ ThoiDiem: '20240823083000', TrangThai: 12, NguoiXuLy: 'A' }] },
      ['QuaTrinh[0].TrangThai BAD_STATE'],
    ],
    ...[2, 4, 6, 8].map((state): [string, Raw, string[]] => [
      `no NgayTiepNhan in ${state}`,
      { TrangThaiHoSo: state, NgayTiepNhan: '' },
      ['NgayTiepNhan MISSING'],
    ]),
    ...[9, 10].map((state): [string, Raw, string[]] => [
      `no NgayTiepNhan in ${state}`,
      { TrangThaiHoSo: state, NgayTiepNhan: '', ...finished },
      ['NgayTiepNhan MISSING'],
    ]),
    ['9 without its end', { TrangThaiHoSo: 9 }, ['NgayKetThucXuLy FINISHED_AT_MISSING']],
    [
      '10 without its return',
      { TrangThaiHoSo: 10, NgayKetThucXuLy: finished.NgayKetThucXuLy },
      ['NgayTra RETURNED_AT_MISSING'],
    ],
    [
      'times in the wrong order',
      {
        NgayNopHoSo: '2024-08-24 08:00:00',
        NgayKetThucXuLy: '2024-08-22 08:00:00',
        NgayTra: '2024-08-21 08:00:00',
      },
      ['NgayKetThucXuLy WRONG_ORDER', 'NgayTiepNhan WRONG_ORDER', 'NgayTra WRONG_ORDER'],
    ],
    [
      'times more than a day ahead',
      {
        NgayNopHoSo: ahead,
        NgayTiepNhan: ahead,
        NgayKetThucXuLy: ahead,
        NgayTra: ahead,
        NgayTuChoi: ahead,
        NgayCapNhat: ahead,
        QuaTrinh: [{ ThoiDiem: ahead, TrangThai: 2, NguoiXuLy: 'A' }],
        BoSung: [{ Id: '1', NgayYeuCau: ahead, NgayBoSung: ahead }],
        DanhGia: { MucDo: 1, ThoiDiem: ahead },
      },
      [
        'BoSung[0].NgayBoSung IN_FUTURE',
        'BoSung[0].NgayYeuCau IN_FUTURE',
        'DanhGia.ThoiDiem IN_FUTURE',
        'NgayCapNhat IN_FUTURE',
        'NgayKetThucXuLy IN_FUTURE',
        'NgayNopHoSo IN_FUTURE',
        'NgayTiepNhan IN_FUTURE',
        'NgayTra IN_FUTURE',
        'NgayTuChoi IN_FUTURE',
        'QuaTrinh[0].ThoiDiem IN_FUTURE',
      ],
    ],
    ['CCCD not of 12 digits', { SoDinhDanh: 38000000001 }, ['SoDinhDanh BAD_IDENTITY']],
    [
      'a leading zero lost, its kind unknown',
      { LoaiDinhDanh: '', SoDinhDanh: 38000000001 },
      ['SoDinhDanh BAD_IDENTITY'],
    ],
    ['CMND not of 9 digits', { LoaiDinhDanh: '2' }, ['SoDinhDanh BAD_IDENTITY']],
    [
      'a list that is none',
      { QuaTrinh: { a: 1 }, KetQua: 'abc', LePhi: [1] },
      ['KetQua BAD_SHAPE', 'LePhi[0] BAD_SHAPE', 'QuaTrinh BAD_SHAPE'],
    ],
    [
      'numbers of more digits than JSON keeps',
      { MaDoiTuong: 12345678901234567e3, SoDienThoai: 1e21 },
      ['MaDoiTuong BAD_NUMBER', 'SoDienThoai BAD_NUMBER'],
    ],
    ['an object for a text', { ChuHoSo: { ten: 'A' } }, ['ChuHoSo BAD_SHAPE']],
    ['NUL and half letters', { ChuHoSo: 'A\0', DiaChi: 'x\ud800' }, ['ChuHoSo BAD_TEXT', 'DiaChi BAD_TEXT']],
  ];
  it.each(cases)('%s', (_, change, problems) => {
    expect(problemsOf(dossier(change))).toEqual(problems);
  });

  it('never repeats a personal value in a message', () => {
    const decoded = decodeDossier(
      dossier({ SoDinhDanh: '12345', NgayNopHoSo: '0900000001', DonVi: 'Nguyễn' }),
      now,
    );
    expect(JSON.stringify(decoded)).not.toMatch(/12345|0900000001|"Nguyễn/);
  });
});

describe('what a dossier is not refused for', () => {
  it.each([
    ['as it is', {}],
    ['due far ahead', { NgayHenTra: '2030-01-01 00:00:00' }],
    ['within a day ahead', { NgayCapNhat: '2024-08-27T09:59:00+07:00' }],
    ['never received, in 3', { TrangThaiHoSo: 3, NgayTiepNhan: '' }],
    ['not yet received, in 1', { TrangThaiHoSo: 1, NgayTiepNhan: null }],
    ['an older form of the code', { MaHoSo: '000.00.14.H56-240823-0001', DonVi: '000-03-14-H56' }],
    ['a long number', { MaHoSo: 'H56.14-240823-123456' }],
    ['handed back without a result', { TrangThaiHoSo: 10, NgayTra: finished.NgayTra }],
    ['rated in words only', { DanhGia: { NoiDung: 'Tốt' } }],
    ['a rating that says nothing', { DanhGia: { MucDo: null, NoiDung: '', ThoiDiem: null } }],
    ['a rating that is an empty object in a cell', { DanhGia: '{}' }],
    ['unknown keys', { KhongBiet: { sau: [1] } }],
    ['an identity number without its kind', { LoaiDinhDanh: '', SoDinhDanh: 'B1234567' }],
  ] as [string, Raw][])('%s', (_, change) => {
    expect(problemsOf(dossier(change))).toEqual([]);
  });
});

describe('what a dossier becomes', () => {
  it('reads numbers and flags as text or not, and leaves out what is absent', () => {
    const record = recordOf(
      dossier({
        KenhThucHien: '2',
        XacThucVNeID: 'TRUE',
        ThanhToanTrucTuyen: '0',
        Email: '',
        DiaChi: null,
        LePhi: '[{"Ten":"x","SoTien":"8000.50"}]',
      }),
    );
    expect(record).toMatchObject({
      channel: 2,
      vneidVerified: true,
      onlinePayment: 0,
      procedureCode: '1.001193',
    });
    expect(record).toMatchObject({ fees: [{ name: 'x', amount: 8000.5 }], identityNumber: '038000000001' });
    for (const key of ['email', 'address', 'deleted', 'rating']) expect(record).not.toHaveProperty(key);
  });

  it('has what a rating says, and none where it says nothing', () => {
    expect(recordOf(dossier({ DanhGia: { NoiDung: 'Tốt' } }))).toMatchObject({ rating: { content: 'Tốt' } });
    expect(recordOf(dossier({ DanhGia: { MucDo: '', NoiDung: ' ' } }))).not.toHaveProperty('rating');
  });

  it('is in NFC throughout', () => {
    const record = recordOf(
      dossier({ ChuHoSo: 'Nguyễn Thị Mẫu'.normalize('NFD'), KetQua: [{ Ten: 'Giấy'.normalize('NFD') }] }),
    );
    expect(record).toMatchObject({ applicantName: 'Nguyễn Thị Mẫu', results: [{ name: 'Giấy' }] });
  });

  it('takes only key and time of a tombstone', () => {
    expect(
      decodeDossier({ MaHoSo: 'H56.14-240823-0001', NgayCapNhat: '2024-08-24 08:00:00', DaXoa: 1 }, now),
    ).toMatchObject({
      ok: true,
      record: { deleted: true, changedAt: '2024-08-24T01:00:00.000Z' },
    });
    expect(problemsOf({ DaXoa: true })).toEqual(['MaHoSo MISSING', 'NgayCapNhat MISSING']);
  });
});
