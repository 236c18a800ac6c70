import iconv from 'iconv-lite';
import { fromFont } from './fonts.js';
import { foreignKind } from './foreign.js';
import { countSyllables } from './syllable.js';
import { Utf8Counter } from './utf8-counter.js';

/** What a look at the whole of a file says about it, before it is read as records. */
export type Inspection =
  | { readable: true; encoding: string }
  /** `what`: the kind of content that was found instead. */
  | { readable: false; what: string };

/** So many bytes of what is not UTF-8 are judged word by word. */
const JUDGED = 256 * 1024;

/**
 * Tells text from what is not, and UTF-8 from Windows-1258, TCVN3 and VNI. Text in those hardly ever happens to be valid UTF-8,
 * so a file with more valid multi-byte letters than broken ones is damaged UTF-8, and only its damaged rows are refused.
 * Among the others the one that gives most Vietnamese syllables is taken; Windows-1258 where they do not differ. `named`: the
 * encoding that the source's definition names; then only the kind of content is looked at.
 */
export async function inspect(chunks: AsyncIterable<Buffer>, named: string | undefined): Promise<Inspection> {
  const counter = new Utf8Counter();
  const judged: Buffer[] = [];
  let judgedBytes = 0;
  let first = true;
  for await (const chunk of chunks) {
    if (first) {
      const what = foreignKind(chunk, named);
      if (what) return { readable: false, what };
      if (named) return { readable: true, encoding: named };
    }
    first = false;
    if (counter.add(chunk) && judgedBytes < JUDGED) {
      judged.push(chunk.subarray(0, JUDGED - judgedBytes));
      judgedBytes += Math.min(chunk.length, JUDGED - judgedBytes);
    }
  }
  if (counter.looksLikeUtf8()) return { readable: true, encoding: 'utf-8' };
  return { readable: true, encoding: likeliest(Buffer.concat(judged)) };
}

function likeliest(bytes: Buffer): string {
  const latin1 = bytes.toString('latin1');
  const candidates = [
    { encoding: 'windows-1258', text: iconv.decode(bytes, 'windows-1258') },
    { encoding: 'tcvn3', text: fromFont('tcvn3', latin1) },
    { encoding: 'vni', text: fromFont('vni', latin1) },
  ].map(({ encoding, text }) => {
    const { words, syllables } = countSyllables(text);
    return { encoding, share: words === 0 ? 0 : syllables / words };
  });
  return candidates.reduce((best, next) => (next.share > best.share ? next : best)).encoding;
}
