import { createHash, type Hash } from 'node:crypto';
import type { Contents, ContentWriter, WrittenContent } from '../../../domain/ports.js';
import { FILE_DIGESTS } from '../../../domain/signature.js';
import { Base64Decoder } from './base64.js';
import { MAX_ATTACHMENT } from './limits.js';

export type ContentFault = 'BAD_BASE64' | 'BAD_TRANSFER_ENCODING' | 'TOO_LONG' | 'EMPTY' | 'NOT_WHAT_IT_SAYS';

/** The content of one attachment on its way from the XML to where contents are kept; held nowhere. */
export class Attachment {
  readonly #decoder = new Base64Decoder();
  #plain: Buffer[] = [];
  #writer: ContentWriter | undefined;
  #bytes = 0;
  readonly #hashes: readonly (readonly [algorithm: string, hash: Hash])[];
  fault: ContentFault | undefined;
  written: WrittenContent | undefined;

  /** `named`: a signature may name it, by the digest of its content. */
  constructor(
    private readonly contents: Contents,
    private readonly name: string,
    private readonly trial: boolean,
    named: boolean,
  ) {
    this.#hashes = named ? FILE_DIGESTS.map((algorithm) => [algorithm, createHash(algorithm)]) : [];
  }

  /** Of what was written; once, at the end. */
  digests(): ReadonlyMap<string, Buffer> {
    return new Map(this.#hashes.map(([algorithm, hash]) => [algorithm, hash.digest()]));
  }

  add(text: string): void {
    if (this.fault) return;
    this.#decoder.add(text);
    if (this.#decoder.broken) this.fault = 'BAD_BASE64';
  }

  /** Content that is not encoded. */
  addPlain(bytes: Buffer): void {
    if (!this.fault) this.#plain.push(bytes);
  }

  /** Writes away what was decoded. */
  async flush(): Promise<void> {
    const ready = [...this.#plain, ...this.#decoder.take()];
    this.#plain = [];
    if (this.fault) return;
    for (const chunk of ready) {
      this.#bytes += chunk.length;
      if (this.#bytes > MAX_ATTACHMENT) {
        this.fault = 'TOO_LONG';
        return;
      }
      this.#writer ??= await this.contents.open(this.name, this.trial);
      for (const [, hash] of this.#hashes) hash.update(chunk);
      await this.#writer.write(chunk);
    }
  }

  async end(): Promise<void> {
    this.#decoder.end();
    if (this.#decoder.broken) this.fault ??= 'BAD_BASE64';
    await this.flush();
    if (!this.fault && !this.#writer) this.fault = 'EMPTY';
    if (this.fault || !this.#writer) return;
    this.written = await this.#writer.end();
    if (this.written.contradicts) this.fault = 'NOT_WHAT_IT_SAYS';
  }

  async discard(): Promise<void> {
    await this.written?.discard();
    await this.#writer?.discard();
  }
}
