import { fold } from '../../../../domain/fold.js';
import { commonFactsIn, dayIn, firstIn, PRINTED_DAY, textsOfTitle } from '../../reading/printed-title.js';

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

const PUBLISHED = new RegExp(
  String.raw`công khai(?:\s+từ)?:?\s*${PRINTED_DAY}|ngày công khai:?\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})`,
  'iu',
);

/** Reads the rows above a table. */
export function factsIn(title: readonly (readonly string[])[]): TitleFacts {
  const texts = textsOfTitle(title);
  const folded = texts.map(fold);
  const heading = folded.filter((text) => !/quyet dinh|thong tu|nghi quyet|\bngay\b/.test(text));
  const found: Record<keyof TitleFacts, string | undefined> = {
    ...commonFactsIn(texts),
    BieuMau: firstIn(folded, /((?:mau|bieu)[a-z ]{0,12}:? ?\d{1,3}(?: ?\/ ?ck ?- ?nsnn)?)/),
    MaDVQHNS: firstIn(folded, /(?:qhns|quan he(?: voi)? ngan sach)[^\d]{0,20}(\d+)/),
    Chuong: firstIn(folded, /\bchuong ?:? ?(\d+)/),
    NamNganSach: firstIn(heading, /\bnam (?:ngan sach )?(\d{4})\b/),
    Ky: periodIn(heading),
    GiaiDoan: stageIn(heading),
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
  const quarter = firstIn(heading, /\bquy (iv|i{1,3}|[1-4])\b/);
  if (quarter !== undefined) return `QUY_${{ i: 1, ii: 2, iii: 3, iv: 4 }[quarter] ?? quarter}`;
  if (heading.some((text) => /\b0?(6|sau) thang\b/.test(text))) return '6_THANG';
  return heading.some((text) => /\b0?(9|chin) thang\b/.test(text)) ? '9_THANG' : 'NAM';
}
