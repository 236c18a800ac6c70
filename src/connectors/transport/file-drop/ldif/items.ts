import { toInstant } from '../../../../domain/time.js';
import { type DirectoryEntries, fontsByAttribute, rowOf } from '../../directory/entry.js';
import { contentOf, type OnBytes, UnreadableContent } from '../content.js';
import type { Folder, Identity } from '../folder/port.js';
import { type Item, problem, unreadableFile } from '../items.js';
import type { FileDropOptions } from '../options.js';
import { asText } from '../text/as-text.js';
import { bytesDecoder, type CellDecoder, isByteWise } from '../text/encoding.js';
import { inspect } from '../text/inspect.js';
import { type LdifRecord, readRecords } from './records.js';

interface Reading {
  folder: Folder;
  file: Identity;
  options: FileDropOptions;
  signal: AbortSignal;
}

/**
 * The entries of a file of LDIF in the columns of the form. Its letters are told by looking at all values first, for base64 hides those of
 * fonts. Of a record that cannot be read only its name is kept.
 */
export async function* readLdif(
  reading: Reading,
  entries: DirectoryEntries,
  onBytes: OnBytes,
): AsyncGenerator<Item> {
  const { name, size, mtimeMs } = reading.file;
  try {
    const wanted = new Set(entries.attributes);
    const decode = await decoderOf(reading, entries, wanted);
    let records = 0;
    for await (const record of readRecords(contentOf(reading, reading.file, onBytes), wanted)) {
      records += 1;
      yield itemOf(record, name, entries, decode, toInstant(mtimeMs));
    }
    if (records === 0) yield unreadableFile('EMPTY_FILE', name, size);
  } catch (error) {
    if (!(error instanceof UnreadableContent)) throw error;
    yield unreadableFile(error.code, name, size, error.detail);
  }
}

async function decoderOf(
  reading: Reading,
  entries: DirectoryEntries,
  wanted: ReadonlySet<string>,
): Promise<CellDecoder> {
  const { file: named, columns = new Map() } = reading.options.encoding ?? {};
  if (named !== undefined && !isByteWise(named)) throw new UnreadableContent('NOT_WHAT_IT_SAYS', named);
  const texts = textsOf(readRecords(asText(contentOf(reading, reading.file)), wanted), entries.binary);
  const inspection = await inspect(texts, named);
  const fonts = fontsByAttribute(columns, entries);
  return bytesDecoder(inspection.readable ? inspection.encoding : 'utf-8', fonts);
}

/** What is text in a file, record by record, as bytes in its encoding. */
async function* textsOf(
  records: AsyncIterable<LdifRecord>,
  binary: ReadonlySet<string>,
): AsyncGenerator<Buffer> {
  const newline = Buffer.from('\n');
  for await (const { dn, entry } of records) {
    const values = [...entry.values].filter(([name]) => !binary.has(name)).flatMap(([, each]) => each);
    // Begins with a line end, so that no value is taken for the begin of a file of another kind.
    yield Buffer.concat([dn ?? Buffer.alloc(0), ...values].flatMap((value) => [newline, value]));
  }
}

function itemOf(
  { line, dn, entry, elsewhere, refused, bytes }: LdifRecord,
  file: string,
  entries: DirectoryEntries,
  decode: CellDecoder,
  changedAt: string,
): Item {
  const place = { file, line };
  const name = dn && decode(dn.toString('latin1'));
  if (refused || name === undefined) {
    const code = refused ?? 'WRONG_ENCODING';
    return { raw: name === undefined ? {} : { dn: name }, place, unreadable: problem(code), bytes };
  }
  const found = rowOf(
    { dn: name, ...entry },
    entries,
    (value, attribute) => decode(value.toString('latin1'), attribute),
    changedAt,
  );
  const problems = [...found.problems, ...elsewhere.map((each) => problem('URL_NOT_FETCHED', each))];
  return { raw: found.raw, place, bytes, ...(problems.length === 0 ? {} : { problems }) };
}
