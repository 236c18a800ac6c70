import type { DossierSnapshot } from '../domain/ports.js';
import type { DossierRecord } from '../domain/records.js';
import type { Queryable } from '../store/database.js';

/** The int32 numbers of a dossier's parts, in the order of the record's lists. */
export type PartNumbers = Omit<DossierSnapshot, 'record'>;

interface PartRow {
  list: 'components' | 'results' | 'supplements';
  dossier_id: string;
  id: number;
  text: string;
}

/**
 * The numbers that the store gave to the parts of these versions, by `<subject id> <version>`. The tables hold the newest
 * version's parts; those of an older version are found by their content, and a part that is gone since by its position.
 */
export async function loadPartNumbers(
  database: Queryable,
  wanted: readonly { subjectId: string; version: number; record: DossierRecord }[],
): Promise<Map<string, PartNumbers>> {
  if (wanted.length === 0) return new Map();
  const { rows } = await database.query<PartRow>(
    `select 'components' as list, dossier_id, id, position, concat_ws('|', coalesce(code, ''), name, coalesce(file, '')) as text
        from dossier_component where dossier_id = any($1::bigint[])
      union all select 'results', dossier_id, id, position, concat_ws('|', coalesce(code, ''), name, coalesce(file, ''))
        from dossier_result where dossier_id = any($1::bigint[])
      union all select 'supplements', dossier_id, id, position, source_id
        from dossier_supplement where dossier_id = any($1::bigint[])
      order by 2, 1, 4`,
    [[...new Set(wanted.map(({ subjectId }) => subjectId))]],
  );
  const bySubject = new Map<string, PartRow[]>();
  for (const row of rows) {
    const list = bySubject.get(row.dossier_id);
    if (list) list.push(row);
    else bySubject.set(row.dossier_id, [row]);
  }
  return new Map(
    wanted.map(({ subjectId, version, record }) => {
      const parts = bySubject.get(subjectId) ?? [];
      const of = (list: PartRow['list']) => parts.filter((part) => part.list === list);
      return [
        `${subjectId} ${version}`,
        {
          componentIds: numbersOf(of('components'), record.components.map(partText)),
          resultIds: numbersOf(of('results'), record.results.map(partText)),
          supplementIds: numbersOf(
            of('supplements'),
            record.supplements.map(({ id }) => id),
          ),
        },
      ];
    }),
  );
}

function partText({ code = '', name, file = '' }: { code?: string; name: string; file?: string }): string {
  return `${code}|${name}|${file}`;
}

function numbersOf(parts: readonly PartRow[], texts: readonly string[]): number[] {
  const left = [...parts];
  const exact = texts.map((text, position) => {
    const same = left.findIndex((part) => part.text === text);
    const inPlace = parts[position]?.text === text ? parts[position] : undefined;
    const at = inPlace && left.includes(inPlace) ? left.indexOf(inPlace) : same;
    return at < 0 ? undefined : left.splice(at, 1)[0]?.id;
  });
  return exact.map((id, position) => id ?? parts[position]?.id ?? position + 1);
}
