import type { Principal } from '../access/principal.js';
import { unitOfPlain } from '../domain/kinds/codes.js';
import type { Problem } from '../domain/ports.js';
import { isPlain } from '../domain/records.js';
import type { Instant } from '../domain/time.js';
import type { Queryable } from '../store/database.js';
import type { Candidate } from './types.js';

const OUT_OF_SCOPE: Problem = {
  field: 'DonVi',
  code: 'OUT_OF_SCOPE',
  message: 'Đơn vị nằm ngoài phạm vi của khóa (the unit is outside of what the key is for)',
};

/**
 * Adds a problem to every record of a unit that the caller may not write for, and to one that the store has under such a
 * unit: nobody takes a record out of another's hands. A unit that is not known yet is nobody's. The units and since when: the store's
 * function `unit_scope`, as for reads; who works on a dossier sees it, who received it writes it.
 */
export async function judgeScope(
  client: Queryable,
  { unit: scope }: Principal,
  candidates: Candidate[],
): Promise<Candidate[]> {
  if (scope === undefined) return candidates;
  const within = await unitsWithin(client, scope);
  const foreign = await foreignKeys(client, scope, candidates);
  return candidates.map((candidate) => {
    const outside = !within(candidate) || foreign.has(candidate.record?.code ?? '');
    return outside ? refused(candidate) : candidate;
  });
}

/** Without its record: how it compares with what the store has is not told either. */
function refused({ record: _, ...candidate }: Candidate): Candidate {
  return { ...candidate, problems: [...candidate.problems, OUT_OF_SCOPE] };
}

/** The unit that a record is of, as far as it could be read. */
export function unitOf({ record, references }: Candidate): string | undefined {
  if (record?.kind === 'notice') return record.unit;
  if (record && isPlain(record) && !record.deleted) return unitOfPlain(record);
  if (record?.kind === 'dossier' && !record.deleted) return record.receivingUnit;
  return references.find(({ type }) => type === 'unit')?.code;
}

/** When what a record says came to be; absent: now. */
function timeOf({ record }: Candidate): Instant | undefined {
  if (record?.kind === 'notice') return record.publishedAt;
  return record?.kind === 'dossier' ? (record.receivedAt ?? record.submittedAt) : undefined;
}

async function unitsWithin(client: Queryable, scope: string): Promise<(candidate: Candidate) => boolean> {
  const { rows } = await client.query<{ code: string; since: number; until: number }>(
    `select code, extract(epoch from since)::float8 * 1000 as since, extract(epoch from until)::float8 * 1000 as until
      from unit_scope($1)`,
    [scope],
  );
  return (candidate) => {
    const unit = unitOf(candidate);
    if (unit === undefined) return true;
    const at = timeOf(candidate);
    return rows.some(
      ({ code, since, until }) =>
        code === unit &&
        (at === undefined ? until === Infinity : since <= Date.parse(at) && Date.parse(at) <= until),
    );
  };
}

async function foreignKeys(
  client: Queryable,
  scope: string,
  candidates: readonly Candidate[],
): Promise<Set<string>> {
  const records = candidates.flatMap(({ record }) => record ?? []);
  const { rows } = await client.query<{ natural_key: string }>(
    `select s.natural_key from subject s
      left join dossier d on d.subject_id = s.id left join notice n on n.subject_id = s.id
      where s.kind = $1 and s.natural_key = any($2::text[])
        and not exists (select from unit_scope($3) u where u.code = coalesce(d.receiving_unit, n.unit)
          and coalesce(d.received_at, d.submitted_at, n.published_at, 'infinity') between u.since and u.until)`,
    [records[0]?.kind ?? '', records.map(({ code }) => code), scope],
  );
  return new Set(rows.map(({ natural_key }) => natural_key));
}
