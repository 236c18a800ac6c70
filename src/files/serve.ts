import { Readable } from 'node:stream';
import type { FileProblem, KeptFile } from '../domain/ports.js';
import type { Clock } from '../domain/time.js';
import type { FileDisk } from './disk.js';
import { judgeLink, type LinkSigner, slugOf } from './links.js';
import { isInline } from './media-type.js';
import { parseRange } from './range.js';
import type { FileReferences, StoredReference } from './references.js';

/** What a web server knows of a request; no framework's types. */
export interface FileRequest {
  method: string;
  /** Path with query as it was asked for, `/files/<id>/<slug>?e=…&s=…`. */
  url: string;
  /** Names in lower case. */
  headers: Readonly<Record<string, string | string[] | undefined>>;
}

export interface FileAnswer {
  status: number;
  headers: Record<string, string>;
  /** Absent for HEAD, 304 and the like. Whoever sends it destroys it when the client goes away (`pipeline` does). */
  body?: Readable;
}

export interface ServeServices {
  signer: LinkSigner;
  clock: Clock;
  references: FileReferences;
  disk: FileDisk;
  obtain(stored: StoredReference): Promise<KeptFile | FileProblem>;
}

const PATH = /\/files\/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\/([a-z0-9.-]{1,100})$/;

/**
 * Gives a kept file to whoever holds a valid link: 403 for a signature that is not ours, 410 for one that has ended, 404 for a
 * file that is not known or no longer at its source, 502 while its host cannot be reached. A paper that was never fetched
 * is fetched now. HEAD, a single `Range` and `If-None-Match` are understood.
 */
export async function serveFile(request: FileRequest, services: ServeServices): Promise<FileAnswer> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return refusal(request, 405, 'Chỉ dùng GET hoặc HEAD · only GET and HEAD', { allow: 'GET, HEAD' });
  }
  const { pathname, searchParams } = new URL(request.url, 'http://gateway.invalid');
  const match = PATH.exec(pathname);
  const [, id, slug] = match ?? [];
  if (id === undefined || slug === undefined) return refusal(request, 404, 'Không tìm thấy · not found');
  const verdict = judgeLink(
    services.signer,
    { id, slug, expires: searchParams.get('e') ?? undefined, signature: searchParams.get('s') ?? undefined },
    services.clock.now(),
  );
  if (verdict === 'forged') return refusal(request, 403, 'Liên kết không hợp lệ · the link is not valid');
  if (verdict === 'expired') return refusal(request, 410, 'Liên kết đã hết hạn · the link has expired');

  const stored = await services.references.find(id);
  if (!stored || slugOf(stored.name, stored.reference) !== slug) {
    return refusal(request, 404, 'Không tìm thấy · not found');
  }
  const file = await services.obtain(stored);
  if (!file.ok) return refusal(request, file.reason === 'retry' ? 502 : 404, file.message);
  return content(request, file, slug, Number(searchParams.get('e')), services);
}

function content(
  request: FileRequest,
  file: KeptFile,
  slug: string,
  expires: number,
  { disk, clock }: ServeServices,
): FileAnswer {
  const etag = `"${file.sha256}"`;
  const headers: Record<string, string> = {
    ...ALWAYS,
    'content-type': file.mediaType,
    'content-disposition': `${isInline(file.mediaType) ? 'inline' : 'attachment'}; filename="${slug}"`,
    'accept-ranges': 'bytes',
    // Never longer than the link itself is good for, and in nobody else's cache.
    'cache-control': `private, max-age=${Math.max(0, expires - Math.floor(clock.now() / 1000))}, immutable`,
    etag,
  };
  // Browsers' PDF viewers do not run inside a sandbox; nothing else needs to run at all.
  if (file.mediaType !== 'application/pdf')
    headers['content-security-policy'] = "default-src 'none'; sandbox";
  if (
    header(request, 'if-none-match')
      ?.split(/\s*,\s*/)
      .includes(etag)
  )
    return { status: 304, headers };

  const sameAsBefore = header(request, 'if-range') ?? etag;
  const range = parseRange(sameAsBefore === etag ? header(request, 'range') : undefined, file.bytes);
  if (range === 'unsatisfiable') {
    return refusal(request, 416, 'Đoạn yêu cầu nằm ngoài tệp · range not satisfiable', {
      'content-range': `bytes */${file.bytes}`,
    });
  }
  const part = range === 'whole' ? { start: 0, end: file.bytes - 1 } : range;
  headers['content-length'] = String(part.end - part.start + 1);
  if (range !== 'whole') headers['content-range'] = `bytes ${part.start}-${part.end}/${file.bytes}`;
  const status = range === 'whole' ? 200 : 206;
  return request.method === 'HEAD'
    ? { status, headers }
    : { status, headers, body: disk.stream(file.sha256, part) };
}

const ALWAYS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
} as const;

function refusal(
  request: FileRequest,
  status: number,
  message: string,
  more: Record<string, string> = {},
): FileAnswer {
  const body = Buffer.from(`${message}\n`);
  const headers = {
    ...ALWAYS,
    ...more,
    'content-type': 'text/plain; charset=utf-8',
    'content-length': String(body.length),
    'cache-control': 'no-store',
  };
  return request.method === 'HEAD' ? { status, headers } : { status, headers, body: Readable.from([body]) };
}

function header({ headers }: FileRequest, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}
