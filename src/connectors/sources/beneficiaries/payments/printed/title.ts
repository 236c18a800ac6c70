import { type MoneyUnit, moneyUnit } from '../../../../../domain/budget/money-units.js';
import { fold } from '../../../../../domain/fold.js';
import { commonFactsIn, firstIn, textsOfTitle } from '../../../reading/printed-title.js';

/** What a payroll says once, above its table, in the exchange form's fields and as it is written: judged with every row. */
export interface PayrollFacts {
  Thang?: string;
  LoaiChi?: string;
  DonVi?: string;
  SoQuyetDinh?: string;
  NgayQuyetDinh?: string;
}

/** `THÁNG 8 NĂM 2025`, `tháng 08/2025`. */
const MONTH = /\bthang:? ?(\d{1,2} ?(?:nam|[/.-]) ?\d{4})\b/;
/** The day of a decision, or of the list: its month is not what is paid for. */
const DAY = /\bngay[\d ….]{0,8}thang ?\d{1,2} ?nam ?\d{4}/g;
/** What is paid beside something else (`… tháng 8 và truy lĩnh tháng 7`) is not what all of the list is. */
const BESIDE = String.raw`(?<!\b(?:va|cung|kem|theo|gom|co|ca) |[,;+&] ?)`;
const KINDS: readonly (readonly [words: RegExp, kind: string])[] = [
  [new RegExp(String.raw`${BESIDE}\btruy linh\b`), 'TRUY_LINH'],
  [new RegExp(String.raw`${BESIDE}\bmai tang\b`), 'MAI_TANG'],
  [new RegExp(String.raw`${BESIDE}\b(?:mot|1) lan\b`), 'MOT_LAN'],
];

/** Whether more than one month stands in a text: then none is the list's. */
function hasTwoMonths(text: string): boolean {
  const months = [...text.matchAll(/\bthang:? ?(\d{1,2})(?: ?(?:nam|[/.-]) ?(\d{4}))?\b/g)];
  const numbers = new Set(months.map(([, month]) => Number(month)));
  const years = new Set(months.flatMap(([, , year]) => year ?? []));
  return numbers.size > 1 || years.size > 1;
}

/** Reads the rows above a table. `unit`: what its amounts are in, đồng where nothing is said; undefined: no unit of money. */
export function payrollFactsIn(title: readonly (readonly string[])[]): {
  facts: PayrollFacts;
  unit: MoneyUnit | undefined;
} {
  const texts = textsOfTitle(title);
  const { DonViTinh, ...common } = commonFactsIn(texts);
  const folded = texts.map((text) => fold(text).replace(DAY, ''));
  const heading = folded.map((text) => text.replace(/quyet dinh so.*$/, ''));
  const dated = [...heading, ...folded].find((text) => MONTH.test(text)) ?? '';
  const [month, year] = hasTwoMonths(dated) ? [] : (firstIn([dated], MONTH)?.split(/\D+/) ?? []);
  const facts = {
    ...common,
    Thang: month && year ? `${month}/${year}` : undefined,
    LoaiChi: KINDS.find(([words]) => heading.some((text) => words.test(text)))?.[1],
  };
  return {
    facts: Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)),
    unit: moneyUnit(DonViTinh ?? 'đồng'),
  };
}
