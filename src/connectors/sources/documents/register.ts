import type { JsonObject } from '../../../domain/canonical.js';
import {
  arrivalId,
  type DocumentFacts,
  type DocumentMessage,
  type DocumentRecord,
  type DocumentTrace,
  documentId,
  documentKey,
  organKey,
} from '../../../domain/kinds/document.js';
import { foldDocument } from '../../../domain/kinds/document-fold.js';
import type { Problem } from '../../../domain/ports.js';
import { localDay } from '../../../domain/time.js';
import { dossierCodesIn, inOrder, notAhead } from '../reading/checks.js';
import { compact, type Fields, type LooseFields } from '../reading/fields.js';
import { leafProblem } from '../reading/leaves.js';
import type { PlainForm } from '../reading/plain-source.js';
import { REGISTER_FORM, REGISTER_STATES } from './register-contract.js';

type Row = Fields<typeof REGISTER_FORM>;
type LooseRow = LooseFields<typeof REGISTER_FORM>;

/** Bytes of a path or address of a file. */
const MAX_PATH = 2000;

/** A row of the register of documents in or out. */
export const registerForm: PlainForm<typeof REGISTER_FORM, DocumentRecord> = {
  name: 'documents',
  kind: 'document',
  label: 'Văn bản đi, đến',
  order: 50,
  form: REGISTER_FORM,
  key: 'MaVanBan',
  sides: [
    { suffix: '.qua-trinh', list: 'QuaTrinh' },
    { suffix: '.tep', list: 'TepDinhKem' },
  ],
  codeOf,
  rules(row, problems, now) {
    notAhead(row.NgayVanBan, 'NgayVanBan', now, problems);
    notAhead(row.NgayDen, 'NgayDen', now, problems);
    inOrder({ field: 'NgayVanBan', at: row.NgayVanBan }, { field: 'NgayDen', at: row.NgayDen }, problems);
    if (row.Huong === 'DEN') {
      for (const field of ['SoDen', 'NgayDen', 'TacGia'] as const)
        if (row[field] === undefined) missing(field, problems);
    }
    for (const [index, { ThoiDiem: at }] of row.QuaTrinh.entries())
      notAhead(at, `QuaTrinh[${index}].ThoiDiem`, now, problems);
    for (const [index, { DuongDan: path = '' }] of row.TepDinhKem.entries()) {
      // Longer ones cannot be looked up again.
      if (Buffer.byteLength(path) > MAX_PATH)
        problems.push(leafProblem(`TepDinhKem[${index}].DuongDan`, 'TOO_LONG'));
      // What came inside of a package belongs to that package alone.
      if (!/^\s*kept:/i.test(path)) continue;
      const message =
        'Chỉ nhận địa chỉ http(s) hoặc đường dẫn trong files/ (http(s) or a path in files/ only)';
      problems.push({ field: `TepDinhKem[${index}].DuongDan`, code: 'BAD_SHAPE', message });
    }
  },
  gone: ({ DonVi: unit }) => (unit === undefined ? {} : { unit }),
  record(row, code) {
    const facts = factsOf(row);
    const state = row.TrangThai && REGISTER_STATES[row.TrangThai];
    const message: DocumentMessage = {
      type: 'REGISTER',
      at: row.NgayCapNhat,
      facts,
      traces: row.QuaTrinh.map((trace) =>
        compact<DocumentTrace>({
          at: trace.ThoiDiem,
          organ: undefined,
          department: trace.PhongBan,
          staff: trace.NguoiXuLy,
          status: trace.TrangThai?.trim(),
          note: trace.NoiDung,
        }),
      ),
      ...(state ? { state } : {}),
    };
    return foldDocument(code, [message]);
  },
};

function codeOf(row: LooseRow): string | undefined {
  if (row.MaVanBan !== undefined) return documentKey(row.MaVanBan);
  const organ = row.MaTacGia ?? (row.Huong === 'DI' ? row.DonVi : undefined);
  if (organ !== undefined && row.NgayVanBan !== undefined && row.SoKyHieu !== undefined) {
    const { number, notation } = parted(row.SoKyHieu);
    return documentId(organ, localDay(row.NgayVanBan).replaceAll('-', '/'), number, notation);
  }
  if (row.DonVi === undefined || row.NgayDen === undefined || row.SoDen === undefined) return undefined;
  return arrivalId(row.DonVi, localDay(row.NgayDen).slice(0, 4), row.SoDen.trim());
}

/** `12345/UBND-THKH` → `12345`, `UBND-THKH`. */
function parted(numberAndNotation: string): { number: string; notation: string } {
  const at = numberAndNotation.indexOf('/');
  return { number: numberAndNotation.slice(0, at).trim(), notation: numberAndNotation.slice(at + 1).trim() };
}

function missing(field: string, problems: Problem[]): void {
  if (problems.some((problem) => problem.field === field)) return;
  problems.push(leafProblem(field, 'MISSING'));
}

function factsOf(row: Row): DocumentFacts {
  const outgoing = row.Huong === 'DI';
  return compact<DocumentFacts>({
    direction: outgoing ? 'OUT' : 'IN',
    unit: row.DonVi,
    issuer: compact<DocumentFacts['issuer']>({
      code: keyed(row.MaTacGia ?? (outgoing ? row.DonVi : undefined)),
      name: row.TacGia,
    }),
    recipients: row.DonViNhan.map(({ Ma: code, Ten: name }) =>
      compact<DocumentFacts['issuer']>({ code: keyed(code), name }),
    ),
    ...parted(row.SoKyHieu),
    issuedAt: row.NgayVanBan,
    place: undefined,
    typeName: row.LoaiVanBan?.trim(),
    subject: row.TrichYeu,
    content: row.NoiDung,
    signer: row.NguoiKy,
    signerPosition: row.ChucVuNguoiKy,
    signerCompetence: undefined,
    priority: row.DoKhan,
    steering: undefined,
    dueAt: row.HanXuLy,
    pages: row.SoTrang,
    toPlaces: placesIn(row.NoiNhan),
    arrivalNumber: row.SoDen?.trim(),
    arrivedAt: row.NgayDen,
    onPaper: row.HinhThuc && row.HinhThuc === 'GIAY',
    files: row.TepDinhKem.map(({ Ten: name, DuongDan: path }) => {
      const file = path.trim();
      return { name: name ?? file.split('/').at(-1) ?? file, file };
    }),
    responseFor: row.TraLoiCho.map(documentKey),
    replaces: row.ThayThe.map(documentKey),
    dossiers: [
      ...new Set([
        ...row.MaHoSo,
        ...dossierCodesIn(row.SoKyHieu, row.TrichYeu, row.NoiDung, ...row.TraLoiCho),
      ]),
    ],
  });
}

/** As statuses and packages have it, whatever the register writes: they find each other by it. */
function keyed(organId: string | undefined): string | undefined {
  return organId === undefined ? undefined : organKey(organId);
}

function placesIn(text: string | undefined): string[] {
  return (text ?? '')
    .split(/[;\n]+/)
    .map((place) => place.trim())
    .filter((place) => place !== '');
}

/** Whether a raw record is a row of the register; else it is a package. */
export function isRegisterRow(raw: JsonObject): boolean {
  return !('MessageHeader' in raw || 'Status' in raw);
}
