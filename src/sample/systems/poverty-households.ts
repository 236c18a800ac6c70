import { HOUR } from '../calendar.js';
import { form, type RawForm, styleOf } from '../form.js';
import { Random } from '../random.js';
import { resident } from '../residents.js';
import { currentCommunes } from '../units.js';
import { householdOf } from './beneficiaries.js';
import { type SampleSystem, type SystemOptions, writeLines } from './system.js';

const YEARS = [2024, 2025] as const;
const HOUSEHOLDS = 6;
/** Residents who head a household; few of them are entitled to something themselves. */
const FIRST_PLACE = 600;

/** Six households of each commune in two surveys, of which one was poor and is no longer; a household of nobody, and one known by a person's number. */
export const povertyHouseholds: SampleSystem = {
  source: 'poverty-households',
  mine: /^01-ho-ngheo\.jsonl$/,
  write: (options) => {
    const households = currentCommunes().flatMap((_, commune) =>
      YEARS.flatMap((year) =>
        Array.from({ length: HOUSEHOLDS }, (_each, index) => formOf(options, commune, year, index)),
      ),
    );
    const [first = {}] = households;
    const bad = [
      { ...first, MaHo: 'SAI-1', SoNhanKhau: 0 },
      { ...first, MaHo: first['SoDinhDanh'] },
    ];
    writeLines(options, 'poverty-households', '01-ho-ngheo.jsonl', [...households, ...bad]);
    return { records: households.length, bad: bad.length };
  },
};

function formOf({ seed, now }: SystemOptions, commune: number, year: number, index: number): RawForm {
  const communes = currentCommunes().length;
  const head = resident(seed, FIRST_PLACE + commune + index * communes);
  const random = new Random(seed, 'households', commune, index, year);
  const style = styleOf(random);
  const isPoor = index < 3;
  return form({
    Nam: style.number(year),
    DonVi: head.unit,
    MaHo: householdOf(index),
    Thon: `Thôn Mẫu ${(index % 4) + 1}`,
    ChuHo: head.name,
    SoDinhDanh: head.personalId,
    PhanLoai: index === 2 && year === 2025 ? 'THOAT_NGHEO' : isPoor ? 'HO_NGHEO' : 'HO_CAN_NGHEO',
    SoNhanKhau: style.number(random.int(1, 7)),
    DiemB1: style.number(isPoor ? random.int(60, 140) : random.int(141, 175)),
    DiemB2: style.number(random.int(10, 40)),
    SoQuyetDinh: `${70 + commune}/QĐ-UBND`,
    NgayQuyetDinh: `${year}-12-10`,
    NgayCapNhat: style.time(now - HOUR),
  });
}
