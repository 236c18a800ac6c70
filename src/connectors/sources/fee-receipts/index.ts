import { type ReceiptRecord, receiptCode } from '../../../domain/kinds/fee-receipt.js';
import { compact } from '../reading/fields.js';
import { plainSource } from '../reading/plain-source.js';
import { RECEIPT_FORM } from './contract.js';
import { checkReceipt, codeOfNumber } from './rules.js';
import { receiptFiles } from './xml.js';

/** Receipts for fees of the one-stop desk, and the payments that they are for: as lists, or as e-receipts of their vendor (XML). */
export const receipts = plainSource<typeof RECEIPT_FORM, ReceiptRecord>({
  name: 'fee-receipts',
  kind: 'fee-receipt',
  label: 'Biên lai phí, lệ phí',
  order: 50,
  form: RECEIPT_FORM,
  key: 'SoBienLai',
  ownFiles: () => receiptFiles,
  codeOf: codeOfNumber,
  rules: checkReceipt,
  record: (fields, code) =>
    compact<ReceiptRecord>({
      kind: 'fee-receipt',
      code,
      receipt: { form: fields.MauSo, series: fields.KyHieu, number: fields.SoBienLai },
      dossier: fields.MaHoSo,
      procedure: fields.MaTTHC,
      unit: fields.DonVi,
      charge: fields.Loai,
      name: fields.Ten,
      amount: fields.SoTien,
      method: fields.HinhThucThu,
      transaction: fields.MaGiaoDich?.trim(),
      payment: fields.TrangThaiThu,
      paidAt: fields.NgayThu,
      refundedAt: fields.NgayHoan,
      refunded: fields.SoTienHoan,
      refundReason: fields.LyDoHoan,
      state: fields.TrangThai,
      issuedAt: fields.NgayLap,
      replacedBy:
        fields.ThayBang &&
        receiptCode({
          form: fields.ThayBang.MauSo,
          series: fields.ThayBang.KyHieu,
          number: fields.ThayBang.SoBienLai,
        }),
      payer: fields.NguoiNop,
      changedAt: fields.NgayCapNhat,
      deleted: undefined,
    }),
});
