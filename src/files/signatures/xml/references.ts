import { createHash } from 'node:crypto';
import type { NamedFile, SignatureCheck } from '../../../domain/signature.js';
import { type Digest, digestBy } from '../algorithms.js';
import { unknown } from '../checks.js';
import { changed, malformed, noData } from '../cms/signer.js';
import { type Content, digestOf, wholeOf } from '../content.js';
import { canonicalise, INCLUSIVE, isCanonicalization } from './canonical.js';
import type { SafeDocument } from './document.js';
import { DSIG, type ReferenceShape } from './shape.js';

/** What a signature may sign that is not where it stands. */
export interface Elsewhere {
  /** The file that a detached signature signs, whatever it calls it. */
  detached?: Content | undefined;
  /** Files that it can only mean by their URIs. */
  files?: readonly NamedFile[];
}

/** What a reference signs. */
export type Target = Element | 'outside' | NamedFile;

/** What came of checking one reference. */
export type Referenced =
  | { ok: true; digest: Digest; target: Target }
  | { ok: false; problem: SignatureCheck };

const ENVELOPED = `${DSIG}enveloped-signature`;

/** Checks one reference of the signature. */
export async function checkReference(
  { uri, transforms, digestAlgorithm, digest: wanted }: ReferenceShape,
  signature: Element,
  { document, byId }: SafeDocument,
  { detached, files = [] }: Elsewhere,
): Promise<Referenced> {
  const digest = digestBy(digestAlgorithm);
  if (!digest) return refused(notTaken(`digest ${digestAlgorithm}`));
  const algorithms = transforms.map((one) => one.getAttribute('Algorithm') ?? '');

  if (uri === undefined || (uri !== '' && !uri.startsWith('#'))) {
    if (algorithms.length > 0) return refused(notTaken(`transform ${algorithms[0]}`));
    const file = uri === undefined ? undefined : files.find((one) => one.isMeantBy(uri));
    const found = file
      ? file.digests.get(digest.node)
      : detached && (await digestOf(wholeOf(detached), digest.node));
    if (!found) return refused(noData());
    return found.equals(wanted) ? { ok: true, digest, target: file ?? 'outside' } : refused(changed());
  }

  const target = uri === '' ? document.documentElement : byId.get(uri.slice(1));
  if (!target) return refused(noData());
  const [first] = algorithms;
  const isEnveloped = first === ENVELOPED;
  const [algorithm = INCLUSIVE, ...more] = isEnveloped ? algorithms.slice(1) : algorithms;
  if (!isCanonicalization(algorithm) || more.length > 0) {
    return refused(notTaken(`transform ${more[0] ?? algorithm}`));
  }
  // Without the transform a signature would have to be its own digest's input.
  if (isEnveloped !== contains(target, signature)) return refused(malformed());
  const bytes = without(isEnveloped ? signature : undefined, () =>
    canonicalise(target, algorithm, transforms.at(-1), false),
  );
  if (!bytes) return refused(notTaken(`transform ${algorithm}`));
  const found = createHash(digest.node).update(bytes).digest();
  return found.equals(wanted) ? { ok: true, digest, target } : refused(changed());
}

function refused(problem: SignatureCheck): Referenced {
  return { ok: false, problem };
}

export function contains(outer: Element, inner: Element): boolean {
  for (let node: Node | null = inner; node; node = node.parentNode) if (node === outer) return true;
  return false;
}

/** Takes the element out of its document while `work` is done. */
function without<T>(element: Element | undefined, work: () => T): T {
  const parent = element?.parentNode;
  if (!element || !parent) return work();
  const next = element.nextSibling;
  parent.removeChild(element);
  try {
    return work();
  } finally {
    parent.insertBefore(element, next);
  }
}

/** Allowed are the enveloped signature and the canonical forms: with others (XPath, XSLT) what is signed need not be what is seen. */
const notTaken = (what: string) =>
  unknown(
    'SIG_CONSTRAINTS_FAILURE',
    `Không chấp nhận phép biến đổi hoặc thuật toán (${what})`,
    `a transform or algorithm that is not taken (${what})`,
  );
