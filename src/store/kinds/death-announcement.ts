import { defineEntity, p } from '@mikro-orm/core';
import type { Queryable } from '../database.js';
import { Subject } from '../entities/subject.js';

/** Who died, by the keyed hash of the identity number, since when that is known here, and until when it was believed. */
export const DeathAnnouncement = defineEntity({
  name: 'DeathAnnouncement',
  tableName: 'death_announcement',
  indexes: [{ name: 'death_announcement_person', properties: ['personHash'] }],
  properties: {
    registrationId: p
      .manyToOne(Subject)
      .mapToPk()
      .fieldName('registration_id')
      .foreignKeyName('death_announcement_registration_id_fkey')
      .deleteRule('no action')
      .updateRule('no action')
      .primary(),
    personHash: p.blob().fieldName('person_hash').primary(),
    announcedAt: p.datetime().columnType('timestamptz').fieldName('announced_at'),
    withdrawnAt: p.datetime().columnType('timestamptz').nullable().fieldName('withdrawn_at'),
  },
});

/** Registrations of deaths that were written just now. */
export interface WrittenDeaths {
  ids: readonly string[];
  /** Deleted at the source. */
  gone: readonly string[];
  /** The keyed hash of the number of the older card of who died, by which systems may know them too; no table of registrations has it. */
  cards: readonly { id: string; hash: Buffer }[];
}

/**
 * Announces deaths, as the tables have them now, in the transaction that wrote them. One that was revoked, or is gone, or names somebody else since, is
 * withdrawn; an announcement that stands keeps its time.
 */
export async function announceDeaths(client: Queryable, { ids, gone, cards }: WrittenDeaths): Promise<void> {
  await client.query(
    `with known as (
        select registration_id, person_hash from civil_person
        where registration_id = any($1::bigint[]) and role = 'DECEASED' and person_hash is not null
        union select card.id, card.hash from unnest($3::bigint[], $4::bytea[]) as card(id, hash)
      ), dead as (
        select r.subject_id, k.person_hash from civil_registration r join known k on k.registration_id = r.subject_id
        where r.subject_id = any($1::bigint[]) and r.act = 'DEATH' and r.state <> 'REVOKED' and r.subject_id <> all($2::bigint[])
      ), withdrawn as (
        update death_announcement a set withdrawn_at = now() where a.registration_id = any($1::bigint[]) and a.withdrawn_at is null
          and not exists (select from dead d where d.subject_id = a.registration_id and d.person_hash = a.person_hash)
      )
      insert into death_announcement as a (registration_id, person_hash, announced_at)
        select subject_id, person_hash, now() from dead
        on conflict (registration_id, person_hash) do update set announced_at = excluded.announced_at, withdrawn_at = null
          where a.withdrawn_at is not null`,
    [ids, gone, cards.map(({ id }) => id), cards.map(({ hash }) => hash)],
  );
}
