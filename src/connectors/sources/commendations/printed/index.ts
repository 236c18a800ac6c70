import { awardWithin } from '../../../../domain/award-names.js';
import { fold } from '../../../../domain/fold.js';
import type {
  PrintedColumn,
  PrintedRecord,
  PrintedRow,
  PrintedTable,
  PrintedTables,
} from '../../../transport/transport.js';
import { cellsIn, columnsNamed, type FieldColumn, textAt } from '../../reading/printed-cells.js';
import { isMark, type RowColumns, rowsOfList } from '../../reading/printed-foot.js';
import { listFactsIn } from './title.js';

/** Names over the column with recipients, and what kind of recipient each says that they are; undefined: it does not. */
const NAMES: readonly (readonly [name: RegExp, recipient: string | undefined])[] = [
  [/^(ho (va )?ten chu ho|ten chu ho|chu ho|(ten )?ho gia dinh)\b/, 'HO_GIA_DINH'],
  [/^(ho (va )?ten|ten ca nhan)$/, 'CA_NHAN'],
  [/^(ten )?(tap the|don vi duoc khen)$/, 'TAP_THE'],
  [/^(ho (va )?ten|ten|ca nhan)\W+(ten )?(tap the|don vi|ca nhan)\b/, undefined],
];
/** Columns of a list by the exchange form's field. */
const COLUMNS: readonly (readonly [field: string, name: RegExp])[] = [
  ['NoiCongTac', /^(chuc vu\W+)?(don vi|noi cong tac|noi o|noi cu tru|dia chi)\b/],
  ['DonVi', /^ma (dinh danh|don vi)\b/],
  ['DanhHieu', /^(danh hieu|hinh thuc)\b/],
  ['CapKhen', /^cap khen\b/],
  ['SoDinhDanh', /^(so dinh danh|so cccd|cccd|so can cuoc|can cuoc)\b/],
  ['ThanhTich', /^(thanh tich|noi dung khen)\b/],
  ['SoTien', /^(tien thuong|muc thuong|so tien)\b/],
];
/** A row over others that says what they are. */
const SECTIONS: readonly (readonly [words: RegExp, recipient: string])[] = [
  [/\btap the\b/, 'TAP_THE'],
  [/\b(ho )?gia dinh\b/, 'HO_GIA_DINH'],
  [/\bca nhan\b/, 'CA_NHAN'],
];
/** Below the table: how many there are, who signs, where and when. */
const FOOT =
  /^(tong (cong(?! ty)|so)|cong:?$|danh sach (nay )?(co|gom)|an dinh|nguoi lap|thu truong|hieu truong|chu tich|noi nhan|tm\.|kt\.|q\.)|\bngay [\d ….]{0,6}thang [\d ….]{0,6}nam\b/;

/** Lists of awards as offices print and export them beside a decision, read into the exchange form (docs/sources/commendations.md). */
export const commendationLists: PrintedTables = {
  startsHead: (texts) => {
    const folded = texts.map(fold);
    return folded.some(isMark) && folded.some((text) => recipientNamed(text));
  },
  records: awardsOf,
};

function awardsOf({ title, head, rows, modifiedAt }: PrintedTable): PrintedRecord[] {
  const { facts, inDong } = listFactsIn(title);
  const { mark, name, recipient, fields } = columnsIn(head);
  const common = { TrangThai: 'DA_QUYET_DINH', ...facts, NgayCapNhat: new Date(modifiedAt).toISOString() };
  let section: { [field: string]: string } = {};
  return rowsOfList(rows, { mark, name }, FOOT).flatMap(({ row, below }) => {
    const own = cellsIn(row, fields);
    if (isSection(row)) {
      section = sectionIn(row, section);
      return [];
    }
    const problems = row.problems.flatMap(({ index, code, message }) => {
      const field = index === name ? 'TenNguoiNhan' : fields.find(([, at]) => at === index)?.[0];
      return field === undefined ? [] : [{ field, code, message }];
    });
    if (own['SoTien'] !== undefined && !inDong) {
      const message = 'Danh sách không tính bằng đồng (the list does not count in đồng)';
      problems.push({ field: 'SoTien', code: 'NOT_IN_DONG', message });
    }
    const raw = {
      ...common,
      ...(recipient === undefined ? {} : { DoiTuong: recipient }),
      ...section,
      TenNguoiNhan: textAt(row, name),
      ...own,
    };
    return [{ row: row.number, raw, problems: [...problems, ...below] }];
  });
}

/** `name`: where recipients stand. */
interface ListColumns extends RowColumns {
  recipient: string | undefined;
  fields: readonly FieldColumn[];
}

/** What each column is, by its own name or by one over it. */
function columnsIn(head: readonly PrintedColumn[]): ListColumns {
  const folded = head.map((names) => names.map(fold).reverse());
  const name = folded.findIndex((names) => names.some((each) => recipientNamed(each) !== undefined));
  const fields = columnsNamed(folded, COLUMNS, name);
  const recipient = folded[name]?.map((each) => recipientNamed(each)?.recipient).find(Boolean);
  return { mark: folded.findIndex((names) => names.some(isMark)), name, recipient, fields };
}

function recipientNamed(text: string): { recipient: string | undefined } | undefined {
  const found = NAMES.find(([words]) => words.test(text));
  return found && { recipient: found[1] };
}

/** One text by itself, whatever mark stands before it: `I. CÁ NHÂN`, or `I` and `Danh hiệu Lao động tiên tiến`. */
function isSection({ cells }: PrintedRow): boolean {
  const texts = cells.map((cell) => String(cell).trim()).filter(Boolean);
  const [first = '', second] = texts;
  const words =
    texts.length === 1 ? first : texts.length === 2 && /^[IVXA-Z]{1,4}\.?$/.test(first) ? second : '';
  return words !== undefined && words !== '' && (sectionRecipient(words) ?? awardWithin(words)) !== undefined;
}

/** What a section's row says: other recipients end what was said of awards, another award does not end what was said of recipients. */
function sectionIn({ cells }: PrintedRow, before: { [field: string]: string }): { [field: string]: string } {
  const text = cells.map(String).join(' ');
  const [award, recipient] = [awardWithin(text), sectionRecipient(text)];
  return {
    ...(recipient === undefined ? before : { DoiTuong: recipient }),
    ...(award === undefined ? {} : { DanhHieu: award }),
  };
}

function sectionRecipient(text: string): string | undefined {
  return SECTIONS.find(([words]) => words.test(fold(text)))?.[1];
}
