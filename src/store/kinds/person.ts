import { p } from '@mikro-orm/core';
import type { Queryable } from '../database.js';
import { bytesText } from '../rows.js';
import type { Sealer } from '../sealed.js';
import type { KindColumns } from './kind.js';

/*
 * Whose a row is: the identity number sealed, and a keyed hash of it by which rows of one person find each other in SQL, in whatever tables
 * they are. Every table about people has these two columns and the index; the hash never leaves the store.
 *
 *   personal_id bytea,              -- comment: 'sealed'
 *   person_hash bytea,
 *   create index <table>_person on <table> (person_hash) where person_hash is not null;
 */

/** The columns' entity properties. */
export const personProperties = {
  personalId: p.blob().nullable().fieldName('personal_id').comment('sealed'),
  personHash: p.blob().nullable().fieldName('person_hash'),
};

/** The index, as entities say it. */
export function personIndex(table: string): { name: string; expression: string } {
  return {
    name: `${table}_person`,
    expression: `CREATE INDEX ${table}_person ON ${table} USING btree (person_hash) WHERE (person_hash IS NOT NULL)`,
  };
}

/** A column of what is sealed, as text; its entity property has the comment `sealed`. */
export function sealedText<R>(value: (record: R) => string | undefined): KindColumns<R>[string] {
  return [
    'bytea',
    (record, sealer) => {
      const text = value(record);
      return bytesText(text === undefined ? undefined : sealer.seal(text));
    },
  ];
}

/** What of a record goes into them; the hash is the one that dossiers have of their applicants' numbers. */
export const personColumns: KindColumns<{ personalId?: string }> = {
  personal_id: sealedText(({ personalId }) => personalId),
  person_hash: [
    'bytea',
    ({ personalId }, sealer) =>
      bytesText(personalId === undefined ? undefined : sealer.keyedHash(personalId)),
  ],
};

/** Gives their hash to rows of certificates that were written before there was one, at most `limit` of them; returns how many. */
export async function hashHolders(client: Queryable, sealer: Sealer, limit: number): Promise<number> {
  const { rows } = await client.query<{ subject_id: string; personal_id: Buffer }>(
    'select subject_id, personal_id from certificate where personal_id is not null and person_hash is null limit $1',
    [limit],
  );
  // A row that was written anew meanwhile has its hash already, and that may be of another number.
  await client.query(
    `update certificate c set person_hash = h.hash from unnest($1::bigint[], $2::bytea[]) as h(id, hash)
      where c.subject_id = h.id and c.person_hash is null`,
    [
      rows.map(({ subject_id }) => subject_id),
      rows.map(({ personal_id }) => sealer.keyedHash(sealer.open(personal_id).toString('utf8'))),
    ],
  );
  return rows.length;
}
