import type { Json } from '../../domain/canonical.js';
import { HOUR } from '../calendar.js';
import { InboxFile } from '../drop-writer.js';
import { form, type RawForm } from '../form.js';
import { currentCommunes } from '../units.js';
import { entitledOf } from './beneficiaries.js';
import { type SampleSystem, type SystemOptions, writeLines } from './system.js';

const MONTHS = ['07/2025', '08/2025', '2025-09'] as const;

/**
 * Three months of every commune but the last, from the program that pays; of the last a payroll as it is printed. One payment came back. Among
 * those that are refused: a dash for an amount, two years of birth for one person.
 */
export const benefitPayments: SampleSystem = {
  source: 'benefit-payments',
  mine: /^(01-chi-tra\.jsonl|02-bang-ke\.csv)$/,
  write: (options) => {
    const last = currentCommunes().at(-1)?.code;
    const entitled = entitledOf(options).filter(({ TrangThai }) => TrangThai === 'DANG_HUONG');
    const exported = entitled.filter(({ DonVi }) => DonVi !== last);
    const payments = MONTHS.flatMap((month) =>
      exported.map((each, index) => paymentOf(options, each, month, index)),
    );
    const bad = [{ ...payments[0], SoTien: '-' }];
    writeLines(options, 'benefit-payments', '01-chi-tra.jsonl', [...payments, ...bad]);
    const printed = printPayroll(
      options,
      last ?? '',
      entitled.filter(({ DonVi }) => DonVi === last),
    );
    return { records: payments.length + printed.records, bad: bad.length + printed.bad };
  },
};

function paymentOf({ now }: SystemOptions, entitled: RawForm, month: string, index: number): RawForm {
  const { LoaiDoiTuong, HoTen, NgaySinh, GioiTinh, SoDinhDanh, DonVi, Thon, HeSo, MucHuong } = entitled;
  return form({
    ...{ LoaiDoiTuong, HoTen, NgaySinh, GioiTinh, SoDinhDanh, DonVi, Thon, HeSo },
    Thang: month,
    SoTien: MucHuong,
    KenhChiTra: entitled['KenhChiTra'],
    TrangThai: index === 4 && month === '08/2025' ? 'TRA_LAI' : 'DA_CHI',
    NgayChi: '2025-10-05',
    NgayCapNhat: new Date(now - HOUR).toISOString(),
  });
}

/** September of one commune, signed by half of those who came. */
function printPayroll({ now, out }: SystemOptions, unit: string, entitled: readonly RawForm[]) {
  const rows = entitled.map((each, index) => [
    String(index + 1),
    each['HoTen'],
    ...yearOf(each),
    each['Thon'],
    each['LoaiDoiTuong'],
    each['HeSo'],
    each['MucHuong'],
    index % 2 === 0 ? 'đã ký' : '',
  ]);
  const both = [String(rows.length + 1), 'Lê Thị Hai Cột', '1950', '1950', 'Thôn Mẫu 1', 'Người cao tuổi'];
  const lines: (Json | undefined)[][] = [
    ['UBND xã', `Mã định danh: ${unit}`],
    ['DANH SÁCH CHI TRẢ TRỢ CẤP THÁNG 9 NĂM 2025'],
    ['(Kèm theo Quyết định số 45/QĐ-UBND ngày 03 tháng 9 năm 2025)'],
    ['STT', 'Họ tên', 'Năm sinh', '', 'Thôn', 'Loại đối tượng', 'Hệ số', 'Số tiền', 'Ký nhận'],
    ['', '', 'Nam', 'Nữ', '', '', '', '', ''],
    ...rows,
    [...both, '1', '500.000', ''],
    ['', 'Tổng cộng', '', '', '', '', '', '', ''],
    ['', 'NGƯỜI LẬP', '', '', '', '', '', 'CHỦ TỊCH', ''],
  ];
  const file = new InboxFile(out, 'benefit-payments/inbox/02-bang-ke.csv', now - HOUR);
  for (const cells of lines) {
    const all = Array.from({ length: 9 }, (_, at) => `"${String(cells[at] ?? '')}"`);
    file.line(`${all.join(';')}\r\n`);
  }
  file.close();
  return { records: rows.length, bad: 1 };
}

/** In the column of men or in that of women; of people with merit two digits. */
function yearOf({ NgaySinh, GioiTinh }: RawForm): [men: string, women: string] {
  const written = String(NgaySinh);
  const year = /\d{4}/.exec(written)?.[0] ?? written;
  return GioiTinh === 'Nữ' || GioiTinh === 2 ? ['', year] : [year, ''];
}
