import { DAY, HOUR } from '../calendar.js';
import { form, type RawForm, styleOf } from '../form.js';
import { identityNumber, personName } from '../people.js';
import { Random } from '../random.js';
import { currentCommunes } from '../units.js';
import { type SampleSystem, type SystemOptions, writeLines } from './system.js';

/** Whom each commune pays: its group, the year of birth, the coefficient and the standard of the sample's time. */
const ENTITLED = [
  { LoaiDoiTuong: 'Người khuyết tật đặc biệt nặng', born: 1988, coefficient: 2, standard: 500_000 },
  { LoaiDoiTuong: 'Người khuyết tật nặng', born: 1992, coefficient: 1.5, standard: 500_000 },
  { LoaiDoiTuong: 'Trẻ em mồ côi', born: 2016, coefficient: 1.5, standard: 500_000 },
  { LoaiDoiTuong: 'Người đơn thân nghèo đang nuôi con', born: 1990, coefficient: 1, standard: 500_000 },
  { LoaiDoiTuong: 'Hưu trí xã hội từ đủ 75 tuổi', born: 1946, coefficient: undefined, standard: 500_000 },
  { LoaiDoiTuong: 'Hưu trí xã hội từ đủ 75 tuổi', born: 1939, coefficient: undefined, standard: 500_000 },
  { LoaiDoiTuong: 'Thương binh 3/4', born: 1950, coefficient: 0.6, standard: 2_789_000 },
  { LoaiDoiTuong: 'Thân nhân liệt sĩ', born: 1938, coefficient: 1, standard: 2_789_000 },
  { LoaiDoiTuong: 'Trẻ em nhiễm HIV', born: 2017, coefficient: 2, standard: 500_000 },
] as const;

const PROGRAMME = { 500000: 'BAO_TRO_XA_HOI', 2789000: 'NGUOI_CO_CONG' } as const;
const DISABILITIES = ['VAN_DONG', 'NGHE_NOI', 'NHIN', 'THAN_KINH_TAM_THAN'] as const;

/** A person of the sample whom a commune pays. */
export interface SampleEntitled {
  unit: string;
  raw: RawForm;
}

/** The same people for every list that the sample has of them. */
export function entitledOf(options: Pick<SystemOptions, 'seed' | 'now'>): SampleEntitled[] {
  return currentCommunes().flatMap(({ code: unit }, commune) =>
    ENTITLED.map((entitled, index) => {
      const number = commune * ENTITLED.length + index;
      return { unit, raw: entitledForm(options, unit, entitled, number) };
    }),
  );
}

/**
 * Entitlements of each commune: a second one of a war invalid, a year of two digits in a file of merit. Among those that are refused: the same
 * person under two numbers, a lost zero, the thirty-first of February, a dash for an amount, a year of two digits that is none.
 */
export const beneficiaries: SampleSystem = {
  source: 'beneficiaries',
  mine: /^01-doi-tuong\.jsonl$/,
  write: (options) => {
    const entitled = entitledOf(options).map(({ raw }) => raw);
    const good = [...entitled, ...secondOf(entitled)];
    const bad = badOf(entitled[3] ?? {});
    writeLines(options, 'beneficiaries', '01-doi-tuong.jsonl', [...good, ...bad]);
    return { records: good.length, bad: bad.length };
  },
};

function entitledForm(
  { seed, now }: Pick<SystemOptions, 'seed' | 'now'>,
  unit: string,
  { LoaiDoiTuong, born, coefficient, standard }: (typeof ENTITLED)[number],
  index: number,
): RawForm {
  const random = new Random(seed, 'beneficiaries', index);
  const style = styleOf(random);
  const isPension = LoaiDoiTuong.startsWith('Hưu trí');
  const isMerit = PROGRAMME[standard] === 'NGUOI_CO_CONG';
  const isDisabled = LoaiDoiTuong.startsWith('Người khuyết tật');
  // Some commune has not yet taken the standard of the time.
  const paid = index === 1 ? 360_000 : standard;
  const amount = Math.round((paid * (coefficient ?? 1)) / 1_000) * 1_000;
  return form({
    ChuongTrinh: isPension ? 'HUU_TRI_XA_HOI' : PROGRAMME[standard],
    LoaiDoiTuong,
    HoTen: personName(random),
    NgaySinh: isMerit
      ? String(born).slice(2)
      : random.pick([`${born}`, `05/${born}`, `19/05/${born}`, `${born}-05-19`]),
    GioiTinh: random.pick(['Nam', 'Nữ', 1, 2]),
    SoDinhDanh: identityNumber(1, random),
    DonVi: unit,
    Thon: `Thôn Mẫu ${(index % 4) + 1}`,
    HeSo: coefficient === undefined ? undefined : style.number(coefficient),
    MucHuong: random.pick([amount, amount.toLocaleString('de-DE')]),
    SoQuyetDinh: `${200 + index}/QĐ-UBND`,
    NgayQuyetDinh: isPension ? '2025-07-10' : '20/09/2024',
    HuongTu: isPension ? '2025-07-01' : '01/10/2024',
    HuongDen: index === 12 ? '2025-08-31' : undefined,
    DangTat: isDisabled ? random.pick(DISABILITIES) : undefined,
    MucDoKhuyetTat: isDisabled ? (coefficient === 2 ? 'DAC_BIET_NANG' : 'NANG') : undefined,
    TyLeTonThuong: LoaiDoiTuong.startsWith('Thương binh') ? '45%' : undefined,
    SoHoSoBo: isMerit ? `BD/LS-${String(7_000 + index).padStart(5, '0')}` : undefined,
    NguoiGiamHo: born > 2010 ? personName(random) : undefined,
    KenhChiTra: random.pick(['TIEN_MAT', 'BUU_DIEN']),
    NgayMat: index === 14 ? '2025-09' : undefined,
    TrangThai: index === 12 ? 'CHUYEN_DI' : index === 14 ? 'DA_MAT' : 'DANG_HUONG',
    NgayCapNhat: style.time(now - HOUR - (index % 5) * DAY),
  });
}

/** Whoever has merit may be entitled to a social pension too. */
function secondOf(entitled: readonly RawForm[]): RawForm[] {
  const relative = entitled.find(({ LoaiDoiTuong }) => LoaiDoiTuong === 'Thân nhân liệt sĩ');
  if (!relative) return [];
  const { HeSo: _none, SoHoSoBo: _file, ...person } = relative;
  return [
    {
      ...person,
      ChuongTrinh: 'HUU_TRI_XA_HOI',
      LoaiDoiTuong: 'Hưu trí xã hội từ đủ 75 tuổi',
      NgaySinh: '1938',
      MucHuong: 500_000,
      SoQuyetDinh: '399/QĐ-UBND',
      NgayQuyetDinh: '2025-07-10',
      HuongTu: '2025-07-01',
    },
  ];
}

function badOf(good: RawForm): RawForm[] {
  const twice = { ...good, HoTen: 'Lê Văn Hai Số', NgaySinh: '1990', SoQuyetDinh: '900/QĐ-UBND' };
  return [
    { ...twice, SoDinhDanh: '000123456781' },
    { ...twice, SoDinhDanh: '000123456782' },
    { ...good, SoQuyetDinh: '901/QĐ-UBND', SoDinhDanh: 38_080_001_234 },
    { ...good, SoQuyetDinh: '902/QĐ-UBND', NgaySinh: '31/02/1990' },
    { ...good, SoQuyetDinh: '903/QĐ-UBND', MucHuong: '-' },
    { ...good, SoQuyetDinh: '904/QĐ-UBND', NgaySinh: '45' },
  ];
}
