import type { Principal } from '../access/principal.js';
import type { SubjectKind } from '../domain/records.js';
import type { Queryable } from '../store/database.js';
import { owe, shareSwitches } from './owe.js';
import { type LedgerSql, ledgerSql } from './sql/index.js';
import type { Transactor } from './transactor.js';
import type { OweRequest } from './types.js';

/** A subject as it stands, locked. */
export interface StoredSubject {
  id: string;
  kind: SubjectKind;
  version: number;
  origin: string;
  key: string;
  deleted: boolean;
}

/**
 * What the newest version of these subjects means for portals, read on `client`, in whose transaction their rows are locked. Given
 * by whoever opens snapshots: the rules are domain/owing.ts.
 */
export type OwingOf = (client: Queryable, subjects: readonly StoredSubject[]) => Promise<OweRequest[]>;

export interface BackfillOptions {
  kinds?: readonly SubjectKind[];
  /** Subjects a transaction. */
  page?: number;
  signal?: AbortSignal;
  sql?: LedgerSql;
}

/**
 * Owes one portal what is missing, page by page, again and again until a whole round finds nothing (rule 18): what intake wrote
 * meanwhile is owed by intake itself, or found by the next round. Returns how many deliveries were added.
 */
export async function backfill(
  database: Transactor,
  principal: Principal,
  portal: string,
  owingOf: OwingOf,
  { kinds = ['dossier', 'notice'], page = 500, signal, sql = ledgerSql }: BackfillOptions = {},
): Promise<number> {
  let added = 0;
  for (;;) {
    const found = await round();
    added += found;
    if (found === 0 || signal?.aborted) return added;
  }

  async function round(): Promise<number> {
    let after = '0';
    let found = 0;
    while (!signal?.aborted) {
      const { rows } = await database.query<{ id: string }>(sql.switches.subjectsAfter, [kinds, after, page]);
      const last = rows.at(-1);
      if (!last) break;
      after = last.id;
      found += await pageOf(rows.map(({ id }) => id));
    }
    return found;
  }

  function pageOf(ids: string[]): Promise<number> {
    return database.transaction(async (client) => {
      await shareSwitches(client, sql);
      const { rows } = await client.query<Omit<StoredSubject, 'key'> & { natural_key: string }>(
        sql.switches.lockSubjects,
        [ids],
      );
      const subjects = rows.map(({ natural_key, ...subject }) => ({ ...subject, key: natural_key }));
      const requests = (await owingOf(client, subjects))
        .map((request) => ({ ...request, forms: request.forms.filter((form) => form.portal === portal) }))
        .filter(({ forms }) => forms.length > 0);
      const before = await count(client, portal, ids, sql);
      await owe(client, principal, requests, sql);
      return (await count(client, portal, ids, sql)) - before;
    });
  }
}

async function count(client: Queryable, portal: string, ids: string[], sql: LedgerSql): Promise<number> {
  const { rows } = await client.query<{ n: string }>(sql.switches.countDeliveries, [portal, ids]);
  return Number(rows[0]?.n ?? 0);
}
