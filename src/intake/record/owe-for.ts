import { businessAt, owing, type PortalFacts } from '../../domain/owing.js';
import type { SubjectRecord } from '../../domain/records.js';
import type { OweRequest } from '../../ledger/types.js';
import type { Queryable } from '../../store/database.js';
import type { Written } from './write-subjects.js';

/** What the versions just written mean for each portal. `now`: business time, ms. */
export async function oweFor(
  client: Queryable,
  portals: readonly PortalFacts[],
  written: readonly Pick<Written, 'id' | 'version' | 'record'>[],
  now: number,
): Promise<OweRequest[]> {
  const requests = written.flatMap(({ id, version, record }): OweRequest[] => {
    const unit = unitOf(record);
    const forms = portals.flatMap((portal) => owing(record, portal, now));
    if (unit === undefined || forms.length === 0) return [];
    return [
      {
        subjectId: id,
        kind: record.kind,
        version,
        unit,
        businessAt: businessAt(record),
        deleted: record.deleted === true,
        forms,
      },
    ];
  });
  const successor = await successors(
    client,
    requests.map(({ unit }) => unit),
    now,
  );
  return requests.map((request) => ({ ...request, unit: successor(request.unit) }));
}

function unitOf(record: SubjectRecord): string | undefined {
  if (record.kind === 'dossier') return record.receivingUnit;
  return record.kind === 'notice' ? record.unit : undefined;
}

/** A unit that has ended speaks through its successor, and that one's; of several through the first that it names. */
async function successors(
  client: Queryable,
  units: readonly string[],
  now: number,
): Promise<(unit: string) => string> {
  if (units.length === 0) return (unit) => unit;
  const { rows } = await client.query<{ code: string; successors: string[] }>(
    `select code, successors from unit where valid_to < $1 and cardinality(successors) > 0`,
    [new Date(now)],
  );
  const next = new Map(rows.map(({ code, successors: [first = ''] }) => [code, first]));
  return (unit) => {
    const been = new Set<string>();
    let current = unit;
    while (!been.has(current)) {
      been.add(current);
      current = next.get(current) || current;
    }
    return current;
  };
}
