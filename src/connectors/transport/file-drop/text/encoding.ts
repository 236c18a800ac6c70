import { isAscii, isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import { type Font, fromFont } from './fonts.js';

/** How the text of a source's tables is encoded, as its variable says: the whole file, single columns, or both. */
export interface EncodingDefinition {
  /** `tcvn3`, `vni` or a name that iconv-lite knows; absent: told by looking at each file. */
  file?: string;
  columns: ReadonlyMap<string, Font>;
}

const FONTS: Readonly<Record<string, Font>> = { tcvn3: 'tcvn3', abc: 'tcvn3', vni: 'vni' };

/** `tcvn3`, `utf-8, ChuHoSo=tcvn3, TrichYeuHoSo=vni`, `ChuHoSo=vni`; undefined when it is none of these. */
export function parseEncoding(text: string): EncodingDefinition | undefined {
  const columns = new Map<string, Font>();
  let file: string | undefined;
  for (const part of text.split(',').map((one) => one.trim())) {
    const [column, name, ...more] = part.split('=').map((one) => one.trim());
    if (name === undefined) {
      if (file !== undefined || !column || !isKnown(column)) return undefined;
      file = column.toLowerCase();
    } else {
      const font = FONTS[name.toLowerCase()];
      if (!column || !font || more.length > 0) return undefined;
      columns.set(column, font);
    }
  }
  return { columns, ...(file === undefined ? {} : { file }) };
}

function isKnown(name: string): boolean {
  return name.toLowerCase() in FONTS || iconv.encodingExists(name);
}

/** Whether ASCII is one byte a letter in it, so that rows and cells can be told before their letters are. */
export function isByteWise(encoding: string): boolean {
  if (encoding in FONTS) return true;
  return iconv.encode('a,"\n', encoding).equals(Buffer.from('a,"\n'));
}

/** Gives a cell's text, or undefined when its bytes are not in that encoding. */
export type CellDecoder = (cell: string, column?: string) => string | undefined;

/**
 * Decodes cells of a file that was read as bytes (one a character). A cell with letters of UTF-8 in a file of another encoding is
 * not in that encoding: whatever else those bytes are, no Vietnamese is written so.
 */
export function bytesDecoder(encoding: string, columns: EncodingDefinition['columns']): CellDecoder {
  const utf8 = /^utf-?8$/i.test(encoding);
  return (cell, column) => {
    const bytes = Buffer.from(cell, 'latin1');
    if (isAscii(bytes)) return cell;
    const font = column === undefined ? undefined : columns.get(column);
    if (utf8) {
      if (!isUtf8(bytes)) return undefined;
      const text = bytes.toString('utf8');
      return font ? fromFont(font, text) : text;
    }
    if (isUtf8(bytes)) return undefined;
    const whole = font ?? FONTS[encoding];
    return whole ? fromFont(whole, cell) : iconv.decode(bytes, encoding).normalize('NFC');
  };
}

/** Decodes cells that are Unicode already: only columns that were written with a font change. */
export function textDecoder(columns: EncodingDefinition['columns']): CellDecoder {
  return (cell, column) => {
    const font = column === undefined ? undefined : columns.get(column);
    return font ? fromFont(font, cell) : cell;
  };
}
