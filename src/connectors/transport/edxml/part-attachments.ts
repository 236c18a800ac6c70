import type { Contents } from '../../../domain/ports.js';
import { UnreadableContent } from '../file-drop/content.js';
import { Attachment } from './attachment.js';
import { MAX_ATTACHMENTS } from './limits.js';
import { type Carried, listedAs } from './manifest.js';
import { type MimePart, parameterOf } from './mime.js';
import { contentIdOf } from './package-handler.js';
import { type Element, textOf } from './tree.js';

/** Attachments that come as MIME parts behind the envelope, each found by its Content-ID. */
export class PartAttachments {
  readonly carried: Carried[] = [];
  /** Those that were begun. */
  readonly all: Attachment[] = [];

  constructor(
    private readonly contents: Contents,
    private readonly trial: boolean,
  ) {}

  /** Takes all parts that follow; `sealed`: the envelope is signed. Throws {@link UnreadableContent} for what is none. */
  async take(parts: AsyncIterable<MimePart>, root: Element, sealed: boolean): Promise<void> {
    for await (const { headers, body } of parts) {
      if (this.carried.length >= MAX_ATTACHMENTS) throw new UnreadableContent('TOO_MANY_ELEMENTS');
      const id = contentIdOf(headers.get('content-id'));
      const name = plainName(headers);
      const listed = textOf(listedAs(root, id), 'AttachmentName');
      const attachment = new Attachment(this.contents, name ?? listed ?? '', this.trial, sealed);
      this.all.push(attachment);
      await read(headers, body, attachment);
      const field = `Part[${this.carried.length + 1}]`;
      const mediaType = headers.get('content-type')?.split(';')[0]?.trim();
      const fields = { field, idField: 'Content-ID', contentField: 'content' };
      this.carried.push({ ...fields, id, name, mediaType, attachment });
    }
  }

  async discard(): Promise<void> {
    for (const attachment of this.all) await attachment.discard();
  }
}

/** Whether a part's content stands as it is. */
export function isPlain({ headers }: MimePart): boolean {
  return /^(?:7bit|8bit|binary)?$/i.test(encodingOf(headers));
}

function encodingOf(headers: MimePart['headers']): string {
  return headers.get('content-transfer-encoding')?.trim() ?? '';
}

async function read(
  headers: MimePart['headers'],
  body: AsyncIterable<Buffer>,
  attachment: Attachment,
): Promise<void> {
  const base64 = /^base64$/i.test(encodingOf(headers));
  if (!base64 && !isPlain({ headers, body })) attachment.fault = 'BAD_TRANSFER_ENCODING';
  for await (const chunk of body) {
    if (base64) attachment.add(chunk.toString('latin1'));
    else attachment.addPlain(chunk);
    await attachment.flush();
  }
  await attachment.end();
}

/** A name in plain letters; how others are written differs between senders, and the manifest has it. */
function plainName(headers: MimePart['headers']): string | undefined {
  const name =
    parameterOf(headers.get('content-disposition'), 'filename') ??
    parameterOf(headers.get('content-type'), 'name');
  return name !== undefined && /^[\x20-\x7e]+$/.test(name) && !/^=\?/.test(name) ? name : undefined;
}
