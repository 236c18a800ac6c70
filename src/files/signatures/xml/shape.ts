import { childElements } from './document.js';

export const DSIG = 'http://www.w3.org/2000/09/xmldsig#';

/** A `ds:Signature` of exactly the shape that the schema allows, so that nothing in it can be read in two ways. */
export interface Shape {
  signature: Element;
  signedInfo: Element;
  canonicalization: Element;
  algorithm: string;
  references: ReferenceShape[];
  signatureValue: Element;
  value: Buffer;
  keyInfo: Element | undefined;
  objects: Element[];
}

export interface ReferenceShape {
  /** Undefined: the reference has no URI. */
  uri: string | undefined;
  transforms: Element[];
  digestAlgorithm: string;
  digest: Buffer;
}

/** Undefined when it has another shape. */
export function shapeOf(signature: Element): Shape | undefined {
  const [signedInfo, signatureValue, ...rest] = childElements(signature);
  if (!is(signedInfo, 'SignedInfo') || !is(signatureValue, 'SignatureValue')) return undefined;
  const [keyInfo, ...others] = is(rest[0], 'KeyInfo') ? rest : [undefined, ...rest];
  if (!others.every((one) => is(one, 'Object'))) return undefined;
  const [canonicalization, method, ...given] = childElements(signedInfo);
  if (!is(canonicalization, 'CanonicalizationMethod') || !is(method, 'SignatureMethod')) return undefined;
  const references = given.map(referenceOf);
  const value = base64Of(signatureValue);
  if (!value || references.length === 0 || references.length > MAX_REFERENCES) return undefined;
  if (!references.every((one) => one !== undefined)) return undefined;
  const algorithm = method.getAttribute('Algorithm') ?? '';
  const objects = others;
  return {
    signature,
    signedInfo,
    canonicalization,
    algorithm,
    references,
    signatureValue,
    value,
    keyInfo,
    objects,
  };
}

const MAX_REFERENCES = 50;

function referenceOf(reference: Element): ReferenceShape | undefined {
  if (!is(reference, 'Reference')) return undefined;
  const children = childElements(reference);
  const [transforms, method, digestValue, ...more] = is(children[0], 'Transforms')
    ? children
    : [undefined, ...children];
  if (!is(method, 'DigestMethod') || !is(digestValue, 'DigestValue') || more.length > 0) return undefined;
  const digest = base64Of(digestValue);
  const list = transforms ? childElements(transforms) : [];
  if (!digest || !list.every((one) => is(one, 'Transform'))) return undefined;
  return {
    uri: reference.getAttributeNode('URI')?.value,
    transforms: list,
    digestAlgorithm: method.getAttribute('Algorithm') ?? '',
    digest,
  };
}

export function is(element: Element | undefined, name: string): element is Element {
  return element?.localName === name && element.namespaceURI === DSIG;
}

export function isSignature(element: Element): boolean {
  return is(element, 'Signature');
}

/** The bytes of an element that holds base64 and nothing else: no comment may part what one reader sees from what another does. */
export function base64Of(element: Element): Buffer | undefined {
  const nodes = Array.from(element.childNodes);
  if (!nodes.every(({ nodeType }) => nodeType === 3)) return undefined;
  const text = (element.textContent ?? '').replace(/\s+/g, '');
  return /^[A-Za-z0-9+/]+={0,2}$/.test(text) ? Buffer.from(text, 'base64') : undefined;
}
