import { Integer, Primitive } from 'asn1js';
import { IssuerAndSerialNumber, type SignedData, type SignerInfo } from 'pkijs';
import type { SignatureCheck } from '../../../domain/signature.js';
import { type Digest, digestBy, isSignedBy, schemeOf } from '../algorithms.js';
import { type Certificate, certificatesOf, serialOf } from '../certificate.js';
import { failed, noCertificate, passed, unknown } from '../checks.js';
import { type Covered, chunksOf, digestOf } from '../content.js';
import { isCertificateOf, type SignedAttributes, signedAttributesOf } from './attributes.js';

/** What cryptography says of one signer of a CMS, before anything is asked about whom to trust. */
export interface SignerOutcome {
  integrity: SignatureCheck;
  certificate?: Certificate;
  /** All that came with the signature. */
  certificates: Certificate[];
  digest?: Digest;
  /** Digests that the signature leans on. */
  digests: Digest[];
  signingTime?: Date;
  /** The signature binds its certificate (ESS signing-certificate). */
  bindsCertificate: boolean;
  value: Buffer;
}

/** Verifies one signer over the covered bytes. Never throws for what stands in the signature. */
export async function verifySigner(
  signed: SignedData,
  info: SignerInfo,
  covered: Covered | undefined,
): Promise<SignerOutcome> {
  const certificates = certificatesOf(signed.certificates ?? []);
  const value = Buffer.from(info.signature.getValue());
  const digest = digestBy(info.digestAlgorithm.algorithmId);
  const outcome = { certificates, value, digests: digest ? [digest] : [], bindsCertificate: false };
  const attributes = info.signedAttrs && signedAttributesOf(info.signedAttrs);
  if (info.signedAttrs && !attributes) return { ...outcome, integrity: malformed() };
  const told = {
    ...outcome,
    ...(digest ? { digest } : {}),
    ...(attributes?.signingTime ? { signingTime: attributes.signingTime } : {}),
    bindsCertificate: attributes?.certificateDigest !== undefined,
  };

  const certificate = certificates.find((one) => isSigner(info, one));
  if (!certificate) return { ...told, integrity: noCertificate() };
  const scheme = digest && schemeOf(info.signatureAlgorithm, digest);
  if (!digest || !scheme) return { ...told, certificate, integrity: unknownAlgorithm() };
  if (!covered) return { ...told, certificate, integrity: noData() };

  const content = attributes
    ? await attributesProblem(attributes, signed, digest, covered, certificate)
    : undefined;
  if (content) return { ...told, certificate, integrity: content };
  const chunks = attributes ? [attributes.encoded] : chunksOf(covered);
  const good = await isSignedBy(certificate.node.publicKey, scheme, chunks, value);
  // Without attributes nobody can tell changed content from a changed signature.
  return { ...told, certificate, integrity: good ? intact() : attributes ? forged() : changed() };
}

async function attributesProblem(
  attributes: SignedAttributes,
  { encapContentInfo }: SignedData,
  digest: Digest,
  covered: Covered,
  certificate: Certificate,
): Promise<SignatureCheck | undefined> {
  const { contentType, messageDigest, certificateDigest } = attributes;
  if (contentType !== encapContentInfo.eContentType || !messageDigest) return malformed();
  if (!(await digestOf(covered, digest.node)).equals(messageDigest)) return changed();
  if (certificateDigest && !isCertificateOf(certificateDigest, certificate)) {
    return failed(
      'SIG_CRYPTO_FAILURE',
      'Chứng thư kèm theo không phải chứng thư mà chữ ký đã ghi nhận',
      'the certificate is not the one that was signed with the content',
    );
  }
  return undefined;
}

const KEY_IDENTIFIER = '2.5.29.14';

/** By issuer and serial, or by the key's identifier. */
function isSigner({ sid }: SignerInfo, { pki }: Certificate): boolean {
  if (sid instanceof IssuerAndSerialNumber) {
    return (
      pki.issuer.isEqual(sid.issuer) && serialNumber(pki.serialNumber) === serialNumber(sid.serialNumber)
    );
  }
  if (!(sid instanceof Primitive)) return false;
  const own = pki.extensions?.find(({ extnID }) => extnID === KEY_IDENTIFIER)?.parsedValue;
  const wanted = Buffer.from(sid.valueBlock.valueHexView);
  return own !== undefined && Buffer.from(own.valueBlock.valueHexView).equals(wanted);
}

function serialNumber({ valueBlock }: Integer): string {
  return serialOf(valueBlock.valueHexView);
}

export const intact = () =>
  passed('Nội dung nguyên vẹn, chữ ký khớp', 'the content is intact and the signature matches');
export const changed = () =>
  failed('HASH_FAILURE', 'Nội dung đã bị sửa sau khi ký', 'the content was changed after it was signed');
export const forged = () =>
  failed('SIG_CRYPTO_FAILURE', 'Giá trị chữ ký không đúng', 'the signature value is wrong');
export const malformed = () => failed('FORMAT_FAILURE', 'Chữ ký sai cấu trúc', 'the signature is malformed');
export const unknownAlgorithm = () =>
  unknown(
    'CRYPTO_CONSTRAINTS_FAILURE',
    'Thuật toán ký không được hỗ trợ',
    'the algorithm of the signature is not supported',
  );
export const noData = () =>
  unknown(
    'SIGNED_DATA_NOT_FOUND',
    'Không có nội dung đã ký để đối chiếu',
    'the content that was signed is not at hand',
  );
