import type { NamedFile, SignatureCheck } from '../../../domain/signature.js';
import { failed, passed } from '../checks.js';
import { childElements } from './document.js';
import { isXades } from './properties.js';
import type { Target } from './references.js';
import { isSignature, type Shape } from './shape.js';

/**
 * Whether all that the document says is signed: by the one signature of `shapes`, or by several together. `targets`: what they sign. Beside the signed
 * elements may stand only signatures, and elements without words and attributes of their own that hold nothing else: an element that was moved aside so that
 * another takes its place (wrapping) is found by the one that nobody signed. Of `files`, those beside the document are signed only by being named.
 */
export function coverageOf(
  root: Element,
  shapes: readonly Shape[],
  targets: readonly Target[],
  files: readonly NamedFile[] = [],
): SignatureCheck {
  if (files.some((file) => file.beside && !targets.includes(file))) {
    return failed(
      'SIG_CONSTRAINTS_FAILURE',
      'Có tệp đi kèm không được ký',
      'a file that came with the document is not signed',
    );
  }
  const isTarget = (element: Element) => targets.includes(element);
  const enclosed = shapes
    .flatMap(({ objects }) => objects)
    .every(
      (object) =>
        isTarget(object) ||
        childElements(object).every((child) => isXades(child, 'QualifyingProperties') || isTarget(child)),
    );
  return enclosed && isCovered(root, isTarget)
    ? passed('Ký trên toàn bộ nội dung', 'the whole content is signed')
    : failed(
        'SIG_CONSTRAINTS_FAILURE',
        'Tài liệu có phần không được ký',
        'the document holds parts that are not signed',
      );
}

function isCovered(element: Element, isTarget: (element: Element) => boolean): boolean {
  if (isTarget(element) || isSignature(element)) return true;
  const children = childElements(element);
  return (
    children.length > 0 &&
    !hasWords(element) &&
    Array.from(element.attributes).every(({ name }) => name === 'xmlns' || name.startsWith('xmlns:')) &&
    children.every((child) => isCovered(child, isTarget))
  );
}

function hasWords(element: Element): boolean {
  return Array.from(element.childNodes).some(
    ({ nodeType, nodeValue }) => (nodeType === 3 || nodeType === 4) && (nodeValue ?? '').trim() !== '',
  );
}
