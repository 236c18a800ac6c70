/** One file of a multipart form. */
export interface UploadPart {
  field: string;
  fileName: string;
  mediaType: string;
  content: Buffer;
}

/**
 * A `multipart/form-data` body made in memory, so that its length is known and it is written at one go;
 * `contentType` carries the boundary.
 */
export async function multipart(
  parts: readonly UploadPart[],
): Promise<{ body: Buffer; contentType: string }> {
  const form = new FormData();
  for (const part of parts) {
    form.append(
      part.field,
      new Blob([new Uint8Array(part.content)], { type: part.mediaType }),
      part.fileName,
    );
  }
  const made = new Response(form);
  const body = Buffer.from(await made.arrayBuffer());
  return { body, contentType: made.headers.get('content-type') ?? 'multipart/form-data' };
}
