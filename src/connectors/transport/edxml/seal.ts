import type { Contents, Problem, WrittenContent } from '../../../domain/ports.js';
import { MAX_SEALED } from './limits.js';
import type { PackageHandler } from './package-handler.js';
import { type Element, find, partsOf } from './tree.js';

/** As a file of its document, so that it is verified as all are. The same for one package, whatever its file was called. */
const NAME = 'goi-edxml-da-ky.xml';

/** What an envelope's own signature (`ds:Signature` in the header) signs: the envelope as it came. Of one that is not signed nothing is held. */
export class Seal {
  #chunks: Buffer[] = [];
  #bytes = 0;

  constructor(private readonly handler: PackageHandler) {}

  /** The same chunks; they are held until the header is through, and all of them where that has a signature. */
  async *through(content: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of content) {
      this.#hold(chunk);
      yield chunk;
    }
  }

  /** Undefined: the envelope is not signed, or too large for its signature to be verified. */
  get envelope(): Buffer | undefined {
    return this.#isSigned() && this.#bytes <= MAX_SEALED ? Buffer.concat(this.#chunks) : undefined;
  }

  #hold(chunk: Buffer): void {
    this.#bytes += chunk.length;
    const isWanted = !this.handler.headerEnded || this.#isSigned();
    if (isWanted && this.#bytes <= MAX_SEALED) this.#chunks.push(chunk);
    else this.#chunks = [];
  }

  #isSigned(): boolean {
    const { root } = this.handler;
    return root !== undefined && isSealed(root);
  }
}

/** Whether a header has a signature of its own. */
function isSealed(root: Element): boolean {
  const header = find(root, 'edXMLHeader', 'Header');
  return partsOf(header, 'Signature').some((signature) => partsOf(signature, 'SignedInfo').length > 0);
}

/** `said`: why the signature does not hold, Vietnamese · English. */
export function brokenSeal(said: string): Problem {
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
