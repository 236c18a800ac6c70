import iconv from 'iconv-lite';
import { CsvRows } from './csv-rows.js';
import type { TableRow } from './row.js';

/** The byte order mark of UTF-8, each byte as one character. */
const MARK = '\xef\xbb\xbf';

/**
 * The rows of a CSV file. `encoding`: as iconv-lite names it, or `bytes`: each byte as one character, to be decoded cell by
 * cell, so that a cell in another encoding than its file is told, and its bytes are kept.
 */
export async function* csvRows(
  chunks: AsyncIterable<Buffer>,
  encoding: string | 'bytes',
): AsyncGenerator<TableRow> {
  const rows = new CsvRows();
  if (encoding === 'bytes') {
    let first = true;
    for await (const chunk of chunks) {
      const text = chunk.toString('latin1');
      yield* rows.push(first && text.startsWith(MARK) ? text.slice(MARK.length) : text);
      first = false;
    }
  } else {
    const decoder = iconv.getDecoder(encoding);
    for await (const chunk of chunks) yield* rows.push(decoder.write(chunk));
    const rest = decoder.end();
    if (rest) yield* rows.push(rest);
  }
  yield* rows.end();
}
