import { contentOf, type OnBytes, UnreadableContent } from '../content.js';
import type { Folder, Identity } from '../folder/port.js';
import { kindOf } from '../kinds.js';
import type { TableRow } from '../table/row.js';
import { foreignKind } from '../text/foreign.js';
import { spool } from './nameless-file.js';
import { Package } from './package.js';
import { SheetHandler } from './sheet.js';
import { readSharedStrings } from './strings-part.js';
import { readStyles } from './styles.js';
import { readWorkbook } from './workbook.js';
import { readXml } from './xml.js';

/** A sheet of a workbook. Its rows are read before the next sheet is asked for. */
interface SheetRows {
  name: string;
  rows: AsyncIterable<TableRow>;
}

/**
 * The rows of the wanted sheets of an XLSX file, packed once more or not, or of its first one. Memory is bounded, whatever the sheets'
 * size.
 */
export async function* sheetsOf(
  reading: { folder: Folder; signal: AbortSignal },
  file: Identity,
  wanted: (name: string) => boolean,
  onBytes?: OnBytes,
): AsyncGenerator<SheetRows> {
  const parts = await openPackage(reading, file);
  try {
    const workbook = await readWorkbook(parts, wanted);
    const styles = await readStyles(parts, workbook.styles);
    const strings = await readSharedStrings(parts, workbook.sharedStrings);
    try {
      for (const { name, part } of workbook.sheets) {
        const sheet = new SheetHandler({ strings, styles, from1904: workbook.from1904 });
        yield { name, rows: checked(reading.signal, readXml(parts.read(part, onBytes), sheet)) };
      }
    } finally {
      strings.close();
    }
  } finally {
    parts.close();
  }
}

async function* checked(signal: AbortSignal, rows: AsyncIterable<TableRow>): AsyncGenerator<TableRow> {
  for await (const row of rows) {
    signal.throwIfAborted();
    yield row;
  }
}

async function openPackage(
  reading: { folder: Folder; signal: AbortSignal },
  file: Identity,
): Promise<Package> {
  for await (const chunk of contentOf(reading, file)) {
    const what = foreignKind(chunk);
    if (what !== 'zip/xlsx') throw new UnreadableContent('NOT_WHAT_IT_SAYS', what ?? 'text');
    break;
  }
  const path = kindOf(file.name)?.gzip ? undefined : reading.folder.pathOf?.(file.name);
  if (path !== undefined) return Package.open(path);
  // A zip is read from its end: what is packed once more, or lies elsewhere, is laid down here first.
  return Package.open(await spool(contentOf(reading, file)));
}
