import { parse } from 'csv-parse/sync';

/** A site to be looked at: its row of the list, and where its machines should answer. */
export interface Target {
  /** MaDuongTruyen */
  code: string;
  /** Columns of the exchange form that the list has, as they stand there. */
  row: Readonly<Record<string, string>>;
  addresses: readonly Address[];
}

export interface Address {
  host: string;
  port: number;
}

/** A list that cannot be used; the message names the line, the column and what is expected. */
export class BadList extends Error {
  override readonly name = 'BadList';
}

const NEEDED = ['MaDuongTruyen', 'Ten', 'DonVi', 'DiaChi'] as const;
const ADDRESSES = 'DiaChi';

/**
 * The list of `lienthong probe`: CSV with a head, `,` or `;` between the columns, of which `MaDuongTruyen`, `Ten`, `DonVi` and `DiaChi`
 * (`host:port`, several with blanks between) are needed and others of the exchange form go along. Throws {@link BadList}.
 */
export function readTargets(text: string): Target[] {
  const rows = rowsOf(text);
  const seen = new Set<string>();
  return rows.map((row, index) => {
    const line = index + 2;
    const missing = NEEDED.find((column) => !row[column]?.trim());
    if (missing) throw new BadList(`dòng (line) ${line}: thiếu ${missing} (${missing} is missing)`);
    const { [ADDRESSES]: addresses = '', ...form } = row;
    const code = (row['MaDuongTruyen'] ?? '').trim();
    if (seen.has(code))
      throw new BadList(`dòng (line) ${line}: MaDuongTruyen ${code} đã có ở trên (stands twice)`);
    seen.add(code);
    return {
      code,
      row: form,
      addresses: addresses
        .trim()
        .split(/\s+/)
        .map((each) => addressOf(each, line)),
    };
  });
}

function rowsOf(text: string): Record<string, string>[] {
  const [head = ''] = text.split(/\r?\n/, 1);
  const delimiter = head.includes(';') ? ';' : ',';
  try {
    return parse<Record<string, string>>(text, {
      bom: true,
      columns: true,
      delimiter,
      skip_empty_lines: true,
      trim: true,
    });
  } catch (error) {
    throw new BadList(
      `không đọc được danh sách (the list cannot be read): ${error instanceof Error ? error.message : ''}`,
    );
  }
}

function addressOf(text: string, line: number): Address {
  const [, bracketed, plain, port] = /^(?:\[([0-9a-fA-F:]+)\]|([^:\s]+)):(\d{1,5})$/.exec(text) ?? [];
  const host = bracketed ?? plain;
  const number = Number(port);
  if (host === undefined || number < 1 || number > 65_535) {
    throw new BadList(`dòng (line) ${line}: ${ADDRESSES} phải có dạng host:port (must be host:port)`);
  }
  return { host, port: number };
}
