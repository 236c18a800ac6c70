import { digestBy } from '../algorithms.js';
import { passed } from '../checks.js';
import { bufferContent, type Covered, digestOf, wholeOf } from '../content.js';
import { type Circumstances, judgeReading, type Reading } from '../judge.js';
import { contentOf, signedDataOf, timestampInfoOf } from './parse.js';
import { changed, malformed, verifySigner } from './signer.js';

/** Reads a time stamp token (RFC 3161) over the covered bytes. Throws when the bytes are no token. */
export async function readToken(
  bytes: Uint8Array,
  stamped: Covered,
): Promise<Omit<Reading, 'coverage' | 'stamps'>> {
  const signed = signedDataOf(bytes);
  const info = timestampInfoOf(signed);
  const [signer, ...others] = signed.signerInfos;
  const content = contentOf(signed.encapContentInfo.eContent);
  const base = { format: 'PADES', isTimestamp: true, certificates: [], digests: [] } as const;
  if (!signer || others.length > 0 || !content) return { ...base, integrity: malformed() };

  const imprint = digestBy(info.messageImprint.hashAlgorithm.algorithmId);
  const outcome = await verifySigner(signed, signer, wholeOf(bufferContent(content)));
  const told = {
    ...base,
    ...outcome,
    ...(imprint ? { digest: imprint } : {}),
    digests: [...outcome.digests, ...(imprint ? [imprint] : [])],
    signingTime: info.genTime,
  };
  if (outcome.integrity.state !== 'PASSED') return told;
  const hashed = Buffer.from(info.messageImprint.hashedMessage.valueBlock.valueHexView);
  const fits = imprint && (await digestOf(stamped, imprint.node)).equals(hashed);
  return fits ? told : { ...told, integrity: changed() };
}

/** The times of those tokens over the bytes that stand every check: only they prove anything. */
export async function trustedTimes(
  tokens: readonly Buffer[],
  stamped: Covered,
  circumstances: Circumstances,
): Promise<Date[]> {
  const times: Date[] = [];
  for (const token of tokens.slice(0, MAX_TOKENS)) {
    try {
      const reading = { ...(await readToken(token, stamped)), coverage: passed('', ''), stamps: [] };
      const { result } = await judgeReading(reading, 0, circumstances);
      if (result === 'TOTAL_PASSED' && reading.signingTime) times.push(reading.signingTime);
    } catch {
      // Not a token: it proves nothing.
    }
  }
  return times;
}

/** Each costs a verification: a file with more is not made by an honest program. */
const MAX_TOKENS = 5;
