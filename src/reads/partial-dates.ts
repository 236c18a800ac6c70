import { sql } from 'kysely';
import { firstDayOf, lastDayOf, type PartialDate, precisionOf } from '../domain/partial-date.js';
import type { OrderKey } from './engine/order.js';
import type { Row, Sql } from './engine/types.js';

/*
 * Partial dates in SQL: columns of text, `collate "C"`, as domain/partial-date has them. A last day is completed by `-31` whatever the month,
 * on both sides of a comparison: as text that is behind every day of it.
 */

/** What a list is narrowed by: dates from one day to another, both counted, `1945` as the whole of it. */
export interface DateSpan {
  from?: PartialDate | null | undefined;
  to?: PartialDate | null | undefined;
  /** Only those that surely lie between, whatever their unknown parts are; else also those that may. */
  surely?: boolean | null | undefined;
}

/** Conditions on a column; a missing date is between no two. */
export function between(date: Sql, { from, to, surely }: DateSpan): (Sql | undefined)[] {
  const first = sql`(${date} || substr('-01-01', length(${date}) - 3))`;
  const last = sql`(${date} || substr('-12-31', length(${date}) - 3))`;
  return [
    from == null ? undefined : sql`${surely ? first : last} >= ${firstDayOf(from)}`,
    to == null ? undefined : sql`${surely ? last : first} <= ${lastBound(to)}`,
  ];
}

/** As the key of an order: as text, the vaguer before what it may be; a missing one behind all. */
export function dateKey(column: string): OrderKey {
  return { value: (row: Row) => sql`coalesce(${row(column)}, '~')`, type: 'text' };
}

function lastBound(date: PartialDate): string {
  const isWholeMonth = precisionOf(date) !== 'DAY' || lastDayOf(date.slice(0, 7)) === date;
  return isWholeMonth ? `${lastDayOf(date).slice(0, 7)}-31` : date;
}
