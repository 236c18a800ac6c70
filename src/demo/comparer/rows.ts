import { type Findings, multisetDifference, rowText } from './findings.js';
import { isRaw, type Raw } from './values.js';

/**
 * Compares plain keys: what is expected has to be there as it is (text in NFC), what is not expected must not be there.
 * `either`: keys that may be there or not, but if so as expected. `free`: keys that are looked at elsewhere.
 */
export function compareKeys(
  findings: Findings,
  key: string,
  expected: Raw,
  found: Raw,
  { either = [], free = [] }: { either?: readonly string[]; free?: readonly string[] } = {},
): void {
  for (const field of new Set([...Object.keys(expected), ...Object.keys(found)])) {
    if (free.includes(field)) continue;
    const [want, have] = [present(expected[field]), present(found[field])];
    if (want === have || (have === undefined && either.includes(field))) continue;
    if (JSON.stringify(want) !== JSON.stringify(have)) findings.differs(key, field, want, have);
  }
}

/** Compares a list as a multiset of rows; `without`: keys of the portal's rows that no source has. */
export function compareRows(
  findings: Findings,
  key: string,
  field: string,
  expected: readonly Raw[],
  found: unknown,
  without: readonly string[] = [],
): Raw[] {
  const rows = present(found) === undefined ? [] : found;
  if (!Array.isArray(rows) || !rows.every(isRaw)) {
    findings.differs(key, field, 'a list', found);
    return [];
  }
  const stripped = rows.map((row) => rowText(withoutKeys(row, without)));
  const { missing, extra } = multisetDifference(expected.map(rowText), stripped);
  missing.forEach((row, index) => {
    findings.differs(key, field, row, extra[index]);
  });
  for (const row of extra.slice(missing.length)) findings.differs(key, field, undefined, row);
  return rows;
}

export function withoutKeys(row: Raw, keys: readonly string[]): Raw {
  return Object.fromEntries(Object.entries(row).filter(([key]) => !keys.includes(key)));
}

/** `""`, `null`, an empty list and absent are one. */
function present(value: unknown): unknown {
  if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) return undefined;
  return value;
}

/** One file as it should be: in which row it stands, and the SHA-256 of its content where the comparer can know it. */
export interface ExpectedFile {
  row: Raw;
  sha256: string | undefined;
}

/**
 * Compares rows that carry a file: the rows themselves, then per group of equal rows the contents. `contentOf` gives the
 * SHA-256 of a found row's file; `undefined` where the portal has not fetched it, `'bad'` where there is no usable file.
 */
export function compareFiles(
  findings: Findings,
  key: string,
  field: string,
  expected: readonly ExpectedFile[],
  found: unknown,
  without: readonly string[],
  contentOf: (row: Raw) => string | 'bad' | undefined,
): void {
  const rows = compareRows(
    findings,
    key,
    field,
    expected.map(({ row }) => row),
    found,
    without,
  );
  const wanted = new Map<string, ExpectedFile[]>();
  for (const file of expected) {
    const text = rowText(file.row);
    wanted.set(text, [...(wanted.get(text) ?? []), file]);
  }
  for (const row of rows) {
    const content = contentOf(row);
    if (content === 'bad') findings.differs(key, `${field} file`, 'a file that can be fetched', row);
    if (content === undefined || content === 'bad') continue;
    const group = wanted.get(rowText(withoutKeys(row, without))) ?? [];
    const index = group.findIndex(({ sha256 }) => sha256 === undefined || sha256 === content);
    if (index >= 0) group.splice(index, 1);
    else if (group.length > 0) findings.differs(key, `${field} file`, group[0]?.sha256, content);
  }
}

/**
 * Rows that are equal but for these keys once. Of two entries that say the same of the same moment a portal that lost an answer shows one, and
 * it is nobody's to tell which: the other one may be sent in its name. How many there are is compared by {@link compareRows}.
 */
export function onceEach(rows: unknown, without: readonly string[]): unknown {
  if (!Array.isArray(rows)) return rows;
  return [
    ...new Map(
      rows.map((row: unknown) => [isRaw(row) ? rowText(withoutKeys(row, without)) : row, row]),
    ).values(),
  ];
}

/** Ids that the hub gives to parts have to be there and to be different. */
export function checkIds(findings: Findings, key: string, field: string, rows: unknown, id: string): void {
  if (!Array.isArray(rows)) return;
  const ids = rows.filter(isRaw).map((row) => row[id]);
  if (ids.some((each) => each === undefined || each === '') || new Set(ids).size < ids.length) {
    findings.differs(key, `${field}.${id}`, 'different ids', ids);
  }
}
