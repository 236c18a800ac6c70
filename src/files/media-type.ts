import { isUtf8 } from 'node:buffer';
import { extname } from 'node:path';

/** What the first bytes of a file say; `offset` from the start. */
const SIGNATURES: readonly { type: string; offset: number; bytes: Buffer }[] = [
  { type: 'application/pdf', offset: 0, bytes: Buffer.from('%PDF-') },
  { type: 'image/png', offset: 0, bytes: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) },
  { type: 'image/jpeg', offset: 0, bytes: Buffer.from([0xff, 0xd8, 0xff]) },
  { type: 'image/gif', offset: 0, bytes: Buffer.from('GIF8') },
  { type: 'image/webp', offset: 8, bytes: Buffer.from('WEBP') },
  { type: 'image/tiff', offset: 0, bytes: Buffer.from([0x49, 0x49, 0x2a, 0x00]) },
  { type: 'image/tiff', offset: 0, bytes: Buffer.from([0x4d, 0x4d, 0x00, 0x2a]) },
  { type: 'application/zip', offset: 0, bytes: Buffer.from([0x50, 0x4b, 0x03, 0x04]) },
  {
    type: 'application/x-ole-storage',
    offset: 0,
    bytes: Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
  },
  { type: 'application/vnd.rar', offset: 0, bytes: Buffer.from('Rar!') },
  {
    type: 'application/x-7z-compressed',
    offset: 0,
    bytes: Buffer.from([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]),
  },
  { type: 'application/gzip', offset: 0, bytes: Buffer.from([0x1f, 0x8b]) },
];

/** What a name promises: `container` is what its first bytes must then be, `type` what it is called. */
const EXTENSIONS: Readonly<Record<string, { container: string; type: string }>> = {
  '.pdf': { container: 'application/pdf', type: 'application/pdf' },
  '.png': { container: 'image/png', type: 'image/png' },
  '.jpg': { container: 'image/jpeg', type: 'image/jpeg' },
  '.jpeg': { container: 'image/jpeg', type: 'image/jpeg' },
  '.gif': { container: 'image/gif', type: 'image/gif' },
  '.webp': { container: 'image/webp', type: 'image/webp' },
  '.tif': { container: 'image/tiff', type: 'image/tiff' },
  '.tiff': { container: 'image/tiff', type: 'image/tiff' },
  '.zip': { container: 'application/zip', type: 'application/zip' },
  '.docx': {
    container: 'application/zip',
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  },
  '.xlsx': {
    container: 'application/zip',
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  },
  '.odt': { container: 'application/zip', type: 'application/vnd.oasis.opendocument.text' },
  '.doc': { container: 'application/x-ole-storage', type: 'application/msword' },
  '.xls': { container: 'application/x-ole-storage', type: 'application/vnd.ms-excel' },
  '.rar': { container: 'application/vnd.rar', type: 'application/vnd.rar' },
};

/** Types that a browser shows without running anything. Everything else is offered as a download. */
const INLINE = new Set([
  'application/pdf',
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'text/plain; charset=utf-8',
]);

/** How many of a file's first bytes {@link mediaTypeOf} wants. */
export const HEAD_BYTES = 4096;

export interface MediaJudgement {
  mediaType: string;
  /** The name promises a type that the content is not: a PDF that is an error page. */
  contradicts: boolean;
}

/** Judges by content; the name (`reference`'s path) only tells kinds of one container apart. */
export function mediaTypeOf(head: Buffer, reference: string): MediaJudgement {
  const extension = extensionOf(reference);
  const promised = EXTENSIONS[extension];
  const found = SIGNATURES.find(({ offset, bytes }) =>
    head.subarray(offset, offset + bytes.length).equals(bytes),
  );
  if (promised && found?.type === promised.container) return { mediaType: promised.type, contradicts: false };
  return { mediaType: found?.type ?? textOr(head), contradicts: promised !== undefined };
}

/** Lower case with its dot, of the path of a URL or file; empty when there is none. */
export function extensionOf(reference: string): string {
  const path = URL.canParse(reference) ? new URL(reference).pathname : reference;
  const extension = extname(path).toLowerCase();
  return /^\.[a-z0-9]{1,8}$/.test(extension) ? extension : '';
}

export function isInline(mediaType: string): boolean {
  return INLINE.has(mediaType);
}

function textOr(head: Buffer): string {
  // A character may be cut at the end of the head.
  const whole = head.length < HEAD_BYTES ? head : head.subarray(0, head.length - 4);
  const text =
    isUtf8(whole) || isUtf8(head.subarray(0, Math.max(0, whole.length - 3))) ? head.toString('utf8') : '';
  if (text === '' || text.includes('\0')) return 'application/octet-stream';
  // Markup can carry script: named as what it is, and never shown inline.
  if (/^\uFEFF?\s*<(!doctype|html|head|body|script|svg|\?xml)/i.test(text)) return 'application/octet-stream';
  return 'text/plain; charset=utf-8';
}
