import type { Contents, Problem, SignatureProblem, WrittenContent } from '../../../domain/ports.js';
import type { NamedFile } from '../../../domain/signature.js';
import { MAX_SEALED } from './limits.js';
import type { Carried } from './manifest.js';
import { contentIdOf, type PackageHandler } from './package-handler.js';

/** As a file of its document, so that it is verified as all are. The same for one package, whatever its file was called. */
const NAME = 'goi-edxml-da-ky.xml';

/** What an envelope's own signature (`ds:Signature` in the header) signs: the envelope as it came. Of one that is not signed nothing is held. */
export class Seal {
  #chunks: Buffer[] = [];
  #bytes = 0;
  /** What is held is not all of it any more. */
  #dropped = false;

  constructor(private readonly handler: PackageHandler) {}

  /** The same chunks; they are held until the header is through, and all of them where that has a signature. */
  async *through(content: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of content) {
      this.#hold(chunk);
      yield chunk;
    }
  }

  /** Undefined: it is not signed, or not held as a whole. */
  get envelope(): Buffer | undefined {
    return this.handler.sealed && !this.#dropped ? Buffer.concat(this.#chunks) : undefined;
  }

  /**
   * What is wrong with a signed package whose signature does not sign all that came, or cannot be verified: it would come in as if it had none. `inside`,
   * `beside`: its attachments in the envelope and as parts behind it. `signatureProblem`: as `SourceServices` has it.
   */
  async problem(
    inside: readonly Carried[],
    beside: readonly Carried[],
    signatureProblem: SignatureProblem | undefined,
  ): Promise<Problem | undefined> {
    if (!this.handler.sealed) return undefined;
    if (this.#bytes > MAX_SEALED) return TOO_LARGE;
    const { envelope } = this;
    if (!envelope) return brokenSeal(BEHIND);
    const files = [...inside.map((one) => named(one, false)), ...beside.map((one) => named(one, true))];
    const said = await signatureProblem?.(envelope, files);
    return said === undefined ? undefined : brokenSeal(said);
  }

  #hold(chunk: Buffer): void {
    this.#bytes += chunk.length;
    this.#dropped ||= this.#bytes > MAX_SEALED || (this.handler.headerEnded && !this.handler.sealed);
    if (this.#dropped) this.#chunks = [];
    else this.#chunks.push(chunk);
  }
}

const BEHIND =
  'Chữ ký đứng sau nội dung nên không kiểm được · it stands behind the contents and cannot be verified';

const TOO_LARGE: Problem = {
  field: 'Signature',
  code: 'TOO_LARGE',
  message: `Phong bì có chữ ký số lớn hơn ${MAX_SEALED / 1024 ** 2} MB nên không kiểm được chữ ký, cần gửi tệp ngoài phong bì hoặc chia nhỏ (a signed envelope this large cannot be verified: send the files beside it, or less at once)`,
};

/** A signature names a part as the manifest does: `cid:a1` (RFC 2392). */
function named({ id, attachment }: Carried, beside: boolean): NamedFile {
  return {
    isMeantBy: (uri) => /^cid:/i.test(uri) && id !== undefined && contentIdOf(uri) === id,
    digests: attachment?.digests() ?? new Map(),
    beside,
  };
}

/** `said`: why the signature does not hold, Vietnamese · English. */
function brokenSeal(said: string): Problem {
  const message = `Chữ ký số của gói không đúng (the package’s own signature does not hold): ${said}`;
  return { field: 'Signature', code: 'BAD_SIGNATURE', message };
}

/** Laid down with the attachments; to be kept with them. */
export async function writeEnvelope(
  contents: Contents,
  envelope: Buffer,
  trial: boolean,
): Promise<{ name: string; written: WrittenContent }> {
  const writer = await contents.open(NAME, trial);
  try {
    await writer.write(envelope);
    return { name: NAME, written: await writer.end() };
  } catch (error) {
    await writer.discard();
    throw error;
  }
}
