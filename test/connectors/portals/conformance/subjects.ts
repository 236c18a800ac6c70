import type { Carried } from '../../../../src/domain/ports.js';
import type { DossierRecord, NoticeRecord, TraceItem } from '../../../../src/domain/records.js';

/** The one result file of {@link dossier}, and the attachment of {@link notice}. */
export const RESULT_FILE = 'files/ket-qua.pdf';
export const NOTICE_FILE = 'files/thong-bao.pdf';
export const FILES = new Map([
  [RESULT_FILE, Buffer.from('%PDF-1.7 kết quả')],
  [NOTICE_FILE, Buffer.from('%PDF-1.7 thông báo')],
]);

/** The `number`th made-up dossier, processed, with a result, a paper of each kind, a fee and a supplement. */
export function dossier(number: number, changes: Partial<DossierRecord> = {}): DossierRecord {
  return {
    kind: 'dossier',
    code: `H56.14-240823-${String(number).padStart(4, '0')}`,
    procedureCode: '1.001193',
    receivingUnit: 'H56.14.1',
    channel: 1,
    applicantType: 1,
    applicantName: 'Nguyễn Thị Mẫu',
    identityType: 1,
    identityNumber: '000000000001',
    phone: '0900000001',
    email: 'mau@example.test',
    // Not yet in NFC, so that whoever forgets to normalise is found out.
    summary: 'Đăng ký khai sinh cho cháu Bình'.normalize('NFD'),
    submittedAt: '2024-08-23T01:00:00.000Z',
    receivedAt: '2024-08-23T01:30:00.000Z',
    dueAt: '2024-08-23T10:00:00.000Z',
    finishedAt: '2024-08-23T08:00:00.000Z',
    state: 9,
    changedAt: '2024-08-23T08:00:05.000Z',
    trace: [],
    components: [
      { code: 'G15.TK01', name: 'Tờ khai đăng ký khai sinh', file: 'files/to-khai.pdf', digitised: true },
      { name: 'Giấy chứng sinh', originals: 1, copies: 2 },
    ],
    results: [{ code: 'KQ.G15.000001', name: 'Giấy khai sinh', file: RESULT_FILE }],
    fees: [{ name: 'Lệ phí hộ tịch', type: 2, amount: 8000 }],
    supplements: [
      { id: 'BS-1', requestedAt: '2024-08-23T02:00:00.000Z', content: 'Bổ sung giấy chứng sinh' },
    ],
    ...changes,
  };
}

export function notice(number: number, changes: Partial<NoticeRecord> = {}): NoticeRecord {
  return {
    kind: 'notice',
    code: `TIN-${number}`,
    title: `Thông báo số ${number}`,
    body: '<p>Ủy ban nhân dân huyện thông báo.</p>',
    summary: `Tóm tắt ${number}`,
    category: 'THU_TUC_HANH_CHINH',
    publishedAt: '2024-08-20T01:00:00.000Z',
    unit: 'H56.14',
    attachments: [{ name: 'thong-bao.pdf', file: NOTICE_FILE }],
    changedAt: '2024-08-20T01:00:05.000Z',
    ...changes,
  };
}

export function traceItem(changes: Partial<TraceItem> = {}): TraceItem {
  return {
    at: '2024-08-23T01:30:00.000Z',
    state: 2,
    actor: 'Trần Văn Ví Dụ',
    title: 'Công chức một cửa',
    department: 'Bộ phận một cửa',
    note: 'Tiếp nhận hồ sơ'.normalize('NFD'),
    ...changes,
  };
}

type Of<T extends Carried['type']> = Extract<Carried, { type: T }>;

export function carriedDossier(record: DossierRecord, changes: Partial<Of<'dossier'>> = {}): Of<'dossier'> {
  return {
    type: 'dossier',
    subjectId: `1${record.code.slice(-4)}`,
    key: record.code,
    form: 'record',
    version: 1,
    generation: 0,
    phase: 'PUBLISH',
    origin: 'one-stop',
    snapshot: {
      record,
      componentIds: record.components.map((_, index) => 101 + index),
      resultIds: record.results.map((_, index) => 201 + index),
      supplementIds: record.supplements.map((_, index) => 301 + index),
    },
    ...changes,
  };
}

export function carriedTrace(record: DossierRecord, entry: TraceItem, entryId: number): Of<'trace'> {
  return { type: 'trace', subjectId: '1', key: record.code, form: 'record', entryId, entry, record };
}

export function carriedNotice(record: NoticeRecord, changes: Partial<Of<'notice'>> = {}): Of<'notice'> {
  const number = Number(record.code.replace(/\D/g, ''));
  return {
    type: 'notice',
    subjectId: `2${number}`,
    key: record.code,
    form: 'record',
    version: 1,
    generation: 0,
    phase: 'PUBLISH',
    origin: 'notices',
    snapshot: { record, number },
    ...changes,
  };
}
