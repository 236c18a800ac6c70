import type { SideList } from './options.js';

/** What a file's name says about it: `hoso.csv.gz` is a CSV file, packed, of the base `hoso`. */
export interface FileKind {
  form: 'jsonl' | 'csv' | 'xlsx' | 'ldif';
  gzip: boolean;
  base: string;
}

const NAME = /^(.*)\.(jsonl|csv|xlsx|ldif)(\.gz)?$/is;

/** Undefined for a name with an ending that is not taken. */
export function kindOf(name: string): FileKind | undefined {
  const [, base, form, gz] = NAME.exec(name) ?? [];
  if (base === undefined || form === undefined) return undefined;
  return { form: form.toLowerCase() as FileKind['form'], gzip: gz !== undefined, base };
}

/** The list that a side file holds and the base of its main file: `hoso.qua-trinh.csv` → `QuaTrinh`, `hoso`. */
export function sideOf(
  name: string,
  sides: readonly SideList[] = [],
): { side: SideList; mainBase: string } | undefined {
  const kind = kindOf(name);
  if (!kind || kind.form === 'jsonl' || kind.form === 'ldif') return undefined;
  const side = sides.find(({ suffix }) => kind.base.toLowerCase().endsWith(suffix));
  return side && { side, mainBase: kind.base.slice(0, kind.base.length - side.suffix.length) };
}
