import {
  amount,
  type Check,
  type Complaint,
  checkShape,
  dossierCode,
  existsInCalendar,
  flag,
  integer,
  list,
  object,
  procedureCode,
  type Shape,
  text,
  wrong,
} from '../../simulation/check.js';
import type { ProvincialSimulatorProfile } from './profile.js';

/** RFC 3339 with milliseconds and a `Z`, a moment that exists. */
export const instant: Check = (value, field) => {
  const match =
    typeof value === 'string' ? /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)\.\d{3}Z$/.exec(value) : null;
  if (!match) return wrong(field, 'ngày giờ phải có dạng 2024-08-23T01:30:00.000Z');
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number);
  return existsInCalendar(year, month, day, hour, minute, second)
    ? undefined
    : wrong(field, 'ngày giờ không tồn tại');
};

const ZERO_DATE = '0000-00-00T00:00:00.000+0700';
const shape = (keys: Record<string, Check>, needed: string[]): Shape => ({
  keys,
  needed,
  emptyIsAbsent: false,
});
const oneOfNumbers =
  (...allowed: number[]): Check =>
  (value, field) =>
    typeof value === 'number' && allowed.includes(value)
      ? undefined
      : wrong(field, `chỉ nhận số ${allowed.join(', ')}`);

/** Base64 in full groups that decodes to at most `max` bytes. */
function base64(max: number): Check {
  return (value, field) => {
    if (typeof value !== 'string' || value === '') return wrong(field, 'phải là Base64');
    if (value.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(value))
      return wrong(field, 'không phải Base64 hợp lệ');
    if ((value.length / 4) * 3 - (value.endsWith('==') ? 2 : value.endsWith('=') ? 1 : 0) > max) {
      return { reason: 'too long', field, message: `tệp lớn quá ${max} byte` };
    }
    return undefined;
  };
}

const FEE = shape({ FeeName: text(), FeeType: oneOfNumbers(1, 2, 4), Price: amount(0) }, [
  'FeeName',
  'Price',
]);
const PAPER = shape({ PaperName: text(), Amount: integer(0), PaperType: oneOfNumbers(1, 2) }, ['PaperName']);
const SUPPLEMENTARY = shape(
  {
    SupplementaryId: integer(),
    SendUser: text(),
    SendComment: text(),
    SendDate: instant,
    ReceivedUser: text(),
    ReceivedComment: text(),
    ReceivedDate: instant,
    IsReceived: flag,
    Papers: list(object(PAPER), true),
    Fees: list(object(FEE), true),
    OldDateAppointed: instant,
    NewDateAppointed: instant,
  },
  ['SupplementaryId', 'SendDate', 'IsReceived'],
);

/** `MSyncDocument` (provincial portal contract, section 3). */
function documentShape(profile: ProvincialSimulatorProfile): Shape {
  const beforeEvent: Check = (value, field) => {
    if (profile.absentDate === 'empty' && value === '') return undefined;
    if (profile.absentDate === 'zero' && value === ZERO_DATE) return undefined;
    return instant(value, field);
  };
  const attachment = shape(
    {
      AttachmentId: integer(),
      AttachmentName: text(),
      IsDeleted: flag,
      Base64: base64(profile.maxAttachment),
      IsVerified: flag,
    },
    ['AttachmentId', 'AttachmentName', 'Base64', 'IsVerified'],
  );
  return shape(
    {
      DocTypeCode: procedureCode,
      DocTypeName: text(),
      DocCode: dossierCode,
      CitizenName: text(),
      CitizenInfo: text(),
      ApplicantsId: text(),
      ApplicantsType: oneOfNumbers(1, 2, 3, 4),
      Address: text(),
      Email: text(),
      Phone: text(),
      Compendium: text(),
      DateReceived: instant,
      DateAppointed: instant,
      IsSuccess: flag,
      SuccessDate: beforeEvent,
      ApproverName: text(),
      ApproverPosition: text(),
      SuccessNote: text(),
      IsReturned: flag,
      ReturnedDate: beforeEvent,
      ReturnNote: text(),
      ReturnedType: oneOfNumbers(0, 1),
      FinishedDate: instant,
      Status: oneOfNumbers(1, 2),
      ProcessingOrganName: text(),
      HasSupplementary: flag,
      RequireSupplementaryDate: instant,
      Note: text(),
      Attachments: list(object(attachment), true),
      DocFees: list(object(FEE), true),
      DocPapers: list(object(PAPER), true),
      Supplementaries: list(object(SUPPLEMENTARY), true),
      OrganInchargeIdLevel1: text(),
      OrganInchargeName: text(),
    },
    [
      ...[
        'DocTypeCode',
        'DocTypeName',
        'DocCode',
        'CitizenName',
        'ApplicantsType',
        'IsSuccess',
        'IsReturned',
      ],
      ...['Status', 'ProcessingOrganName', 'OrganInchargeIdLevel1', 'OrganInchargeName', ...profile.required],
    ],
  );
}

/** `MDocumentTraces`. `DocumentId` is taken as text or int32: its type is not public. */
const TRACE = shape(
  {
    DocumentId: (value, field) =>
      typeof value === 'number' ? integer()(value, field) : text()(value, field),
    DocCode: dossierCode,
    UserName: text(),
    UserPosition: text(),
    DateCreated: instant,
    Comment: text(),
    Status: integer(1, 10),
    OrganizationInchargeIdLevel1: text(),
    OrganizationInchargeName: text(),
  },
  [
    'DocumentId',
    'DocCode',
    'UserName',
    'DateCreated',
    'OrganizationInchargeIdLevel1',
    'OrganizationInchargeName',
  ],
);

/** The checks of dossiers and trace entries, made once for a profile and a catalogue. */
export class DocumentChecks {
  readonly #document: Shape;

  constructor(
    profile: ProvincialSimulatorProfile,
    readonly procedures: ReadonlySet<string>,
    readonly agencies: ReadonlySet<string>,
  ) {
    this.#document = documentShape(profile);
  }

  document(value: unknown): Complaint | undefined {
    const complaint = checkShape(value, this.#document);
    if (complaint) return complaint;
    const body: Record<string, unknown> = { ...(value as object) };
    if (!this.procedures.has(String(body['DocTypeCode'])))
      return wrong('DocTypeCode', 'không có trong danh mục');
    if (!this.agencies.has(String(body['OrganInchargeIdLevel1']))) {
      return wrong('OrganInchargeIdLevel1', 'không có trong danh mục đơn vị');
    }
    if (body['IsReturned'] === true && !body['ReturnedDate']) {
      return { reason: 'missing', field: 'ReturnedDate', message: 'đã trả kết quả thì phải có ngày trả' };
    }
    if ((body['IsReturned'] === true || body['IsSuccess'] === true) && body['Status'] !== 2) {
      return wrong('Status', 'hồ sơ đã có kết quả hoặc đã trả phải là 2');
    }
    const supplements: unknown[] = Array.isArray(body['Supplementaries']) ? body['Supplementaries'] : [];
    for (const [index, each] of supplements.entries()) {
      const row: Record<string, unknown> = { ...(each as object) };
      if (row['IsReceived'] !== (row['ReceivedDate'] !== undefined)) {
        return wrong(`Supplementaries[${index}].IsReceived`, 'không khớp với ReceivedDate');
      }
    }
    return undefined;
  }

  trace(value: unknown): Complaint | undefined {
    const complaint = checkShape(value, TRACE);
    if (complaint) return complaint;
    const agency = String({ ...(value as Record<string, unknown>) }['OrganizationInchargeIdLevel1']);
    return this.agencies.has(agency)
      ? undefined
      : wrong('OrganizationInchargeIdLevel1', 'không có trong danh mục đơn vị');
  }
}

/** What makes two trace entries the same one (section 3). */
export function traceKey(item: Record<string, unknown>): string {
  return ['DocCode', 'DateCreated', 'UserName', 'Status', 'Comment']
    .map((key) => String(item[key] ?? ''))
    .join('|');
}
