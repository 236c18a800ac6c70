import type { JsonObject } from '../../../../domain/canonical.js';
import type { Carried, Catalogue, FileHandle, Rendering } from '../../../../domain/ports.js';
import type { NoticeRecord } from '../../../../domain/records.js';
import type { ProvincialProfile } from '../profile.js';
import { referenceOf } from '../reference.js';
import { filled } from './values.js';

type CarriedNotice = Extract<Carried, { type: 'notice' }>;

/** A wire that takes something down says so in its body: a look for it must never adopt somebody else's notice. */
export const WITHDRAW_MARK = '$withdraw';

/**
 * A notice as an article (provincial portal contract, section 4). Still to be filled in when it is sent: `KenhTinId`
 * `{ $channel: name }`, `TrangThaiId` `{ $state: name }`, and each `{ $file: n }` by the path of the uploaded file.
 */
export function renderArticle(
  carried: CarriedNotice,
  catalogue: Catalogue,
  profile: ProvincialProfile,
): Rendering {
  const { record, number } = carried.snapshot;
  const files = new Files(carried);
  const base = record.provenance ?? catalogue.unit(record.unit)?.name;
  return wireOf(carried, 'article', files, {
    TieuDe: record.title,
    TrichYeu: record.summary,
    NoiDung: record.body,
    NgayBanHanh: utc(record.publishedAt),
    NgayKetThuc: utc(record.expiresAt),
    NguonTin: [base, referenceOf(number)].filter(Boolean).join(' '),
    KenhTinId: { $channel: profile.channels[record.category] },
    TrangThaiId: { $state: profile.publishedState },
    AnhDaiDien: record.image === undefined ? undefined : files.add(record.image, nameIn(record.image)),
    FileDinhKem: record.attachments.map((attachment) => files.add(attachment.file, attachment.name)),
    Tacgia: record.author,
  });
}

/**
 * A notice with a `SoKyHieu` as a legal document. `NgaybanHanh` (spelled so) is the document's own date or, without one,
 * the day it was published; the issuer, where the source names none, is the publishing unit. What is published is public.
 */
export function renderLegal(carried: CarriedNotice, catalogue: Catalogue): Rendering {
  const { record } = carried.snapshot;
  if (record.number === undefined && carried.phase === 'PUBLISH') {
    const message = 'Tin không có số ký hiệu nên không phải là văn bản / no number, so no legal document';
    return { ok: false, hold: 'MISSING_FIELD', field: 'SoKyHieu', message };
  }
  const files = new Files(carried);
  return wireOf(carried, 'legal', files, {
    SoKyHieu: record.number,
    NgaybanHanh: utc(record.issuedAt ?? record.publishedAt),
    LoaiVanBan: record.documentType,
    CongKhai: true,
    TrichYeu: record.summary,
    FileDinhKem: record.attachments.map((attachment) => files.add(attachment.file, attachment.name)),
    CoQuanBanHanh: record.issuer ?? catalogue.unit(record.unit)?.name,
  });
}

/** To take something down needs no files and no text, only what finds it again. */
function wireOf(
  carried: CarriedNotice,
  operation: 'article' | 'legal',
  files: Files,
  keys: JsonObject,
): Rendering {
  const common = { operation, key: carried.snapshot.record.code, flags: [] };
  if (carried.phase === 'PUBLISH') {
    return { ok: true, wire: { ...common, body: filled(keys), files: files.handles } };
  }
  const kept = [...FOUND_BY[operation], 'NguonTin'].map((key) => [key, keys[key]]);
  const body = { ...filled(Object.fromEntries(kept)), [WITHDRAW_MARK]: true };
  return { ok: true, wire: { ...common, body, files: [] } };
}

const FOUND_BY = {
  article: ['TieuDe', 'NgayBanHanh'],
  legal: ['TrichYeu', 'SoKyHieu', 'NgaybanHanh', 'CoQuanBanHanh'],
};

/** Collects the handles of a body's files. */
class Files {
  readonly handles: FileHandle[] = [];
  constructor(private readonly carried: CarriedNotice) {}

  add(reference: string, name: string): JsonObject {
    const { subjectId, origin } = this.carried;
    this.handles.push({ subjectId, origin, reference, name, mode: 'kept' });
    return { $file: this.handles.length - 1 };
  }
}

/** A tombstone has no dates. */
function utc(at: NoticeRecord['expiresAt']): string | undefined {
  const ms = Date.parse(at ?? '');
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}

/** The last part of a path or an address. */
function nameIn(reference: string): string {
  const path = URL.canParse(reference) ? new URL(reference).pathname : reference;
  return path.split('/').pop() || 'image';
}
