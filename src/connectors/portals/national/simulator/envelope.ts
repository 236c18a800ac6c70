import type { Complaint } from '../../simulation/check.js';
import { type Answer, type Call, isObject } from '../../simulation/http.js';
import { chance } from '../../simulation/random.js';
import type { NationalSimulatorProfile } from './profile.js';

/** Keys of each service's body beside `session`, `madonvi`, `service` (national portal contract, section 3). */
export const SERVICES: Record<string, readonly string[]> = {
  DongBoHoSoMC: ['isUpdating', 'data'],
  CapNhatTienDoHoSoMC: ['data'],
  TraCuuHoSo: ['mahoso'],
  LayThuTuc: ['maTTHC'],
  LayDanhSachTTHC: [],
  LayDanhMucCoQuan: [],
  LayDanhMucLinhVuc: [],
  TraCuuTechID: ['provider', 'mstorcmnd'],
  DongBoThongBao: ['isUpdating', 'data'],
  TraCuuThongBao: ['mathongbao'],
};

/** What is said about one item or one call. `code` 0: accepted. */
export interface Verdict {
  code: number;
  message: string;
}

export const ACCEPTED: Verdict = { code: 0, message: 'Thành công' };

/** Writes answers in this portal's manner: codes as text or numbers, `result` there or not. */
export class Manner {
  constructor(
    readonly profile: NationalSimulatorProfile,
    readonly seed: number,
  ) {}

  answer(call: Call, verdict: Verdict, result?: unknown[]): Answer {
    const body: Record<string, unknown> = {
      error_code: this.code(call.number, verdict.code),
      message: verdict.message,
    };
    // Of a call without a result the key is sometimes missing, as in the field.
    if (result) body['result'] = result;
    else if (chance(this.seed, 'result', call.number) < 0.5) body['result'] = [];
    return { status: 200, body };
  }

  code(number: number, code: number): string | number {
    const { errorCodes } = this.profile;
    const style =
      errorCodes === 'alternate' ? (['string', 'number', 'double'] as const)[number % 3] : errorCodes;
    if (style === 'number') return code;
    return style === 'double' && code === 0 ? '00' : String(code);
  }

  complaint({ reason, field, message }: Complaint): Verdict {
    const { codes } = this.profile;
    const code =
      reason === 'missing' ? codes.missing : reason === 'unknown key' ? codes.unknownKey : codes.value;
    return { code, message: `${field}: ${message}` };
  }
}

/** What is wrong with the headers, the routing or the size of a call; undefined: nothing. */
export function checkTransport(call: Call, profile: NationalSimulatorProfile): Answer | undefined {
  const refuse = (status: number, body: string): Answer => ({ status, type: 'text', body });
  if (call.method !== 'POST') return refuse(405, 'Method Not Allowed');
  if (call.body.length > profile.maxBatchBytes) return refuse(413, 'Payload Too Large');
  if (profile.strictHeaders) {
    if (!/^application\/json\b/i.test(call.headers['content-type'] ?? '')) return refuse(415, 'Content-Type');
    if (!/application\/json/i.test(call.headers.accept ?? '')) return refuse(406, 'Accept');
    if (!/^utf-8$/i.test(String(call.headers['charset'] ?? ''))) return refuse(400, 'Charset');
  }
  const wanted = profile.dstcodeIn;
  for (const [where, value] of [
    ['header', call.headers['dstcode']],
    ['query', call.query.get('dstcode')],
  ] as const) {
    if (wanted !== where && wanted !== 'both') continue;
    if (!value) return refuse(400, `dstcode: ${where}`);
    if (profile.dstcode !== undefined && value !== profile.dstcode) return refuse(404, `dstcode: ${where}`);
  }
  return undefined;
}

/** What is wrong with the envelope's own keys. */
export function checkEnvelope(body: unknown, profile: NationalSimulatorProfile): Verdict | undefined {
  const bad = (message: string): Verdict => ({ code: profile.codes.envelope, message });
  if (!isObject(body)) return bad('thân không phải đối tượng JSON');
  const service = body['service'];
  const own = typeof service === 'string' && Object.hasOwn(SERVICES, service) ? SERVICES[service] : undefined;
  if (!own || (!profile.notices && /ThongBao$/.test(String(service))))
    return bad('service: không có dịch vụ này');
  for (const key of Object.keys(body)) {
    if (!['session', 'madonvi', 'service', ...own].includes(key)) {
      return { code: profile.codes.unknownKey, message: `${key}: khóa không có trong đặc tả` };
    }
  }
  for (const key of ['madonvi', ...own]) {
    if (body[key] === undefined) return { code: profile.codes.missing, message: `${key}: thiếu` };
    if (key !== 'data' && (typeof body[key] !== 'string' || body[key] === ''))
      return bad(`${key}: phải là chuỗi`);
  }
  if (own.includes('isUpdating') && body['isUpdating'] !== 'True' && body['isUpdating'] !== 'False') {
    return bad('isUpdating: chỉ nhận "True", "False"');
  }
  if (own.includes('data') && (!Array.isArray(body['data']) || body['data'].length === 0)) {
    return bad('data: phải là danh sách không rỗng');
  }
  return undefined;
}
