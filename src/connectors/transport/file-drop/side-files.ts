import type { Json } from '../../../domain/canonical.js';
import type { Stage, StagedRow } from '../../../domain/ports.js';
import type { Identity } from './folder/port.js';
import { type Item, problem, unreadable } from './items.js';
import { MAX_PAGE_BYTES, MAX_RECORD, STAGED_AT_ONCE } from './limits.js';
import { type FileDropOptions, INTO_RECORD, type SideList } from './options.js';
import type { TableRecord } from './table/records.js';

type Raw = { [column: string]: Json };
type SideFile = { file: Identity; side: SideList };

/** Stands for a side row that could not be read. */
const BROKEN = '';

/**
 * Lays the rows of the side files into the stage. Gives what of them cannot be read, one item a row; a side file that cannot be read
 * as a whole ends it all (`none`), since no record could be complete.
 */
export async function* stageSides(
  stage: Stage,
  sides: readonly SideFile[],
  recordsOf: (side: SideFile) => AsyncIterable<TableRecord>,
  { key: keyColumn }: Pick<FileDropOptions, 'key'>,
): AsyncGenerator<Item, 'staged' | 'none'> {
  let batch: StagedRow[] = [];
  let size = 0;
  const flush = async () => {
    if (batch.length > 0) await stage.add(batch);
    batch = [];
    size = 0;
  };
  for (const { file, side } of sides) {
    for await (const record of recordsOf({ file, side })) {
      if (record.ok !== true) yield record.item;
      if (record.ok === 'none') return 'none';
      const staged = stagedRow(record, side.list, keyColumn);
      if (!staged) continue;
      batch.push(staged);
      size += staged.text.length;
      if (batch.length >= STAGED_AT_ONCE || size > MAX_RECORD) await flush();
    }
  }
  await flush();
  return 'staged';
}

function stagedRow(
  record: Exclude<TableRecord, { ok: 'none' }>,
  list: string,
  keyColumn: string,
): StagedRow | undefined {
  const { row = 0 } = record.item.place;
  const key = record.raw && keyOf(record.raw, keyColumn);
  if (!record.ok) return key === undefined ? undefined : { key, list, row, text: BROKEN };
  const { [keyColumn]: _, ...rest } = record.raw;
  const { problems } = record.item;
  const text = JSON.stringify({ raw: key === undefined ? record.raw : rest, problems });
  return { key: key ?? '', list, row, text };
}

/** Lays each record's side rows into its lists; then gives what no record took, one item a row. */
export async function* joinSides(
  stage: Stage,
  items: AsyncIterable<Item>,
  sides: readonly SideFile[],
  options: Pick<FileDropOptions, 'key'>,
): AsyncGenerator<Item> {
  const files = new Map(sides.map(({ file, side }) => [side.list, file.name]));
  let batch: Item[] = [];
  let bytes = 0;
  for await (const item of items) {
    batch.push(item);
    bytes += item.bytes;
    if (batch.length < STAGED_AT_ONCE && bytes < MAX_RECORD) continue;
    yield* joinBatch(stage, batch, files, options.key);
    batch = [];
    bytes = 0;
  }
  yield* joinBatch(stage, batch, files, options.key);
  for await (const { key, list, row, text } of stage.rest()) {
    if (text === BROKEN) continue;
    const raw: Raw = { ...opened(text).raw, ...(key === '' ? {} : { [options.key]: key }) };
    const place = { file: files.get(list) ?? '', row };
    const item = unreadable('NO_SUCH_RECORD', place, JSON.stringify(raw));
    yield { ...item, unreadable: problem('NO_SUCH_RECORD', options.key) };
  }
}

async function* joinBatch(
  stage: Stage,
  batch: readonly Item[],
  files: ReadonlyMap<string, string>,
  keyColumn: string,
): AsyncGenerator<Item> {
  const keys = batch.map((item) => (item.unreadable ? undefined : keyOf(item.raw, keyColumn)));
  const sizes = new Map(await stage.sizes([...new Set(keys.flatMap((key) => key ?? []))]));
  let open: Item[] = [];
  let wanted: string[] = [];
  let size = 0;
  const flush = async () => {
    const rows = wanted.length === 0 ? [] : await stage.take(wanted);
    const byKey = groupByKey(rows);
    const joined = open.map((item) => {
      const key = keyOf(item.raw, keyColumn);
      const own = item.unreadable || key === undefined ? undefined : byKey.get(key);
      if (own === undefined || key === undefined) return item;
      byKey.delete(key);
      return joinRows(item, own, files);
    });
    [open, wanted, size] = [[], [], 0];
    return joined;
  };
  for (const [index, item] of batch.entries()) {
    const key = keys[index];
    const own = key === undefined ? undefined : sizes.get(key);
    if (key !== undefined && own !== undefined) {
      sizes.delete(key);
      if (own > MAX_RECORD) {
        yield* await flush();
        await stage.discard([key]);
        yield { ...item, unreadable: problem('SIDE_ROWS_TOO_LONG') };
        continue;
      }
      if (size + own > MAX_PAGE_BYTES) yield* await flush();
      wanted.push(key);
      size += own;
    }
    open.push(item);
  }
  yield* await flush();
}

function groupByKey(rows: readonly StagedRow[]): Map<string, StagedRow[]> {
  const byKey = new Map<string, StagedRow[]>();
  for (const row of rows) {
    const own = byKey.get(row.key);
    if (own) own.push(row);
    else byKey.set(row.key, [row]);
  }
  return byKey;
}

function joinRows(item: Item, rows: readonly StagedRow[], files: ReadonlyMap<string, string>): Item {
  const broken = rows.find(({ text }) => text === BROKEN);
  if (broken) return { ...item, unreadable: problem('SIDE_ROW', broken.list, files.get(broken.list)) };
  const raw: Raw = isRaw(item.raw) ? { ...item.raw } : {};
  const problems = [...(item.problems ?? [])];
  let { bytes } = item;
  for (const { list, text } of rows.toSorted((a, b) => a.row - b.row)) {
    const side = opened(text);
    bytes += text.length;
    if (list === INTO_RECORD) {
      Object.assign(raw, Object.fromEntries(Object.entries(side.raw).filter(([, cell]) => cell !== '')));
      problems.push(...(side.problems ?? []));
      continue;
    }
    const held = listIn(raw[list]);
    for (const one of side.problems ?? []) {
      problems.push({ ...one, field: `${list}[${held.length}].${one.field}` });
    }
    held.push(side.raw);
    raw[list] = held;
  }
  return { ...item, raw, bytes, ...(problems.length === 0 ? {} : { problems }) };
}

function opened(text: string): Pick<Item, 'problems'> & { raw: Raw } {
  return JSON.parse(text) as Pick<Item, 'problems'> & { raw: Raw };
}

function isRaw(raw: Json): raw is Raw {
  return raw !== null && typeof raw === 'object' && !Array.isArray(raw);
}

function keyOf(raw: Json, column: string): string | undefined {
  const key = isRaw(raw) ? raw[column] : undefined;
  if (typeof key === 'number') return String(key);
  return typeof key === 'string' && key.trim() !== '' ? key.trim() : undefined;
}

/** A list that the main record's own cell already holds, as JSON; a list of its own, to be added to. */
function listIn(cell: Json | undefined): Json[] {
  if (Array.isArray(cell)) return cell;
  if (typeof cell !== 'string' || cell.trim() === '') return [];
  try {
    const parsed = JSON.parse(cell) as Json;
    return Array.isArray(parsed) ? parsed : [cell];
  } catch {
    return [cell];
  }
}
