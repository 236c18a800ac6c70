import { SaxesParser } from 'saxes';
import type { OwnFiles, OwnRecord } from '../../transport/transport.js';

/** Elements that are one receipt each. */
const RECEIPTS = new Set(['BLai', 'BienLai', 'FeeReceipt']);
/** What vendors call the form's columns; the form's own names are known too. The first that says something counts. */
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
const COLUMNS = new Map(
  Object.entries(NAMES).flatMap(([column, names]) =>
    [column, ...names].map((name) => [name, column] as const),
  ),
);
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
  let raw: { [column: string]: string } | undefined;
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
    if (RECEIPTS.has(localOf(name))) raw = {};
  });
  parser.on('closetag', ({ name }) => {
    open.pop();
    const column = COLUMNS.get(localOf(name));
    const value = content.trim();
    content = '';
    if (raw && column !== undefined && value !== '') raw[column] ??= value;
    if (raw && RECEIPTS.has(localOf(name))) {
      records.push({ raw });
      raw = undefined;
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

function localOf(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function refused(code: string, message: string): OwnRecord {
  return { unreadable: { field: '', code, message } };
}
