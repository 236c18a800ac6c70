import { SaxesParser } from 'saxes';
import type { Json } from '../../../domain/canonical.js';
import { fold } from '../../../domain/fold.js';
import type { OwnFiles, OwnRecord } from '../../transport/transport.js';

/** Elements that are one receipt each. */
const RECEIPTS = new Set(['BLai', 'BienLai', 'FeeReceipt']);
/** What vendors call the form's columns, what says it best first. The form's own names are known too, directly in a receipt: deeper, `Ten` is a person's. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  MauSo: ['KHMSBLai', 'MSBLai'],
  KyHieu: ['KHBLai'],
  SoBienLai: ['SBLai'],
  MaHoSo: ['MHSo'],
  MaTTHC: ['MTTHC'],
  DonVi: ['MDDanh'],
  Loai: ['LPhi'],
  Ten: ['TPhi', 'THHDVu'],
  SoTien: ['TgTTTBSo', 'STien'],
  HinhThucThu: ['HTTToan'],
  MaGiaoDich: ['MGDich'],
  TrangThaiThu: ['TTThu'],
  NgayThu: ['NThu'],
  NgayHoan: ['NHoan'],
  SoTienHoan: ['STHoan'],
  LyDoHoan: ['LDHoan'],
  TrangThai: ['TTBLai'],
  NgayLap: ['NLap'],
  NguoiNop: ['HVTNMHang'],
  NgayCapNhat: ['NCNhat'],
};
const KNOWN = new Set(Object.values(NAMES).flat());
/** Of a line of what is charged: where there are several, none of them is the receipt's. */
const OF_LINES = new Set(['STien', 'THHDVu']);
/** What vendors write for a way of paying, folded and without blanks around a stroke; `TM/CK` leaves open which of the two it was. */
const METHODS: ReadonlyMap<string, string> = new Map([
  ['tm', 'CASH'],
  ['tien mat', 'CASH'],
  ['ck', 'TRANSFER'],
  ['chuyen khoan', 'TRANSFER'],
  ...['tm/ck', 'ck/tm', 'tien mat/chuyen khoan', 'tien mat hoac chuyen khoan', 'chuyen khoan/tien mat'].map(
    (written) => [written, 'CASH_OR_TRANSFER'] as const,
  ),
]);
/** The receipt in a receipt's place, in the form's own name: what is in it tells of the other one. */
const SUCCESSOR = 'ThayBang';
const NUMBER = ['MauSo', 'KyHieu', 'SoBienLai'] as const;
const MAX_DEPTH = 32;

/** E-receipts of their vendor, as many in a file as it has. Read by local names; a signature around them is not judged here. */
export const receiptFiles: OwnFiles = {
  takes: (name) => /\.xml$/i.test(name),
  records: (bytes) => {
    let text: string;
    try {
      text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    } catch {
      return [refused('WRONG_ENCODING', 'Tệp phải là UTF-8 (a file in UTF-8)')];
    }
    return recordsOf(text);
  },
};

function recordsOf(text: string): OwnRecord[] {
  const records: OwnRecord[] = [];
  const open: string[] = [];
  let receipt: Receipt | undefined;
  let trouble: OwnRecord | undefined;
  let content = '';
  const parser = new SaxesParser();
  const fail = (code: string, message: string) => {
    trouble ??= refused(code, message);
  };
  parser.on('doctype', () =>
    fail('DOCTYPE', 'XML có DOCTYPE, không được nhận (XML with a DOCTYPE is not taken)'),
  );
  parser.on('error', () => fail('BROKEN_XML', 'Tệp XML bị hỏng (XML file is damaged)'));
  parser.on('text', (part) => {
    content += part;
  });
  parser.on('cdata', (part) => {
    content += part;
  });
  parser.on('opentag', ({ name }) => {
    open.push(localOf(name));
    content = '';
    if (open.length > MAX_DEPTH) fail('TOO_DEEP', 'XML lồng quá sâu (XML is nested too deeply)');
    if (RECEIPTS.has(localOf(name)))
      receipt = { depth: open.length, said: new Map(), own: {}, successor: {} };
  });
  parser.on('closetag', ({ name }) => {
    const local = localOf(name);
    const value = content.trim();
    content = '';
    const outer = receipt && open[receipt.depth];
    if (receipt && value !== '' && outer === SUCCESSOR) noteSuccessor(receipt, local, value);
    else if (receipt && value !== '') note(receipt, local, value, open.length === receipt.depth + 1);
    open.pop();
    if (receipt && RECEIPTS.has(local)) {
      records.push({ raw: rawOf(receipt) });
      receipt = undefined;
    }
  });
  try {
    parser.write(text).close();
  } catch {
    fail('BROKEN_XML', 'Tệp XML bị hỏng (XML file is damaged)');
  }
  if (trouble) return [trouble];
  return records.length > 0
    ? records
    : [refused('NO_RECEIPT', 'Tệp không có biên lai nào (the file holds no receipt)')];
}

/** What a receipt says, by the names of its elements. */
interface Receipt {
  depth: number;
  said: Map<string, string[]>;
  /** In the form's own names. */
  own: { [column: string]: string };
  /** The number of the one in its place. */
  successor: { [column: string]: string };
}

/** By the form's columns, in its names or the vendors'. */
function noteSuccessor({ successor }: Receipt, name: string, value: string): void {
  const column = NUMBER.find((each) => each === name || NAMES[each]?.includes(name));
  if (column) successor[column] ??= value;
}

function note({ said, own }: Receipt, name: string, value: string, isChild: boolean): void {
  if (isChild && Object.hasOwn(NAMES, name)) own[name] ??= value;
  if (KNOWN.has(name)) said.set(name, [...(said.get(name) ?? []), value]);
}

function rawOf({ said, own, successor }: Receipt): { [column: string]: Json } {
  const raw: { [column: string]: Json } = {};
  for (const [column, names] of Object.entries(NAMES)) {
    const told = names.flatMap((name) => {
      const [first, ...more] = said.get(name) ?? [];
      return first === undefined || (more.length > 0 && OF_LINES.has(name)) ? [] : [first];
    });
    const value = own[column] ?? told[0];
    if (value !== undefined)
      raw[column] = column === 'HinhThucThu' ? (METHODS.get(foldedMethod(value)) ?? value) : value;
  }
  if (Object.keys(successor).length > 0) raw[SUCCESSOR] = successor;
  return raw;
}

function foldedMethod(text: string): string {
  return fold(text).replace(/ *\/ */g, '/');
}

function localOf(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function refused(code: string, message: string): OwnRecord {
  return { unreadable: { field: '', code, message } };
}
