import type { Principal } from '../access/principal.js';
import type { Queryable } from '../store/database.js';
import type { Sealer } from '../store/sealed.js';
import { LOGIN_REFUSED } from './breaker.js';

/** The five minutes after a refused login belong to the credentials that were refused; a session belongs to those that made it. */
const FORGET = `
with changed as (
  insert into store_fact values ('credentials:' || $1, $2)
  on conflict (name) do update set value = excluded.value where store_fact.value <> excluded.value
  returning name
), accounts as (
  select a.id from portal_account a, changed where a.portal = $1
), sessions as (
  update account_session s set token = null, expires_at = null, generation = generation + 1, refused_at = null, refused_code = null
  from accounts where s.account_id = accounts.id
)
update account_breaker b set state = 'CLOSED', failures = 0, reason = null, opened_at = null, open_until = null, probe_until = null
from accounts where b.account_id = accounts.id and b.reason = $3
returning b.account_id`;

/**
 * Told at each start how this process would log in to a portal. Other credentials than at the last start are tried at once: an
 * officer who mends a password does not wait for the end of its five minutes (national portal contract, section 2). Only a keyed
 * hash of `credentials` is stored. Returns whether a refused login is forgotten by this.
 */
export async function noteCredentials(
  database: Queryable,
  _principal: Principal,
  sealer: Sealer,
  portal: string,
  credentials: string,
): Promise<boolean> {
  const mark = sealer.sign('credentials', credentials).toString('base64url');
  const { rows } = await database.query(FORGET, [portal, mark, LOGIN_REFUSED]);
  return rows.length > 0;
}
