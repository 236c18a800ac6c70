import type { Json } from '../domain/canonical.js';
import type { NoticeCategory } from '../domain/records.js';
import { DAY, HOUR } from './calendar.js';
import type { Style } from './form.js';
import type { Random } from './random.js';

const BILLION = 1_000_000_000;

type Details = { [key: string]: Json };
interface Told {
  title: string;
  /** ms */
  published: number;
  style: Style;
  random: Random;
}

/** `ChiTiet` of a made-up notice; of every fourth nothing is told. */
export function detailsOf(category: NoticeCategory, told: Told): Details | undefined {
  return told.random.chance(0.25) ? undefined : MADE[category](told);
}

const MADE: Readonly<Record<NoticeCategory, (told: Told) => Details>> = {
  PHAP_LUAT: ({ published, style, random }) => ({
    LinhVuc: random.pick(['Đất đai', 'Cư trú', 'Hộ tịch']),
    TinhTrangHieuLuc: 'CON_HIEU_LUC',
    NgayHieuLuc: style.day(published + 30 * DAY),
    ThayTheVanBan: [`${random.int(10, 90)}/2019/QĐ-UBND`],
  }),
  CHINH_SACH: ({ published, style, random }) => ({
    DoiTuong: random.pick(['Hộ nghèo', 'Học sinh', 'Người cao tuổi']),
    MucHoTro: amount(random.int(3, 50) * 100_000, random),
    ApDungTu: style.day(published),
    ApDungDen: style.day(published + 365 * DAY),
  }),
  THU_TUC_HANH_CHINH: ({ published, style, random }) => ({
    HinhThucCongBo: random.pick(['CONG_BO', 'SUA_DOI', 'BAI_BO']),
    DanhSachTTHC: ['1.001193', '1.004222.000.00.00.H56'],
    SoQuyetDinh: `${random.int(100, 999)}/QĐ-UBND`,
    NgayQuyetDinh: style.day(published - 3 * DAY),
  }),
  QUY_TRINH: ({ random }) => ({
    MaTTHC: '1.001193',
    PhienBan: `${random.int(1, 4)}.0`,
    CacBuoc: [
      { Ten: 'Tiếp nhận', NguoiThucHien: 'Bộ phận một cửa', SoGio: 4 },
      { Ten: 'Thẩm định', NguoiThucHien: 'Công chức chuyên môn', SoGio: random.int(8, 40) },
      { Ten: 'Trả kết quả', NguoiThucHien: 'Bộ phận một cửa', SoGio: 4, KetQua: 'Giấy khai sinh' },
    ],
  }),
  DU_AN_DAU_TU: ({ title, published, style, random }) =>
    title.includes('quy hoạch')
      ? {
          LoaiQuyHoach: 'NONG_THON',
          TenQuyHoach: title,
          DienTich: `${random.int(2, 40)},${random.int(10, 99)}`,
          LayYKienTu: style.day(published),
          LayYKienDen: style.day(published + 40 * DAY),
        }
      : {
          MaDuAn: `DA-${random.digits(7)}`,
          TenDuAn: title,
          ChuDauTu: 'Ban Quản lý dự án đầu tư xây dựng',
          TongMucDauTu: amount(random.int(2, 80) * BILLION, random),
          NhomDuAn: 'C',
          NgayKhoiCong: style.day(published + 60 * DAY),
          NgayHoanThanh: style.day(published + 500 * DAY),
          SoQuyetDinh: `${random.int(100, 999)}/QĐ-UBND`,
          TrangThaiDuAn: 'CHUAN_BI',
        },
  DAU_THAU_MUA_SAM: ({ title, published, style, random }) => {
    const price = random.int(200, 9_000) * 1_000_000;
    const closes = published + random.int(10, 20) * DAY;
    const awarded = title.startsWith('Kết quả');
    return {
      SoTBMT: `IB24${random.digits(8)}`,
      SoGoiThau: `Gói số ${random.int(1, 9)}`,
      TenGoiThau: title,
      LoaiGoiThau: random.pick(['XAY_LAP', 'HANG_HOA', 'PHI_TU_VAN']),
      HinhThucLuaChon: random.pick(['RONG_RAI', 'CHAO_HANG_CANH_TRANH']),
      GiaGoiThau: amount(price, random),
      DongThau: style.time(closes),
      MoThau: style.time(closes + HOUR),
      ...(awarded
        ? {
            NhaThauTrung: 'Công ty TNHH Xây dựng Mẫu',
            GiaTrungThau: amount(Math.round(price * 0.97), random),
            TrangThaiThau: 'CO_KET_QUA',
          }
        : { TrangThaiThau: 'DANG_MOI' }),
    };
  },
  HOAT_DONG: ({ published, style, random }) => ({
    BatDau: style.time(published + 2 * DAY),
    KetThuc: style.time(published + 2 * DAY + 3 * HOUR),
    DiaDiem: random.pick(['Hội trường UBND', 'Nhà văn hóa thôn']),
  }),
};

/** As offices write it, or as a number. */
function amount(value: number, random: Random): Json {
  return random.chance(0.5) ? value : String(value).replace(/\B(?=(\d{3})+$)/g, '.');
}
