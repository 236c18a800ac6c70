import type { Principal } from '../access/principal.js';
import type { Claim, ClaimRequest, ExchangeEnd, LaneVerdict } from './types.js';

/** A lane as it was claimed: every write about it names its fence. */
export interface HeldLane {
  laneId: string;
  fence: string;
}

/** What is committed before the first byte of a call may leave (rule 8). */
export interface ExchangeOpening {
  /** The lanes in the call; a read-back in the middle of a split passes them with task LOOK. */
  claims: Claim[];
  operation: string;
  deliveryIds: string[];
  /** Host, process and slot: where an officer finds the log. */
  worker: string;
  answerTimeoutMs: number;
}

/**
 * One settled call. Without `exchangeId` nothing was sent: deliveries that could not be made, or that were given back.
 * With no lanes it only ends the exchange: the refused batch that is going to be split.
 */
export interface Settlement {
  exchangeId?: string;
  end?: ExchangeEnd;
  /** Whose call it was: those of one account that end together are written together. */
  accountId?: string;
  lanes: LaneVerdict[];
}

/** What the courier needs of the lane machine. Tests inject a fake. */
export interface Ledger {
  claim(principal: Principal, request: ClaimRequest): Promise<Claim[]>;
  /** Commits the exchange and returns its id. Throws when a lane is no longer held with its fence. */
  openExchange(principal: Principal, opening: ExchangeOpening): Promise<string>;
  /** Returns the ids of the lanes that are still held; the others were lost. */
  renewLeases(
    principal: Principal,
    lanes: readonly HeldLane[],
    leaseMs: number,
  ): Promise<ReadonlySet<string>>;
  /** Gives lanes back whose deliveries were not sent. */
  releaseClaims(principal: Principal, lanes: readonly HeldLane[]): Promise<void>;
  settle(principal: Principal, settlement: Settlement): Promise<void>;
}
