import type { SignatureCheck, SignatureLevel, SignatureReport } from '../../../domain/signature.js';
import { isSignedBy, xmlSchemeOf } from '../algorithms.js';
import type { Certificate } from '../certificate.js';
import { failed, noCertificate } from '../checks.js';
import { forged, intact, malformed, unknownAlgorithm } from '../cms/signer.js';
import { trustedTimes } from '../cms/timestamp.js';
import { bufferContent, wholeOf } from '../content.js';
import { type Circumstances, judgeReading, type Reading } from '../judge.js';
import { canonicalise, INCLUSIVE } from './canonical.js';
import { coverageOf } from './coverage.js';
import { elementsOf, parseSafely, type SafeDocument, UnsafeXml } from './document.js';
import {
  carriesValues,
  isDigestOf,
  keyCertificates,
  type SignedProperties,
  signedPropertiesOf,
  timestampsOf,
} from './properties.js';
import { checkReference, type Elsewhere, type Target } from './references.js';
import { isSignature, type Shape, shapeOf } from './shape.js';

const MAX_SIGNATURES = 50;

/** One signature of a document, and what it signs. */
export interface XmlReading extends Reading {
  /** Undefined: it has another shape, or the document is not safe to look at; `integrity` says so. */
  scope?: { root: Element; shape: Shape; targets: readonly Target[] };
}

/**
 * Verifies all XML signatures of a document (XMLDSig: enveloped, enveloping, detached; XAdES), in its order. A document that is not safe to look at has one report, malformed, if it speaks of a signature at all.
 */
export async function verifyXml(
  bytes: Buffer,
  elsewhere: Elsewhere,
  circumstances: Circumstances,
): Promise<SignatureReport[]> {
  const reports: SignatureReport[] = [];
  for (const [index, reading] of (await readXml(bytes, elsewhere, circumstances)).entries())
    reports.push(await judgeReading(reading, index, circumstances));
  return reports;
}

/** As {@link verifyXml}, but nothing is asked about certificates. */
export async function readXml(
  bytes: Buffer,
  elsewhere: Elsewhere,
  circumstances: Circumstances,
): Promise<XmlReading[]> {
  let safe: SafeDocument;
  try {
    safe = parseSafely(bytes);
  } catch (error) {
    if (!(error instanceof UnsafeXml)) throw error;
    return bytes.includes('Signature') ? [broken(unsafe())] : [];
  }
  const signatures = elementsOf(safe.document).filter(isSignature);
  const readings: XmlReading[] = [];
  for (const signature of signatures.slice(0, MAX_SIGNATURES)) {
    const shape = shapeOf(signature);
    readings.push(shape ? await read(shape, safe, elsewhere, circumstances) : broken(malformed()));
  }
  return readings;
}

function broken(integrity: SignatureCheck): Reading {
  const base = { format: 'XADES', isTimestamp: false, certificates: [], digests: [], stamps: [] } as const;
  return { ...base, integrity, coverage: malformed() };
}

async function read(
  shape: Shape,
  safe: SafeDocument,
  elsewhere: Elsewhere,
  circumstances: Circumstances,
): Promise<XmlReading> {
  const certificates = keyCertificates(shape);
  const base = { ...broken(malformed()), certificates };
  const root = safe.document.documentElement;
  const targets: Target[] = [];
  const digests: Reading['digests'][number][] = [];
  let problem: SignatureCheck | undefined;
  for (const reference of shape.references) {
    const referenced = await checkReference(reference, shape.signature, safe, elsewhere);
    if (referenced.ok) {
      targets.push(referenced.target);
      digests.push(referenced.digest);
    } else {
      problem ??= referenced.problem;
    }
  }
  const properties = signedPropertiesOf(shape, targets.filter(isElement));
  const signer = await findSigner(shape, properties, certificates);
  const scheme = xmlSchemeOf(shape.algorithm);
  const stamps = await stampsOf(shape, circumstances);
  const level = levelOf(properties, stamps.length > 0, shape);
  const [digest] = digests;
  return {
    ...base,
    ...(digest ? { digest } : {}),
    digests: scheme ? [...digests, scheme.digest] : digests,
    integrity: problem ?? signer.check,
    coverage: coverageOf(root, [shape], targets, elsewhere.files),
    scope: { root, shape, targets },
    ...(signer.certificate ? { certificate: signer.certificate } : {}),
    ...(properties.signingTime ? { signingTime: properties.signingTime } : {}),
    stamps,
    ...(level ? { level } : {}),
  };
}

function isElement(target: Target): target is Element {
  return target !== 'outside' && 'nodeType' in target;
}

/** The certificate that was signed with the content, else the first whose key fits. */
async function findSigner(
  shape: Shape,
  { certificateDigest }: SignedProperties,
  certificates: readonly Certificate[],
): Promise<{ check: SignatureCheck; certificate?: Certificate }> {
  const scheme = xmlSchemeOf(shape.algorithm);
  if (!scheme) return { check: unknownAlgorithm() };
  const algorithm = shape.canonicalization.getAttribute('Algorithm') ?? '';
  const signed = canonicalise(shape.signedInfo, algorithm, shape.canonicalization, true);
  if (!signed) return { check: unknownAlgorithm() };
  const candidates = certificateDigest
    ? certificates.filter((one) => isDigestOf(certificateDigest, one))
    : certificates;
  const [first] = candidates;
  if (!first) return { check: certificates.length > 0 ? otherCertificate() : noCertificate() };
  for (const certificate of candidates) {
    if (await isSignedBy(certificate.node.publicKey, scheme, [signed], shape.value, 'ieee-p1363')) {
      return { check: intact(), certificate };
    }
  }
  return { check: forged(), certificate: first };
}

async function stampsOf(shape: Shape, circumstances: Circumstances): Promise<Date[]> {
  const times: Date[] = [];
  for (const { token, method } of timestampsOf(shape)) {
    const algorithm = method?.getAttribute('Algorithm') ?? INCLUSIVE;
    const stamped = canonicalise(shape.signatureValue, algorithm, method, true);
    if (stamped) times.push(...(await trustedTimes([token], wholeOf(bufferContent(stamped)), circumstances)));
  }
  return times;
}

/** EN 319 132-1; a plain XMLDSig has none. */
function levelOf(
  { signingTime, certificateDigest }: SignedProperties,
  isStamped: boolean,
  shape: Shape,
): SignatureLevel | undefined {
  if (!signingTime || !certificateDigest) return undefined;
  if (!isStamped) return 'B_B';
  return carriesValues(shape) ? 'B_LT' : 'B_T';
}

const otherCertificate = () =>
  failed(
    'SIG_CRYPTO_FAILURE',
    'Chứng thư kèm theo không phải chứng thư mà chữ ký đã ghi nhận',
    'the certificate is not the one that was signed with the content',
  );

const unsafe = () =>
  failed(
    'FORMAT_FAILURE',
    'Tài liệu XML không an toàn hoặc sai cấu trúc nên không được đọc',
    'the XML is unsafe or malformed and was not read',
  );
