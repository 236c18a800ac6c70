import { posix } from 'node:path';
import { UnreadableContent } from '../content.js';
import type { Package } from './package.js';
import { type Attributes, readXml } from './xml.js';

/** A sheet by its name, and where its part lies. */
export interface Sheet {
  name: string;
  part: string;
}

/** Where the parts of a workbook lie, and what holds for all of its sheets. */
export interface Workbook {
  /** At least one. */
  sheets: readonly Sheet[];
  sharedStrings?: string;
  styles?: string;
  /** Days count from 1904, as on old Macs. */
  from1904: boolean;
}

interface Relation {
  type: string;
  target: string;
}

/** The sheets that are shown and wanted by their names; when there is none, the first that is shown; when all are hidden, the first. */
export async function readWorkbook(parts: Package, wanted: (name: string) => boolean): Promise<Workbook> {
  const root = [...(await relationsOf(parts, '')).values()];
  const main = root.find(({ type }) => type === 'officeDocument')?.target;
  if (main === undefined) throw new UnreadableContent('BROKEN_XLSX', 'officeDocument');
  const relations = await relationsOf(parts, main);
  const sheets: { id: string; name: string; hidden: boolean }[] = [];
  let from1904 = false;
  const done = readXml(parts.read(main), {
    open: (name, attributes) => {
      if (name === 'workbookPr') from1904 = /^(1|true)$/.test(attributes['date1904'] ?? '');
      if (name === 'sheet')
        sheets.push({
          id: relationId(attributes),
          name: attributes['name'] ?? '',
          hidden: 'state' in attributes && attributes['state'] !== 'visible',
        });
    },
    close: () => undefined,
    text: () => undefined,
  });
  for await (const _ of done);
  const worksheets = sheets.filter(({ id }) => relations.get(id)?.type === 'worksheet');
  const shown = worksheets.filter(({ hidden }) => !hidden);
  const named = shown.filter(({ name }) => wanted(name));
  const chosen = (named.length > 0 ? named : [shown[0] ?? worksheets[0]]).flatMap((sheet) => {
    const part = sheet && relations.get(sheet.id)?.target;
    return part === undefined ? [] : [{ name: sheet?.name ?? '', part }];
  });
  if (chosen.length === 0) throw new UnreadableContent('BROKEN_XLSX', 'worksheet');
  const partOf = (type: string) => [...relations.values()].find((one) => one.type === type)?.target;
  const sharedStrings = partOf('sharedStrings');
  const styles = partOf('styles');
  return {
    sheets: chosen,
    from1904,
    ...(sharedStrings === undefined ? {} : { sharedStrings }),
    ...(styles === undefined ? {} : { styles }),
  };
}

/** The relations of a part by id; their types without the URL before them, their targets as names in the package. */
async function relationsOf(parts: Package, part: string): Promise<Map<string, Relation>> {
  const folder = posix.dirname(part);
  const file = posix.join(folder, '_rels', `${posix.basename(part)}.rels`);
  const relations = new Map<string, Relation>();
  const done = readXml(parts.read(file), {
    open: (name, { Id: id, Type: type = '', Target: target }) => {
      if (name !== 'Relationship' || id === undefined || target === undefined) return;
      const absolute = target.startsWith('/') ? target.slice(1) : posix.join(folder, target);
      relations.set(id, { type: posix.basename(type), target: absolute });
    },
    close: () => undefined,
    text: () => undefined,
  });
  for await (const _ of done);
  return relations;
}

/** `r:id`, whatever its prefix is. */
function relationId(attributes: Attributes): string {
  return Object.entries(attributes).find(([name]) => /(^|:)id$/.test(name))?.[1] ?? '';
}
