import type { SignatureCheck, SignatureReport } from '../../../domain/signature.js';
import { failed, passed, unknown } from '../checks.js';
import { signedDataOf } from '../cms/parse.js';
import { readSigner } from '../cms/read.js';
import { malformed } from '../cms/signer.js';
import { readToken } from '../cms/timestamp.js';
import type { Content } from '../content.js';
import { type Circumstances, judgeReading, type Reading } from '../judge.js';
import { type Found, findSignatures, type PdfSignature, positionsOf } from './find.js';

const DETACHED: ReadonlySet<string> = new Set(['adbe.pkcs7.detached', 'ETSI.CAdES.detached']);
const TIMESTAMP = 'ETSI.RFC3161';

interface Judged {
  report: SignatureReport;
  coveredEnd: number;
}

/**
 * Verifies all signatures of a PDF (PAdES, EN 319 142-1, and its elder `adbe.pkcs7.detached`), in the order of the file. From the last to
 * the first: whether what came after a signature was signed depends on the later ones, and a document time stamp proves the
 * time of those that it covers.
 */
export async function verifyPdf(content: Content, circumstances: Circumstances): Promise<SignatureReport[]> {
  const found = await findSignatures(content);
  if (found.length === 0) return [];
  const isLongTerm = await has(content, DSS);
  const judged: Judged[] = [];
  const order = found.map((one, index) => ({ one, index })).sort((a, b) => endOf(b.one) - endOf(a.one));
  for (const { one, index } of order) {
    const reading = one.ok ? await readOne(one.signature, content, circumstances) : broken();
    const coveredEnd = endOf(one);
    const stamps = judged.filter(({ report, coveredEnd: end }) => isProof(report) && end > coveredEnd);
    const times = stamps.flatMap(({ report: { signedAt } }) => (signedAt ? [new Date(signedAt)] : []));
    const level = levelOf(reading, times.length > 0, isLongTerm);
    const coverage = one.ok ? await coverageOf(coveredEnd, content, judged) : malformed();
    const { level: _, ...rest } = reading;
    const report = await judgeReading(
      { ...rest, coverage, stamps: [...reading.stamps, ...times], ...(level ? { level } : {}) },
      index,
      circumstances,
    );
    judged.push({ report, coveredEnd });
  }
  return judged.map(({ report }) => report).sort((a, b) => a.index - b.index);
}

function endOf(found: Found): number {
  return found.ok ? found.signature.coveredEnd : 0;
}

function isProof({ isTimestamp, result }: SignatureReport): boolean {
  return isTimestamp && result === 'TOTAL_PASSED';
}

type Read = Omit<Reading, 'coverage'>;

async function readOne(
  { subFilter, contents, ranges, claimed }: PdfSignature,
  content: Content,
  circumstances: Circumstances,
): Promise<Read> {
  const covered = { content, ranges };
  try {
    if (subFilter === TIMESTAMP) return { ...(await readToken(contents, covered)), stamps: [] };
    if (!DETACHED.has(subFilter)) return { ...broken(), integrity: unsupported(subFilter) };
    const signed = signedDataOf(contents);
    const [info, ...others] = signed.signerInfos;
    // What is enclosed would be verified instead of the document.
    if (!info || others.length > 0 || signed.encapContentInfo.eContent) return broken();
    const reading = await readSigner(signed, info, covered, 'PADES', circumstances);
    const signingTime = reading.signingTime ?? claimed;
    return { ...reading, ...(signingTime ? { signingTime } : {}) };
  } catch {
    return broken();
  }
}

function broken(): Read {
  const base = { format: 'PADES', isTimestamp: false, certificates: [], digests: [], stamps: [] } as const;
  return { ...base, integrity: malformed() };
}

const unsupported = (subFilter: string): SignatureCheck =>
  unknown(
    'CRYPTO_CONSTRAINTS_FAILURE',
    `Kiểu chữ ký ${subFilter} không được hỗ trợ`,
    `signatures of the kind ${subFilter} are not supported`,
  );

const DSS = Buffer.from('/DSS');

async function has(content: Content, token: Buffer): Promise<boolean> {
  for await (const _ of positionsOf(token, content)) return true;
  return false;
}

/** EN 319 142-1: stamped itself or by the document's; then with revocation in /DSS; then that time-stamped again. */
function levelOf({ level }: Read, isArchived: boolean, isLongTerm: boolean): Reading['level'] {
  if (level === undefined) return undefined;
  const isStamped = level !== 'B_B' || isArchived;
  if (!isStamped) return 'B_B';
  if (!isLongTerm) return level === 'B_LT' ? 'B_LT' : 'B_T';
  return isArchived ? 'B_LTA' : 'B_LT';
}

/** The end of a line may follow; a viewer shows nothing of it. */
const MAX_BLANK_TAIL = 64;

async function coverageOf(
  coveredEnd: number,
  content: Content,
  later: readonly Judged[],
): Promise<SignatureCheck> {
  if (content.size - coveredEnd <= MAX_BLANK_TAIL) {
    const tail = await content.read(coveredEnd, content.size);
    if (/^[\s\0]*$/.test(tail.toString('latin1'))) {
      return passed('Ký trên toàn bộ tệp', 'the whole file is covered');
    }
  }
  const over = later.filter(
    (one) => one.coveredEnd > coveredEnd && one.report.checks.coverage.state === 'PASSED',
  );
  const whole = over.filter(({ report }) => report.result === 'TOTAL_PASSED');
  if (whole.some(({ report }) => !report.isTimestamp)) {
    return passed(
      'Phần thêm vào sau đã được chữ ký hợp lệ sau đó ký',
      'what was added later is covered by a later signature that is valid',
    );
  }
  return failed(
    'SIG_CONSTRAINTS_FAILURE',
    'Tệp đã được thêm nội dung sau khi ký mà không có chữ ký hợp lệ sau đó',
    'the file was added to after it was signed, by nobody whose signature is valid',
  );
}
