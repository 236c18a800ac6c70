import { moneyUnit } from '../../../../domain/budget/money-units.js';
import { fold } from '../../../../domain/fold.js';

/** What a form says once, above its table, in the exchange form's fields and as it is written: judged with every line. */
export interface TitleFacts {
  BieuMau?: string;
  MaDVQHNS?: string;
  DonVi?: string;
  Chuong?: string;
  NamNganSach?: string;
  Ky?: string;
  GiaiDoan?: string;
  DonViTinh?: string;
  SoQuyetDinh?: string;
  NgayQuyetDinh?: string;
  NgayCongKhai?: string;
}

const DAY = String.raw`ngày:?\s*(\d{1,2})\s*(?:[/.-]|tháng)\s*(\d{1,2})\s*(?:[/.-]|năm)\s*(\d{4})`;
const DECISION = /Quyết định số:?\s*([^\s,;)]+)/iu;
const DECIDED = new RegExp(`Quyết định số.*?${DAY}`, 'iu');
const PUBLISHED = new RegExp(
  String.raw`công khai(?:\s+từ)?:?\s*${DAY}|ngày công khai:?\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})`,
  'iu',
);

/** Of a longer text nothing is read: no office writes a fact in so many letters. */
const MAX_TEXT = 500;

/** Reads the rows above a table. A row may be one fact in two cells (`Mã ĐVQHNS:`, `1034567`) or two facts in one row. */
export function factsIn(title: readonly (readonly string[])[]): TitleFacts {
  const texts = title
    .flatMap((cells) => (cells.length > 1 ? [...cells, cells.join(' ')] : cells))
    .filter(({ length }) => length <= MAX_TEXT);
  const folded = texts.map(fold);
  const heading = folded.filter((text) => !/quyet dinh|thong tu|nghi quyet|\bngay\b/.test(text));
  const found: Record<keyof TitleFacts, string | undefined> = {
    BieuMau: first(folded, /((?:mau|bieu)[a-z ]{0,12}:? ?\d{1,3}(?: ?\/ ?ck ?- ?nsnn)?)/),
    MaDVQHNS: first(folded, /(?:qhns|quan he(?: voi)? ngan sach)[^\d]{0,20}(\d+)/),
    DonVi: first(folded, /ma dinh danh[^a-z\d]*([a-z]\d{2}(?:\.\d{1,3})+)/)?.toUpperCase(),
    Chuong: first(folded, /\bchuong ?:? ?(\d+)/),
    NamNganSach: first(heading, /\bnam (?:ngan sach )?(\d{4})\b/),
    Ky: periodIn(heading),
    GiaiDoan: stageIn(heading),
    DonViTinh: unitIn(texts),
    SoQuyetDinh: first(texts, DECISION),
    NgayQuyetDinh: dayIn(texts, DECIDED),
    NgayCongKhai: dayIn(texts, PUBLISHED),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}

/** What a text says it tells of; the later stage where it names two: `thực hiện dự toán` is execution. */
export function stageIn(texts: readonly string[]): string | undefined {
  const says = (words: RegExp) => texts.some((text) => words.test(text));
  if (says(/quyet toan/)) return 'QUYET_TOAN';
  if (says(/thuc hien|uoc/)) return 'THUC_HIEN';
  return says(/du toan/) ? 'DU_TOAN' : undefined;
}

/** A quarter that the exchange form does not have is told as it is, to be refused. */
function periodIn(heading: readonly string[]): string {
  const quarter = first(heading, /\bquy (iv|i{1,3}|[1-4])\b/);
  if (quarter !== undefined) return `QUY_${{ i: 1, ii: 2, iii: 3, iv: 4 }[quarter] ?? quarter}`;
  if (heading.some((text) => /\b0?(6|sau) thang\b/.test(text))) return '6_THANG';
  return heading.some((text) => /\b0?(9|chin) thang\b/.test(text)) ? '9_THANG' : 'NAM';
}

/** `Đơn vị tính: …` is what amounts are in; `Đơn vị: …` only where money follows, and an office's name otherwise. */
function unitIn(texts: readonly string[]): string | undefined {
  for (const text of texts) {
    const [, word = '', value = ''] =
      /(đơn vị tính|đvt|đơn vị)\s*:?\s*([^()]+?)\s*\)?\s*$/iu.exec(text) ?? [];
    if (value !== '' && (moneyUnit(value) !== undefined || fold(word) !== 'don vi')) return value;
  }
  return undefined;
}

function first(texts: readonly string[], pattern: RegExp): string | undefined {
  for (const text of texts) {
    const found = pattern.exec(text)?.[1];
    if (found !== undefined) return found;
  }
  return undefined;
}

/** As the exchange form writes a day. */
function dayIn(texts: readonly string[], pattern: RegExp): string | undefined {
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
