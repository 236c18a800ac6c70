import { z } from 'zod';
import type { Json, JsonObject } from '../../../domain/canonical.js';

/** Services of the envelope (national portal contract, section 3). */
export const SERVICE = {
  dossier: 'DongBoHoSoMC',
  trace: 'CapNhatTienDoHoSoMC',
  notice: 'DongBoThongBao',
  dossierLookup: 'TraCuuHoSo',
  noticeLookup: 'TraCuuThongBao',
  procedure: 'LayThuTuc',
  procedures: 'LayDanhSachTTHC',
  units: 'LayDanhMucCoQuan',
  fields: 'LayDanhMucLinhVuc',
} as const;

/** Keys whose value is a file's link: its query does not count. */
export const LINK_KEYS: ReadonlySet<string> = new Set(['DuongDanTaiTepTin', 'DuongDanTepTinKetQua']);

/** A code comes as text or as a number; text is what the hub keeps. */
const code = z
  .union([z.string(), z.number()])
  .transform((value) => String(value).trim())
  .pipe(z.string().min(1));
/** Decides nothing, so its shape is not insisted on. */
const message = z.string().optional().catch(undefined);
const json: z.ZodType<Json> = z.json();
const row: z.ZodType<JsonObject> = z.record(z.string(), json);

/** Every answer; without a code it does not decode. `result` may be missing or `null`. */
const answerSchema = z.looseObject({ error_code: code, message, result: z.array(row).nullish() });
export type PortalAnswer = z.output<typeof answerSchema>;

/** `POST login`; an accepted one has a session, a refused one has none, or an empty one. */
const loginSchema = z.looseObject({
  error_code: code,
  message,
  session: z.string().min(1).optional().catch(undefined),
});

/** One line of a batch that is answered item by item; a notice's line is keyed by its own code. */
const verdictSchema = z.looseObject({
  MaHoSo: z.string().optional(),
  MaThongBao: z.string().optional(),
  error_code: code,
  message,
});
export type ListedVerdict = z.output<typeof verdictSchema>;

const scalar = z.union([z.string(), z.number()]).nullish();

/** One item of `QuaTrinhXuLy[]`, its natural key; parts may be missing. */
const remoteTraceSchema = z.looseObject({
  MaHoSo: scalar,
  ThoiDiemXuLy: scalar,
  TrangThai: scalar,
  NguoiXuLy: scalar,
  NoiDungXuLy: scalar,
});
export type RemoteTrace = z.output<typeof remoteTraceSchema>;

/** `result[0]` of `TraCuuHoSo`; no, an empty or a `""` list of traces are the same. */
const remoteDossierSchema = z.looseObject({
  MaHoSo: z.string(),
  QuaTrinhXuLy: z.union([z.array(remoteTraceSchema), z.literal('')]).nullish(),
});

export const decodeAnswer = decoder(answerSchema);
export const decodeLogin = decoder(loginSchema);

/** The lines of a listed batch; undefined when one of them has no code. */
export function decodeVerdicts(result: readonly JsonObject[]): ListedVerdict[] | undefined {
  const parsed = z.array(verdictSchema).safeParse(result);
  return parsed.success ? parsed.data : undefined;
}

/** The traces of a record that was read back; undefined when the record is of another shape. */
export function decodeRemoteTraces(record: JsonObject): RemoteTrace[] | undefined {
  const parsed = remoteDossierSchema.safeParse(record);
  if (!parsed.success) return undefined;
  return Array.isArray(parsed.data.QuaTrinhXuLy) ? parsed.data.QuaTrinhXuLy : [];
}

function decoder<T>(schema: z.ZodType<T>): (text: string) => T | undefined {
  return (text) => {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      return undefined;
    }
    const parsed = schema.safeParse(value);
    return parsed.success ? parsed.data : undefined;
  };
}
