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

/**
 * Announces the deaths among these registrations, as the tables have them now, in the transaction that wrote them. One that was revoked, or is gone, or
 * names somebody else since, is withdrawn; an announcement that stands keeps its time. `gone`: deleted at the source.
 */
export async function announceDeaths(
  client: Queryable,
  ids: readonly string[],
  gone: readonly string[],
): Promise<void> {
  await client.query(
    `with dead as (
        select r.subject_id, p.person_hash from civil_registration r
        join civil_person p on p.registration_id = r.subject_id and p.role = 'DECEASED' and p.person_hash is not null
        where r.subject_id = any($1::bigint[]) and r.act = 'DEATH' and r.state <> 'REVOKED' and r.subject_id <> all($2::bigint[])
      ), withdrawn as (
        update death_announcement a set withdrawn_at = now() where a.registration_id = any($1::bigint[]) and a.withdrawn_at is null
          and not exists (select from dead d where d.subject_id = a.registration_id and d.person_hash = a.person_hash)
      )
      insert into death_announcement as a (registration_id, person_hash, announced_at)
        select subject_id, person_hash, now() from dead
        on conflict (registration_id, person_hash) do update set announced_at = excluded.announced_at, withdrawn_at = null
          where a.withdrawn_at is not null`,
    [ids, gone],
  );
}
