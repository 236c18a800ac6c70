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

/** The rows of the first sheet of an XLSX file, packed once more or not. Memory is bounded, whatever the sheet's size. */
export async function* sheetRows(
  reading: { folder: Folder; signal: AbortSignal },
  file: Identity,
  onBytes?: OnBytes,
): AsyncGenerator<TableRow> {
  const parts = await openPackage(reading, file);
  try {
    const workbook = await readWorkbook(parts);
    const styles = await readStyles(parts, workbook.styles);
    const strings = await readSharedStrings(parts, workbook.sharedStrings);
    try {
      const sheet = new SheetHandler({ strings, styles, from1904: workbook.from1904 });
      for await (const row of readXml(parts.read(workbook.sheet, onBytes), sheet)) {
        reading.signal.throwIfAborted();
        yield row;
      }
    } finally {
      strings.close();
    }
  } finally {
    parts.close();
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
