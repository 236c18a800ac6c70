import { createHash } from 'node:crypto';
import { digestBy } from '../algorithms.js';
import { type Certificate, certificateOf } from '../certificate.js';
import { childElements, elementsOf } from './document.js';
import { base64Of, is, type Shape } from './shape.js';

const XADES = 'http://uri.etsi.org/01903/v1.3.2#';
const MAX_CERTIFICATES = 20;

/** What XAdES (EN 319 132-1) adds to a signature. Only of properties that were signed themselves. */
export interface SignedProperties {
  signingTime: Date | undefined;
  certificateDigest: { algorithm: string; value: Buffer } | undefined;
}

/** The `SignedProperties` of this signature, to be found among the targets of its references. */
export function signedPropertiesOf(shape: Shape, targets: readonly Element[]): SignedProperties {
  const element = targets.find(
    (target) =>
      isXades(target, 'SignedProperties') &&
      shape.objects.some((object) => object === target.parentNode?.parentNode),
  );
  if (!element) return { signingTime: undefined, certificateDigest: undefined };
  const time = descendant(element, 'SigningTime')?.textContent ?? '';
  // A time without a zone is nobody's.
  const at = /(Z|[+-]\d\d:\d\d)$/.test(time.trim()) ? new Date(time.trim()) : new Date(Number.NaN);
  return {
    signingTime: Number.isNaN(at.getTime()) ? undefined : at,
    certificateDigest: certificateDigestOf(element),
  };
}

function certificateDigestOf(properties: Element): SignedProperties['certificateDigest'] {
  const holder = descendant(properties, 'CertDigest');
  const [method, value] = holder ? childElements(holder) : [];
  if (!is(method, 'DigestMethod') || !is(value, 'DigestValue')) return undefined;
  const bytes = base64Of(value);
  return bytes && { algorithm: method.getAttribute('Algorithm') ?? '', value: bytes };
}

export function isDigestOf(
  { algorithm, value }: { algorithm: string; value: Buffer },
  { der }: Certificate,
): boolean {
  const digest = digestBy(algorithm);
  return digest !== undefined && createHash(digest.node).update(der).digest().equals(value);
}

/** The certificates of `KeyInfo`. */
export function keyCertificates({ keyInfo }: Shape): Certificate[] {
  if (!keyInfo) return [];
  const elements = elementsOf(keyInfo).filter((one) => is(one, 'X509Certificate'));
  return elements.slice(0, MAX_CERTIFICATES).flatMap((one) => {
    try {
      const bytes = base64Of(one);
      return bytes ? [certificateOf(bytes)] : [];
    } catch {
      return [];
    }
  });
}

/** Time stamp tokens over the signature value, each with the element that names its canonical form. */
export function timestampsOf(shape: Shape): { token: Buffer; method: Element | undefined }[] {
  return shape.objects.flatMap((object) =>
    elementsOf(object)
      .filter((one) => isXades(one, 'SignatureTimeStamp'))
      .flatMap((stamp) => {
        const method = childElements(stamp).find((one) => is(one, 'CanonicalizationMethod'));
        const encapsulated = descendant(stamp, 'EncapsulatedTimeStamp');
        const token = encapsulated && base64Of(encapsulated);
        return token ? [{ token, method }] : [];
      }),
  );
}

/** Certificates and revocation for later years come with it. */
export function carriesValues({ objects }: Shape): boolean {
  const has = (name: string) => objects.some((object) => descendant(object, name) !== undefined);
  return has('CertificateValues') && has('RevocationValues');
}

export function isXades(element: Element, name: string): boolean {
  return element.localName === name && element.namespaceURI === XADES;
}

function descendant(element: Element, name: string): Element | undefined {
  return elementsOf(element).find((one) => isXades(one, name));
}
