import type { Database } from '../store/database.js';
import type { Sealer } from '../store/sealed.js';
import { claim } from './claim.js';
import { openExchange, renewLeases } from './exchange.js';
import { releaseClaims } from './expiry.js';
import type { Ledger } from './machine-port.js';
import { settle } from './settle.js';

/** The lane machine on PostgreSQL, as the courier sees it. */
export function sqlLedger(database: Database, sealer: Sealer): Ledger {
  return {
    claim: (principal, request) => claim(database, principal, request),
    openExchange: async (principal, opening) => (await openExchange(database, principal, opening)).exchangeId,
    renewLeases: (principal, lanes, leaseMs) => renewLeases(database, principal, lanes, leaseMs),
    releaseClaims: (principal, lanes) => releaseClaims(database, principal, lanes),
    settle: async (principal, settlement) => {
      await settle(database, principal, sealer, settlement);
    },
  };
}
