import type { PoolClient } from 'pg';
import type { GoneUnjudged, Source } from '../../domain/ports.js';
import { CLOSE, FOUND, GONE, KEYLESS, WRITE, WRONG } from './sql.js';
import { type Found, nothingFound } from './types.js';

/** So many new differences of one kind are listed at once; all are counted. */
export const MAX_LISTED = 10_000;

export interface Question {
  source: Pick<Source, 'name' | 'kind'>;
  /** When reading began: what was written since is not judged. */
  began: Date;
  now: Date;
  /** Rows that changed before this are settled; null: all are. */
  settledBefore: Date | null;
  unjudged: GoneUnjudged | undefined;
}

/** Compares the staged rows with the store, set against set, and writes down what it finds; in the stage's transaction. */
export async function judge(
  client: PoolClient,
  { source, began, now, settledBefore, unjudged }: Question,
): Promise<Omit<Found, 'goneUnjudged'>> {
  const { name, kind } = source;
  const settled = settledBefore ?? 'infinity';
  await client.query(FOUND);
  await client.query(WRONG, [name, kind, began, settled]);
  await client.query(KEYLESS, [name, settled]);
  if (unjudged === undefined) await client.query(GONE, [name, kind, began]);
  await client.query('analyze found');
  await client.query(WRITE, [name, kind, now, MAX_LISTED]);
  const allCame = unjudged === undefined || unjudged === 'KEYLESS_ROWS';
  const { rowCount } = await client.query(CLOSE, [name, now, allCame, unjudged === undefined]);
  const { rows } = await client.query<Pick<Found, 'read' | 'changed' | 'gone' | 'missed'>>(
    `select (select count(distinct coalesce(key, '#' || encode(raw_hash, 'hex')))::integer from source_row) as read,
      count(*) filter (where problem = 'CHANGED')::integer as changed,
      count(*) filter (where problem = 'GONE')::integer as gone,
      count(*) filter (where problem = 'MISSED')::integer as missed from found`,
  );
  return { ...nothingFound(), ...rows[0], closed: rowCount ?? 0 };
}
