import { createHash } from 'node:crypto';
import { ObjectIdentifier, OctetString, Sequence } from 'asn1js';
import { Attribute, type SignedAndUnsignedAttributes, Time } from 'pkijs';
import { digestBy } from '../algorithms.js';
import type { Certificate } from '../certificate.js';

const CONTENT_TYPE = '1.2.840.113549.1.9.3';
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4';
const SIGNING_TIME = '1.2.840.113549.1.9.5';
const SIGNING_CERTIFICATE = '1.2.840.113549.1.9.16.2.12';
const SIGNING_CERTIFICATE_V2 = '1.2.840.113549.1.9.16.2.47';
const SHA256 = '2.16.840.1.101.3.4.2.1';

/** What a signer signed beside the content. */
export interface SignedAttributes {
  contentType: string | undefined;
  messageDigest: Buffer | undefined;
  signingTime: Date | undefined;
  /** Which certificate the signer says is his. Absent: he does not say. */
  certificateDigest: { identifier: string; value: Buffer } | undefined;
  /** As they were signed (DER, SET OF). */
  encoded: Buffer;
}

/** Undefined where one that may stand once stands twice or has several values: which of them was meant nobody knows. */
export function signedAttributesOf(given: SignedAndUnsignedAttributes): SignedAttributes | undefined {
  const single = new Map<string, unknown>();
  for (const { type, values } of given.attributes) {
    if (single.has(type) || values.length !== 1) return undefined;
    single.set(type, values[0]);
  }
  const contentType = single.get(CONTENT_TYPE);
  const messageDigest = single.get(MESSAGE_DIGEST);
  return {
    contentType: contentType instanceof ObjectIdentifier ? contentType.valueBlock.toString() : undefined,
    messageDigest: messageDigest instanceof OctetString ? Buffer.from(messageDigest.getValue()) : undefined,
    signingTime: timeOf(single.get(SIGNING_TIME)),
    certificateDigest: certificateDigestOf(
      single.get(SIGNING_CERTIFICATE_V2) ?? single.get(SIGNING_CERTIFICATE),
    ),
    encoded: Buffer.from(given.encodedValue),
  };
}

function timeOf(value: unknown): Date | undefined {
  if (value === undefined) return undefined;
  const at = new Time({ schema: value }).value;
  return Number.isNaN(at.getTime()) ? undefined : at;
}

/** Of the first ESSCertID (RFC 2634, SHA-1) or ESSCertIDv2 (RFC 5035, SHA-256 unless named). */
function certificateDigestOf(value: unknown): SignedAttributes['certificateDigest'] {
  const first = childOf(childOf(value, 0), 0);
  if (!(first instanceof Sequence)) return undefined;
  const [one, two] = first.valueBlock.value;
  if (one instanceof OctetString) {
    const bytes = Buffer.from(one.getValue());
    return { identifier: bytes.length === 20 ? '1.3.14.3.2.26' : SHA256, value: bytes };
  }
  const algorithm = childOf(one, 0);
  if (!(algorithm instanceof ObjectIdentifier) || !(two instanceof OctetString)) return undefined;
  return { identifier: algorithm.valueBlock.toString(), value: Buffer.from(two.getValue()) };
}

function childOf(value: unknown, index: number): unknown {
  return value instanceof Sequence ? value.valueBlock.value[index] : undefined;
}

/** Whether the certificate is the one whose digest was signed. */
export function isCertificateOf(
  { identifier, value }: { identifier: string; value: Buffer },
  { der }: Certificate,
): boolean {
  const digest = digestBy(identifier);
  return digest !== undefined && createHash(digest.node).update(der).digest().equals(value);
}

/** The values of an unsigned attribute, as DER. */
export function unsignedValues(given: SignedAndUnsignedAttributes | undefined, type: string): Buffer[] {
  const attributes = given?.attributes.filter((one) => one instanceof Attribute && one.type === type) ?? [];
  return attributes.flatMap(({ values }) => values.map((value) => Buffer.from(value.toBER())));
}
