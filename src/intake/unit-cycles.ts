import type { Problem } from '../domain/ports.js';
import type { UnitRecord } from '../domain/records.js';
import { parentsOf } from '../domain/unit.js';
import { spellingsOf } from '../domain/unit-code.js';
import { type Below, standsBelowItself } from '../domain/unit-tree.js';
import type { Queryable } from '../store/database.js';
import type { AlsoKnown } from './admit.js';
import type { Candidate } from './types.js';

const CYCLE: Problem = {
  field: 'MaCha',
  code: 'CYCLE',
  message: 'Đơn vị cấp trên lại nằm dưới chính đơn vị này (the unit above stands below this very one)',
};

/**
 * Adds a problem to every unit that would stand below itself at some time, by what comes with it on the page and what is known. A unit
 * above that is not known yet is no problem: it takes its place by itself when it comes.
 */
export async function judgeParents(
  client: Queryable,
  candidates: readonly Candidate[],
  also?: AlsoKnown,
): Promise<Candidate[]> {
  const units = candidates.flatMap(({ record }) => (record?.kind === 'unit' ? [record] : []));
  const named = units.flatMap((unit) => parentsOf(unit).map(({ code }) => code));
  if (named.length === 0) return [...candidates];
  const above = aboveIn(units, await ancestors(client, named), also);
  return candidates.map((candidate) => {
    const { record, problems } = candidate;
    if (record?.kind !== 'unit' || !standsBelowItself(record.code, above)) return candidate;
    return { ...candidate, problems: [...problems, CYCLE] };
  });
}

interface Ancestors {
  /** Any form of a unit's code → the table's own. */
  known: ReadonlyMap<string, string>;
  above: ReadonlyMap<string, Below[]>;
}

/** What each unit stands below: as the page says it, or else what came before it, or else the store. */
function aboveIn(units: readonly UnitRecord[], stored: Ancestors, also?: AlsoKnown) {
  const page = new Map(units.map((unit) => [unit.code, parentsOf(unit)]));
  const forms = new Map(
    units.flatMap(({ code, aliases }) => [code, ...aliases].flatMap(spellingsOf).map((form) => [form, code])),
  );
  const meant = (code: string) => forms.get(code) ?? also?.unit(code) ?? stored.known.get(code) ?? code;
  return (code: string): Below[] =>
    (page.get(code) ?? also?.parents(code) ?? stored.above.get(code) ?? []).map((below) => ({
      ...below,
      code: meant(below.code),
    }));
}

/** The units of these codes and all above them, as the store has them. */
async function ancestors(client: Queryable, codes: readonly string[]): Promise<Ancestors> {
  const known = await client.query<{ form: string; code: string }>(
    'select form, unit_known(form) as code from unnest($1::text[]) as given (form)',
    [[...new Set(codes)]],
  );
  const { rows } = await client.query<{
    unit: string;
    parent: string;
    since: Date | null;
    until: Date | null;
  }>(
    `with recursive edge (unit, parent, since, until) as (
        select code, parent_code, parent_since, null::timestamptz from unit where parent_code is not null
        union all
        select u.code, f.parent_code, f.valid_from, f.valid_to
        from unit_former_parent f join unit u on u.subject_id = f.unit_id
      ), climbed (unit, parent, since, until) as (
        select e.* from edge e where e.unit = any($1::text[])
        union
        select e.* from climbed c join edge e on e.unit = c.parent
      )
      select * from climbed`,
    [known.rows.map(({ code }) => code)],
  );
  const above = new Map<string, Below[]>();
  for (const { unit, parent, since, until } of rows) {
    const edges = above.get(unit) ?? [];
    edges.push({ code: parent, from: since?.toISOString(), to: until?.toISOString() });
    above.set(unit, edges);
  }
  return { known: new Map(known.rows.map(({ form, code }) => [form, code])), above };
}
