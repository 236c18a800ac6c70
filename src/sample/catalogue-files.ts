import {
  SAMPLE_PROCEDURES,
  SAMPLE_UNITS,
  type SampleProcedure,
} from '../connectors/portals/simulation/catalogue.js';
import { startOfDay } from './calendar.js';
import { form, type RawForm } from './form.js';
import { REFORM_DAY } from './units.js';

/** The district's units in their exchange form. `now` in ms: nothing was changed after it. */
export function unitForms(now: number): RawForm[] {
  return SAMPLE_UNITS.map((unit) =>
    form({
      Ma: unit.code,
      Ten: unit.name,
      MaCha: unit.parent,
      Cap: unit.level,
      MaHanhChinh: unit.adminCode,
      DiaChi: unit.contact?.address,
      DienThoai: unit.contact?.phone,
      Email: unit.contact?.email,
      QuyetDinh: unit.decision && {
        So: unit.decision.number,
        Ngay: unit.decision.day,
        CoQuan: unit.decision.issuer,
      },
      HieuLucTu: unit.validFrom,
      HieuLucDen: unit.validTo,
      KeThua: unit.successors.length > 0 ? [...unit.successors] : undefined,
      MaKhac: unit.aliases.length > 0 ? [...unit.aliases] : undefined,
      NgayCapNhat: changedAt(now, REFORM_DAY),
    }),
  );
}

/** When the procedures were published, and when those of the district's offices were amended. */
const PUBLISHED = '2024-01-01';
const WRITTEN_LEVELS = { TOAN_TRINH: 4, MOT_PHAN: 3, THONG_TIN: 2 } as const;

/** The procedures in their exchange form, as they were published; one by its long code and its old level. */
export function procedureForms(now: number): RawForm[] {
  return SAMPLE_PROCEDURES.map((procedure, index) => ({
    ...described(procedure),
    ...(index === 3
      ? { MaTTHC: `${procedure.code}.000.00.00.H56`, MucDo: WRITTEN_LEVELS[procedure.onlineLevel] }
      : {}),
    CapThucHien: [...procedure.levels],
    TrangThai: 'CONG_KHAI',
    QuyetDinh: decision(index, '2023-12-25'),
    HieuLucTu: PUBLISHED,
    NgayCapNhat: changedAt(now, PUBLISHED),
  }));
}

/** Those that the district's offices carried out, as they were amended for the communes with the reform; none before it. */
export function amendedForms(now: number): RawForm[] {
  if (now < startOfDay(REFORM_DAY)) return [];
  return SAMPLE_PROCEDURES.flatMap((procedure, index) =>
    procedure.levels.includes('HUYEN')
      ? [
          {
            ...described(procedure),
            CapThucHien: ['XA'],
            TrangThai: 'SUA_DOI',
            QuyetDinh: decision(index + 100, '2025-06-20'),
            HieuLucTu: REFORM_DAY,
            NgayCapNhat: changedAt(now, REFORM_DAY),
          },
        ]
      : [],
  );
}

function described(procedure: SampleProcedure): RawForm {
  const { amount: SoLuong, unit: DonVi } = procedure.term;
  const isOnline = procedure.onlineLevel !== 'THONG_TIN';
  return form({
    MaTTHC: procedure.code,
    TenTTHC: procedure.name,
    MaLinhVuc: procedure.fieldCode,
    TenLinhVuc: procedure.fieldName,
    MucDo: procedure.onlineLevel,
    MucDoTuNgay: isOnline ? PUBLISHED : undefined,
    ThoiHan: { SoLuong, DonVi },
    KhongCoHenTra: procedure.noDueTime ? true : undefined,
    CoPhi: procedure.fee > 0,
    CoKetQuaGiay: procedure.paperResult,
    CacThoiHan: ['Trực tiếp', ...(isOnline ? ['Trực tuyến'] : [])].map((Kenh) => ({ Kenh, SoLuong, DonVi })),
    PhiLePhi:
      procedure.feeName === undefined
        ? undefined
        : [
            {
              Ten: procedure.feeName,
              Ma: `PLP.${procedure.code}`,
              Loai: procedure.feeName.startsWith('Phí') ? 1 : 2,
              SoTien: procedure.fee,
            },
          ],
    ThanhPhan: procedure.components.map(({ code, name }) => ({
      Ma: code,
      Ten: name,
      BatBuoc: true,
      SoBanChinh: 1,
    })),
    KetQua: [{ Ma: procedure.resultCode, Ten: procedure.resultName }],
  });
}

function decision(number: number, day: string): RawForm {
  return { So: `${1_200 + number}/QĐ-UBND`, Ngay: day, CoQuan: 'Ủy ban nhân dân tỉnh Thanh Hóa' };
}

/** 00:00 of a day, but never after `now`. */
function changedAt(now: number, day: string): string {
  return new Date(Math.min(now, startOfDay(day))).toISOString();
}
