import type { Principal } from '../access/principal.js';
import type { DeliveryKind, LaneForm, LaneTask, Phase } from '../domain/delivery.js';
import type { SubjectKind } from '../domain/records.js';
import { type LedgerSql, ledgerSql } from './sql/index.js';
import type { Transactor } from './transactor.js';
import type { Claim, ClaimedDelivery, ClaimRequest, LookCause } from './types.js';

type Row = {
  lane_id: string;
  fence: string;
  task: LaneTask;
  portal: string;
  account_id: string;
  subject_id: string;
  subject_kind: SubjectKind;
  natural_key: string;
  form: LaneForm;
  remote_exists: boolean;
  remote_id: string | null;
  accepted_version: number | null;
  accepted_hash: Buffer | null;
  look_cause: LookCause | null;
  looks: number;
  found_entries: Record<string, number> | null;
  delivery_id: string;
  kind: DeliveryKind;
  version: number;
  phase: Phase;
  generation: number;
  entry_id: number | null;
  attempts: number;
  turns: number;
  payload_hash: Buffer | null;
};

/**
 * Takes up to `limit` ready lanes of one account, to send or to look (rules 1, 2, 8, 10, 16). Lanes that were ready in name only
 * get their true `ready_at` in the same transaction. A portal that is off gives nothing.
 */
export async function claim(
  database: Transactor,
  _principal: Principal,
  request: ClaimRequest,
  sql: LedgerSql = ledgerSql,
): Promise<Claim[]> {
  return database.transaction(async (client) => {
    const ready = await client.query<{ id: string }>(sql.claim.lockReadyLanes, [
      request.portal,
      request.accountId,
      request.limit,
    ]);
    if (ready.rows.length === 0) return [];
    const ids = ready.rows.map(({ id }) => id);
    const { rows } = await client.query<Row>(sql.claim.takeHeads, [
      ids,
      request.leaseMs,
      request.entriesPerLane,
      [...request.readBackDelays],
      request.readBackTries,
      request.adoption,
      request.attempts,
    ]);
    const claims = claimsOf(rows, request);
    const taken = new Set(claims.map(({ laneId }) => laneId));
    const rest = ids.filter((id) => !taken.has(id));
    if (rest.length > 0) {
      await client.query(sql.claim.freeEmptyLanes, [rest]);
      await client.query(sql.expiry.moveAccounts, [rest]);
      await client.query(sql.shared.supersede, [rest]);
      await client.query(sql.shared.recount, [rest]);
    }
    return claims;
  });
}

function claimsOf(rows: readonly Row[], { readBackDelays }: ClaimRequest): Claim[] {
  const claims = new Map<string, Claim>();
  for (const row of rows) {
    const known = claims.get(row.lane_id);
    if (known) {
      known.deliveries.push(deliveryOf(row));
      continue;
    }
    claims.set(row.lane_id, {
      laneId: row.lane_id,
      fence: row.fence,
      task: row.task,
      portal: row.portal,
      accountId: row.account_id,
      subjectId: row.subject_id,
      kind: row.subject_kind,
      key: row.natural_key,
      form: row.form,
      remoteExists: row.remote_exists,
      looks: row.looks,
      lastLook: row.looks >= lastLookOf(row.look_cause, readBackDelays.length),
      deliveries: [deliveryOf(row)],
      ...(row.remote_id === null ? {} : { remoteId: row.remote_id }),
      ...(row.accepted_version === null ? {} : { acceptedVersion: row.accepted_version }),
      ...(row.accepted_hash === null ? {} : { acceptedHash: row.accepted_hash }),
      ...(row.look_cause === null ? {} : { cause: row.look_cause }),
      ...(row.found_entries === null ? {} : { foundEntries: row.found_entries }),
    });
  }
  return [...claims.values()];
}

/** What is said to exist already is looked at once more, at once, before the profile's delays begin. */
function lastLookOf(cause: LookCause | null, delays: number): number {
  return cause === 'ALREADY_EXISTS' ? delays : delays - 1;
}

function deliveryOf(row: Row): ClaimedDelivery {
  return {
    id: row.delivery_id,
    kind: row.kind,
    version: row.version,
    phase: row.phase,
    generation: row.generation,
    attempts: row.attempts,
    turns: row.turns,
    ...(row.entry_id === null ? {} : { entryId: row.entry_id }),
    ...(row.payload_hash === null ? {} : { payloadHash: row.payload_hash }),
  };
}
