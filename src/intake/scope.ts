import type { Principal } from '../access/principal.js';
import type { Problem } from '../domain/ports.js';
import type { Queryable } from '../store/database.js';
import type { Candidate } from './types.js';

const OUT_OF_SCOPE: Problem = {
  field: 'DonVi',
  code: 'OUT_OF_SCOPE',
  message: 'Đơn vị nằm ngoài phạm vi của khóa (the unit is outside of what the key is for)',
};

/**
 * Adds a problem to every record of a unit that the caller may not write for, and to one that the store has under such a
 * unit: nobody takes a record out of another's hands. A unit that is not known yet is nobody's.
 */
export async function judgeScope(
  client: Queryable,
  { unit: scope }: Principal,
  candidates: Candidate[],
): Promise<Candidate[]> {
  if (scope === undefined) return candidates;
  const within = await unitsWithin(client, scope, candidates);
  const foreign = await foreignKeys(client, scope, candidates);
  return candidates.map((candidate) => {
    const unit = unitOf(candidate);
    const outside = (unit !== undefined && !within.has(unit)) || foreign.has(candidate.record?.code ?? '');
    return outside ? refused(candidate) : candidate;
  });
}

/** Without its record: how it compares with what the store has is not told either. */
function refused({ record: _, ...candidate }: Candidate): Candidate {
  return { ...candidate, problems: [...candidate.problems, OUT_OF_SCOPE] };
}

function unitOf({ record, references }: Candidate): string | undefined {
  if (record?.kind === 'notice') return record.unit;
  if (record?.kind === 'dossier' && !record.deleted) return record.receivingUnit;
  return references.find(({ type }) => type === 'unit')?.code;
}

async function unitsWithin(
  client: Queryable,
  scope: string,
  candidates: readonly Candidate[],
): Promise<Set<string>> {
  const units = new Set(candidates.flatMap((candidate) => unitOf(candidate) ?? []));
  const { rows } = await client.query<{ code: string }>(
    'select u.code from unnest($1::text[]) as u (code) where unit_within(u.code, $2)',
    [[...units], scope],
  );
  return new Set(rows.map(({ code }) => code));
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
        and not unit_within(coalesce(d.receiving_unit, n.unit), $3)`,
    [records[0]?.kind ?? '', records.map(({ code }) => code), scope],
  );
  return new Set(rows.map(({ natural_key }) => natural_key));
}
