import { createHash } from 'node:crypto';
import { issue } from '../../../../src/sample/signing/certificate.js';
import { sampleKey } from '../../../../src/sample/signing/key.js';
import { NOW } from './support.js';

const DSIG = 'http://www.w3.org/2000/09/xmldsig#';
const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const SHA256 = 'http://www.w3.org/2001/04/xmlenc#sha256';
const ECDSA = 'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256';
const NODE = new Map([
  [SHA256, 'sha256'],
  [`${DSIG}sha1`, 'sha1'],
]);

const clerk = issue(sampleKey(1, 'clerk'), ['VN', 'UBND tỉnh Thanh Hóa', 'Văn thư'], {
  ...{ serial: '01', from: NOW, to: NOW + 86_400_000, use: 'signer' },
});

/** A reference to a part beside the envelope, by SHA-256 unless told otherwise. */
export function reference(uri: string, content: string, algorithm = SHA256, transforms = ''): string {
  const digest = createHash(NODE.get(algorithm) ?? '')
    .update(content)
    .digest('base64');
  return `<ds:Reference URI="${uri}">${transforms}<ds:DigestMethod Algorithm="${algorithm}"></ds:DigestMethod><ds:DigestValue>${digest}</ds:DigestValue></ds:Reference>`;
}

/** A reference to the element of this `Id`, whose text is in canonical form already. */
export function within(id: string, canonical: string): string {
  return reference(`#${id}`, canonical, SHA256, transformed(EXCLUSIVE));
}

/**
 * The `ds:Signature` of XML that is written in its canonical form already, to be put anywhere into it: enveloped, over all of it (`URI=""`) and over
 * these references.
 */
export function signatureOf(canonical: string, ...references: readonly string[]): string {
  const transforms = transformed(`${DSIG}enveloped-signature`, EXCLUSIVE);
  return signatureOver(reference('', canonical, SHA256, transforms), ...references);
}

/** The `ds:Signature` over these references. Written in canonical form, so that its digest is that of its text. */
export function signatureOver(...references: readonly string[]): string {
  const inside = [
    `<ds:CanonicalizationMethod Algorithm="${EXCLUSIVE}"></ds:CanonicalizationMethod>`,
    `<ds:SignatureMethod Algorithm="${ECDSA}"></ds:SignatureMethod>`,
    ...references,
  ].join('');
  const alone = `<ds:SignedInfo xmlns:ds="${DSIG}">${inside}</ds:SignedInfo>`;
  const value = Buffer.from(clerk.key.sign(Buffer.from(alone), 'compact')).toString('base64');
  const certificate = clerk.certificate.toString('base64');
  return `<ds:Signature xmlns:ds="${DSIG}"><ds:SignedInfo>${inside}</ds:SignedInfo><ds:SignatureValue>${value}</ds:SignatureValue><ds:KeyInfo><ds:X509Data><ds:X509Certificate>${certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></ds:Signature>`;
}

function transformed(...algorithms: readonly string[]): string {
  const transforms = algorithms.map((one) => `<ds:Transform Algorithm="${one}"></ds:Transform>`);
  return `<ds:Transforms>${transforms.join('')}</ds:Transforms>`;
}
