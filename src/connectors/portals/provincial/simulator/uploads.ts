import { createHash } from 'node:crypto';
import type { Answer, Call } from '../../simulation/http.js';
import { badRequest } from './content.js';
import type { ProvincialState } from './state.js';

/** `POST /Files/UploadFile`, multipart with one part `file` → `{ "data": "<stored path>" }`. */
export async function upload(call: Call, state: ProvincialState): Promise<Answer> {
  const mediaType = call.headers['content-type'] ?? '';
  if (!/^multipart\/form-data\s*;.*boundary=/i.test(mediaType))
    return badRequest('Content-Type: multipart/form-data');
  let form: FormData;
  try {
    form = await new Response(new Uint8Array(call.body), {
      headers: { 'content-type': mediaType },
    }).formData();
  } catch {
    return badRequest('multipart: không đọc được');
  }
  const file = form.get('file');
  if (!file || typeof file === 'string') return badRequest('file: thiếu tệp');
  const bytes = Buffer.from(await file.arrayBuffer());
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const name = file.name.replaceAll(/[#/\\]/g, '_');
  const path = `/Uploads/TinBai/${state.next()}-${sha256.slice(0, 8)}-${name}`;
  state.files.set(path, { path, name: file.name, bytes: bytes.length, sha256 });
  return { status: 200, body: { data: path }, applied: [path] };
}
