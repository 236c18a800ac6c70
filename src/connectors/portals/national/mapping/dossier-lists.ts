import type { JsonObject } from '../../../../domain/canonical.js';
import type { Carried } from '../../../../domain/ports.js';
import type {
  DossierComponent,
  DossierFee,
  DossierResult,
  DossierSupplement,
} from '../../../../domain/records.js';
import type { NationalProfile } from '../profile.js';
import { wireTime } from './dates.js';
import { digits, fileAt, wanted, wireObject, zeroOne } from './values.js';

type CarriedDossier = Extract<Carried, { type: 'dossier' }>;
type Absent = NationalProfile['absent'];

/** `TaiLieuNop[]`: the papers handed in that have a file; fetched only when somebody asks for it. */
export function submittedFiles(carried: CarriedDossier, absent: Absent): JsonObject[] {
  const { record, componentIds } = carried.snapshot;
  return record.components.flatMap((paper, index) => {
    if (paper.file === undefined) return [];
    return [submittedFile(carried, paper, paper.file, idAt(componentIds, index), absent)];
  });
}

function submittedFile(
  { subjectId, origin }: CarriedDossier,
  paper: DossierComponent,
  reference: string,
  id: string | undefined,
  absent: Absent,
): JsonObject {
  return wireObject(
    {
      TepDinhKemId: wanted('TaiLieuNop.TepDinhKemId', id),
      TenTepDinhKem: paper.name,
      IsDeleted: 'False',
      MaThanhPhanHoSo: paper.code,
      DuongDanTaiTepTin: fileAt({ subjectId, origin, reference, name: paper.name, mode: 'on-demand' }),
      DuocSoHoa: zeroOne(paper.digitised),
      DuocTaiSuDung: zeroOne(paper.reused),
      DuocLayTuKhoDMQG: zeroOne(paper.fromNationalStore),
      MaKetQuaThayThe: undefined,
    },
    absent,
  );
}

/** `DanhSachTepDinhKemKhac[]`: papers without a file, a row for originals (1) and one for copies (2). */
export function otherPapers(components: readonly DossierComponent[], absent: Absent): JsonObject[] {
  return components
    .filter(({ file }) => file === undefined)
    .flatMap((paper) => {
      const counted = [
        { amount: paper.originals, type: '1' },
        { amount: paper.copies, type: '2' },
      ].filter(({ amount }) => amount !== undefined && amount > 0);
      const rows = counted.length > 0 ? counted : [{ amount: undefined, type: undefined }];
      return rows.map(({ amount, type }) =>
        wireObject({ TenGiayTo: paper.name, SoLuong: digits(amount), LoaiGiayTo: type }, absent),
      );
    });
}

/** `DanhSachGiayToKetQua[]`: results that have a file; it is fetched before the record leaves. */
export function resultFiles(carried: CarriedDossier, absent: Absent): JsonObject[] {
  const { record, resultIds } = carried.snapshot;
  return record.results.flatMap((result, index) => {
    if (result.file === undefined) return [];
    return [resultFile(carried, result, result.file, idAt(resultIds, index), absent)];
  });
}

function resultFile(
  { subjectId, origin }: CarriedDossier,
  result: DossierResult,
  reference: string,
  id: string | undefined,
  absent: Absent,
): JsonObject {
  return wireObject(
    {
      TenGiayTo: result.name,
      MaThanhPhanHoSo: undefined,
      GiayToId: wanted('DanhSachGiayToKetQua.GiayToId', id),
      DuongDanTepTinKetQua: fileAt({ subjectId, origin, reference, name: result.name, mode: 'kept' }),
      MaGiayToKetQua: result.paperCode ?? result.code,
    },
    absent,
  );
}

/** `DanhSachLePhi[]`; `Gia` is a plain number in đồng. */
export function fees(list: readonly DossierFee[], absent: Absent): JsonObject[] {
  return list.map((fee) =>
    wireObject(
      {
        TenPhiLePhi: fee.name,
        MaPhiLePhi: fee.code,
        HinhThucThu: fee.method,
        Gia: String(fee.amount),
        LoaiPhiLePhi: digits(fee.type),
      },
      absent,
    ),
  );
}

/** `DanhSachHoSoBoSung[]`: `NgayBoSung` is when it was asked for, `NgayTiepNhanBoSung` the citizen's answer. */
export function supplements(list: readonly DossierSupplement[], absent: Absent): JsonObject[] {
  return list.map((supplement) =>
    wireObject(
      {
        HoSoBoSungId: supplement.id,
        NguoiYeuCauBoSung: supplement.requestedBy,
        NoiDungBoSung: supplement.content,
        NgayBoSung: wireTime(supplement.requestedAt),
        NguoiTiepNhanBoSung: supplement.receivedBy,
        ThongTinTiepNhan: undefined,
        NgayTiepNhanBoSung: wireTime(supplement.answeredAt),
        TrangThaiBoSung: supplement.status,
        NgayHenTraTruoc: wireTime(supplement.previousDueAt),
        NgayHenTraMoi: wireTime(supplement.newDueAt),
      },
      absent,
    ),
  );
}

function idAt(ids: readonly number[], index: number): string | undefined {
  return digits(ids[index]);
}
