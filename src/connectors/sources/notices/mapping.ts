import type { NoticeDetails } from '../../../domain/notice-details.js';
import type { Decoded, Problem } from '../../../domain/ports.js';
import type { NoticeRecord } from '../../../domain/records.js';
import { inOrder, notAhead } from '../reading/checks.js';
import { compact, complete, readFields } from '../reading/fields.js';
import { NOTICE_FORM, type NoticeFields } from './contract.js';
import { isEmptyHtml, sanitise } from './html.js';
import { readDetails } from './read-details.js';

/** One notice of the exchange form, or all that is wrong with it. `now`: the run's own time, ms. Pure. */
export function decodeNotice(raw: object, now: number): Decoded {
  const problems: Problem[] = [];
  const loose = readFields(NOTICE_FORM, raw, '', problems);
  notAhead(loose.NgayCapNhat, 'NgayCapNhat', now, problems);
  inOrder({ field: 'NgayDang', at: loose.NgayDang }, { field: 'NgayHetHan', at: loose.NgayHetHan }, problems);
  const body = loose.NoiDung === undefined ? undefined : sanitise(loose.NoiDung);
  if (body !== undefined && isEmptyHtml(body)) {
    const message = 'Nội dung trống sau khi làm sạch HTML (body is empty after sanitising)';
    problems.push({ field: 'NoiDung', code: 'EMPTY_BODY', message });
  }
  const { ChuyenMuc: category, ChiTiet: told } = loose;
  const details = category && told ? readDetails(raw, category, problems) : undefined;
  const fields = complete(loose, problems);
  if (fields && body !== undefined) return { ok: true, record: mapNotice(fields, body, details) };
  const key = loose.MaTin?.trim();
  return { ok: false, ...(key === undefined ? {} : { key }), problems };
}

function mapNotice(fields: NoticeFields, body: string, details: NoticeDetails | undefined): NoticeRecord {
  return compact<NoticeRecord>({
    kind: 'notice',
    code: fields.MaTin.trim(),
    title: fields.TieuDe,
    body,
    summary: fields.TrichYeu,
    author: fields.TacGia,
    provenance: fields.NguonTin,
    image: fields.AnhDaiDien?.trim(),
    url: fields.DuongDan?.trim(),
    category: fields.ChuyenMuc,
    number: fields.SoKyHieu,
    documentType: fields.LoaiVanBan,
    issuer: fields.CoQuanBanHanh,
    issuedAt: fields.NgayBanHanh,
    publishedAt: fields.NgayDang,
    expiresAt: fields.NgayHetHan,
    withdrawn: fields.DaGo === true ? true : undefined,
    unit: fields.DonVi,
    attachments: fields.TepDinhKem.map(({ Ten: name, DuongDan: path }) => {
      const file = path.trim();
      return { name: name ?? nameOf(file), file };
    }),
    details,
    changedAt: fields.NgayCapNhat,
    deleted: undefined,
  });
}

/** An attachment without a name goes by its file's. */
function nameOf(file: string): string {
  const path = URL.canParse(file) ? new URL(file).pathname : file;
  const last = path.split('/').at(-1) ?? '';
  try {
    return decodeURIComponent(last).normalize('NFC') || file;
  } catch {
    return last || file;
  }
}
