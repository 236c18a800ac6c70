import { awardWithin } from '../../../../domain/award-names.js';
import { moneyUnit } from '../../../../domain/budget/money-units.js';
import { fold } from '../../../../domain/fold.js';
import { commonFactsIn, textsOfTitle } from '../../reading/printed-title.js';

/** What a list says once, above its table, in the exchange form's fields and as it is written: judged with every row. */
export interface ListFacts {
  DonVi?: string;
  SoQuyetDinh?: string;
  NgayQuyetDinh?: string;
  CapKhen?: string;
  Nam?: string;
  DanhHieu?: string;
}

const YEAR = /\bnam (?:hoc )?(\d{4}(?: ?[-–] ?\d{4})?)\b/;
const COUNCILS = { xa: 'XA', phuong: 'XA', 'thi tran': 'XA', huyen: 'HUYEN', tinh: 'TINH' } as const;
const COUNCIL = /(?:uy ban nhan dan|ubnd) (xa|phuong|thi tran|huyen|tinh)\b/;

/** Reads the rows above a table. `inDong`: whether its amounts are in đồng, as they are where nothing is said. */
export function listFactsIn(title: readonly (readonly string[])[]): { facts: ListFacts; inDong: boolean } {
  const texts = textsOfTitle(title);
  const { DonViTinh, ...common } = commonFactsIn(texts);
  const folded = texts.map(fold);
  const decision = folded.filter((text) => text.includes('quyet dinh so'));
  const heading = folded.filter((text) => !/quyet dinh so|\bngay\b/.test(text));
  const facts = {
    ...common,
    CapKhen: decision.map(giverIn).find(Boolean) ?? heading.map(giverIn).find(Boolean),
    Nam: heading.map((text) => YEAR.exec(text)?.[1]).find(Boolean),
    DanhHieu: heading.map(awardWithin).find(Boolean),
  };
  return {
    facts: Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)),
    inDong: DonViTinh === undefined || moneyUnit(DonViTinh)?.factor === 1,
  };
}

/** Whose decision a text tells of. */
function giverIn(text: string): string | undefined {
  const council = COUNCIL.exec(text)?.[1];
  if (council !== undefined) return COUNCILS[council as keyof typeof COUNCILS];
  if (/\b(?:thu tuong|chu tich nuoc)\b/.test(text)) return 'TRUNG_UONG';
  return /\bcua (?:hieu truong|truong phong|giam doc|thu truong)\b/.test(text) ? 'CO_SO' : undefined;
}
