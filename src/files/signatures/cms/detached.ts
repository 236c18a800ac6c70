import type { SignatureReport } from '../../../domain/signature.js';
import { passed } from '../checks.js';
import { bufferContent, type Content, type Covered, wholeOf } from '../content.js';
import { type Circumstances, judgeReading } from '../judge.js';
import { contentOf, signedDataOf } from './parse.js';
import { readSigner } from './read.js';

/** More signers than any document has; each costs work. */
const MAX_SIGNERS = 20;

/**
 * Verifies a CMS by itself (`.p7s`, `.p7m`; CAdES): one report a signer. `content`: what a detached one signs; what a CMS encloses is never
 * taken from elsewhere. Throws when the bytes are no CMS.
 */
export async function verifyCms(
  cms: Uint8Array,
  content: Content | undefined,
  circumstances: Circumstances,
): Promise<SignatureReport[]> {
  const signed = signedDataOf(cms);
  const enclosed = contentOf(signed.encapContentInfo.eContent);
  const covered: Covered | undefined = enclosed
    ? wholeOf(bufferContent(enclosed))
    : content && wholeOf(content);
  const reports: SignatureReport[] = [];
  for (const [index, info] of signed.signerInfos.slice(0, MAX_SIGNERS).entries()) {
    const reading = await readSigner(signed, info, covered, 'CADES', circumstances);
    reports.push(await judgeReading({ ...reading, coverage: wholeContent() }, index, circumstances));
  }
  return reports;
}

const wholeContent = () => passed('Ký trên toàn bộ nội dung', 'the whole content is signed');
