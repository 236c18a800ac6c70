import { receiptCode } from '../../../domain/kinds/fee-receipt.js';
import type { Problem } from '../../../domain/ports.js';
import { inOrder, notAhead } from '../reading/checks.js';
import type { LooseFields } from '../reading/fields.js';
import type { RECEIPT_FORM } from './contract.js';

type Loose = LooseFields<typeof RECEIPT_FORM>;

/** The key of these three, as far as all are there. */
export function codeOfNumber({ MauSo, KyHieu, SoBienLai }: Partial<Loose>): string | undefined {
  return MauSo && KyHieu && SoBienLai
    ? receiptCode({ form: MauSo, series: KyHieu, number: SoBienLai })
    : undefined;
}

/** What is wrong with a receipt's fields taken together. */
export function checkReceipt(fields: Loose, problems: Problem[], now: number): void {
  for (const name of ['NgayLap', 'NgayThu', 'NgayHoan'] as const) notAhead(fields[name], name, now, problems);
  inOrder({ field: 'NgayThu', at: fields.NgayThu }, { field: 'NgayHoan', at: fields.NgayHoan }, problems);
  checkMoney(fields, problems);
  const { TrangThaiThu: payment, TrangThai: state } = fields;
  const missing = (field: 'NgayThu' | 'NgayHoan' | 'SoTienHoan' | 'ThayBang', when: string) => {
    if (fields[field] !== undefined) return;
    problems.push({ field, code: 'MISSING', message: `Bắt buộc khi ${when} (required with ${when})` });
  };
  if (payment === 'PAID' || payment === 'REFUNDED') missing('NgayThu', payment);
  if (payment === 'REFUNDED') {
    missing('NgayHoan', payment);
    missing('SoTienHoan', payment);
  }
  if (state === 'REPLACED') missing('ThayBang', state);
  const replacement = fields.ThayBang && codeOfNumber(fields.ThayBang);
  if (replacement !== undefined && replacement === codeOfNumber(fields)) {
    const message = 'Biên lai không thể thay chính nó (a receipt cannot stand in its own place)';
    problems.push({ field: 'ThayBang', code: 'REPLACES_ITSELF', message });
  }
}

function checkMoney({ SoTien, SoTienHoan }: Loose, problems: Problem[]): void {
  for (const [field, amount] of Object.entries({ SoTien, SoTienHoan })) {
    if (amount === undefined || Number.isSafeInteger(amount)) continue;
    const message = 'Số tiền phải là đồng nguyên (money is in whole đồng)';
    problems.push({ field, code: 'BAD_NUMBER', message });
  }
  if (SoTien === undefined || SoTienHoan === undefined || SoTienHoan <= SoTien) return;
  const message = 'Hoàn nhiều hơn đã thu (more is paid back than was paid)';
  problems.push({ field: 'SoTienHoan', code: 'TOO_MUCH', message });
}
