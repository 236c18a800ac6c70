import { fold } from '../fold.js';
import type { BudgetStage } from '../kinds/budget-line.js';

interface FormRange {
  first: number;
  last: number;
  /** What stands behind the number. */
  suffix: 'CK-NSNN' | 'TT61';
  stage: BudgetStage;
}

/**
 * [assumed] Forms of public disclosure. Budget levels: circular 343/2016/TT-BTC, `NN/CK-NSNN` (province 32–68, district 69–102, commune
 * 103–120); units that use a budget: circular 61/2017/TT-BTC as amended by 90/2018, "Mẫu 01" to "Mẫu 04", written `M01/TT61` here. What
 * stage a form is of when nothing else says it: the tables are by number, so that a correction is a row.
 */
const FORMS: readonly FormRange[] = [
  { first: 32, last: 58, suffix: 'CK-NSNN', stage: 'ESTIMATE' },
  { first: 59, last: 61, suffix: 'CK-NSNN', stage: 'EXECUTION' },
  { first: 62, last: 68, suffix: 'CK-NSNN', stage: 'SETTLEMENT' },
  { first: 69, last: 92, suffix: 'CK-NSNN', stage: 'ESTIMATE' },
  { first: 93, last: 95, suffix: 'CK-NSNN', stage: 'EXECUTION' },
  { first: 96, last: 102, suffix: 'CK-NSNN', stage: 'SETTLEMENT' },
  { first: 103, last: 112, suffix: 'CK-NSNN', stage: 'ESTIMATE' },
  { first: 113, last: 115, suffix: 'CK-NSNN', stage: 'EXECUTION' },
  { first: 116, last: 120, suffix: 'CK-NSNN', stage: 'SETTLEMENT' },
  { first: 1, last: 2, suffix: 'TT61', stage: 'ESTIMATE' },
  { first: 3, last: 3, suffix: 'TT61', stage: 'EXECUTION' },
  { first: 4, last: 4, suffix: 'TT61', stage: 'SETTLEMENT' },
];

export interface BudgetForm {
  /** `95/CK-NSNN`, `M02/TT61` */
  code: string;
  stage: BudgetStage;
}

const OF_A_LEVEL = /^(?:mau |bieu )*(?:so )?:? ?(\d{1,3}) ?\/ ?ck ?- ?nsnn$/;
const OF_A_UNIT = /^(?:(?:mau |bieu )+(?:so )?:? ?|m)0?(\d)(?: ?\/ ?tt61)?$/;

/** The form that a text names, as our codes or as forms are headed (`Biểu số 95/CK-NSNN`, `Mẫu biểu số 02`); undefined: none that is known. */
export function formNamed(text: string): BudgetForm | undefined {
  const folded = fold(text);
  const level = OF_A_LEVEL.exec(folded)?.[1];
  if (level !== undefined) return known(Number(level), 'CK-NSNN');
  const unit = OF_A_UNIT.exec(folded)?.[1];
  return unit === undefined ? undefined : known(Number(unit), 'TT61');
}

function known(number: number, suffix: FormRange['suffix']): BudgetForm | undefined {
  const form = FORMS.find((one) => one.suffix === suffix && number >= one.first && number <= one.last);
  if (!form) return undefined;
  const digits = String(number).padStart(2, '0');
  return { code: suffix === 'TT61' ? `M${digits}/TT61` : `${digits}/CK-NSNN`, stage: form.stage };
}
