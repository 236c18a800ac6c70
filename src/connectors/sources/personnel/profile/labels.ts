/*
 * What form 2C prints before each answer, in its editions 2C-BNV/2008 and 2C/TCTW-98, without accents; the number before it and a remark in
 * brackets behind it aside. An answer ends where the next of these begins.
 */

/** A column of the exchange form; undefined: asked by the form of 2C, and not kept. */
type Label = readonly [column: string | undefined, words: RegExp];

const ANY = '[^:]{0,80}';
const LABELS: readonly Label[] = [
  ['SoHieu', new RegExp(`so hieu (?:can bo|cong chuc|vien chuc|cbcc)${ANY}`)],
  ['CoQuanQuanLy', new RegExp(`co quan,? (?:don vi,? )?co tham quyen quan ly${ANY}|don vi truc thuoc`)],
  ['DonViCongTac', new RegExp(`co quan,? (?:don vi,? )?su dung${ANY}|don vi co so`)],
  ['HoTen', /ho va ten khai sinh|ho va ten/],
  ['TenGoiKhac', /(?:cac )?ten goi khac/],
  ['NgaySinh', /sinh ngay|ngay,? thang,? nam sinh|ngay sinh/],
  ['GioiTinh', /gioi tinh/],
  ['NoiSinh', /noi sinh/],
  ['QueQuan', /que quan/],
  ['DanToc', /dan toc/],
  ['TonGiao', /ton giao/],
  ['DiaChi', /noi o hien nay/],
  ['ChucVu', new RegExp(`(?<!phu cap )chuc vu(?: ?\\(chuc danh\\))?${ANY}`)],
  ['TenNgach', /ngach (?:cong chuc|vien chuc)/],
  ['MaNgach', /ma ngach|ma so/],
  ['BacLuong', /bac luong|bac/],
  ['HeSoLuong', /he so(?: luong)?/],
  ['HuongTu', /ngay huong|tu thang/],
  ['TrinhDoPhoThong', /(?:trinh do )?giao duc pho thong/],
  ['TrinhDoChuyenMon', /trinh do chuyen mon(?: cao nhat)?|hoc ham, hoc vi cao nhat/],
  ['LyLuanChinhTri', /ly luan chinh tri/],
  ['QuanLyNhaNuoc', /quan ly nha nuoc/],
  ['NgoaiNgu', /ngoai ngu/],
  ['TinHoc', /tin hoc/],
  ['NgayVaoDang', /ngay vao dang(?: cong san viet nam)?/],
  ['NgayVaoDangChinhThuc', /ngay chinh thuc/],
  ['KyLuat', /ky luat/],
  ['TinhTrangSucKhoe', /tinh trang suc khoe/],
  ['NhomMau', /nhom mau/],
  [
    'SoDinhDanh',
    /so (?:chung minh nhan dan|cmnd|can cuoc(?: cong dan)?|cccd|dinh danh(?: ca nhan)?)(?: ?[/,] ?(?:can cuoc(?: cong dan)?|cccd|(?:so )?dinh danh(?: ca nhan)?))*/,
  ],
  [undefined, /noi (?:dang ky )?(?:ho khau )?thuong tru|ho khau thuong tru/],
  [undefined, new RegExp(`nghe nghiep${ANY}|cong viec chinh${ANY}|cong tac chinh${ANY}|so truong${ANY}`)],
  [undefined, new RegExp(`ngay (?:duoc )?tuyen dung|co quan tuyen dung|ngay vao co quan${ANY}`)],
  [undefined, /phu cap(?: chuc vu| khac)?|chieu cao|cao|can nang|ngay cap|noi cap|so so bhxh/],
  [undefined, new RegExp(`ngay tham gia${ANY}|ngay nhap ngu|ngay xuat ngu|quan ham${ANY}|danh hieu${ANY}`)],
  [
    undefined,
    new RegExp(`khen thuong|la thuong binh${ANY}|la con${ANY}|cap uy${ANY}|thanh phan${ANY}|bo, tinh`),
  ],
];

const REMARK = String.raw`(?: ?\([^)]{0,120}\))?`;
const EACH = new RegExp(
  LABELS.map(([, words], at) => `(?<l${at}>(?<![a-z])(?:${words.source})${REMARK} ?:)`).join('|'),
  'g',
);
/** What is left of the number of the next answer, `7)`, `15.2-`, and what fills an empty line. */
const NUMBER_BEHIND = /(?:^|[\s,;…]|\.{2,})[\s,;.–-]*\d{1,2}(?:\.\d)?\s*[)\-–.]\s*$/;
const DOTS = /[.…_]{2,}|…/g;

/** An answer, by the column; empty where the form was not filled in there. */
export interface Answer {
  column: string;
  text: string;
  /** Nothing else follows it on its line. */
  isLast: boolean;
}

/** The answers of one line of the form. */
export function answersIn(line: string): Answer[] {
  const plain = line.normalize('NFC');
  const found = [...letterByLetter(plain).matchAll(EACH)];
  return found.flatMap((match, at) => {
    const column = columnOf(match);
    const next = found[at + 1];
    if (column === undefined) return [];
    const written = plain.slice(match.index + match[0].length, next?.index);
    return [{ column, text: answerOf(next ? written.replace(NUMBER_BEHIND, '') : written), isLast: !next }];
  });
}

/** Without what fills an empty line, `……/……/……`, and the mark at its end. */
export function answerOf(written: string): string {
  const text = written
    .replace(DOTS, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^[:,;.\s]+|[,;.\s]+$/g, '');
  // `(Mã số: V.07.04.32)`: the bracket was opened before the label.
  const whole = text.includes('(') ? text : text.replace(/\s*\)$/, '');
  return /[\p{L}\d]/u.test(whole) ? whole : '';
}

/** Whether a line asks anything of the form. */
export function asks(line: string): boolean {
  return letterByLetter(line.normalize('NFC')).search(EACH) >= 0;
}

function columnOf({ groups = {} }: RegExpMatchArray): string | undefined {
  const at = LABELS.findIndex((_, index) => groups[`l${index}`] !== undefined);
  return LABELS[at]?.[0];
}

/** As fold(), but each letter stays where it stands. */
function letterByLetter(text: string): string {
  return text.replace(/[^\0-\x7f]|[A-Z]|\s/g, (letter) => {
    if (/\s/.test(letter)) return ' ';
    const bare = letter
      .normalize('NFD')
      .replace(/\p{M}+/gu, '')
      .replace(/[đĐ]/, 'd')
      .toLowerCase();
    return bare.length === letter.length ? bare : letter;
  });
}
