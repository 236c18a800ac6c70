import { createHash } from 'node:crypto';
import type { Json, JsonObject } from '../../../../domain/canonical.js';
import type { CallOptions, Outcome } from '../../../../domain/ports.js';
import { multipart } from '../../../transport/http/index.js';
import { decode, uploadedSchema } from '../contract.js';
import type { Caller } from './caller.js';
import { Remembered } from './remembered.js';

const REMEMBERED = 5_000;
const JOINT = '##';

export type UploadAnswer = { ok: true; path: string } | { ok: false; outcome: Outcome };

/**
 * Files of notices: uploaded first, then named in the notice by the path under which the portal keeps them (provincial
 * portal contract, section 4). An upload is not the write: one that was lost is made again and harms nobody.
 */
export class Uploads {
  /** Stored path → SHA-256 of what this process put there. */
  private readonly contents = new Remembered(REMEMBERED);

  constructor(
    private readonly caller: Caller,
    private readonly path: string,
  ) {}

  /** What stands behind those of the stored paths that this process uploaded. */
  contentsOf(paths: string): JsonObject {
    const known = paths
      .split(JOINT)
      .map((path): [string, string | undefined] => [path, this.contents.get(path)]);
    return Object.fromEntries(known.filter(([, sha256]) => sha256 !== undefined));
  }

  /** Uploads every file of one key and joins their paths. */
  async pathsOf(value: Json, options: CallOptions): Promise<UploadAnswer> {
    const paths: string[] = [];
    for (const file of Array.isArray(value) ? value : [value]) {
      const answer = await this.upload(file, options);
      if (!answer.ok) return answer;
      paths.push(answer.path);
    }
    return { ok: true, path: paths.join(JOINT) };
  }

  private async upload(file: Json, options: CallOptions): Promise<UploadAnswer> {
    const upload = uploadIn(file);
    if (!upload) throw new TypeError('a file of a notice that was never fetched');
    const content = Buffer.from(upload.base64, 'base64');
    const part = { field: 'file', fileName: upload.name, mediaType: upload.mediaType, content };
    const { body, contentType } = await multipart([part]);
    const request = { method: 'POST' as const, path: this.path, body, contentType };
    let result = await this.caller.call(request, options);
    if (result.outcome.type === 'unknown') result = await this.caller.call(request, options);
    if (!result.ok) return { ok: false, outcome: result.outcome };
    const path = decode(uploadedSchema, result.text)?.data;
    if (path === undefined)
      return { ok: false, outcome: { type: 'unknown', error: 'an upload without a path' } };
    this.contents.set(path, createHash('sha256').update(content).digest('hex'));
    return { ok: true, path };
  }
}

/** Whether a value of a payload stands for one file or a list of files. */
export function holdsUploads(value: Json | undefined): value is Json {
  const first = Array.isArray(value) ? value[0] : value;
  return first !== undefined && uploadIn(first) !== undefined;
}

function uploadIn(value: Json): { name: string; mediaType: string; base64: string } | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const upload = value['$upload'];
  if (typeof upload !== 'object' || upload === null || Array.isArray(upload)) return undefined;
  const { name, mediaType, base64 } = upload;
  if (typeof name !== 'string' || typeof mediaType !== 'string' || typeof base64 !== 'string')
    return undefined;
  return { name, mediaType, base64 };
}
