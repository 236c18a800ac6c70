import type { Queryable } from '../database.js';
import type { Sealer } from '../sealed.js';
import { announceDeaths } from './death-announcement.js';

/** How far registrations have been looked through: an id of `subject`. */
const FACT = 'deaths-announced-by-card';

/**
 * Announces deaths by the numbers of older cards (CMND, 9 digits) that were registered before such numbers were announced, at most `limit` registrations
 * in a transaction of the caller's; returns how many it looked at. What was announced keeps its time.
 */
export async function announceOldCards(client: Queryable, sealer: Sealer, limit: number): Promise<number> {
  const { rows } = await client.query<{ id: string; paper_number: Buffer | null; deleted: boolean }>(
    `select r.subject_id as id, p.paper_number, s.deleted_at is not null as deleted
      from civil_registration r join subject s on s.id = r.subject_id
        join civil_person p on p.registration_id = r.subject_id and p.role = 'DECEASED' and p.paper = 'IDENTITY_CARD'
      where r.act = 'DEATH' and r.subject_id > coalesce((select value::bigint from store_fact where name = $2), 0)
      order by r.subject_id limit $1`,
    [limit, FACT],
  );
  const last = rows.at(-1);
  if (!last) return 0;
  const cards = rows.flatMap(({ id, paper_number: sealed }) => {
    const number = sealed ? sealer.open(sealed).toString('utf8') : '';
    return number.length === 9 ? [{ id, hash: sealer.keyedHash(number) }] : [];
  });
  const gone = rows.flatMap(({ id, deleted }) => (deleted ? [id] : []));
  await announceDeaths(client, { ids: cards.map(({ id }) => id), gone, cards });
  await client.query(
    'insert into store_fact (name, value) values ($1, $2) on conflict (name) do update set value = excluded.value',
    [FACT, last.id],
  );
  return rows.length;
}
