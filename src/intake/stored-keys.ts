import { isPlain, type SubjectKind } from '../domain/records.js';
import type { Queryable } from '../store/database.js';
import { mayStandUnderAnother, outgrownOf, standingUnderAnother } from '../store/kinds/index.js';
import type { KindLooking } from '../store/kinds/kind.js';
import type { Recorded } from './record/index.js';
import type { Candidate } from './types.js';

/**
 * Candidates under the keys that their subjects have in the store, where more is known of them now than those keys were made of (somebody's identity
 * number): what was told before stays their history. Which key it was, is kept with the record, by {@link keepAliases}. A tombstone by the key that
 * little was known of does not delete what came under another since: it is refused, unless one by that other key comes with it.
 */
export async function withStoredKeys(
  looking: KindLooking,
  kind: SubjectKind,
  candidates: readonly Candidate[],
): Promise<Candidate[]> {
  if (!mayStandUnderAnother(kind)) return [...candidates];
  const keys = candidates.flatMap(({ key }) => key ?? []);
  const { rows } = await looking.client.query<{ alias: string; natural_key: string }>(
    'select alias, natural_key from subject_alias where kind = $1 and alias = any($2::text[])',
    [kind, keys],
  );
  const aliases = new Map(rows.map(({ alias, natural_key }) => [alias, natural_key]));
  const others = candidates.flatMap(({ record, key, problems }) =>
    record && isPlain(record) && problems.length === 0 && !aliases.has(key ?? '') ? [record] : [],
  );
  const found = new Map([...aliases, ...(await standingUnderAnother(looking, others))]);
  const named = candidates.map((candidate) => {
    const { key, record } = candidate;
    const stored = key === undefined ? undefined : found.get(key);
    if (key === undefined || stored === undefined) return candidate;
    return {
      ...candidate,
      key: stored,
      alias: key,
      ...(record ? { record: { ...record, code: stored } } : {}),
    };
  });
  return withoutOutgrown(looking, kind, named);
}

async function withoutOutgrown(
  looking: KindLooking,
  kind: SubjectKind,
  candidates: readonly Candidate[],
): Promise<Candidate[]> {
  const gone = candidates.flatMap(({ record, alias, problems }) =>
    record?.deleted && problems.length === 0 ? [{ record, alias }] : [],
  );
  const whole = new Set(gone.flatMap(({ record, alias }) => (alias === undefined ? [] : [record.code])));
  const alone = gone.flatMap(({ record }) => (whole.has(record.code) ? [] : [record]));
  const outgrown = await outgrownOf(looking, kind, alone);
  return candidates.map((candidate) => {
    const { record, problems } = candidate;
    const problem = record?.deleted && problems.length === 0 ? outgrown.get(record.code) : undefined;
    return problem ? { ...candidate, problems: [problem] } : candidate;
  });
}

/** Remembers by which other keys the subjects of these came, of those that were stored. */
export async function keepAliases(
  client: Queryable,
  kind: SubjectKind,
  recorded: readonly Recorded[],
): Promise<void> {
  const named = recorded.flatMap(({ fate, candidate: { key, alias } }) =>
    fate === 'stored' && key !== undefined && alias !== undefined ? [{ key, alias }] : [],
  );
  if (named.length === 0) return;
  await client.query(
    `insert into subject_alias (kind, alias, natural_key) select distinct $1, a.alias, a.key from unnest($2::text[], $3::text[]) as a(alias, key)
      on conflict (kind, alias) do nothing`,
    [kind, named.map(({ alias }) => alias), named.map(({ key }) => key)],
  );
}
