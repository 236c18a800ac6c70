import type { SignatureReport } from '../../domain/signature.js';
import { verifyCms } from './cms/detached.js';
import type { Content } from './content.js';
import type { Circumstances } from './judge.js';
import { verifyPdf } from './pdf/verify.js';
import type { Elsewhere } from './xml/references.js';
import { verifyXml } from './xml/verify.js';

export type { Certificate } from './certificate.js';
export { bufferContent, fileContent } from './content.js';
export type { RevocationList } from './revocation-list.js';
export { listFiles, loadTrust, rootFiles, type Trust, TrustProblem } from './trust.js';

/** A CMS or an XML document beyond this is not read into memory, so not verified. A PDF may have any size. */
const MAX_IN_MEMORY = 32 * 1024 * 1024;
const HEAD = 1024;

/**
 * Verifies every signature in a file, told by its first bytes: PDF, XML or CMS. `elsewhere`: what a signature there may sign outside of it.
 * No signature, or a kind of file that carries none: an empty list. Never throws for what stands in the file.
 */
export async function verifySignatures(
  content: Content,
  circumstances: Circumstances,
  elsewhere: Elsewhere = {},
): Promise<SignatureReport[]> {
  const head = await content.read(0, HEAD);
  if (head.includes('%PDF-')) return verifyPdf(content, circumstances);
  if (content.size > MAX_IN_MEMORY) return [];
  if (/^(\uFEFF|\xEF\xBB\xBF)?\s*</.test(head.toString('latin1'))) {
    return verifyXml(await content.read(0, content.size), elsewhere, circumstances);
  }
  // A SEQUENCE, as every CMS begins.
  if (head[0] !== 0x30) return [];
  try {
    return await verifyCms(await content.read(0, content.size), elsewhere.detached, circumstances);
  } catch {
    return [];
  }
}
