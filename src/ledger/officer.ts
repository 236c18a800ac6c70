import { v7 as uuidv7 } from 'uuid';
import type { Principal } from '../access/principal.js';
import type { DeliveryKind, DeliveryState, LaneState } from '../domain/delivery.js';
import type { Role } from '../domain/role.js';
import type { Queryable } from '../store/database.js';
import type { Sealer } from '../store/sealed.js';
import { type LedgerSql, ledgerSql } from './sql/index.js';
import type { Transactor } from './transactor.js';

export type OfficerProblem =
  /** No such delivery, or not in the caller's unit. */
  | 'NOT_FOUND'
  | 'NOT_ALLOWED'
  /** A newer record is owed to this portal; sending this one again would put the clock back. */
  | 'NEWER_VERSION'
  | 'NOT_RETRYABLE'
  | 'NOT_HELD'
  /** Its fate is not known: only `answerReadBack` says what happened. */
  | 'NEEDS_ANSWER'
  /** It is held for another reason than that its fate is not known. */
  | 'NOT_ASKED'
  | 'NO_ACCOUNT'
  /** A call of its lane is in flight; try again in a moment. */
  | 'LANE_BUSY';

export type OfficerAnswer = { ok: true } | { ok: false; problem: OfficerProblem };

/** What an officer saw at the portal. */
export type ReadBackAnswer = 'there' | 'not there' | 'look again';

const OFFICERS: ReadonlySet<Role | 'system'> = new Set([
  'officer',
  'operator',
  'administrator',
  'service',
  'system',
]);
const OK: OfficerAnswer = { ok: true };

interface Locked {
  client: Queryable;
  laneId: string;
  laneState: LaneState;
  accountId: string | null;
  state: DeliveryState;
  kind: DeliveryKind;
  holdReason: string | null;
  newer: boolean;
}

/** Sends a refused or exhausted delivery again with all its tries; a pending one does not wait any longer. */
export function retryDelivery(
  database: Transactor,
  principal: Principal,
  deliveryId: string,
  sql: LedgerSql = ledgerSql,
): Promise<OfficerAnswer> {
  return onDelivery(database, principal, deliveryId, sql, async (locked) => {
    if (locked.newer || locked.state === 'SUPERSEDED') return problem('NEWER_VERSION');
    if (!['REFUSED', 'EXHAUSTED', 'PENDING'].includes(locked.state)) return problem('NOT_RETRYABLE');
    if (locked.accountId === null) return problem('NO_ACCOUNT');
    await locked.client.query(sql.officer.makePending, [deliveryId]);
    return OK;
  });
}

/** Lifts a hold: the delivery is pending again. One whose fate is not known needs {@link answerReadBack}. */
export function releaseHold(
  database: Transactor,
  principal: Principal,
  deliveryId: string,
  sql: LedgerSql = ledgerSql,
): Promise<OfficerAnswer> {
  return onDelivery(database, principal, deliveryId, sql, async (locked) => {
    if (locked.newer || locked.state === 'SUPERSEDED') return problem('NEWER_VERSION');
    if (locked.state !== 'HELD') return problem('NOT_HELD');
    if (locked.holdReason === 'READ_BACK_IMPOSSIBLE') return problem('NEEDS_ANSWER');
    if (locked.accountId === null) return problem('NO_ACCOUNT');
    await locked.client.query(sql.officer.makePending, [deliveryId]);
    return OK;
  });
}

/** Rule 15: an officer says what became of a delivery that could not be read back. */
export function answerReadBack(
  database: Transactor,
  principal: Principal,
  sealer: Sealer,
  deliveryId: string,
  answer: ReadBackAnswer,
  sql: LedgerSql = ledgerSql,
): Promise<OfficerAnswer> {
  return onDelivery(database, principal, deliveryId, sql, async (locked) => {
    if (locked.state !== 'HELD') return problem('NOT_HELD');
    if (locked.holdReason !== 'READ_BACK_IMPOSSIBLE') return problem('NOT_ASKED');
    const { client, laneId } = locked;
    switch (answer) {
      case 'there': {
        const { rows } = await client.query<{ natural_key: string }>(sql.officer.keyOfLane, [laneId]);
        const key = rows[0]?.natural_key ?? '';
        const said = `Cán bộ xác nhận đã có trên cổng · seen at the portal by ${principal.name}`;
        await client.query(sql.officer.makeDelivered, [deliveryId, said, uuidv7(), sealer.keyedHash(key)]);
        return OK;
      }
      case 'not there':
        // What is newer goes instead: the recount's supersede ends this one.
        await client.query(sql.officer.makePending, [deliveryId]);
        return OK;
      case 'look again':
        if (locked.laneState !== 'IDLE') return problem('LANE_BUSY');
        // Nobody could look, and a lane that waits for its look never moves to another account.
        if (locked.accountId === null) return problem('NO_ACCOUNT');
        await client.query(sql.officer.lookAgain, [deliveryId]);
        return OK;
    }
  });
}

/** Locks the lane, then the delivery (rule 3), does `work`, and gives the lane its true `ready_at`. */
async function onDelivery(
  database: Transactor,
  principal: Principal,
  deliveryId: string,
  sql: LedgerSql,
  work: (locked: Locked) => Promise<OfficerAnswer>,
): Promise<OfficerAnswer> {
  if (!OFFICERS.has(principal.role)) return problem('NOT_ALLOWED');
  return database.transaction(async (client) => {
    const found = await client.query<{ lane_id: string }>(sql.officer.findDelivery, [
      deliveryId,
      principal.unit ?? null,
    ]);
    const place = found.rows[0];
    if (!place) return problem('NOT_FOUND');
    const lanes = await client.query<{ state: LaneState; account_id: string | null }>(sql.officer.lockLane, [
      place.lane_id,
    ]);
    const deliveries = await client.query<{
      state: DeliveryState;
      kind: DeliveryKind;
      hold_reason: string | null;
      newer: string | null;
    }>(sql.officer.lockDelivery, [deliveryId]);
    const lane = lanes.rows[0];
    const delivery = deliveries.rows[0];
    if (!lane || !delivery) return problem('NOT_FOUND');
    const answer = await work({
      client,
      laneId: place.lane_id,
      laneState: lane.state,
      accountId: lane.account_id,
      state: delivery.state,
      kind: delivery.kind,
      holdReason: delivery.hold_reason,
      newer: delivery.newer !== null,
    });
    if (answer.ok) {
      await client.query(sql.owe.followAccounts, [[place.lane_id]]);
      await client.query(sql.shared.supersede, [[place.lane_id]]);
      await client.query(sql.shared.recount, [[place.lane_id]]);
      await client.query(sql.shared.wake);
    }
    return answer;
  });
}

function problem(name: OfficerProblem): OfficerAnswer {
  return { ok: false, problem: name };
}
