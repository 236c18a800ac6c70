import { type Font, fromFont } from '../text/fonts.js';
import { writtenWithFont } from '../text/written-with.js';
import type { TableRecord } from './records.js';

/** So many rows, and letters in them, are looked at before the first is given on. */
const LOOKED_ROWS = 200;
const LOOKED_LETTERS = 1 << 20;
/** Different values of a column that are Vietnamese only by the font: one may be a sign, `10 µm`. */
const SURE = 2;

type Good = Extract<TableRecord, { ok: true }>;

/**
 * Reads columns of a Unicode table right that were written with a TCVN3 or VNI font, as sheets show them: told by the first rows, column by
 * column, because one value by itself may be a word in both (`Lé`). A column with any letter that no such font has stays as it is.
 * `declared`: columns whose font the source's variable names.
 */
export async function* withFontColumns(
  records: AsyncIterable<TableRecord>,
  declared: ReadonlyMap<string, Font>,
): AsyncGenerator<TableRecord> {
  const first: TableRecord[] = [];
  let fonts: ReadonlyMap<string, Font> | undefined;
  let letters = 0;
  let fault: { error: unknown } | undefined;
  try {
    for await (const record of records) {
      if (fonts) {
        yield converted(record, fonts);
        continue;
      }
      first.push(record);
      letters += record.item.bytes;
      if (first.length < LOOKED_ROWS && letters < LOOKED_LETTERS) continue;
      const told = fontsOf(first, declared);
      for (const each of first.splice(0)) yield converted(each, told);
      fonts = told;
    }
  } catch (error) {
    fault = { error };
  }
  // Of a table that ends early, or breaks off, what was read before is given on.
  const told = fonts ?? fontsOf(first, declared);
  for (const each of first) yield converted(each, told);
  if (fault) throw fault.error;
}

function fontsOf(
  records: readonly TableRecord[],
  declared: ReadonlyMap<string, Font>,
): ReadonlyMap<string, Font> {
  const seen = new Map<string, Map<string, Font>>();
  const plain = new Set<string>(declared.keys());
  for (const { raw } of records.filter((record): record is Good => record.ok === true)) {
    for (const [column, value] of Object.entries(raw)) {
      if (typeof value !== 'string' || plain.has(column)) continue;
      if (/[^\0-\xff]/.test(value)) {
        plain.add(column);
        continue;
      }
      const font = /[a-z][\x80-\xff]|[\x80-\xff][a-z]/i.test(value) ? writtenWithFont(value) : undefined;
      if (font) seen.set(column, (seen.get(column) ?? new Map<string, Font>()).set(value, font));
    }
  }
  const sure = [...seen].flatMap(([column, values]): [string, Font][] => {
    const [font, ...others] = new Set(values.values());
    return font && others.length === 0 && values.size >= SURE && !plain.has(column) ? [[column, font]] : [];
  });
  return new Map(sure);
}

/** The record's object is its own: what it says is changed in place. */
function converted(record: TableRecord, fonts: ReadonlyMap<string, Font>): TableRecord {
  if (record.ok !== true) return record;
  for (const [column, font] of fonts) {
    const value = record.raw[column];
    if (typeof value === 'string') record.raw[column] = fromFont(font, value);
  }
  return record;
}
