import * as claim from './claim.js';
import * as exchange from './exchange.js';
import * as expiry from './expiry.js';
import * as officer from './officer.js';
import * as owe from './owe.js';
import * as ready from './ready.js';
import * as replay from './replay.js';
import * as settle from './settle.js';
import * as shared from './shared.js';
import * as switches from './switches.js';

/**
 * Every statement of the lane machine by name. Functions take it with the real one as default, so that a test may take one guard
 * away and see which property falls.
 */
export const ledgerSql = {
  claim,
  exchange,
  expiry,
  officer,
  owe,
  ready,
  replay,
  settle,
  shared,
  switches,
} as const;

type Texts<Part> = { readonly [Name in keyof Part]: Part[Name] extends string ? string : Part[Name] };
export type LedgerSql = { readonly [Part in keyof typeof ledgerSql]: Texts<(typeof ledgerSql)[Part]> };
