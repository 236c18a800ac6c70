import {
  type DocumentFacts,
  type DocumentMessage,
  type DocumentParty,
  documentId,
  documentKey,
  issuerOf,
  organKey,
  STEERINGS,
} from '../../../domain/kinds/document.js';
import { foldDocument } from '../../../domain/kinds/document-fold.js';
import { isStatus, STATUSES } from '../../../domain/kinds/document-states.js';
import type { Decoded, Problem, Reference } from '../../../domain/ports.js';
import { type Instant, localDay } from '../../../domain/time.js';
import { dossierCodesIn, notAhead } from '../reading/checks.js';
import { compact, type LooseFields, readFields } from '../reading/fields.js';
import { leafProblem } from '../reading/leaves.js';
import { PACKAGE_FORM } from './package-contract.js';

type Package = LooseFields<typeof PACKAGE_FORM>;
type Header = NonNullable<Package['MessageHeader']>;

/** BussinessDocType */
const REVOKE = 1;
const UPDATE = 2;
const REPLACE = 3;
/** Of a revocation only these parts count: it may leave out what the document itself said. */
const OF_REVOCATION = /^(?:DonVi|MessageHeader\.From|TraceHeaderList|Bussiness)/;

/** One package: a document, something about one, or a status; or all that is wrong with it. `now`: the run's own time, ms. Pure. */
export function decodePackage(raw: object, now: number): Decoded {
  const found: Problem[] = [];
  const fields = readFields(PACKAGE_FORM, raw, '', found);
  return fields.Status ? decodeStatus(fields, found, now) : decodeDocument(fields, found, now);
}

function decodeStatus(fields: Package, problems: Problem[], now: number): Decoded {
  const { Status: status, DonVi: unit } = fields;
  const target = status?.ResponseFor[0]?.DocumentId;
  if (!status?.From && !problems.some(({ field }) => field.startsWith('Status.From')))
    miss('Status.From', problems);
  if (target === undefined) missOnce('Status.ResponseFor', problems);
  const said = status?.StatusCode;
  const from = status?.From?.OrganId;
  isDocumentId(target, 'Status.ResponseFor[0].DocumentId', problems);
  if (said !== undefined && !isStatus(said)) {
    const message = `Giá trị không có trong danh mục (value is not in its list): ${Object.keys(STATUSES).sort().join(', ')}`;
    problems.push({ field: 'Status.StatusCode', code: 'NOT_IN_LIST', message });
  }
  const at = status?.Timestamp;
  notAhead(at, 'Status.Timestamp', now, problems);
  const code = target === undefined ? undefined : documentKey(target);
  if (problems.length > 0 || code === undefined || !unit || !at || said === undefined || from === undefined) {
    return refused(code, at, unit, problems);
  }
  const message: DocumentMessage = {
    type: 'STATUS',
    at,
    from: organKey(from),
    unit,
    status: said,
    trace: compact<Extract<DocumentMessage, { type: 'STATUS' }>['trace']>({
      at,
      organ: organKey(from),
      department: status?.StaffInfo?.Department,
      staff: status?.StaffInfo?.Staff,
      status: said,
      note: status?.Description,
    }),
  };
  return { ok: true, record: foldDocument(code, [message]) };
}

function decodeDocument(fields: Package, found: Problem[], now: number): Decoded {
  const { MessageHeader: header, Bussiness: business, DonVi: unit } = fields;
  const type = business?.BussinessDocType ?? 0;
  const problems = type === REVOKE ? found.filter(({ field }) => OF_REVOCATION.test(field)) : found;
  const from = header?.From?.OrganId;
  if (from === undefined) missOnce('MessageHeader.From', problems);
  const own = ownId(header);
  const target = business?.DocumentId === undefined ? undefined : documentKey(business.DocumentId);
  const code = type === REVOKE || type === UPDATE ? (target ?? own) : own;
  const at = timeOf(fields);
  notAhead(at, 'TraceHeaderList.TraceHeader', now, problems);
  if (type !== REVOKE) completeHeader(header, problems);
  else if (code === undefined) missOnce('Bussiness.DocumentId', problems);
  const replaces = type === REPLACE ? replacedBy(fields) : [];
  if (type !== 0) isDocumentId(business?.DocumentId, 'Bussiness.DocumentId', problems);
  for (const id of replaces) isDocumentId(id, 'Bussiness.ReplacementInfoList', problems);
  if (at === undefined) missOnce('TraceHeaderList.TraceHeader', problems);
  if (problems.length > 0 || code === undefined || !unit || !at || from === undefined || !header) {
    return refused(code, at, unit, problems);
  }
  const base = { at, from: organKey(from) };
  if (type === REVOKE) {
    const reason = business?.BussinessDocReason;
    return folded(code, { ...base, type: 'REVOKE', unit, ...(reason === undefined ? {} : { reason }) });
  }
  const facts = factsOf(fields, header, unit, replaces);
  const also = fields.DonViKhac.length > 0 ? { also: fields.DonViKhac } : {};
  if (type !== UPDATE) return folded(code, { ...base, ...also, type: 'PACKAGE', facts });
  const changes = business?.BussinessDocumentInfo?.ReceiverList?.Receiver ?? [];
  const named = (wanted: 0 | 1) =>
    changes.flatMap(({ ReceiverType: each, OrganId: organ }) =>
      each === wanted && organ ? [organKey(organ)] : [],
    );
  return folded(code, {
    ...base,
    ...also,
    type: 'UPDATE',
    facts,
    added: named(1).map((organ) => ({ code: organ })),
    removed: named(0),
  });
}

function folded(code: string, message: DocumentMessage): Decoded {
  return { ok: true, record: foldDocument(code, [message]) };
}

function refused(
  key: string | undefined,
  changedAt: Instant | undefined,
  unit: string | undefined,
  problems: Problem[],
): Decoded {
  const references: Reference[] = unit === undefined ? [] : [{ field: 'DonVi', type: 'unit', code: unit }];
  return {
    ok: false,
    ...(key === undefined ? {} : { key }),
    ...(changedAt === undefined ? {} : { changedAt }),
    problems,
    references,
  };
}

/** What a document without a `required` part of its header lacks: a part that is not there tells nothing by itself. */
function completeHeader(header: Header | undefined, problems: Problem[]): void {
  if (header?.To.length === 0) missOnce('MessageHeader.To', problems);
  if (!header?.Code) missOnce('MessageHeader.Code', problems);
  if (!header?.PromulgationInfo) missOnce('MessageHeader.PromulgationInfo', problems);
}

/** On the axis documents are named by what tells who issued them: nobody has a say in what is nobody's. Other keys are the register's own. */
function isDocumentId(id: string | undefined, field: string, problems: Problem[]): void {
  if (id === undefined || issuerOf(documentKey(id)) !== undefined) return;
  if (!problems.some((problem) => problem.field === field)) problems.push(leafProblem(field, 'BAD_SHAPE'));
}

function missOnce(field: string, problems: Problem[]): void {
  if (!problems.some((problem) => problem.field.startsWith(field))) miss(field, problems);
}

function miss(field: string, problems: Problem[]): void {
  problems.push({ field, code: 'MISSING', message: 'Thiếu giá trị bắt buộc (required value is missing)' });
}

/** As the package says it, or, where that names no issuer, made of what a DocumentId is made of. */
function ownId(header: Header | undefined): string | undefined {
  const said = header?.DocumentId === undefined ? undefined : documentKey(header.DocumentId);
  if (said !== undefined && issuerOf(said) !== undefined) return said;
  const { From: from, Code: code, PromulgationInfo: issued } = header ?? {};
  if (!from?.OrganId || !code?.CodeNumber || !code.CodeNotation || !issued?.PromulgationDate)
    return undefined;
  const day = localDay(issued.PromulgationDate).replaceAll('-', '/');
  return documentId(from.OrganId, day, code.CodeNumber.trim(), code.CodeNotation.trim());
}

/** When it was sent last on its way; of a package without a trace, the day of its issue. */
function timeOf({ TraceHeaderList: traces, MessageHeader: header }: Package): Instant | undefined {
  const times = (traces?.TraceHeader ?? []).flatMap(({ Timestamp: at }) => at ?? []).sort();
  return times.at(-1) ?? header?.PromulgationInfo?.PromulgationDate;
}

function replacedBy({ Bussiness: business }: Package): string[] {
  const listed = business?.ReplacementInfoList?.ReplacementInfo ?? [];
  const ids = [...listed.map(({ DocumentId: id }) => id), business?.DocumentId];
  return [...new Set(ids.flatMap((id) => (id === undefined ? [] : [documentKey(id)])))];
}

function partyOf(
  party: { OrganId?: string | undefined; OrganName?: string | undefined } | undefined,
): DocumentParty {
  return compact<DocumentParty>({
    code: party?.OrganId && organKey(party.OrganId),
    name: party?.OrganName?.trim(),
  });
}

function factsOf(fields: Package, header: Header, unit: string, replaces: string[]): DocumentFacts {
  const { SignerInfo: signer, OtherInfo: other, PromulgationInfo: issued } = header;
  return compact<DocumentFacts>({
    direction: fields.Huong === 'DI' ? 'OUT' : 'IN',
    unit,
    issuer: partyOf(header.From),
    recipients: header.To.map(partyOf),
    number: header.Code?.CodeNumber?.trim(),
    notation: header.Code?.CodeNotation?.trim(),
    issuedAt: issued?.PromulgationDate,
    place: issued?.Place,
    typeName: header.DocumentType?.TypeName?.trim(),
    subject: header.Subject,
    content: header.Content,
    signer: signer?.FullName,
    signerPosition: signer?.Position,
    signerCompetence: signer?.Competence,
    priority: other?.Priority,
    // 0 is what some send for "none".
    steering: header.SteeringType === 0 ? 1 : STEERINGS.find((each) => each === header.SteeringType),
    dueAt: header.DueDate,
    pages: other?.PageAmount,
    toPlaces: header.ToPlaces?.Place ?? [],
    arrivalNumber: undefined,
    arrivedAt: undefined,
    onPaper: undefined,
    files: fields.Attachments.map((file) =>
      compact<DocumentFacts['files'][number]>({
        name: file.AttachmentName ?? '',
        file: file.File ?? '',
        mediaType: file.ContentType,
        bytes: file.Bytes,
      }),
    ),
    responseFor: header.ResponseFor.flatMap(({ DocumentId: id }) =>
      id === undefined ? [] : [documentKey(id)],
    ),
    replaces,
    dossiers: dossierCodesIn(
      header.Code?.CodeNotation,
      header.Subject,
      header.Content,
      ...header.ResponseFor.map(({ DocumentId: id }) => id),
    ),
  });
}
