import { bufferContent } from './content.js';
import { verifySignatures } from './index.js';

const NOBODY = { roots: [], lists: [] } as const;

/**
 * Why a signature in this XML does not sign what is there, or not all of it, Vietnamese · English; undefined: all of them do, or there is none. Who signed,
 * and whether they might, is not asked: that hangs on roots and lists, which change (`checkKeptFiles`). `now`: ms.
 */
export async function signatureProblem(xml: Buffer, now: number): Promise<string | undefined> {
  const at = new Date(now);
  const reports = await verifySignatures(bufferContent(xml), { trust: NOBODY, now: at, keptAt: at });
  for (const { checks } of reports) {
    for (const check of [checks.integrity, checks.coverage])
      if (check.state === 'FAILED') return check.message;
  }
  return undefined;
}
