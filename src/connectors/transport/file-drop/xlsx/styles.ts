import type { Package } from './package.js';
import { readXml } from './xml.js';

/** What the number in a cell means by its style. */
export type NumberKind = 'number' | 'percent' | 'year' | 'month' | 'yearless' | 'date' | 'dateTime' | 'time';

/** Excel itself has so many styles at most. */
const MAX_STYLES = 65_490;

/** The kind of each cell style, by its number. */
export async function readStyles(parts: Package, name: string | undefined): Promise<readonly NumberKind[]> {
  if (name === undefined || !parts.has(name)) return [];
  const formats = new Map<number, NumberKind>();
  const kinds: NumberKind[] = [];
  let inCells = false;
  const done = readXml(parts.read(name), {
    open: (tag, { numFmtId, formatCode = '' }) => {
      if (tag === 'numFmt' && formats.size < MAX_STYLES)
        formats.set(Number(numFmtId), kindOfFormat(formatCode));
      if (tag === 'cellXfs') inCells = true;
      if (tag === 'xf' && inCells && kinds.length < MAX_STYLES) {
        const id = Number(numFmtId ?? 0);
        kinds.push(formats.get(id) ?? builtIn(id));
      }
    },
    close: (tag) => {
      if (tag === 'cellXfs') inCells = false;
    },
    text: () => undefined,
  });
  for await (const _ of done);
  return kinds;
}

/** ECMA-376 part 1, 18.8.30, with the numbers that East Asian versions use for dates. */
function builtIn(id: number): NumberKind {
  if (id === 9 || id === 10) return 'percent';
  if (id === 22) return 'dateTime';
  // What Excel itself gives a typed `3/1945`.
  if (id === 17) return 'month';
  // And a typed `12/3`, with the year in which it was typed.
  if (id === 16) return 'yearless';
  if (id === 14 || id === 15 || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 54)) return 'date';
  if (id === 57 || id === 58) return 'date';
  return (id >= 18 && id <= 21) || (id >= 32 && id <= 35) || id === 45 || id === 47 ? 'time' : 'number';
}

/** How far a date is known by what a format shows of it. A year that is not shown, nobody wrote. */
function dateKind(letters: string): NumberKind {
  if (!/y/i.test(letters)) return 'yearless';
  if (/d/i.test(letters)) return 'date';
  return /m/i.test(letters) ? 'month' : 'year';
}

/** Reads a format such as `[$-42A]dd/mm/yyyy hh:mm;@`; a span of hours (`[h]:mm`) is a number. */
export function kindOfFormat(format: string): NumberKind {
  const [first = ''] = format.replace(/"[^"]*"|\\.|_.|\*./g, '').split(';');
  if (/\[(h+|m+|s+)\]/i.test(first)) return 'number';
  const letters = first.replace(/\[[^\]]*\]/g, '').replace(/General/gi, '');
  const time = /[hs]/i.test(letters);
  const date = /[dy]/i.test(letters) || (/m/i.test(letters) && !time);
  if (date) return time ? 'dateTime' : dateKind(letters);
  if (time) return 'time';
  return letters.includes('%') ? 'percent' : 'number';
}
