import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  FileDrop,
  type FileDropOptions,
  localFolder,
} from '../../../../src/connectors/transport/file-drop/index.js';
import type { Json } from '../../../../src/domain/canonical.js';
import type { Page, RawRecord } from '../../../../src/domain/ports.js';
import { noContents } from '../../../support/no-contents.js';
import { noStaging } from '../../../support/no-staging.js';

export interface Folder {
  dir: string;
  /** Lays a file into the inbox; `age`: seconds before 2024-08-26, for its modification time. */
  lay(name: string, content: string | Buffer, age?: number): void;
  list(folder: 'inbox' | 'done' | 'failed'): string[];
  report(folder: 'done' | 'failed', name: string): { [key: string]: Json };
  remove(): void;
}

export function folder(): Folder {
  const dir = mkdtempSync(join(tmpdir(), 'lienthong-drop-'));
  mkdirSync(join(dir, 'inbox'));
  return {
    dir,
    lay: (name, content, age = 100) => {
      const path = join(dir, 'inbox', name);
      writeFileSync(path, content);
      const at = Date.parse('2024-08-26T00:00:00Z') / 1000 - age;
      utimesSync(path, at, at);
    },
    list: (name) => {
      try {
        return readdirSync(join(dir, name)).sort();
      } catch {
        return [];
      }
    },
    report: (name, file) => JSON.parse(readFileSync(join(dir, name, `${file}.report.json`), 'utf8')),
    remove: () => rmSync(dir, { recursive: true, force: true }),
  };
}

/** The run's own time: that of the files. */
export const NOW = Date.parse('2024-08-26T00:00:00Z');

export function dropOf({ dir }: Folder, options: Partial<FileDropOptions> = {}): FileDrop {
  return new FileDrop({
    folder: localFolder(dir),
    staging: noStaging,
    contents: noContents,
    columns: ['MaHoSo', 'ChuHoSo', 'QuaTrinh'],
    key: 'MaHoSo',
    sides: [{ suffix: '.qua-trinh', list: 'QuaTrinh', columns: ['ThoiDiem', 'NguoiXuLy'] }],
    wait: () => Promise.resolve(),
    ...options,
  });
}

export async function pagesOf(drop: FileDrop, cursor?: Json): Promise<Page[]> {
  const pages: Page[] = [];
  for await (const page of drop.pull(cursor, { signal: new AbortController().signal, now: NOW }))
    pages.push(page);
  return pages;
}

export async function recordsOf(drop: FileDrop, cursor?: Json): Promise<RawRecord[]> {
  return (await pagesOf(drop, cursor)).flatMap((page) => page.records);
}

/** A report that says so many were read. */
export function reportFor(file: string, read = 1) {
  return { file, read, stored: read, unchanged: 0, stale: 0, quarantined: 0, errors: [] };
}
