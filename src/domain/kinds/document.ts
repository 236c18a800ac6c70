import type { Instant } from '../time.js';
import type { DocumentState, RevocationState } from './document-states.js';

/** An agency as an e-document names it. */
export interface DocumentParty {
  /** OrganId, either form: `H56.14.3`, `000.00.14.H56`. */
  code?: string;
  name?: string;
}

/** Who an issued document went to, and what they said of it last. */
export interface DocumentRecipient extends DocumentParty {
  state?: DocumentState;
  /** Why it was refused. */
  reason?: string;
  stateAt?: Instant;
}

export interface DocumentFile {
  name: string;
  /** `kept:<sha256>` of what came inside of a package; else as the register names it. */
  file: string;
  /** As the package says it; what the file is is judged by its content. */
  mediaType?: string;
  bytes?: number;
}

/** One step that somebody took with a document. */
export interface DocumentTrace {
  at: Instant;
  /** OrganId or name of who says it. */
  organ?: string;
  department?: string;
  staff?: string;
  /** Status code of QCVN 102, `01` … `16`. */
  status?: string;
  note?: string;
}

/** 0 normal, 1 khẩn, 2 thượng khẩn, 3 hỏa tốc, 4 hỏa tốc hẹn giờ */
export const PRIORITIES = [0, 1, 2, 3, 4] as const;
export type DocumentPriority = (typeof PRIORITIES)[number];
/** 1 none, 2 steering, 3 report on steering */
export const STEERINGS = [1, 2, 3] as const;
export type DocumentSteering = (typeof STEERINGS)[number];
export type DocumentDirection = 'IN' | 'OUT';

/** What a document itself says (decree 30/2020, annex VI; QCVN 102:2016). */
export interface DocumentFacts {
  direction: DocumentDirection;
  /** Unit whose document it is: the receiving one of an incoming, the issuing one of an outgoing document. */
  unit: string;
  issuer: DocumentParty;
  recipients: DocumentParty[];
  /** Số */
  number?: string;
  /** Ký hiệu */
  notation?: string;
  /** Ngày ban hành: 00:00 of that day in Asia/Ho_Chi_Minh. */
  issuedAt?: Instant;
  place?: string;
  /** Tên loại */
  typeName?: string;
  /** Trích yếu */
  subject?: string;
  content?: string;
  signer?: string;
  signerPosition?: string;
  /** KT., TL., TM. */
  signerCompetence?: string;
  priority?: DocumentPriority;
  steering?: DocumentSteering;
  /** Hạn: the last moment of that day. */
  dueAt?: Instant;
  pages?: number;
  /** Nơi nhận as it is written under a document. */
  toPlaces: string[];
  /** Số đến, Ngày đến */
  arrivalNumber?: string;
  arrivedAt?: Instant;
  /** Handled on paper: the register says so. */
  onPaper?: boolean;
  files: DocumentFile[];
  /** DocumentIds that it answers. */
  responseFor: string[];
  /** DocumentIds that it stands in the place of. */
  replaces: string[];
  /** Dossier codes that it names. */
  dossiers: string[];
}

/** One message about a document. A document is what its messages say together, in whatever order they came. */
export type DocumentMessage = {
  at: Instant;
  from?: string;
} /** `also`: further units of ours that the package is for, beside `facts.unit`. */ & (
  | { type: 'PACKAGE'; facts: DocumentFacts; also?: string[] }
  | { type: 'REGISTER'; facts: DocumentFacts; state?: DocumentState; traces: DocumentTrace[] }
  /** What stays of a register's earlier row. */
  | { type: 'STOOD'; unit: string; state: DocumentState }
  | { type: 'UPDATE'; facts: DocumentFacts; also?: string[]; added: DocumentParty[]; removed: string[] }
  | { type: 'REVOKE'; unit: string; reason?: string }
  | { type: 'STATUS'; unit: string; status: string; trace: DocumentTrace }
  /** A register gave it up; without a unit all of them did. */
  | { type: 'GONE'; unit?: string }
);

/** What one unit has of a document: where it stands in its own book. Nothing of it is another unit's business. */
export interface DocumentCopy {
  unit: string;
  /** Absent: only a revocation or a status of the document has come so far. */
  direction?: DocumentDirection;
  state: DocumentState;
  /** Of what went out with what each said of it last; of what came in their names alone. */
  recipients: DocumentRecipient[];
  dueAt?: Instant;
  arrivalNumber?: string;
  arrivedAt?: Instant;
  /** Came or went as an electronic document; of secret ones nothing is kept. */
  online: boolean;
  revocation?: RevocationState;
  revocationReason?: string;
  /** When it was done (06), refused (02) or revoked. */
  finishedAt?: Instant;
  traces: DocumentTrace[];
  /** When this unit's register gave it up. */
  deletedAt?: Instant;
}

/** What a document says, whoever has it. */
export type SharedFacts = Omit<DocumentFacts, OfOneUnit | 'recipients' | 'issuer'> & {
  issuer?: DocumentParty;
};
type OfOneUnit = 'unit' | 'direction' | 'dueAt' | 'arrivalNumber' | 'arrivedAt' | 'onPaper';

/** A document in or out (văn bản đi, văn bản đến), once, whoever of ours has it. Without `issuer`: only a revocation or a status of it has come so far. */
export interface DocumentRecord extends SharedFacts {
  kind: 'document';
  /** DocumentId: {@link documentId}, or {@link arrivalId} of one whose issuer has no code. */
  code: string;
  /** The first of those that have it: who issued it, if that is one of ours. */
  unit: string;
  /** At least one, each of another unit. */
  copies: DocumentCopy[];
  messages: DocumentMessage[];
  changedAt: Instant;
  deleted?: boolean;
}

/** A document as one unit has it. */
export type DocumentOfUnit = SharedFacts &
  DocumentCopy &
  Pick<DocumentRecord, 'code' | 'changedAt' | 'deleted'>;

/** A version from before each unit had a copy of its own. */
export type FormerDocument = Omit<DocumentRecord, 'copies'> & Omit<DocumentCopy, 'deletedAt'>;

/** As each unit has it. */
export function copiesOf(record: DocumentRecord | FormerDocument): DocumentOfUnit[] {
  const { messages: _, ...rest } = record;
  if (!('copies' in rest)) return [{ ...rest, ...(rest.deleted ? { deletedAt: rest.changedAt } : {}) }];
  const { copies, ...shared } = rest;
  return copies.map((copy) => ({ ...shared, ...copy }));
}

/** As this unit has it. Where it is none of those that do: what the document itself says, and nothing of how it stands with others. */
export function copyOf(record: DocumentRecord | FormerDocument, unit: string): DocumentOfUnit {
  const copies = copiesOf(record);
  const own = copies.find((copy) => copy.unit === unit);
  if (own) return own;
  const [other] = copies;
  if (!other) throw new TypeError('a document that nobody has');
  const { direction: _way, dueAt: _due, arrivalNumber: _number, arrivedAt: _arrived, ...rest } = other;
  const { finishedAt: _end, revocation: _back, revocationReason: _why, deletedAt: _gone, ...shared } = rest;
  return { ...shared, unit, state: 'AWAITED', recipients: [], online: true, traces: [] };
}

/** `000.00.04.G14,2012/08/06,267/VPCP-TTĐT`. `day`: `yyyy/MM/dd`. */
export function documentId(organId: string, day: string, number: string, notation: string): string {
  return documentKey(`${organId},${day},${number}/${notation}`);
}

/** Key of an incoming document whose issuer has no code: the receiver's register numbers anew each year. */
export function arrivalId(unit: string, year: string, arrivalNumber: string): string {
  return `${unit},${year},ĐẾN/${arrivalNumber}`;
}

/** An OrganId as it is compared and as a key has it: dots and hyphens are the same, so are small letters. */
export function organKey(organId: string): string {
  return organId.trim().toUpperCase().replaceAll('-', '.');
}

/** A DocumentId as a key has it, whatever form of OrganId and which blanks it was written with. */
export function documentKey(text: string): string {
  const [organ = '', day, ...code] = text
    .normalize('NFC')
    .trim()
    .split(/\s*,\s*/);
  return day === undefined ? organ : [organKey(organ), day, code.join(',')].join(',');
}

/** The issuer's OrganId of a DocumentId; undefined for what is none. */
export function issuerOf(code: string): string | undefined {
  return /^([^,]+),\d{4}\/\d{2}\/\d{2},.+$/s.exec(code)?.[1];
}

/**
 * What two documents of one issuer have in common when decree 30/2020 asks for a warning: number and notation, in one year.
 * Undefined where one of them is not known.
 */
export function duplicateKey({
  issuer,
  number,
  notation,
  issuedAt,
}: Partial<DocumentFacts>): string | undefined {
  const organ = issuer?.code ?? issuer?.name;
  if (organ === undefined || number === undefined || notation === undefined || issuedAt === undefined) {
    return undefined;
  }
  const year = new Date(Date.parse(issuedAt) + 7 * 3_600_000).getUTCFullYear();
  return `${organ}|${year}|${number}|${notation}`.toUpperCase();
}
