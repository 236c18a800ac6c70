import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { isRaw, type Raw } from './values.js';

/** Every record of a file drop in the order in which files are taken: oldest first, then by name; records as they stand. */
export function* recordsOf(folder: string): Generator<Raw> {
  const files = ['inbox', 'done'].flatMap((part) => {
    const path = join(folder, part);
    return existsSync(path) ? readdirSync(path).map((name) => ({ name, path: join(path, name) })) : [];
  });
  const taken = files
    .filter(({ name }) => /\.(jsonl|csv)(\.gz)?$/i.test(name))
    .map((file) => ({ ...file, changedAt: statSync(file.path).mtimeMs }))
    .sort((a, b) => a.changedAt - b.changedAt || (a.name < b.name ? -1 : 1));
  for (const { name, path } of taken) {
    const bytes = readFileSync(path);
    const text = (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8').replace(/^\uFEFF/, '');
    yield* /\.csv/i.test(name) ? csvRecords(text) : lineRecords(text);
  }
}

function* lineRecords(text: string): Generator<Raw> {
  for (const line of text.split('\n')) {
    try {
      const value: unknown = JSON.parse(line);
      if (isRaw(value)) yield value;
    } catch {
      // Not a record: whoever reads it has to refuse it, so nothing of it is expected anywhere.
    }
  }
}

function* csvRecords(text: string): Generator<Raw> {
  const header = text.slice(0, text.indexOf('\n'));
  const delimiter = header.split(';').length > header.split(',').length ? ';' : ',';
  const rows: unknown[] = parse(text, { columns: true, delimiter, relax_column_count: true });
  for (const row of rows) if (isRaw(row)) yield row;
}

/** SHA-256 in hex of what a reference in a record means; undefined where it is not a file of the drop. */
export class DropFiles {
  readonly #known = new Map<string, string | undefined>();

  constructor(readonly folder: string) {}

  sha256(reference: string): string | undefined {
    if (this.#known.has(reference)) return this.#known.get(reference);
    const found = this.#read(reference);
    this.#known.set(reference, found);
    return found;
  }

  #read(reference: string): string | undefined {
    const inside = reference.replace(/^files\//, '');
    if (/^[a-z]+:/i.test(inside) || inside.split('/').includes('..')) return undefined;
    const path = join(this.folder, 'files', inside);
    if (!existsSync(path)) return undefined;
    return createHash('sha256').update(readFileSync(path)).digest('hex');
  }
}
