import { DAY, HOUR, startOfDay } from '../calendar.js';
import { InboxFile } from '../drop-writer.js';
import { form, type RawForm, styleOf } from '../form.js';
import { Random } from '../random.js';
import { currentCommunes } from '../units.js';
import { type SampleSystem, type SystemOptions, writeLines } from './system.js';

/** Rows of a commune's form: mark, name, what share of the row above it is; the last of each is what is left. */
const ROWS = [
  { path: 'A', label: 'TỔNG THU NGÂN SÁCH XÃ', of: undefined, share: 1 },
  { path: 'A/I', label: 'Các khoản thu xã hưởng 100%', of: 'A', share: 0.25 },
  { path: 'A/I/1', label: 'Phí, lệ phí', of: 'A/I', share: 0.4 },
  { path: 'A/I/2', label: 'Thu từ quỹ đất công ích và hoa lợi công sản', of: 'A/I', share: undefined },
  { path: 'A/II', label: 'Thu bổ sung từ ngân sách cấp trên', of: 'A', share: undefined },
  { path: 'B', label: 'TỔNG CHI NGÂN SÁCH XÃ', of: undefined, share: 0.95 },
  { path: 'B/I', label: 'Chi đầu tư phát triển', of: 'B', share: 0.3 },
  { path: 'B/II', label: 'Chi thường xuyên', of: 'B', share: undefined },
  { path: 'B/II/1', label: 'Chi giáo dục', of: 'B/II', share: 0.6 },
  { path: 'B/II/2', label: 'Chi quản lý nhà nước, đảng, đoàn thể', of: 'B/II', share: undefined },
] as const;

const FORMS = [
  {
    code: '103/CK-NSNN',
    stage: 'DU_TOAN',
    year: 2025,
    period: 'NAM',
    column: 'Dự toán năm',
    done: 1,
    decided: '2024-12-20',
  },
  {
    code: '113/CK-NSNN',
    stage: 'THUC_HIEN',
    year: 2025,
    period: '6_THANG',
    column: 'Thực hiện 6 tháng',
    done: 0.48,
    decided: '2025-07-08',
  },
  {
    code: '116/CK-NSNN',
    stage: 'QUYET_TOAN',
    year: 2024,
    period: 'NAM',
    column: 'Quyết toán năm',
    done: 1.02,
    decided: '2025-07-15',
  },
] as const;

/** Whole triệu đồng a commune has in a year. */
const MILLIONS = 21_000;

/** Three communes, three forms each, and a fourth form as its office prints it; one row has a chapter of the tier that is gone, one is published without a decision. */
export const accounting: SampleSystem = {
  source: 'accounting',
  mine: /^(01-ngan-sach\.jsonl|02-bieu-114\.csv)$/,
  write: (options) => {
    const lines = currentCommunes()
      .slice(0, 3)
      .flatMap(({ code }, commune) => FORMS.flatMap((each) => formOf(options, code, commune, each)));
    const bad = [
      form({ ...lines[0], NamNganSach: 2026, Chuong: '755', DuongDan: 'C' }),
      form({ ...lines[0], SoQuyetDinh: '', DuongDan: 'D' }),
    ];
    writeLines(options, 'accounting', '01-ngan-sach.jsonl', [...lines, ...bad]);
    return { records: lines.length + printForm(options), bad: bad.length };
  },
};

function formOf(
  { seed, now }: SystemOptions,
  unit: string,
  commune: number,
  { code, stage, year, period, column, done, decided }: (typeof FORMS)[number],
): RawForm[] {
  const random = new Random(seed, 'accounting', commune, code);
  const style = styleOf(random);
  const day = startOfDay(decided);
  const decision = `${random.int(10, 400)}/QĐ-UBND`;
  const amounts = amountsOf(Math.round(random.int(MILLIONS - 4_000, MILLIONS) * done));
  return ROWS.map(({ path, label }, at) =>
    form({
      MaDVQHNS: String(1_034_567 + commune),
      DonVi: unit,
      NamNganSach: year,
      Ky: period,
      BieuMau: code,
      GiaiDoan: stage,
      Cot: column,
      ChiTieu: label,
      DuongDan: path,
      ThuTu: at + 1,
      LaTong: style.flag(ROWS.some(({ of }) => of === path)),
      Chuong: String(822 + commune),
      SoTien: grouped(amounts.get(path) ?? 0),
      DonViTinh: 'Triệu đồng',
      SoQuyetDinh: decision,
      NgayQuyetDinh: style.day(day),
      NgayCongKhai: style.day(day + 5 * DAY),
      NgayCapNhat: style.time(now - HOUR),
    }),
  );
}

/** Amounts by row: parts add up to what they are parts of. */
function amountsOf(total: number): Map<string, number> {
  const amounts = new Map<string, number>();
  const left = new Map<string, number>();
  for (const { path, of, share } of ROWS) {
    const whole = of === undefined ? total : (amounts.get(of) ?? 0);
    const rest = of === undefined ? total : (left.get(of) ?? whole);
    const amount = share === undefined ? rest : Math.round(whole * share);
    if (of !== undefined) left.set(of, rest - amount);
    amounts.set(path, amount);
  }
  return amounts;
}

/** `21.000` */
function grouped(amount: number): string {
  return String(amount).replace(/\B(?=(\d{3})+$)/g, '.');
}

/** Nine months of the first commune: a title block, a head of two rows, a column of per cent. Answers how many lines are in it. */
function printForm({ seed, now, out }: SystemOptions): number {
  const [commune] = currentCommunes();
  if (!commune) throw new RangeError('the district has no communes');
  const total = new Random(seed, 'accounting', 'printed').int(MILLIONS - 4_000, MILLIONS);
  const [year, done] = [amountsOf(total), amountsOf(Math.round(total * 0.7))];
  const rows = ROWS.map(({ path, label }) => {
    const [planned, spent] = [year.get(path) ?? 0, done.get(path) ?? 0];
    const share = ((spent / planned) * 100).toFixed(1).replace('.', ',');
    return [path.split('/').at(-1) ?? '', label, grouped(planned), grouped(spent), share];
  });
  const lines = [
    ['UBND xã', '', '', 'Biểu số 114/CK-NSNN', ''],
    [`Mã định danh: ${commune.code}`, '', 'Mã ĐVQHNS: 1034567', 'Chương: 822', ''],
    ['THỰC HIỆN THU, CHI NGÂN SÁCH XÃ 9 THÁNG NĂM 2025', '', '', '', ''],
    ['(Kèm theo Quyết định số 87/QĐ-UBND ngày 06 tháng 10 năm 2025)', '', '', '', ''],
    ['Công khai từ ngày 10/10/2025', '', '', 'Đơn vị: triệu đồng', ''],
    ['STT', 'Nội dung', 'Số tiền', '', 'So sánh (%)'],
    ['', '', 'Dự toán năm', 'Thực hiện 9 tháng', ''],
    ['A', 'B', '1', '2', '3=2/1'],
    ...rows,
    ['', 'NGƯỜI LẬP', '', 'CHỦ TỊCH', ''],
  ];
  const file = new InboxFile(out, 'accounting/inbox/02-bieu-114.csv', now - HOUR);
  for (const cells of lines) file.line(`${cells.map((cell) => `"${cell}"`).join(';')}\r\n`);
  file.close();
  return rows.length * 3;
}
