import { hashOf } from '../../domain/canonical.js';
import type { PovertyHouseholdRecord } from '../../domain/kinds/poverty-household.js';
import type { Queryable } from '../database.js';
import type { Sealer } from '../sealed.js';

const KIND = 'poverty-household';
const AT_ONCE = 1_000;

interface Changed {
  was: string[];
  now: string[];
}

/**
 * Gives households the keys that they have since their codes are masked: keys that were written before hold the code itself, wherever they stand, in
 * their versions too. Run after migrations, which do not know the installation's secret. Stopped anywhere, the next run goes on. `keyed`: see store/keyed.ts.
 * Returns how many keys there were.
 */
export async function keyHouseholds(
  client: Queryable,
  sealer: Sealer,
  keyed: (text: string) => string,
): Promise<number> {
  let done = 0;
  for (let after = ''; ; ) {
    const { rows } = await client.query<{ was: string }>(
      `select natural_key as was from (
          select natural_key collate "C" from subject where kind = $1
          union select natural_key collate "C" from quarantine where kind = $1
          union select natural_key collate "C" from difference where kind = $1) known (natural_key)
        where natural_key > $3 and natural_key !~ '(^|/)[0-9a-f]{32}$' order by natural_key limit $2`,
      [KIND, AT_ONCE, after],
    );
    const last = rows.at(-1);
    if (!last) return done;
    const was = rows.map((row) => row.was);
    await change(client, sealer, { was, now: was.map((key) => keyOf(key, keyed)) });
    done += rows.length;
    after = last.was;
  }
}

/** By the keys of before versions are found: those are changed last. */
async function change(client: Queryable, sealer: Sealer, { was, now }: Changed): Promise<void> {
  await changeVersions(client, sealer, { was, now });
  await client.query(
    `with changed as (select * from unnest($2::text[], $3::text[]) as c(was, now)),
      refused as (update quarantine q set natural_key = c.now from changed c where q.kind = $1 and q.natural_key = c.was),
      differing as (update difference d set natural_key = c.now, identity = c.now from changed c
        where d.kind = $1 and d.natural_key = c.was),
      households as (update poverty_household h set code = c.now from changed c where h.code = c.was)
      update subject s set natural_key = c.now from changed c where s.kind = $1 and s.natural_key = c.was`,
    [KIND, was, now],
  );
}

/** The code is content: left as it was, a household that has not changed would have one more version. */
async function changeVersions(client: Queryable, sealer: Sealer, { was, now }: Changed): Promise<void> {
  const { rows } = await client.query<{ id: string; version: number; code: string; snapshot: Buffer }>(
    `select v.subject_id as id, v.version, c.now as code, v.snapshot
      from unnest($2::text[], $3::text[]) as c(was, now)
        join subject s on s.kind = $1 and s.natural_key = c.was join subject_version v on v.subject_id = s.id`,
    [KIND, was, now],
  );
  const versions = rows.map(({ id, version, code, snapshot }) => {
    const record = { ...sealer.openJson<PovertyHouseholdRecord>(snapshot), code };
    const { changedAt: _, ...content } = record;
    return { id, version, hash: hashOf(content), snapshot: sealer.sealJson(record) };
  });
  await client.query(
    `with changed as (select * from unnest($1::bigint[], $2::integer[], $3::bytea[], $4::bytea[]) as c(id, version, hash, snapshot)),
      versions as (update subject_version v set content_hash = c.hash, snapshot = c.snapshot from changed c
        where v.subject_id = c.id and v.version = c.version)
      update subject s set content_hash = c.hash from changed c where s.id = c.id and s.version = c.version`,
    [
      versions.map(({ id }) => id),
      versions.map(({ version }) => version),
      versions.map(({ hash }) => hash),
      versions.map(({ snapshot }) => snapshot),
    ],
  );
}

/** Behind year and commune; see domain/kinds/poverty-household.ts. */
function keyOf(was: string, keyed: (text: string) => string): string {
  const [, place = '', code = ''] = /^([^/]*\/)?(.*)$/s.exec(was) ?? [];
  return `${place}${keyed(code)}`;
}
