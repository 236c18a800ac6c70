import { DAY, HOUR } from '../calendar.js';
import { InboxFile } from '../drop-writer.js';
import { form, type RawForm, styleOf } from '../form.js';
import { personName } from '../people.js';
import { Random } from '../random.js';
import { OFFICIAL_POSTS, officialsOf, type Resident, resident } from '../residents.js';
import { currentCommunes } from '../units.js';
import { entitledOf } from './beneficiaries.js';
import { type SampleSystem, type SystemOptions, writeLines } from './system.js';

/** Behind the officials in the list of residents. */
const OTHERS = 6 * OFFICIAL_POSTS.length;
const PEOPLES = ['Mường', 'Kinh', 'Thái', 'Dao'] as const;
/** The clerk, who has a certificate, a mailbox and a file. */
const CLERK = 9;
/** In these communes the clerk has died; in the others a pensioner, by the place in the list of whom the commune pays. */
const CLERK_DIED = [3, 4];
const PENSIONER = 4;
const OLD_BIRTHS = 12;
/** Where the death stands among a commune's registrations. */
const DEATH = 3;

/**
 * Registers of each commune: births, marriages, deaths, recognitions, marital status, a correction, a divorce abroad and an extract, one birth
 * revoked; and an old book in the columns of the bulk entry. Among those that are refused: a death before a birth, a number given twice, 31/02, a lost zero, a female coded 0.
 */
export const civilStatus: SampleSystem = {
  source: 'civil-status',
  mine: /^(01-ho-tich\.jsonl|02-so-khai-sinh-cu\.csv)$/,
  write: (options) => {
    const registrations = currentCommunes().flatMap(({ code }, commune) => {
      const own = actsOf(options, commune).map((act, index) =>
        registered(options, code, commune * 10 + index, act),
      );
      const extract = extractOf(own[DEATH]);
      return [...own, registered(options, code, commune * 10 + own.length, extract)];
    });
    const bad = badOf(registrations);
    writeLines(options, 'civil-status', '01-ho-tich.jsonl', [...registrations, ...bad]);
    writeOldBook(options);
    return { records: registrations.length + OLD_BIRTHS, bad: bad.length };
  },
};

/** A copy of a registration for who asked for it. */
function extractOf({ LoaiSo, QuyenSo, So, Nguoi = [] }: RawForm = {}): RawForm {
  return { LoaiSo: 'TRICH_LUC', LoaiDangKy: null, DangKyGoc: { LoaiSo, QuyenSo, So }, Nguoi };
}

/** What all registrations have; `index` within the district. */
function registered({ seed, now }: SystemOptions, unit: string, index: number, act: RawForm): RawForm {
  const random = new Random(seed, 'civil-status', index);
  const style = styleOf(random);
  const at = now - random.int(1, 60) * DAY;
  const isRevoked = index === 12;
  return form({
    NoiDangKy: unit,
    QuyenSo: `01/${style.day(at).match(/\d{4}/)?.[0] ?? ''}`,
    So: String((index % 10) + 1),
    TrangSo: String((index % 10) + 1),
    NgayDangKy: style.day(at),
    LoaiDangKy: style.number(1),
    NguoiKy: 'Người Ký Mẫu',
    ChucVuNguoiKy: 'Chủ tịch',
    ...(isRevoked ? { TrangThai: 'THU_HOI', NgayThuHoi: style.day(now), LyDoThuHoi: 'Đăng ký trùng' } : {}),
    ...act,
    NgayCapNhat: style.time(now - HOUR - (index % 7) * 1_000),
  });
}

function actsOf(options: SystemOptions, commune: number): RawForm[] {
  const { seed, now } = options;
  const random = new Random(seed, 'civil-acts', commune);
  const style = styleOf(random);
  const person = (place: number) => resident(seed, OTHERS + commune + place * 6);
  const born = (place: number): RawForm => ({
    LoaiSo: 'KHAI_SINH',
    LoaiKhaiSinh: place === 1 ? '3' : '1',
    Nguoi: [
      {
        ...{ VaiTro: 'CON', HoTen: personName(random), GioiTinh: random.pick([1, 2]) },
        ...{ NgaySinh: style.day(now - (70 + place) * DAY), DanToc: random.pick(PEOPLES) },
      },
      stands('ME', person(place + 1)),
      ...(place === 1 ? [] : [stands('CHA', person(place + 4))]),
    ],
  });
  return [
    born(0),
    born(1),
    born(2),
    {
      LoaiSo: 'KHAI_TU',
      NgayChet: style.day(now - 61 * DAY),
      GioPhutChet: '05:30',
      NguyenNhanChet: random.pick(['Tuổi già', 'Bệnh', 'Tai nạn']),
      LoaiGiayBaoTu: 1,
      SoGiayBaoTu: `${commune + 1}/GBT`,
      Nguoi: [deceasedOf(options, commune)],
    },
    { LoaiSo: 'KET_HON', Nguoi: [stands('CHONG', person(8)), stands('VO', person(9))] },
    { LoaiSo: 'TINH_TRANG_HON_NHAN', Nguoi: [stands('BAN_THAN', person(10))] },
    { LoaiSo: 'NHAN_CHA_ME_CON', Nguoi: [stands('CON', person(11)), stands('CHA_ME', person(12))] },
    {
      ...{ LoaiSo: 'THAY_DOI_CAI_CHINH', LoaiThayDoi: 'CAI_CHINH', NoiDungThayDoi: 'Cải chính ngày sinh' },
      Nguoi: [stands('BAN_THAN', person(13))],
    },
    {
      ...{ LoaiSo: 'GHI_CHU_LY_HON', SoDangKyNuocNgoai: `${commune + 1}/2025`, QuocGiaNuocNgoai: 'Lào' },
      ...{ NgayDangKyNuocNgoai: '2024', CoQuanNuocNgoai: 'Tòa án Viêng Chăn' },
      Nguoi: [stands('CHONG', person(14)), stands('VO', person(15))],
    },
  ];
}

/** Somebody of whom other systems have records: what is announced to them is to be seen. */
function deceasedOf(options: SystemOptions, commune: number): RawForm {
  const clerk = officialsOf(options.seed, commune)[CLERK];
  if (clerk && CLERK_DIED.includes(commune)) return stands('NGUOI_CHET', clerk);
  const code = currentCommunes()[commune]?.code;
  const { HoTen, NgaySinh, GioiTinh, SoDinhDanh } =
    entitledOf(options).filter(({ DonVi }) => DonVi === code)[PENSIONER] ?? {};
  return { VaiTro: 'NGUOI_CHET', HoTen, NgaySinh, GioiTinh, SoDinhDanh };
}

function stands(role: string, { name, born, isFemale, personalId }: Resident): RawForm {
  return {
    ...{ VaiTro: role, HoTen: name, NgaySinh: born, GioiTinh: isFemale ? 2 : 1, SoDinhDanh: personalId },
    ...{ LoaiCuTru: 1, QuocTich: 'Việt Nam' },
  };
}

/** Each a number of its own, but the one that is given twice. */
function badOf(good: readonly RawForm[]): RawForm[] {
  const [birth = {}, , , death = {}, , status = {}] = good;
  const with1 = (record: RawForm, So: string, change: RawForm, of: RawForm = {}): RawForm => {
    const [first, ...others] = Array.isArray(record['Nguoi']) ? record['Nguoi'] : [];
    const person = first !== null && typeof first === 'object' && !Array.isArray(first) ? first : {};
    return { ...record, So, ...change, Nguoi: [{ ...person, ...of }, ...others] };
  };
  const other = { HoTen: 'Nguyễn Thị Khác', NgaySinh: '01/02/2025', SoDinhDanh: '000325000999' };
  return [
    with1(death, '901', { NgayChet: '1901' }),
    with1(birth, '1', {}, other),
    with1(birth, '902', { NgayDangKy: '31/02/2025' }),
    with1(status, '903', {}, { SoDinhDanh: 38_080_001_234 }),
    with1(status, '904', {}, { GioiTinh: 0 }),
  ];
}

/** Births of one year as the bulk entry of old registers has them; some know a year only. */
function writeOldBook({ seed, now, out }: SystemOptions): void {
  const [commune] = currentCommunes();
  const rows = Array.from({ length: OLD_BIRTHS }, (_, index) => {
    const random = new Random(seed, 'old-births', index);
    const born = random.pick(['1998', '5/1998', '12/05/1998']);
    const name = personName(random);
    return [
      ...['ks', String(index + 1), '02/1998', commune?.code ?? '', '20/12/1998', '1', name],
      ...[random.pick(['1', '2', '3']), born, random.pick(PEOPLES), personName(random), '1970', '1'],
      new Date(now - HOUR).toISOString(),
    ];
  });
  const head = [
    ...['module', 'so', 'quyenSo', 'noiDangKy', 'ngayDangKy', 'loaiDangKy', 'nksHoTen'],
    ...['nksGioiTinh', 'nksNgaySinh', 'nksDanToc', 'meHoTen', 'meNgaySinh', 'nksLoaiKhaiSinh', 'ngayCapNhat'],
  ];
  const file = new InboxFile(out, 'civil-status/inbox/02-so-khai-sinh-cu.csv', now - HOUR);
  for (const cells of [head, ...rows]) file.line(`${cells.join(';')}\r\n`);
  file.close();
}
