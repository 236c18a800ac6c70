import type { Problem } from '../../../domain/ports.js';
import type { Attachment, ContentFault } from './attachment.js';
import { contentIdOf, contentIdOfReference, type PackageHandler } from './package-handler.js';
import { type Element, find, partsOf, textOf } from './tree.js';

const MESSAGES = {
  CID_MISSING:
    'Bảng kê nêu một tệp không có trong gói (the manifest lists an attachment that the package does not have)',
  NOT_IN_MANIFEST: 'Tệp không có trong bảng kê (the manifest does not list this attachment)',
  DUPLICATE_CID: 'Mã tệp bị lặp (the same ContentId stands twice)',
  NAME_DIFFERS: 'Tên tệp khác tên trong bảng kê (its name differs from that in the manifest)',
  MISSING: 'Thiếu giá trị bắt buộc (required value is missing)',
  BAD_TRANSFER_ENCODING:
    'Cách mã hóa phần MIME không được nhận, chỉ nhận base64, 8bit, binary (the transfer encoding of the MIME part is not taken)',
  BAD_BASE64: 'Nội dung tệp không phải base64 hợp lệ (its content is not valid base64)',
  TOO_LONG: 'Tệp quá lớn (the attachment is too large)',
  EMPTY: 'Tệp rỗng (the attachment is empty)',
  NOT_WHAT_IT_SAYS: 'Nội dung tệp không đúng với đuôi tệp (its content is not what its name says)',
} as const satisfies Record<ContentFault | string, string>;

/** An attachment that its manifest tells the truth about. */
export interface CheckedAttachment {
  name: string;
  mediaType: string | undefined;
  file: string;
  bytes: number;
}

/** An attachment as it came: in the envelope, or as a MIME part beside it. */
export interface Carried {
  /** Its place, `Attachment[0]`, and what of it holds the id and the content. */
  field: string;
  idField: string;
  contentField: string;
  id: string | undefined;
  name: string | undefined;
  mediaType: string | undefined;
  attachment: Attachment | undefined;
}

/** Those that stand in the envelope, in their order. */
export function inEnvelope(root: Element, attachments: PackageHandler['attachments']): Carried[] {
  return partsOf(find(root, 'AttachmentEncoded'), 'Attachment').map((element, index) => ({
    field: `Attachment[${index}]`,
    idField: 'ContentId',
    contentField: 'ContentTransferEncoded',
    id: contentIdOf(textOf(element, 'ContentId')),
    name: textOf(element, 'AttachmentName'),
    mediaType: textOf(element, 'ContentType'),
    attachment: attachments.get(element),
  }));
}

/** The entry of the manifest that means an attachment. */
export function listedAs(root: Element, id: string | undefined): Element | undefined {
  if (id === undefined) return undefined;
  const references = partsOf(find(root, 'edXMLManifest', 'Manifest'), 'Reference');
  return references.find((reference) => contentIdOfReference(reference) === id);
}

/** Attachments against the manifest, both ways; each thing that is wrong with its place. */
export function checkManifest(
  root: Element,
  carried: readonly Carried[],
): { checked: CheckedAttachment[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const tell = (field: string, code: keyof typeof MESSAGES) =>
    problems.push({ field, code, message: MESSAGES[code] });
  const listed = new Map<string, Element>();
  const references = partsOf(find(root, 'edXMLManifest', 'Manifest'), 'Reference');
  for (const [index, reference] of references.entries()) {
    const id = contentIdOfReference(reference);
    if (id === undefined) tell(`Reference[${index}].href`, 'MISSING');
    else if (listed.has(id)) tell(`Reference[${index}].href`, 'DUPLICATE_CID');
    else listed.set(id, reference);
  }
  const checked: CheckedAttachment[] = [];
  const seen = new Set<string>();
  for (const { field, idField, contentField, id, name: ownName, mediaType, attachment } of carried) {
    const reference = id === undefined ? undefined : listed.get(id);
    const listedName = textOf(reference, 'AttachmentName');
    const name = ownName ?? listedName;
    if (id === undefined) tell(`${field}.${idField}`, 'MISSING');
    else if (seen.has(id)) tell(`${field}.${idField}`, 'DUPLICATE_CID');
    else if (!reference) tell(`${field}.${idField}`, 'NOT_IN_MANIFEST');
    if (name === undefined) tell(`${field}.AttachmentName`, 'MISSING');
    else if (listedName !== undefined && !sameName(listedName, name))
      tell(`${field}.AttachmentName`, 'NAME_DIFFERS');
    if (!attachment) tell(`${field}.${contentField}`, 'MISSING');
    else if (attachment.fault) tell(`${field}.${contentField}`, attachment.fault);
    if (id !== undefined) seen.add(id);
    const written = attachment?.written;
    if (name === undefined || !written) continue;
    const type = mediaType ?? textOf(reference, 'ContentType');
    checked.push({
      name: name.normalize('NFC'),
      mediaType: type,
      file: written.file,
      bytes: written.bytes,
    });
  }
  for (const [index, reference] of references.entries()) {
    const id = contentIdOfReference(reference);
    if (id !== undefined && !seen.has(id)) tell(`Reference[${index}].href`, 'CID_MISSING');
  }
  return { checked, problems };
}

function sameName(a: string, b: string): boolean {
  return a.normalize('NFC') === b.normalize('NFC');
}
