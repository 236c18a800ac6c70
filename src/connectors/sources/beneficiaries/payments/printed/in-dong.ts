import { inDong, type MoneyUnit } from '../../../../../domain/budget/money-units.js';
import type { PrintedRow } from '../../../../transport/transport.js';
import { readNumber } from '../../../reading/numbers.js';
import type { PayrollColumns } from './columns.js';

const AMOUNTS: ReadonlySet<string> = new Set(['SoTien', 'TruyLinh']);
const NOT_WHOLE = {
  code: 'NOT_WHOLE',
  message: 'Không ra số đồng nguyên theo đơn vị tính (no whole đồng in the unit of the payroll)',
};

/** The row with its amounts in đồng, `unit` being what the payroll counts in. What is no number is left for the form to refuse. */
export function rowInDong(
  row: PrintedRow,
  { fields }: PayrollColumns,
  { factor, label }: MoneyUnit,
): PrintedRow {
  if (factor === 1) return row;
  const amounts = new Set(fields.filter(([field]) => AMOUNTS.has(field)).map(([, index]) => index));
  const problems = [...row.problems];
  const cells = row.cells.map((cell, index) => {
    // A number of a sheet is one already: only in text do dots part the thousands.
    const amount = typeof cell === 'number' ? cell : readNumber(cell.trim());
    if (!amounts.has(index) || amount === undefined) return cell;
    const dong = inDong(amount, { factor, label });
    const isWhole = dong !== undefined && Math.abs(amount * factor - dong) < 0.001;
    if (!isWhole) problems.push({ index, ...NOT_WHOLE });
    return isWhole ? dong : cell;
  });
  return { ...row, cells, problems };
}
