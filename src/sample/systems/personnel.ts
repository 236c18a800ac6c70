import { DAY, HOUR } from '../calendar.js';
import { form, type RawForm, styleOf } from '../form.js';
import { phoneNumber } from '../people.js';
import { Random } from '../random.js';
import { MANAGER, officialsOf, type SampleOfficial } from '../residents.js';
import { currentCommunes } from '../units.js';
import { type SampleSystem, type SystemOptions, writeLines } from './system.js';

const PEOPLES = ['Mường', 'Kinh', 'Thái', 'Dao'] as const;

/** A dozen officials of each commune. Among those that are refused: two main posts at once, a lost zero, a year of two digits, a name in TCVN3. */
export const personnel: SampleSystem = {
  source: 'personnel',
  mine: /^01-can-bo\.jsonl$/,
  write: (options) => {
    const officials = currentCommunes()
      .flatMap((_, commune) => officialsOf(options.seed, commune))
      .map((official, index) => officialOf(options, official, index));
    const bad = badOf(officials[0] ?? {});
    writeLines(options, 'personnel', '01-can-bo.jsonl', [...officials, ...bad]);
    return { records: officials.length, bad: bad.length };
  },
};

function officialOf({ seed, now }: SystemOptions, official: SampleOfficial, index: number): RawForm {
  const random = new Random(seed, 'personnel', index);
  const style = styleOf(random);
  const { unit, post, isTeacher, isFemale } = official;
  const [year = '', month = '', day = ''] = official.born.split('-');
  const number = random.digits(6);
  const steps = [1, 2, 3].slice(0, random.int(1, 3));
  return form({
    SoHieu: official.number,
    CoQuanQuanLy: official.managingUnit,
    SoDinhDanh: official.personalId,
    HoTen: official.name,
    NgaySinh: random.pick([year, `${month}/${year}`, `${day}/${month}/${year}`, official.born]),
    GioiTinh: random.pick(isFemale ? ['Nữ', 0] : ['Nam', 1]),
    DanToc: random.pick(PEOPLES),
    DiDong: phoneNumber(random),
    DienThoaiCoQuan: phoneNumber(random),
    EmailCongVu: `cb${number}@example.vn`,
    TrinhDoPhoThong: '12/12',
    TrinhDoChuyenMon: random.pick(['Đại học Luật', 'Đại học Kinh tế', 'Đại học Sư phạm']),
    LoaiCanBo: isTeacher ? 'VIEN_CHUC' : post.includes('Chủ tịch') ? 'CAN_BO' : 'CONG_CHUC',
    CheDoLuong: 'NGACH',
    TrangThai: index === 7 ? 'NGHI_HUU' : index === 15 ? 'NGHI_PHEP' : 'DANG_LAM_VIEC',
    DonViCongTac: unit,
    QuaTrinhCongTac: [
      { DonVi: unit, ChucVu: 'Nhân viên', TuNgay: `${Number(year) + 24}`, DenNgay: '30/06/2025' },
      { DonVi: unit, ChucVu: post, TuNgay: '01/07/2025', SoQuyetDinh: `${index + 1}/QĐ-UBND` },
      ...(index % 6 === 1
        ? [{ DonVi: MANAGER, ChucVu: 'Ủy viên Ban Chỉ đạo', Loai: 'KIEM_NHIEM', TuNgay: '2025-09' }]
        : []),
    ],
    DienBienLuong: steps.map((step) => ({
      MaNgach: isTeacher ? 'V.07.04.32' : '01.003',
      TenNgach: isTeacher ? 'Giáo viên' : 'Chuyên viên',
      BacLuong: `${step}/9`,
      HeSoLuong: style.number(Number((2.01 + step * 0.33).toFixed(2))),
      HuongTu: `${2014 + step * 3}-01-01`,
    })),
    NgayCapNhat: style.time(now - HOUR - (index % 5) * DAY),
  });
}

function badOf(good: RawForm): RawForm[] {
  const held = { DonVi: good['DonViCongTac'] ?? '', ChucVu: 'Trưởng phòng Kinh tế', TuNgay: '2025-08-01' };
  const posts = Array.isArray(good['QuaTrinhCongTac']) ? good['QuaTrinhCongTac'] : [];
  return [
    { ...good, SoHieu: 'SAI-1', QuaTrinhCongTac: [...posts, held] },
    { ...good, SoHieu: 'SAI-2', SoDinhDanh: 38_080_001_234 },
    { ...good, SoHieu: 'SAI-3', NgaySinh: '19/05/80' },
    { ...good, SoHieu: 'SAI-4', HoTen: 'NguyÔn V¨n H¶i' },
  ];
}
