import { moneyUnit } from '../../../domain/budget/money-units.js';
import { fold } from '../../../domain/fold.js';

/*
 * What offices write above a table that they print, whatever the table is of: the decision that it goes with, the unit's code, what money is
 * counted in. Each in the exchange forms' fields, as it is written.
 */

/** A day in the words of a title; its three numbers are groups. */
export const PRINTED_DAY = String.raw`ngày:?\s*(\d{1,2})\s*(?:[/.-]|tháng)\s*(\d{1,2})\s*(?:[/.-]|năm)\s*(\d{4})`;
const DECISION = /Quyết định số:?\s*([^\s,;)]+)/iu;
const DECIDED = new RegExp(`Quyết định số.*?${PRINTED_DAY}`, 'iu');

/** Of a longer text nothing is read: no office writes a fact in so many letters. */
const MAX_TEXT = 500;

/** The texts of the rows above a table. A row may be one fact in two cells (`Mã ĐVQHNS:`, `1034567`) or two facts in one row. */
export function textsOfTitle(title: readonly (readonly string[])[]): string[] {
  return title
    .flatMap((cells) => (cells.length > 1 ? [...cells, cells.join(' ')] : cells))
    .filter(({ length }) => length <= MAX_TEXT);
}

/** What every such title may say. */
export function commonFactsIn(texts: readonly string[]) {
  return {
    DonVi: firstIn(texts.map(fold), /ma dinh danh[^a-z\d]*([a-z]\d{2}(?:\.\d{1,3})+)/)?.toUpperCase(),
    DonViTinh: moneyUnitIn(texts),
    SoQuyetDinh: firstIn(texts, DECISION),
    NgayQuyetDinh: dayIn(texts, DECIDED),
  };
}

/** `Đơn vị tính: …` is what amounts are in; `Đơn vị: …` only where money follows, and an office's name otherwise. */
function moneyUnitIn(texts: readonly string[]): string | undefined {
  for (const text of texts) {
    const [, word = '', value = ''] =
      /(đơn vị tính|đvt|đơn vị)\s*:?\s*([^()]+?)\s*\)?\s*$/iu.exec(text) ?? [];
    if (value !== '' && (moneyUnit(value) !== undefined || fold(word) !== 'don vi')) return value;
  }
  return undefined;
}

/** What the pattern's first group finds in the first text that has it. */
export function firstIn(texts: readonly string[], pattern: RegExp): string | undefined {
  for (const text of texts) {
    const found = pattern.exec(text)?.[1];
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The day whose numbers are the pattern's groups, as the exchange forms write a day. */
export function dayIn(texts: readonly string[], pattern: RegExp): string | undefined {
  for (const text of texts) {
    const found = pattern
      .exec(text)
      ?.slice(1)
      .filter((part) => part !== undefined);
    const [day, month, year] = found ?? [];
    if (day && month && year) return `${day.padStart(2, '0')}/${month.padStart(2, '0')}/${year}`;
  }
  return undefined;
}
