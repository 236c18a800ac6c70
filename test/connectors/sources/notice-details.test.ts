import { describe, expect, it } from 'vitest';
import { decodeNotice } from '../../../src/connectors/sources/notices/mapping.js';
import type { Json } from '../../../src/domain/canonical.js';
import { NOW, notice } from '../../intake/support.js';

const now = Date.parse(NOW);
const decode = (ChuyenMuc: string, ChiTiet: Json) => decodeNotice(notice({ ChuyenMuc, ChiTiet }), now);
const details = (category: string, given: Json) => {
  const decoded = decode(category, given);
  return decoded.ok && decoded.record.kind === 'notice' ? decoded.record.details : decoded;
};
const problems = (category: string, given: Json) => {
  const decoded = decode(category, given);
  return decoded.ok ? [] : decoded.problems.map(({ field, code }) => `${field} ${code}`);
};

describe('what belongs to the section of a notice', () => {
  it('is read of a bidding package, amounts as offices write them', () => {
    const given = {
      SoTBMT: 'IB2400123456',
      SoGoiThau: 'XL-01',
      TenGoiThau: 'Xây lắp trường mầm non',
      GiaGoiThau: '1.234.567.890',
      GiaTrungThau: '2,34',
      HinhThucLuaChon: 'RONG_RAI',
      DongThau: '30/08/2024 09:00',
      MoThau: '2024-08-30T09:30:00+07:00',
      NhaThauTrung: '',
    };
    const tender = {
      noticeNumber: 'IB2400123456',
      number: 'XL-01',
      name: 'Xây lắp trường mầm non',
      selection: 'RONG_RAI',
      price: 1_234_567_890,
      awardPrice: 2.34,
      bidsCloseAt: '2024-08-30T02:00:00.000Z',
      bidsOpenAt: '2024-08-30T02:30:00.000Z',
    };
    expect(details('DAU_THAU_MUA_SAM', given)).toEqual({ tender });
    // In a cell of a table it is JSON text.
    expect(details('DAU_THAU_MUA_SAM', JSON.stringify(given))).toEqual({ tender });
  });

  it.each([
    [
      'PHAP_LUAT',
      { NguoiKy: 'Lê Văn Mẫu', NgayHieuLuc: '01/09/2024', ThayTheVanBan: ['12/2019/QĐ-UBND'] },
      {
        legalAct: {
          signer: 'Lê Văn Mẫu',
          effectiveFrom: '2024-08-31T17:00:00.000Z',
          replaces: ['12/2019/QĐ-UBND'],
        },
      },
    ],
    ['CHINH_SACH', { MucHoTro: '500.000' }, { policy: { amount: 500_000 } }],
    [
      'THU_TUC_HANH_CHINH',
      { HinhThucCongBo: 'BAI_BO', DanhSachTTHC: ['1.001193'] },
      { procedureChange: { action: 'BAI_BO', procedureCodes: ['1.001193'] } },
    ],
    [
      'QUY_TRINH',
      { CacBuoc: [{ Ten: 'Tiếp nhận', SoGio: '4' }] },
      { process: { steps: [{ name: 'Tiếp nhận', hours: 4 }] } },
    ],
    [
      'DU_AN_DAU_TU',
      { TenDuAn: 'Đường', TongMucDauTu: 5_000_000_000 },
      { investment: { name: 'Đường', totalInvestment: 5e9 } },
    ],
    [
      'DU_AN_DAU_TU',
      { LoaiQuyHoach: 'DO_THI', DienTich: '12,5' },
      { planning: { kind: 'DO_THI', area: 12.5 } },
    ],
    ['HOAT_DONG', { DiaDiem: 'Hội trường' }, { event: { place: 'Hội trường' } }],
    ['HOAT_DONG', null, undefined],
    ['HOAT_DONG', { TruongLa: 'x' }, { event: {} }],
  ] as [string, Json, unknown][])('is read of %s %j', (category, given, expected) => {
    expect(details(category, given)).toEqual(expected);
  });

  it.each([
    [
      'a field of another section',
      'HOAT_DONG',
      { SoTBMT: 'IB1', DiaDiem: 'x' },
      ['ChiTiet.SoTBMT NOT_OF_CATEGORY'],
    ],
    [
      'a project among plans',
      'DU_AN_DAU_TU',
      { LoaiQuyHoach: 'NGANH', TongMucDauTu: 1 },
      ['ChiTiet.TongMucDauTu NOT_OF_CATEGORY'],
    ],
    ['a package without a name', 'DAU_THAU_MUA_SAM', { GiaGoiThau: 1 }, ['ChiTiet.TenGoiThau MISSING']],
    [
      'an amount that is none',
      'DAU_THAU_MUA_SAM',
      { TenGoiThau: 'x', GiaGoiThau: '1,234,567' },
      ['ChiTiet.GiaGoiThau BAD_NUMBER'],
    ],
    [
      'a word outside its list',
      'DAU_THAU_MUA_SAM',
      { TenGoiThau: 'x', HinhThucLuaChon: 'KHAC' },
      ['ChiTiet.HinhThucLuaChon NOT_IN_LIST'],
    ],
    [
      'bids opened before they close',
      'DAU_THAU_MUA_SAM',
      { TenGoiThau: 'x', DongThau: '30/08/2024 09:00', MoThau: '30/08/2024 08:00' },
      ['ChiTiet.MoThau WRONG_ORDER'],
    ],
    [
      'a project that ends before it starts',
      'DU_AN_DAU_TU',
      { TenDuAn: 'x', NgayKhoiCong: '02/09/2024', NgayHoanThanh: '01/09/2024' },
      ['ChiTiet.NgayHoanThanh WRONG_ORDER'],
    ],
    ['a step without a name', 'QUY_TRINH', { CacBuoc: [{ SoGio: 1 }] }, ['ChiTiet.CacBuoc[0].Ten MISSING']],
    [
      'a procedure code of no shape',
      'THU_TUC_HANH_CHINH',
      { DanhSachTTHC: ['x'] },
      ['ChiTiet.DanhSachTTHC[0] BAD_CODE'],
    ],
    ['no object', 'HOAT_DONG', [1], ['ChiTiet BAD_SHAPE']],
  ] as [string, string, Json, string[]][])('is refused for %s', (_, category, given, expected) => {
    expect(problems(category, given)).toEqual(expected);
  });
});
