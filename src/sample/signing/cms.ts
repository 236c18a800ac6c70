import { createHash } from 'node:crypto';
import { Integer, ObjectIdentifier, OctetString, Sequence, Set as SetOf, UTCTime } from 'asn1js';
import {
  AlgorithmIdentifier,
  Attribute,
  ContentInfo,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
} from 'pkijs';
import { ecdsaSha256, type Holder, parsed } from './certificate.js';

const DATA = '1.2.840.113549.1.7.1';
const SIGNED_DATA = '1.2.840.113549.1.7.2';
const CONTENT_TYPE = '1.2.840.113549.1.9.3';
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4';
const SIGNING_TIME = '1.2.840.113549.1.9.5';
const SIGNING_CERTIFICATE_V2 = '1.2.840.113549.1.9.16.2.47';

/**
 * A detached CMS (CAdES B-B) over the bytes. `at`, ms: when it is said to be signed; absent in a PDF, which says so itself.
 * `chain`: certificates that go with it (DER).
 */
export function detachedSignature(
  bytes: Buffer,
  signer: Holder,
  chain: readonly Buffer[],
  at?: number,
): Buffer {
  const certificate = parsed(signer.certificate);
  const attributes = [
    new Attribute({ type: CONTENT_TYPE, values: [new ObjectIdentifier({ value: DATA })] }),
    ...(at === undefined
      ? []
      : [new Attribute({ type: SIGNING_TIME, values: [new UTCTime({ valueDate: new Date(at) })] })]),
    new Attribute({ type: MESSAGE_DIGEST, values: [new OctetString({ valueHex: sha256(bytes) })] }),
    new Attribute({ type: SIGNING_CERTIFICATE_V2, values: [signingCertificate(signer.certificate)] }),
  ].sort((a, b) => Buffer.compare(derOf(a), derOf(b)));
  const covered = new SetOf({ value: attributes.map((attribute) => attribute.toSchema()) });
  const info = new SignerInfo({
    version: 1,
    sid: new IssuerAndSerialNumber({
      issuer: certificate.issuer,
      serialNumber: new Integer({ valueHex: certificate.serialNumber.valueBlock.valueHexView }),
    }),
    digestAlgorithm: digestAlgorithm(),
    signedAttrs: new SignedAndUnsignedAttributes({ type: 0, attributes }),
    signatureAlgorithm: ecdsaSha256(),
    signature: new OctetString({ valueHex: signer.key.sign(new Uint8Array(covered.toBER()), 'der') }),
  });
  const data = new SignedData({
    version: 1,
    digestAlgorithms: [digestAlgorithm()],
    encapContentInfo: new EncapsulatedContentInfo({ eContentType: DATA }),
    certificates: [certificate, ...chain.map(parsed)],
    signerInfos: [info],
  });
  const content = new ContentInfo({ contentType: SIGNED_DATA, content: data.toSchema(true) });
  return Buffer.from(content.toSchema().toBER());
}

/** Which certificate it was (RFC 5035): SHA-256 is the default, so only the hash stands there. */
function signingCertificate(der: Buffer): Sequence {
  const hash = new OctetString({ valueHex: sha256(der) });
  return new Sequence({ value: [new Sequence({ value: [new Sequence({ value: [hash] })] })] });
}

function digestAlgorithm(): AlgorithmIdentifier {
  return new AlgorithmIdentifier({ algorithmId: '2.16.840.1.101.3.4.2.1' });
}

function derOf(attribute: Attribute): Buffer {
  return Buffer.from(attribute.toSchema().toBER());
}

function sha256(bytes: Buffer): Uint8Array {
  return createHash('sha256').update(bytes).digest();
}
