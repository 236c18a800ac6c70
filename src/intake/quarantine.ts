import { v7 as uuidv7 } from 'uuid';
import type { Principal } from '../access/principal.js';
import { canonicalJson, type Json } from '../domain/canonical.js';
import { factsOf } from '../domain/kinds/index.js';
import type { Queryable } from '../store/database.js';
import type { Sealer } from '../store/sealed.js';
import { waitsFor } from './admit.js';
import type { Candidate } from './types.js';

export interface QuarantineRun {
  client: Queryable;
  sealer: Sealer;
  source: string;
  kind: string;
  runId: string | null;
  now: Date;
}

/**
 * A secret document that was laid or sent once more: whoever discarded it knew of the time before, so it is an alarm again. What a
 * source merely holds is read again and again, and is none.
 */
const SENT_AGAIN = `(excluded.problems @> '[{"code": "SECRET"}]' and excluded.place ? 'file')`;

/** Somebody decided about this very record, and it stays decided. */
const DECIDED = `(quarantine.edited is not null or (quarantine.state = 'DISCARDED' and not ${SENT_AGAIN}))`;

/** Keys longer than this are not shown: they are no keys. */
export const MAX_KEY = 200;

/** What tells an equal raw record again: a keyed hash, as raw records hold personal data. */
export function rawHash(sealer: Sealer, raw: unknown): Buffer {
  return sealer.sign('quarantine', canonicalJson(raw));
}

/**
 * Puts refused records into quarantine, each raw text once: seen again, it counts `times` and takes the newest problems. One that an
 * officer corrected or left out keeps what the officer made of it, however often the source sends the same again.
 */
export async function quarantine(
  { client, sealer, source, kind, runId, now }: QuarantineRun,
  _principal: Principal,
  candidates: readonly Candidate[],
): Promise<void> {
  const byHash = new Map<string, { hash: Buffer; candidate: Candidate; times: number }>();
  for (const candidate of candidates) {
    const hash = rawHash(sealer, candidate.raw.raw);
    const times = byHash.get(hash.toString('hex'))?.times ?? 0;
    byHash.set(hash.toString('hex'), { hash, candidate, times: times + 1 });
  }
  if (byHash.size === 0) return;
  const rows = [...byHash.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { hash, candidate, times }]) => ({
      id: uuidv7(),
      natural_key: candidate.key !== undefined && candidate.key.length <= MAX_KEY ? candidate.key : null,
      place: { ...candidate.raw.place, changedAt: candidate.record?.changedAt },
      problems: candidate.problems,
      raw: `\\x${sealer.sealJson(keepable(kind, candidate.raw.raw)).toString('hex')}`,
      raw_hash: `\\x${hash.toString('hex')}`,
      waits_for: waitsFor(candidate) ?? null,
      times,
    }));
  for (const part of inParts(rows)) {
    await client.query(
      `insert into quarantine (id, source, kind, natural_key, place, problems, raw, raw_hash, waits_for, sync_run_id,
          first_seen_at, last_seen_at, times)
        select r.id, $1, $2, r.natural_key, r.place, r.problems, r.raw, r.raw_hash, r.waits_for, $3, $4, $4, r.times
          from jsonb_to_recordset($5::jsonb) as r(id uuid, natural_key text, place jsonb, problems jsonb, raw bytea,
            raw_hash bytea, waits_for text[], times integer)
        on conflict (source, raw_hash) do update set
          natural_key = case when quarantine.edited is null then excluded.natural_key else quarantine.natural_key end,
          problems = case when quarantine.edited is null then excluded.problems else quarantine.problems end,
          waits_for = case when quarantine.edited is null then excluded.waits_for else quarantine.waits_for end,
          place = excluded.place, sync_run_id = excluded.sync_run_id, last_seen_at = excluded.last_seen_at,
          times = quarantine.times + excluded.times,
          state = case when ${DECIDED} then quarantine.state else 'OPEN' end,
          resolution = case when ${DECIDED} then quarantine.resolution end,
          resolved_by = case when ${DECIDED} then quarantine.resolved_by end,
          resolved_at = case when ${DECIDED} then quarantine.resolved_at end`,
      [source, kind, runId, now, JSON.stringify(part)],
    );
  }
}

/** A raw record without what lets somebody in, see `secrets` and `secretsWithin` of domain/kinds. */
function keepable(kind: string, raw: Json): Json {
  const { secrets = [], secretsWithin: within } = factsOf(kind) ?? {};
  if ((secrets.length === 0 && !within) || raw === null || typeof raw !== 'object' || Array.isArray(raw))
    return raw;
  return Object.fromEntries(
    Object.entries(raw)
      .filter(([key]) => !secrets.includes(key))
      .map(([key, value]) => [
        key,
        within?.keys.includes(key) && typeof value === 'string' ? within.without(value) : value,
      ]),
  );
}

/** One statement takes raw texts of so many hex digits together at most. */
const MAX_DIGITS = 32 * 1024 * 1024;

function inParts<R extends { raw: string }>(rows: readonly R[]): R[][] {
  const parts: R[][] = [];
  let digits = 0;
  for (const row of rows) {
    digits += row.raw.length;
    const last = parts.at(-1);
    if (last && digits <= MAX_DIGITS) last.push(row);
    else {
      parts.push([row]);
      digits = row.raw.length;
    }
  }
  return parts;
}

/**
 * A key of which a version could be stored has no older broken version in quarantine that an officer should look at. What waits
 * for a unit or procedure stays: it is judged by itself when that arrives.
 */
export async function resolveStored(
  { client, source, now }: Pick<QuarantineRun, 'client' | 'source' | 'now'>,
  stored: readonly { key: string; changedAt: string }[],
): Promise<void> {
  if (stored.length === 0) return;
  await client.query(
    `update quarantine q set state = 'RESOLVED', resolved_at = $1
      from unnest($3::text[], $4::timestamptz[]) as s(key, changed_at)
      where q.source = $2 and q.state = 'OPEN' and q.waits_for is null and q.natural_key = s.key
        and coalesce((q.place->>'changedAt')::timestamptz, s.changed_at) <= s.changed_at`,
    [now, source, stored.map(({ key }) => key), stored.map(({ changedAt }) => changedAt)],
  );
}
