import type { Decoded, Problem } from '../../../domain/ports.js';
import {
  onlineLevelOf,
  type ProcedureComponent,
  type ProcedureDecision,
  type ProcedureFee,
  type ProcedureOutcome,
  type ProcedureRecord,
  type ProcedureTerm,
  suffixed,
  withoutSuffix,
} from '../../../domain/procedure.js';
import { inOrder, notAhead } from '../reading/checks.js';
import { compact, complete, readFields, unlessEmpty } from '../reading/fields.js';
import { type LooseProcedure, PROCEDURE_FORM, type ProcedureFields } from './contract.js';

/** One procedure of the exchange form, or all that is wrong with it. `now`: the run's own time, ms. Pure. */
export function decodeProcedure(raw: object, now: number): Decoded {
  const problems: Problem[] = [];
  const loose = readFields(PROCEDURE_FORM, raw, '', problems);
  notAhead(loose.NgayCapNhat, 'NgayCapNhat', now, problems);
  checkTogether(loose, problems);
  const fields = complete(loose, problems);
  if (fields) return { ok: true, record: mapProcedure(fields) };
  return { ok: false, ...(loose.MaTTHC === undefined ? {} : { key: withoutSuffix(loose.MaTTHC) }), problems };
}

function checkTogether(fields: LooseProcedure, problems: Problem[]): void {
  const { HieuLucTu: from, HieuLucDen: to, TrangThai: status, PhiLePhi: fees } = fields;
  inOrder({ field: 'HieuLucTu', at: from }, { field: 'HieuLucDen', at: to }, problems);
  if (fields.ThayTheBoi.length > 0 && status !== undefined && status !== 'THAY_THE') {
    const message = 'Chỉ thủ tục bị thay thế mới có mã thay thế (only what is replaced has replacements)';
    problems.push({ field: 'ThayTheBoi', code: 'CONTRADICTION', message });
  }
  if (fields.CoPhi === false && fees.some(({ SoTien }) => (SoTien ?? 0) > 0)) {
    const message = 'Ghi là không có phí nhưng lại có mức phí (said to be free, and has a fee)';
    problems.push({ field: 'CoPhi', code: 'CONTRADICTION', message });
  }
}

function mapProcedure(fields: ProcedureFields): ProcedureRecord {
  return compact<ProcedureRecord>({
    kind: 'procedure',
    code: withoutSuffix(fields.MaTTHC),
    fullCode: suffixed(fields.MaTTHC),
    name: fields.TenTTHC,
    fieldCode: fields.MaLinhVuc.trim(),
    fieldName: fields.TenLinhVuc,
    levels: fields.CapThucHien,
    onlineLevel: onlineLevelOf(fields.MucDo),
    onlineSince: fields.MucDoTuNgay,
    term: fields.ThoiHan && { amount: fields.ThoiHan.SoLuong, unit: fields.ThoiHan.DonVi },
    noDueTime: fields.KhongCoHenTra,
    hasFee: fields.CoPhi,
    paperResult: fields.CoKetQuaGiay,
    status: fields.TrangThai,
    ...partsOf(fields),
    decision:
      fields.QuyetDinh &&
      compact<ProcedureDecision>({
        number: fields.QuyetDinh.So,
        date: fields.QuyetDinh.Ngay,
        issuer: fields.QuyetDinh.CoQuan,
        file: fields.QuyetDinh.TepDinhKem,
        nationalId: undefined,
      }),
    replacedBy: unlessEmpty(fields.ThayTheBoi.map(withoutSuffix)),
    validFrom: fields.HieuLucTu,
    validTo: fields.HieuLucDen,
    changedAt: fields.NgayCapNhat,
    deleted: undefined,
  });
}

function partsOf({ CacThoiHan, PhiLePhi, ThanhPhan, KetQua }: ProcedureFields) {
  return {
    terms: unlessEmpty(
      CacThoiHan.map((term) =>
        compact<ProcedureTerm>({
          channel: term.Kenh,
          amount: term.SoLuong,
          unit: term.DonVi,
          note: term.GhiChu,
        }),
      ),
    ),
    fees: unlessEmpty(
      PhiLePhi.map((fee) =>
        compact<ProcedureFee>({
          name: fee.Ten,
          code: fee.Ma,
          type: fee.Loai,
          amount: fee.SoTien,
          channel: fee.Kenh,
          note: fee.GhiChu,
        }),
      ),
    ),
    components: unlessEmpty(
      ThanhPhan.map((paper) =>
        compact<ProcedureComponent>({
          code: paper.Ma,
          name: paper.Ten,
          case: paper.TruongHop,
          required: paper.BatBuoc,
          originals: paper.SoBanChinh,
          copies: paper.SoBanSao,
          form: paper.TepMau,
        }),
      ),
    ),
    results: unlessEmpty(
      KetQua.map((result) => compact<ProcedureOutcome>({ code: result.Ma, name: result.Ten })),
    ),
  };
}
