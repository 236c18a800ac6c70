import type { OfficialRecord } from '../../domain/kinds/official.js';
import { precisionOf } from '../../domain/partial-date.js';
import type { KindWriting, RecordedVersion } from './kind.js';

/**
 * Lets an official's keys stay theirs when their identity number is corrected; before the tables say the new one, for what they say is compared. The
 * name is the same by the kind's own rule; only who was born on the same day too, known to the day, is so surely the same person that a key may follow.
 */
export async function followCorrections(
  { client, sealer }: KindWriting,
  versions: readonly RecordedVersion<OfficialRecord>[],
): Promise<void> {
  const known = versions.filter(({ isNew, record }) => !isNew && precisionOf(record.birthDate) === 'DAY');
  if (known.length === 0) return;
  await client.query(
    `update service_key k set official_person = n.person
      from unnest($1::bigint[], $2::bytea[], $3::text[]) as n(id, person, birth_date)
        join official o on o.subject_id = n.id and o.birth_date = n.birth_date and o.person_hash <> n.person
      where k.official = o.code and k.official_person = o.person_hash`,
    [
      known.map(({ id }) => id),
      known.map(({ record }) => sealer.keyedHash(record.personalId)),
      known.map(({ record }) => record.birthDate),
    ],
  );
}
