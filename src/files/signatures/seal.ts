import type { NamedFile, SignatureCheck } from '../../domain/signature.js';
import { bufferContent } from './content.js';
import { verifySignatures } from './index.js';

const NOBODY = { roots: [], lists: [] } as const;

/**
 * Why a signature in this XML does not sign what is there, or not all of it and of the `files` that came with it, Vietnamese · English; undefined: all of
 * them do. XML without a signature that can be read has the problem too. Who signed, and whether they might, is not asked: that hangs on roots and lists,
 * which change (`checkKeptFiles`). `now`: ms.
 */
export async function signatureProblem(
  xml: Buffer,
  files: readonly NamedFile[],
  now: number,
): Promise<string | undefined> {
  const at = new Date(now);
  const circumstances = { trust: NOBODY, now: at, keptAt: at };
  const reports = await verifySignatures(bufferContent(xml), circumstances, { files });
  if (reports.length === 0)
    return 'Không có chữ ký số nào đọc được · there is no digital signature that can be read';
  const checks = reports.flatMap(({ checks: { integrity, coverage } }) => [integrity, coverage]);
  return checks.find((check) => !isSettled(check))?.message;
}

/** What cannot be compared is not signed; only that nobody says who signed has nothing to do with what was. */
function isSettled(check: SignatureCheck): boolean {
  return check.state === 'PASSED' || check.reason === 'NO_SIGNING_CERTIFICATE_FOUND';
}
