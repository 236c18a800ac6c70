import type { SampleProcedure, SampleUnit } from '../../simulation/catalogue.js';
import { hash32 } from '../../simulation/random.js';
import type { Held, WireObject } from './state.js';

/**
 * A record as a look-up shows it at `now`: keys that the portal adds by itself, some absent ones as `""`, lists in another
 * order; all of which the contract allows. Undefined: not there (yet).
 */
export function showRecord(
  held: Held | undefined,
  key: string,
  now: number,
  withTraces: boolean,
): WireObject | undefined {
  const record = held?.record.seenAt(now);
  if (!held || !record) return undefined;
  const odd = hash32(key) % 2 === 1;
  const shown: WireObject = {};
  for (const [name, value] of Object.entries(record)) {
    shown[name] = odd && Array.isArray(value) ? [...value].reverse() : value;
  }
  if (odd) for (const name of ['GhiChu', 'Fax', 'ThongTinTra']) shown[name] ??= '';
  shown['NgayDongBo'] = compact(held.writes.at(-1)?.at ?? now);
  if (withTraces) {
    shown['QuaTrinhXuLy'] = held.traces
      .filter(({ visibleAt }) => visibleAt <= now)
      .map(({ item }) => ({ ...item }));
  }
  return shown;
}

/** A notice as a look-up shows it. */
export function showNotice(held: Held | undefined, now: number): WireObject | undefined {
  const notice = held?.record.seenAt(now);
  return notice ? { ...notice, LuotXem: '0' } : undefined;
}

/** `yyyyMMddHHmmss` in Asia/Ho_Chi_Minh, which has no daylight saving. */
function compact(at: number): string {
  return new Date(at + 7 * 3_600_000).toISOString().replace(/\D/g, '').slice(0, 14);
}

/** The answer of `LayThuTuc` (national portal contract, section 3). */
export function procedureDetail(procedure: SampleProcedure): WireObject {
  const fees =
    procedure.fee > 0
      ? [{ SOTIEN: String(procedure.fee), DONVI: 'đồng', MOTA: procedure.feeName ?? '' }]
      : [];
  const units = { GIO: 'Giờ làm việc', NGAY_LAM_VIEC: 'Ngày làm việc', NGAY: 'Ngày' } as const;
  const term = {
    THOIGIANGIAIQUYET: String(procedure.term.amount),
    DONVITINH: units[procedure.term.unit],
    MOTA: '',
    PHILEPHI: fees,
  };
  const online = procedure.onlineLevel === 'TOAN_TRINH' ? 'Trực tuyến toàn trình' : 'Trực tuyến một phần';
  const channels = [
    'Trực tiếp',
    ...(procedure.onlineLevel === 'THONG_TIN' ? [] : [online]),
    'Dịch vụ bưu chính',
  ];
  return {
    ...procedureRow(procedure),
    LINHVUCTHUCHIEN: [{ MALINHVUC: procedure.fieldCode, TENLINHVUC: procedure.fieldName }],
    COQUANTHUCHIEN: procedure.levels.map((level) =>
      level === 'XA' ? 'Ủy ban nhân dân cấp xã' : 'Ủy ban nhân dân cấp huyện',
    ),
    CACHTHUCTHUCHIEN: channels.map((channel) => ({
      KENH: channel,
      THOIGIAN: procedure.noDueTime ? [] : [term],
    })),
    THANHPHANHOSO: [
      {
        TRUONGHOP: 'Giấy tờ phải nộp',
        GIAYTO: procedure.components.map(({ code, name }) => ({
          MAGIAYTO: code,
          TENMAUDON: name,
          URL: '',
          SOBANCHINH: '1',
          SOBANSAO: '0',
        })),
      },
    ],
    TRINHTUTHUCHIEN: ['Nộp hồ sơ tại Bộ phận một cửa', 'Thẩm định, giải quyết', 'Trả kết quả'],
    KETQUATHUCHIEN: procedure.paperResult
      ? [{ MAKETQUA: procedure.resultCode, TENKETQUA: procedure.resultName }]
      : [],
    CANCUPHAPLY: [
      { SOVANBAN: '61/2018/NĐ-CP', TENVANBAN: 'Nghị định về thực hiện cơ chế một cửa, một cửa liên thông' },
    ],
    YEUCAU: 'Không có',
  };
}

/** A row of `LayDanhSachTTHC`. */
export function procedureRow(procedure: SampleProcedure): WireObject {
  return {
    MATTHC: procedure.code,
    TENTTHC: procedure.name,
    MUCDO: procedure.onlineLevel,
    TRANGTHAI: 'CONG_KHAI',
  };
}

/** A row of `LayDanhMucCoQuan`: `CAPDONVI` is `TINH`, `HUYEN`, `XA` or `PHONG_BAN`; days are `yyyyMMdd`. */
export function unitRow(unit: SampleUnit): WireObject {
  return {
    MADONVI: unit.code,
    TENDONVI: unit.name,
    CAPDONVI: unit.level,
    MADONVICHA: unit.parent ?? '',
    HIEULUCTU: unit.validFrom?.replaceAll('-', '') ?? '',
    HIEULUCDEN: unit.validTo?.replaceAll('-', '') ?? '',
    DONVIKETHUA: unit.successors,
    MAKHAC: unit.aliases,
  };
}

/** The rows of `LayDanhMucLinhVuc`. */
export function fieldRows(procedures: Iterable<SampleProcedure>): WireObject[] {
  const fields = new Map([...procedures].map((procedure) => [procedure.fieldCode, procedure.fieldName]));
  return [...fields].map(([code, name]) => ({
    MALINHVUC: code,
    TENLINHVUC: name,
    MANGANH: code.slice(0, 3),
  }));
}
