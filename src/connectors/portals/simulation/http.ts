import type { IncomingMessage, ServerResponse } from 'node:http';

/** A request whose body was read. */
export interface Call {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  body: Buffer;
  /** The running number of the request at this simulator. */
  number: number;
}

/** What goes back. `applied`: keys that this call wrote; empty of reads and refusals. */
export interface Answer {
  status: number;
  body: unknown;
  /** `json` unless said. */
  type?: 'json' | 'text' | 'html';
  headers?: Record<string, string>;
  applied?: string[];
}

/** Larger bodies are cut off: the connection is closed with 413. */
const MAX_BODY = 256 * 1024 * 1024;

/** Reads the whole body; undefined when the client went away or sent too much. */
export function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > MAX_BODY) {
        resolve(undefined);
        request.destroy();
      } else chunks.push(chunk);
    });
    request.on('end', () => resolve(Buffer.concat(chunks)));
    request.on('error', () => resolve(undefined));
    request.on('close', () => resolve(undefined));
  });
}

/** The body's bytes and its media type, as {@link send} would write them. */
export function encode(answer: Answer): { bytes: Buffer; mediaType: string } {
  const type = answer.type ?? 'json';
  if (type === 'json') {
    return { bytes: Buffer.from(JSON.stringify(answer.body)), mediaType: 'application/json; charset=utf-8' };
  }
  return {
    bytes: Buffer.from(String(answer.body)),
    mediaType: type === 'html' ? 'text/html; charset=utf-8' : 'text/plain; charset=utf-8',
  };
}

export function send(response: ServerResponse, answer: Answer): void {
  if (response.destroyed || response.writableEnded) return;
  const { bytes, mediaType } = encode(answer);
  response.writeHead(answer.status, {
    'content-type': mediaType,
    'content-length': bytes.length,
    ...answer.headers,
  });
  response.end(bytes);
}

/** JSON of a body, or undefined when it does not decode. */
export function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export const HTML_PAGE =
  '<!DOCTYPE html><html lang="vi"><head><title>Thông báo</title></head><body><h1>Hệ thống đang bảo trì</h1></body></html>';
