import type { Principal } from '../access/principal.js';
import type { Database } from '../store/database.js';
import type { Sealer } from '../store/sealed.js';
import { Announcer } from './announce.js';
import { claim } from './claim.js';
import { openExchanges, renewLeases } from './exchange.js';
import { releaseClaims } from './expiry.js';
import type { ExchangeOpening, Ledger, Settlement } from './machine-port.js';
import { preparing } from './prepared.js';
import { settleTogether } from './settle.js';
import { Together } from './together.js';

/** Lanes in one transaction of several calls. */
const MOST_LANES = 400;

/**
 * The lane machine on PostgreSQL, as the courier sees it. Calls of one account that are opened or that end at about the same time share
 * a transaction: each still has its exchange committed before its first byte, and no call waits for another's answer. A lane is
 * never twice in one: whoever lost it and whoever holds it now may come at the same time, each with its own fence.
 */
export function sqlLedger(database: Database, sealer: Sealer): Ledger {
  const store = preparing(database);
  const announcer = new Announcer(database);
  const openings = byAccount(
    (principal) =>
      new Together<ExchangeOpening, { exchangeId: string }>(
        (items) => openExchanges(store, principal, items),
        ({ claims }) => claims.length,
        MOST_LANES,
        ({ claims }) => claims.map(({ laneId }) => laneId),
      ),
  );
  const settlements = byAccount(
    (principal) =>
      new Together<Settlement, void>(
        async (items) => {
          await settleTogether(store, principal, sealer, items);
          announcer.settled();
          return [];
        },
        ({ lanes }) => 1 + lanes.length,
        MOST_LANES,
        ({ lanes }) => lanes.map(({ laneId }) => laneId),
      ),
  );
  return {
    claim: (principal, request) => claim(store, principal, request),
    openExchange: async (principal, opening) =>
      (await openings(principal, opening.claims[0]?.accountId).add(opening)).exchangeId,
    renewLeases: (principal, lanes, leaseMs) => renewLeases(store, principal, lanes, leaseMs),
    releaseClaims: (principal, lanes) => releaseClaims(store, principal, lanes),
    settle: (principal, settlement) => settlements(principal, settlement.accountId).add(settlement),
  };
}

/** One of what `make` makes for each account and principal: there is a handful of them. */
function byAccount<T>(
  make: (principal: Principal) => T,
): (principal: Principal, accountId: string | undefined) => T {
  const made = new Map<string, T>();
  return (principal, accountId = '') => {
    const key = `${principal.id} ${accountId}`;
    const known = made.get(key) ?? make(principal);
    made.set(key, known);
    return known;
  };
}
