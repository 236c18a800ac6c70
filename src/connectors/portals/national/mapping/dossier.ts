import type { Json, JsonObject } from '../../../../domain/canonical.js';
import type { Flag } from '../../../../domain/delivery.js';
import type { Carried, Catalogue } from '../../../../domain/ports.js';
import { withoutSuffix } from '../../../../domain/procedure.js';
import type { DossierRecord } from '../../../../domain/records.js';
import type { DossierState } from '../../../../domain/states.js';
import type { NationalProfile } from '../profile.js';
import { wireTime } from './dates.js';
import { fees, otherPapers, resultFiles, submittedFiles, supplements } from './dossier-lists.js';
import { cut, digits, wanted, wireObject, zeroOne } from './values.js';

const SUMMARY_CODE_POINTS = 1000;

/** States in which a dossier may never have been received; a registered one was not yet. */
const MAYBE_NEVER_RECEIVED: ReadonlySet<DossierState> = new Set([1, 3, 5, 7]);
/** States that carry no due time, whatever the source has. */
const WITHOUT_DUE_TIME: ReadonlySet<DossierState> = new Set([3, 7]);

/**
 * A dossier as one item of `DongBoHoSoMC` (national portal contract, sections 4 and 8). Throws `Held` for what the portal
 * wants and the source has not; no value is made up.
 */
export function dossierBody(
  carried: Extract<Carried, { type: 'dossier' }>,
  catalogue: Catalogue,
  { absent }: NationalProfile,
): { body: JsonObject; flags: Flag[] } {
  const { record } = carried.snapshot;
  const summary = cut(record.summary, SUMMARY_CODE_POINTS);
  const body = wireObject(
    {
      MaHoSo: wanted('MaHoSo', record.code),
      ...procedureKeys(record, catalogue),
      KenhThucHien: String(record.channel),
      ...ownerKeys(record),
      TrichYeuHoSo: wanted('TrichYeuHoSo', summary.text),
      NgayNopHoSo: wireTime(record.submittedAt),
      NgayTiepNhan: received(record),
      NgayHenTra: due(record, catalogue),
      TrangThaiHoSo: String(record.state),
      NgayTra: wireTime(record.returnedAt),
      ThongTinTra: undefined,
      HinhThuc: digits(record.returnMethod),
      NgayKetThucXuLy: wireTime(record.finishedAt),
      NgayTuChoi: wireTime(record.refusedAt),
      DonViXuLy: wanted('DonViXuLy', catalogue.unit(record.processingUnit ?? record.receivingUnit)?.name),
      GhiChu: undefined,
      NoiNopHoSo: digits(record.lodgedAt),
      HoSoCoThanhPhanSoHoa: anyDigitised(record),
      TaiKhoanDuocXacThucVoiVNeID: zeroOne(record.vneidVerified),
      DuocThanhToanTrucTuyen: digits(record.onlinePayment),
      DSKetNoiCSDL: [],
      TaiLieuNop: submittedFiles(carried, absent),
      DanhSachLePhi: fees(record.fees, absent),
      DanhSachTepDinhKemKhac: otherPapers(record.components, absent),
      DanhSachHoSoBoSung: supplements(record.supplements, absent),
      DanhSachGiayToKetQua: resultFiles(carried, absent),
    },
    absent,
  );
  const flags: Flag[] = [];
  if (summary.wasCut) flags.push('SUMMARY_CUT');
  if (record.results.some(({ file }) => file === undefined)) flags.push('NO_RESULT_FILE');
  return { body, flags };
}

/** The catalogue's names, never the source's spelling. */
function procedureKeys(record: DossierRecord, catalogue: Catalogue): Record<string, Json> {
  const code = withoutSuffix(record.procedureCode);
  const procedure = catalogue.procedure(code);
  return {
    MaTTHC: wanted('MaTTHC', code),
    TenTTHC: wanted('TenTTHC', procedure?.name),
    MaLinhVuc: wanted('MaLinhVuc', procedure?.fieldCode),
    TenLinhVuc: wanted('TenLinhVuc', procedure?.fieldName),
  };
}

function ownerKeys(record: DossierRecord): Record<string, Json | undefined> {
  return {
    ChuHoSo: record.applicantName,
    LoaiDoiTuong: String(record.applicantType),
    MaDoiTuong: record.nationalAccountId,
    // A type of no number says nothing.
    LoaiDinhDanh: record.identityNumber === undefined ? undefined : digits(record.identityType),
    SoDinhDanh: record.identityNumber,
    ThongTinKhac: undefined,
    Email: record.email,
    Fax: undefined,
    SoDienThoai: record.phone,
  };
}

function received({ receivedAt, state }: DossierRecord): string | undefined {
  const at = wireTime(receivedAt);
  return at === undefined && MAYBE_NEVER_RECEIVED.has(state) ? undefined : wanted('NgayTiepNhan', at);
}

function due(
  { dueAt, receivedAt, state, procedureCode }: DossierRecord,
  catalogue: Catalogue,
): string | undefined {
  if (WITHOUT_DUE_TIME.has(state)) return undefined;
  if (catalogue.procedure(withoutSuffix(procedureCode))?.noDueTime) return undefined;
  const at = wireTime(dueAt);
  // Only reception sets a due time, and a registered dossier waits for it.
  return at === undefined && state === 1 && receivedAt === undefined ? undefined : wanted('NgayHenTra', at);
}

function anyDigitised({ components }: DossierRecord): '0' | '1' | undefined {
  if (components.length === 0) return undefined;
  return components.some(({ digitised, reused }) => digitised || reused) ? '1' : '0';
}
