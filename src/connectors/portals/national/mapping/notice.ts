import type { JsonObject } from '../../../../domain/canonical.js';
import type { Carried, Catalogue } from '../../../../domain/ports.js';
import type { NationalProfile } from '../profile.js';
import { wireTime } from './dates.js';
import { fileAt, wanted, wireObject } from './values.js';

/**
 * A notice as one item of `DongBoThongBao` (national portal contract, section 6). Its id there is the notice's own code, which
 * stays the same whatever becomes of our store. A takedown is the same body with `DaGo` "True". Throws `Held`.
 */
export function noticeBody(
  { subjectId, origin, phase, snapshot: { record } }: Extract<Carried, { type: 'notice' }>,
  catalogue: Catalogue,
  { absent }: NationalProfile,
): JsonObject {
  return wireObject(
    {
      MaThongBao: wanted('MaThongBao', record.code),
      TieuDe: wanted('TieuDe', record.title),
      TrichYeu: record.summary,
      NoiDung: wanted('NoiDung', record.body),
      ChuyenMuc: wanted('ChuyenMuc', record.category),
      SoKyHieu: record.number,
      NgayBanHanh: wireTime(record.issuedAt),
      NgayDang: wanted('NgayDang', wireTime(record.publishedAt)),
      NgayHetHan: wireTime(record.expiresAt),
      CoQuanBanHanh: wanted('CoQuanBanHanh', record.issuer || catalogue.unit(record.unit)?.name),
      DuongDan: record.url,
      TepDinhKem: record.attachments.map(({ name, file }) =>
        wireObject(
          {
            TenTep: name,
            DuongDanTaiTepTin: fileAt({ subjectId, origin, reference: file, name, mode: 'kept' }),
          },
          absent,
        ),
      ),
      DaGo: phase === 'WITHDRAW' || record.withdrawn ? 'True' : 'False',
    },
    absent,
  );
}
