import type { Decoded, Problem, Reference } from '../../../domain/ports.js';
import { withoutSuffix } from '../../../domain/procedure.js';
import type { DossierRating, DossierRecord } from '../../../domain/records.js';
import type { Instant } from '../../../domain/time.js';
import { notAhead } from '../reading/checks.js';
import { compact, complete, readFields } from '../reading/fields.js';
import { isTombstone } from '../reading/tombstone.js';
import { type LooseOneStopFields, ONE_STOP_FORM, type OneStopFields, TOMBSTONE_FORM } from './contract.js';
import { mapLists } from './lists.js';
import { checkDossier } from './rules.js';

/** One dossier of the exchange form, or all that is wrong with it. `now`: the run's own time, ms. Pure. */
export function decodeDossier(raw: object, now: number): Decoded {
  if (isTombstone(raw)) return decodeTombstone(raw, now);
  const problems: Problem[] = [];
  const loose = readFields(ONE_STOP_FORM, raw, '', problems);
  checkDossier(loose, now, problems);
  const fields = complete(loose, problems);
  if (fields) return { ok: true, record: mapDossier(fields) };
  return {
    ok: false,
    ...(loose.MaHoSo === undefined ? {} : { key: loose.MaHoSo }),
    problems,
    references: referencesOf(loose),
  };
}

function referencesOf(fields: LooseOneStopFields): Reference[] {
  const references: Reference[] = [];
  if (fields.MaTTHC) {
    references.push({ field: 'MaTTHC', type: 'procedure', code: withoutSuffix(fields.MaTTHC) });
  }
  if (fields.DonVi) references.push({ field: 'DonVi', type: 'unit', code: fields.DonVi });
  return references;
}

function decodeTombstone(raw: object, now: number): Decoded {
  const problems: Problem[] = [];
  const loose = readFields(TOMBSTONE_FORM, raw, '', problems);
  notAhead(loose.NgayCapNhat, 'NgayCapNhat', now, problems);
  const fields = complete(loose, problems);
  if (fields) return { ok: true, record: tombstone(fields.MaHoSo, fields.NgayCapNhat) };
  return { ok: false, ...(loose.MaHoSo === undefined ? {} : { key: loose.MaHoSo }), problems };
}

/** Only `code` and `changedAt` mean something; intake keeps the rest of what it has. */
function tombstone(code: string, changedAt: Instant): DossierRecord {
  return {
    kind: 'dossier',
    code,
    procedureCode: '',
    receivingUnit: '',
    channel: 1,
    applicantType: 1,
    applicantName: '',
    summary: '',
    state: 1,
    changedAt,
    deleted: true,
    trace: [],
    components: [],
    results: [],
    fees: [],
    supplements: [],
  };
}

/** Undefined for one that says nothing: an export may write the object with every dossier. */
function ratingOf(rating: NonNullable<OneStopFields['DanhGia']>): DossierRating | undefined {
  const { MucDo: level, NoiDung: content, ThoiDiem: at } = rating;
  const said = [level, content, at].some((part) => part !== undefined);
  return said ? compact<DossierRating>({ level, content, at }) : undefined;
}

function mapDossier(fields: OneStopFields): DossierRecord {
  const { DanhGia: rating } = fields;
  return compact<DossierRecord>({
    kind: 'dossier',
    code: fields.MaHoSo,
    procedureCode: withoutSuffix(fields.MaTTHC),
    receivingUnit: fields.DonVi,
    processingUnit: fields.DonViXuLy?.trim(),
    channel: fields.KenhThucHien,
    applicantType: fields.LoaiDoiTuong,
    applicantName: fields.ChuHoSo,
    identityType: fields.LoaiDinhDanh,
    identityNumber: fields.SoDinhDanh?.trim(),
    phone: fields.SoDienThoai,
    email: fields.Email,
    address: fields.DiaChi,
    nationalAccountId: fields.MaDoiTuong,
    summary: fields.TrichYeuHoSo,
    lodgedAt: fields.NoiNop,
    submittedAt: fields.NgayNopHoSo,
    receivedAt: fields.NgayTiepNhan,
    dueAt: fields.NgayHenTra,
    finishedAt: fields.NgayKetThucXuLy,
    returnedAt: fields.NgayTra,
    refusedAt: fields.NgayTuChoi,
    state: fields.TrangThaiHoSo,
    returnMethod: fields.HinhThucTra,
    vneidVerified: fields.XacThucVNeID,
    onlinePayment: fields.ThanhToanTrucTuyen,
    changedAt: fields.NgayCapNhat,
    deleted: undefined,
    ...mapLists(fields),
    rating: rating && ratingOf(rating),
  });
}
