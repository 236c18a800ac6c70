import { fold } from '../../../../../domain/fold.js';
import type { Problem } from '../../../../../domain/ports.js';
import type { PrintedRow } from '../../../../transport/transport.js';
import { isDash } from '../../../reading/numbers.js';
import { textAt } from '../../../reading/printed-cells.js';
import { isNumbered, type RowColumns } from '../../../reading/printed-foot.js';
import type { PayrollColumns } from './columns.js';

/*
 * What a single row of a payroll says.
 */

/** Sums, with accents, by which `Tổng` and `Cộng` are no names, and without. */
const SUM = /^(tổng|cộng)(?!\p{L})/iu;
const PLAIN_SUM = /^(tong (cong|so)\b.*|(tong|cong)( (thon|xom|to dan pho|khu pho)\b.*)?\s*:?)$/;

/** Sums of a village or of the whole, which stand between rows and behind them: the word comes first, where a row has its number. */
export function isSum(row: PrintedRow, columns: RowColumns): boolean {
  if (isNumbered(row, columns)) return false;
  const first = row.cells.map((_, index) => textAt(row, index).normalize('NFC')).find(Boolean) ?? '';
  // `Tống Công Sơn` is somebody: folded it is a sum.
  const isPlain = fold(first) === first.toLowerCase();
  return SUM.test(first) || (isPlain && PLAIN_SUM.test(fold(first)));
}

interface Said {
  raw: { [field: string]: string };
  problems: Problem[];
}

/** The year of birth, and by its column, or by the mark in one, whether a man or a woman. */
export function birthIn(row: PrintedRow, { born, male, female }: PayrollColumns): Said {
  const year = born === undefined ? {} : { NgaySinh: textAt(row, born) };
  if (male === undefined || female === undefined) return { raw: year, problems: [] };
  const [ofMan, ofWoman] = [textAt(row, male), textAt(row, female)];
  if (ofMan !== '' && ofWoman !== '') {
    const field = born === undefined ? 'NgaySinh' : 'GioiTinh';
    const message = 'Ghi ở cả cột nam và cột nữ (something in both columns, men and women)';
    return { raw: year, problems: [{ field, code: 'TWO_GENDERS', message }] };
  }
  if (born === undefined) {
    const raw = ofMan === '' ? { NgaySinh: ofWoman, GioiTinh: 'Nữ' } : { NgaySinh: ofMan, GioiTinh: 'Nam' };
    return { raw, problems: [] };
  }
  const gender = ofMan === '' ? 'Nữ' : 'Nam';
  return { raw: ofMan === ofWoman ? year : { ...year, GioiTinh: gender }, problems: [] };
}

const RECEIVED = /^([x✓✔√]|(da )?ky\b.*|da (nhan|linh|chi)\b.*)$/;
const RETURNED = /^(da )?(tra lai|hoan tra)\b/;
const NOT_RECEIVED = /^(chua|vang|khong|ck|chuyen khoan)\b/;
/** Of somebody who signs for another: two words or more, each with a capital. */
const FULL_NAME = /^\p{Lu}\p{Ll}*( \p{Lu}\p{Ll}*)+$/u;

/**
 * Whether somebody received what the row says, by what stands where they sign: a known word, their name or another's. What else stands there is told, not
 * taken for a receipt: it is money.
 */
export function receiptIn(signed: string | undefined, name: string): Said {
  const text = (signed ?? '').normalize('NFC').replace(/[.;,]+$/, '');
  const folded = fold(text);
  const state = (TrangThai: string): Said => ({ raw: { TrangThai }, problems: [] });
  // With accents first: of somebody called Vàng, `Vàng` is a name and `Vắng` is not.
  if (text !== '' && isOwn(text.toLocaleLowerCase('vi'), name.normalize('NFC').toLocaleLowerCase('vi'))) {
    return state('DA_CHI');
  }
  if (text === '' || isDash(text) || NOT_RECEIVED.test(folded)) return state('LAP_DANH_SACH');
  if (RETURNED.test(folded)) return state('TRA_LAI');
  if (isOwn(folded, fold(name)) || RECEIVED.test(folded) || FULL_NAME.test(text)) return state('DA_CHI');
  const message =
    'Không rõ đã nhận hay chưa: ghi tên người nhận, "đã nhận", "chưa nhận", "trả lại" hoặc để trống (not clear whether it was received)';
  return { raw: {}, problems: [{ field: 'TrangThai', code: 'NOT_IN_LIST', message }] };
}

/** A whole name, or the end of it: people sign with the last word. */
function isOwn(signed: string, name: string): boolean {
  return name === signed || name.endsWith(` ${signed}`);
}
