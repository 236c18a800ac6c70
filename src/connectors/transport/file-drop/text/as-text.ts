import { UnreadableContent } from '../content.js';
import { foreignKind } from './foreign.js';

/** The same chunks; throws `UnreadableContent` when they begin as something that is not text. */
export async function* asText(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let first = true;
  for await (const chunk of chunks) {
    const what = first ? foreignKind(chunk) : undefined;
    if (what) throw new UnreadableContent('NOT_WHAT_IT_SAYS', what);
    first = false;
    yield chunk;
  }
}
