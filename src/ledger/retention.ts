import type { Principal } from '../access/principal.js';
import type { Queryable } from '../store/database.js';

const FORGET_PAYLOADS = `
update exchange set request = null, response = null
where id in (
  select id from exchange
  where opened_at < now() - $1 * interval '1 day' and answered_at is not null and (request is not null or response is not null)
  order by opened_at limit $2
)`;

/**
 * Empties the sealed bodies of calls that are older than `days`; who sent what, when, and how it ended stays, and receipts need none of
 * it. Returns how many; call again while it is `limit`.
 */
export async function forgetPayloads(
  database: Queryable,
  _principal: Principal,
  days: number,
  limit = 1_000,
): Promise<number> {
  const { rowCount } = await database.query(FORGET_PAYLOADS, [days, limit]);
  return rowCount ?? 0;
}
