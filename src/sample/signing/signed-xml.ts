import { createHash } from 'node:crypto';
import { type SignatureAlgorithm, SignedXml } from 'xml-crypto';
import { type Holder, pem } from './certificate.js';

const C14N = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const ENVELOPED = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';
const SHA256 = 'http://www.w3.org/2001/04/xmlenc#sha256';
const ECDSA_SHA256 = 'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256';
const XADES = 'http://uri.etsi.org/01903/v1.3.2#';
const PROPERTIES = 'thuoc-tinh';
const SIGNATURE = 'chu-ky';

/** The document with a signature inside of its root (XAdES B-B). `at`, ms: when it is said to be signed; `chain`: certificates that go with it (DER). */
export function signedXml(
  document: string,
  at: number,
  { key, certificate }: Holder,
  chain: readonly Buffer[],
): string {
  class BySampleKey implements SignatureAlgorithm {
    getSignature(signedInfo: string | NodeJS.ArrayBufferView): string {
      const bytes =
        typeof signedInfo === 'string' ? Buffer.from(signedInfo) : Buffer.from(viewOf(signedInfo));
      return Buffer.from(key.sign(bytes, 'compact')).toString('base64');
    }
    verifySignature(): never {
      throw new TypeError('the sample only signs');
    }
    getAlgorithmName(): string {
      return ECDSA_SHA256;
    }
  }
  const signing = new SignedXml({
    // Not looked at by the algorithm above, but asked for.
    privateKey: 'sample',
    publicCert: [certificate, ...chain].map((der) => pem('CERTIFICATE', der)).join(''),
    signatureAlgorithm: ECDSA_SHA256,
    canonicalizationAlgorithm: C14N,
    objects: [{ content: propertiesOf(certificate, at) }],
  });
  signing.SignatureAlgorithms[ECDSA_SHA256] = BySampleKey;
  const digestAlgorithm = SHA256;
  signing.addReference({ xpath: '/*', isEmptyUri: true, transforms: [ENVELOPED, C14N], digestAlgorithm });
  signing.addReference({
    xpath: `//*[@Id='${PROPERTIES}']`,
    type: 'http://uri.etsi.org/01903#SignedProperties',
    transforms: [C14N],
    digestAlgorithm,
  });
  signing.computeSignature(document, { prefix: 'ds', attrs: { Id: SIGNATURE } });
  return signing.getSignedXml();
}

function propertiesOf(certificate: Buffer, at: number): string {
  const digest = createHash('sha256').update(certificate).digest('base64');
  return (
    `<xades:QualifyingProperties xmlns:xades="${XADES}" xmlns:ds="http://www.w3.org/2000/09/xmldsig#" Target="#${SIGNATURE}">` +
    `<xades:SignedProperties Id="${PROPERTIES}"><xades:SignedSignatureProperties><xades:SigningTime>${new Date(at).toISOString()}</xades:SigningTime>` +
    `<xades:SigningCertificateV2><xades:Cert><xades:CertDigest><ds:DigestMethod Algorithm="${SHA256}"/><ds:DigestValue>${digest}</ds:DigestValue></xades:CertDigest></xades:Cert></xades:SigningCertificateV2>` +
    '</xades:SignedSignatureProperties></xades:SignedProperties></xades:QualifyingProperties>'
  );
}

function viewOf({ buffer, byteOffset, byteLength }: NodeJS.ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
