import type { Page } from './source.js';

/** Why nothing can be said about what did not come in a reading. */
export const GONE_UNJUDGED = [
  /** Nothing was taken yet that could be read again. */
  'NOTHING_TAKEN',
  /** The files hold what changed, not all that there is. */
  'ONLY_CHANGES',
  /** The list did not stand still while it was read. */
  'LIST_MOVED',
  /** The source holds more rows without a key or a time of change than are read. */
  'ROWS_UNREACHED',
  /** Rows came whose key could not be read: any record may be one of them. */
  'KEYLESS_ROWS',
] as const;
export type GoneUnjudged = (typeof GONE_UNJUDGED)[number];

/** All that a source holds now. Reading it moves nothing, makes no cursor and may be given up anywhere. */
export interface WholeReading {
  /** As of `pull`. A record may come more than once: the one that changed last counts. */
  readonly pages: AsyncIterable<Page>;
  /** Intake has seen every record: true of files that were taken. Otherwise what changed a moment ago may be on its way. */
  readonly taken: boolean;
  /** Asked when the pages are through; undefined: what did not come is not there. */
  unjudged(): GoneUnjudged | undefined;
}
