import {
  C14nCanonicalization,
  C14nCanonicalizationWithComments,
  ExclusiveCanonicalization,
  ExclusiveCanonicalizationWithComments,
} from 'xml-crypto';
import { childElements } from './document.js';

const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';
export const INCLUSIVE = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315';
const METHODS = new Map([
  [EXCLUSIVE, { exclusive: true, plain: ExclusiveCanonicalization, full: ExclusiveCanonicalization }],
  [
    `${EXCLUSIVE}WithComments`,
    { exclusive: true, plain: ExclusiveCanonicalization, full: ExclusiveCanonicalizationWithComments },
  ],
  [INCLUSIVE, { exclusive: false, plain: C14nCanonicalization, full: C14nCanonicalization }],
  [
    `${INCLUSIVE}#WithComments`,
    { exclusive: false, plain: C14nCanonicalization, full: C14nCanonicalizationWithComments },
  ],
]);

export function isCanonicalization(algorithm: string): boolean {
  return METHODS.has(algorithm);
}

/**
 * The canonical form of an element with all below it. `method`: the element that names the algorithm, and the prefixes that are taken along.
 * `comments`: whether an algorithm "with comments" keeps them; what a same-document reference selects has none.
 * Undefined: not an algorithm that is taken, or a case that the library gets wrong.
 */
export function canonicalise(
  element: Element,
  algorithm: string,
  method: Element | undefined,
  comments: boolean,
): Buffer | undefined {
  const known = METHODS.get(algorithm);
  if (!known) return undefined;
  const ancestors = ancestorsOf(element);
  // Inclusive canonical form hands xml:lang and its like down to what is cut out; the library does not.
  if (!known.exclusive && ancestors.some((one) => hasXmlAttribute(one))) return undefined;
  const prefixes = known.exclusive && method ? prefixesOf(method) : [];
  // For prefixes that are taken along the library writes to the element: it gets a copy.
  const subject = prefixes.length > 0 ? (element.cloneNode(true) as Element) : element;
  const canonical = new (comments ? known.full : known.plain)();
  const text = canonical.process(subject, {
    ancestorNamespaces: namespacesOf(ancestors),
    ...(prefixes.length > 0 ? { inclusiveNamespacesPrefixList: prefixes } : {}),
  });
  return Buffer.from(text, 'utf8');
}

function prefixesOf(method: Element): string[] {
  return childElements(method)
    .filter(
      ({ localName, namespaceURI }) => localName === 'InclusiveNamespaces' && namespaceURI === EXCLUSIVE,
    )
    .flatMap((one) => (one.getAttribute('PrefixList') ?? '').split(/\s+/))
    .filter((prefix) => prefix !== '' && prefix !== '#default');
}

/** Nearest first. */
function ancestorsOf(element: Element): Element[] {
  const ancestors: Element[] = [];
  for (let node = element.parentNode; node?.nodeType === 1; node = node.parentNode)
    ancestors.push(node as Element);
  return ancestors;
}

function hasXmlAttribute(element: Element): boolean {
  return Array.from(element.attributes).some(({ prefix }) => prefix === 'xml');
}

/** What the ancestors declare, the nearest winning; prefix `''`: the default namespace. */
function namespacesOf(ancestors: readonly Element[]): { prefix: string; namespaceURI: string }[] {
  const found = new Map<string, string>();
  for (const element of ancestors) {
    for (const { name, localName, prefix, value } of Array.from(element.attributes)) {
      const declared = name === 'xmlns' ? '' : prefix === 'xmlns' ? localName : undefined;
      if (declared !== undefined && !found.has(declared)) found.set(declared, value);
    }
  }
  return [...found]
    .filter(([, namespaceURI]) => namespaceURI !== '')
    .map(([prefix, namespaceURI]) => ({ prefix, namespaceURI }));
}
