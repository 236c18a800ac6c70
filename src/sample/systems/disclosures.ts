import { DAY, HOUR, startOfDay } from '../calendar.js';
import { form, type RawForm, styleOf } from '../form.js';
import { Random } from '../random.js';
import { currentCommunes } from '../units.js';
import { type SampleSystem, type SystemOptions, writeLines } from './system.js';

const DAYS_AFTER = 5;

/** What three communes make public of 2025; days behind the decision, none: approved and kept. */
const PACKAGES: readonly {
  form: string;
  period: string;
  decided: string;
  after: readonly (number | undefined)[];
}[] = [
  { form: '103/CK-NSNN', period: 'NAM', decided: '2024-12-20', after: [DAYS_AFTER, DAYS_AFTER, DAYS_AFTER] },
  { form: '113/CK-NSNN', period: 'QUY_1', decided: '2025-04-08', after: [DAYS_AFTER, 20, undefined] },
  {
    form: '113/CK-NSNN',
    period: '6_THANG',
    decided: '2025-07-08',
    after: [DAYS_AFTER, DAYS_AFTER, undefined],
  },
];

/** Packages of three communes: one late, some kept back, one corrected, one withdrawn; and one published without a day. */
export const disclosures: SampleSystem = {
  source: 'disclosures',
  mine: /^01-cong-khai\.jsonl$/,
  write: (options) => {
    const packages = currentCommunes()
      .slice(0, 3)
      .flatMap(({ code }, commune) => PACKAGES.map((each) => packageOf(options, code, commune, each)));
    const [first, second] = packages;
    const reasons = { correction: 'Đính chính số thu phí, lệ phí', withdrawal: 'Công khai nhầm biểu' };
    const more = [
      form({ ...first, TrangThai: 'DA_DINH_CHINH', LanCongKhai: 1 }),
      form({ ...first, LanCongKhai: 2, LyDo: reasons.correction }),
      form({
        ...second,
        BieuMau: '115/CK-NSNN',
        TrangThai: 'DA_THU_HOI',
        NgayThuHoi: '2025-04-20',
        LyDo: reasons.withdrawal,
      }),
    ];
    const good = [...packages.slice(1), ...more];
    const bad = form({ ...first, BieuMau: '104/CK-NSNN', NgayCongKhai: '' });
    writeLines(options, 'disclosures', '01-cong-khai.jsonl', [...good, bad]);
    return { records: good.length, bad: 1 };
  },
};

function packageOf(
  { seed, now }: SystemOptions,
  unit: string,
  commune: number,
  { form: code, period, decided, after }: (typeof PACKAGES)[number],
): RawForm {
  const random = new Random(seed, 'disclosures', commune, code, period);
  const style = styleOf(random);
  const day = startOfDay(decided);
  const published = after[commune];
  const folder = `https://ngoclac.example.vn/cong-khai/${1_034_567 + commune}`;
  return form({
    MaDVQHNS: String(1_034_567 + commune),
    DonVi: unit,
    NamNganSach: 2025,
    Ky: period,
    BieuMau: code,
    TrangThai: published === undefined ? 'DA_DUYET' : 'DA_CONG_KHAI',
    SoQuyetDinh: `${random.int(10, 400)}/QĐ-UBND`,
    NgayQuyetDinh: style.day(day),
    NgayCongKhai: published === undefined ? undefined : style.day(day + published * DAY),
    DuongDan: folder,
    ThuyetMinh: 'Số liệu công khai theo quyết định kèm theo.',
    TepDinhKem: [
      { Loai: 'QUYET_DINH', Ten: 'Quyết định công bố.pdf', DuongDan: `${folder}/quyet-dinh.pdf` },
      { Loai: 'BIEU_MAU', Ten: `Biểu ${code}.xlsx`, DuongDan: `${folder}/bieu.xlsx` },
    ],
    NgayCapNhat: style.time(now - HOUR),
  });
}
