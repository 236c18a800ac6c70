import { DAY, HOUR } from '../calendar.js';
import { form, type RawForm, styleOf } from '../form.js';
import { personName } from '../people.js';
import { Random } from '../random.js';
import { type Resident, resident } from '../residents.js';
import { currentCommunes } from '../units.js';
import { type SampleSystem, type SystemOptions, writeLines } from './system.js';

/** Whom each commune pays: its group, when they were born, the coefficient and the standard of the sample's time. */
const ENTITLED = [
  { group: 'Người khuyết tật đặc biệt nặng', born: [1960, 2003], coefficient: 2, standard: 500_000 },
  { group: 'Người khuyết tật nặng', born: [1960, 2003], coefficient: 1.5, standard: 500_000 },
  { group: 'Người từ 16 đến 22 tuổi đang học', born: [2004, 2007], coefficient: 1.5, standard: 500_000 },
  { group: 'Người đơn thân nghèo đang nuôi con', born: [1975, 2000], coefficient: 1, standard: 500_000 },
  { group: 'Hưu trí xã hội từ đủ 75 tuổi', born: [1938, 1949], coefficient: undefined, standard: 500_000 },
  { group: 'Hưu trí xã hội từ đủ 75 tuổi', born: [1938, 1949], coefficient: undefined, standard: 500_000 },
  { group: 'Thương binh 3/4', born: [1938, 1955], coefficient: 0.6, standard: 2_789_000 },
  { group: 'Thân nhân liệt sĩ', born: [1938, 1949], coefficient: 1, standard: 2_789_000 },
  { group: 'Người nhiễm HIV', born: [1970, 2000], coefficient: 1.5, standard: 500_000 },
] as const;

const PROGRAMME = { 500000: 'BAO_TRO_XA_HOI', 2789000: 'NGUOI_CO_CONG' } as const;
const DISABILITIES = ['VAN_DONG', 'NGHE_NOI', 'NHIN', 'THAN_KINH_TAM_THAN'] as const;

/** Residents behind the officials, so that few are paid who should not be. */
const FIRST_PLACE = 120;

/** The same entitlements for every list that the sample has of them, commune by commune. */
export function entitledOf(options: Pick<SystemOptions, 'seed' | 'now'>): RawForm[] {
  return currentCommunes().flatMap((_, commune) => {
    const people = peopleOf(options.seed, commune);
    return ENTITLED.map((entitled, index) => {
      const [person] = people.filter(isBorn(entitled.born)).slice(0, 1);
      if (!person) throw new RangeError('too few residents');
      people.splice(people.indexOf(person), 1);
      return entitledForm(options, person, entitled, commune * ENTITLED.length + index);
    });
  });
}

/** Code of a household in the surveys, within its commune. */
export function householdOf(index: number): string {
  return `H-${String(index + 1).padStart(4, '0')}`;
}

/** A few hundred residents of the commune at this place. */
function peopleOf(seed: string | number, commune: number): Resident[] {
  const communes = currentCommunes().length;
  return Array.from({ length: 300 }, (_, index) => resident(seed, FIRST_PLACE + commune + index * communes));
}

function isBorn([first, last]: readonly [number, number]): (person: Resident) => boolean {
  return ({ born }) => Number(born.slice(0, 4)) >= first && Number(born.slice(0, 4)) <= last;
}

/**
 * Entitlements of each commune: a second one of a war invalid, a year of two digits in a file of merit. Among those that are refused: the same
 * person under two numbers, a lost zero, the thirty-first of February, a dash for an amount, a year of two digits that is none.
 */
export const beneficiaries: SampleSystem = {
  source: 'beneficiaries',
  mine: /^01-doi-tuong\.jsonl$/,
  write: (options) => {
    const entitled = entitledOf(options);
    const good = [...entitled, ...secondOf(entitled)];
    const bad = badOf(entitled[3] ?? {});
    writeLines(options, 'beneficiaries', '01-doi-tuong.jsonl', [...good, ...bad]);
    return { records: good.length, bad: bad.length };
  },
};

function entitledForm(
  { seed, now }: Pick<SystemOptions, 'seed' | 'now'>,
  person: Resident,
  { group, coefficient, standard }: (typeof ENTITLED)[number],
  index: number,
): RawForm {
  const random = new Random(seed, 'beneficiaries', index);
  const style = styleOf(random);
  const year = person.born.slice(0, 4);
  const isPension = group.startsWith('Hưu trí');
  const isMerit = PROGRAMME[standard] === 'NGUOI_CO_CONG';
  const isDisabled = group.startsWith('Người khuyết tật');
  // Some commune has not yet taken the standard of the time.
  const paid = index === 1 ? 360_000 : standard;
  const amount = Math.round((paid * (coefficient ?? 1)) / 1_000) * 1_000;
  return form({
    ChuongTrinh: isPension ? 'HUU_TRI_XA_HOI' : PROGRAMME[standard],
    LoaiDoiTuong: group,
    HoTen: person.name,
    NgaySinh: isMerit ? year.slice(2) : random.pick([year, person.born.slice(0, 7), person.born]),
    GioiTinh: random.pick(person.isFemale ? ['Nữ', 2] : ['Nam', 1]),
    SoDinhDanh: person.personalId,
    DonVi: person.unit,
    Thon: `Thôn Mẫu ${(index % 4) + 1}`,
    MaHo: group.startsWith('Người đơn thân') ? householdOf(index % 3) : undefined,
    HeSo: coefficient === undefined ? undefined : style.number(coefficient),
    MucHuong: random.pick([amount, amount.toLocaleString('de-DE')]),
    SoQuyetDinh: `${200 + index}/QĐ-UBND`,
    NgayQuyetDinh: isPension ? '2025-07-10' : '20/09/2024',
    HuongTu: isPension ? '2025-07-01' : '01/10/2024',
    HuongDen: index === 12 ? '2025-08-31' : undefined,
    DangTat: isDisabled ? random.pick(DISABILITIES) : undefined,
    MucDoKhuyetTat: isDisabled ? (coefficient === 2 ? 'DAC_BIET_NANG' : 'NANG') : undefined,
    TyLeTonThuong: group.startsWith('Thương binh') ? '45%' : undefined,
    SoHoSoBo: isMerit ? `BD/LS-${String(7_000 + index).padStart(5, '0')}` : undefined,
    NguoiGiamHo: year > '2003' ? personName(random, random.chance(0.5)) : undefined,
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
      NgaySinh: `19${String(relative['NgaySinh'])}`,
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
