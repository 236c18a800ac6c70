import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Json } from '../../../domain/canonical.js';
import { type CsvRecord, readCsv } from './csv.js';
import { inspect } from './inspect.js';
import { type Item, problem, unreadable, unreadableFile } from './items.js';
import { MAX_SIDE_BYTES } from './limits.js';
import type { FileDropOptions, SideList } from './options.js';

type Raw = { [column: string]: Json };
interface SideRow {
  raw: Raw;
  row: number;
}

/**
 * The side files of one main file, held in memory by key (together at most {@link MAX_SIDE_BYTES}). Rows that no main record
 * asked for, and rows that cannot be read, are `leftOver` in the end: nothing is silently dropped.
 */
export class SideFiles {
  readonly #rows = new Map<string, Map<string, SideRow[]>>();
  readonly #broken = new Map<string, SideList>();
  readonly #unreadable: Item[] = [];
  readonly #files = new Map<string, string>();

  private constructor(readonly options: FileDropOptions) {}

  /** Gives the one thing that is wrong instead, when a side file cannot be read as a whole. */
  static async load(
    paths: readonly { path: string; side: SideList }[],
    options: FileDropOptions,
    signal: AbortSignal,
  ): Promise<SideFiles | Item> {
    const loaded = new SideFiles(options);
    let total = 0;
    for (const { path, side } of paths) {
      const file = basename(path);
      const { size } = await stat(path);
      total += size;
      if (total > MAX_SIDE_BYTES) return unreadableFile('SIDE_FILES_TOO_LARGE', file, size);
      const inspection = await inspect(path, options.encoding, signal);
      if (!inspection.readable) return unreadableFile('NOT_WHAT_IT_SAYS', file, size, inspection.what);
      loaded.#files.set(side.list, file);
      const columns = [options.key, ...side.columns];
      const chunks = createReadStream(path, { signal });
      for await (const record of readCsv(chunks, { file, encoding: inspection.encoding, columns, size })) {
        if (record.ok === 'none') return record.item;
        loaded.#add(record, side);
      }
    }
    return loaded;
  }

  /** Lays this record's side rows into its lists; a record with an unreadable side row is unreadable itself. */
  join(item: Item): Item {
    const raw = item.raw;
    if (item.unreadable || raw === null || typeof raw !== 'object' || Array.isArray(raw)) return item;
    const key = keyOf(raw, this.options.key);
    if (key === undefined) return item;
    const joined: Raw = { ...raw } as Raw;
    for (const [list, byKey] of this.#rows) {
      const rows = byKey.get(key);
      if (!rows) continue;
      byKey.delete(key);
      joined[list] = [...listIn(joined[list]), ...rows.map((row) => row.raw)];
    }
    const broken = this.#broken.get(key);
    const result: Item = { ...item, raw: joined };
    if (broken) {
      result.unreadable = problem('SIDE_ROW', broken.list, this.#files.get(broken.list));
    }
    return result;
  }

  /** What no record of the main file took. */
  *leftOver(): Generator<Item> {
    yield* this.#unreadable;
    for (const [list, byKey] of this.#rows) {
      const file = this.#files.get(list) ?? '';
      for (const rows of byKey.values()) {
        for (const { raw, row } of rows) {
          const item = unreadable('NO_SUCH_RECORD', { file, row }, JSON.stringify(raw));
          yield { ...item, unreadable: problem('NO_SUCH_RECORD', this.options.key) };
        }
      }
    }
  }

  #add(record: Exclude<CsvRecord, { ok: 'none' }>, side: SideList): void {
    const raw = record.raw;
    const key = raw && keyOf(raw, this.options.key);
    if (!record.ok) {
      this.#unreadable.push(record.item);
      if (key !== undefined) this.#broken.set(key, side);
      return;
    }
    const byKey = this.#rows.get(side.list) ?? new Map<string, SideRow[]>();
    this.#rows.set(side.list, byKey);
    const { [this.options.key]: _, ...rest } = record.raw;
    const row = { raw: key === undefined ? record.raw : rest, row: record.row };
    const rows = byKey.get(key ?? '');
    if (rows) rows.push(row);
    else byKey.set(key ?? '', [row]);
  }
}

function keyOf(raw: { [key: string]: Json | undefined }, column: string): string | undefined {
  const key = raw[column];
  return typeof key === 'string' && key.trim() !== '' ? key.trim() : undefined;
}

/** A list that the main record's own cell already holds, as JSON. */
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
