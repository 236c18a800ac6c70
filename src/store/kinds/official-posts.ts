import type { OfficialRecord } from '../../domain/kinds/official.js';
import { mainPostHeld } from '../../domain/kinds/official-posts.js';
import { holdsPosts, IN_OFFICE } from '../../domain/kinds/official-states.js';
import type { Problem } from '../../domain/ports.js';
import { localDay, toInstant } from '../../domain/time.js';
import type { KindLooking } from './kind.js';

const HELD_ELSEWHERE: Problem = {
  field: 'QuaTrinhCongTac',
  code: 'TWO_MAIN_POSTS',
  message:
    'Cơ quan khác cũng ghi người này đang giữ chức vụ chính ở đơn vị khác (another agency has the person in a main post of another unit)',
};

/**
 * Records of people who by another agency's file hold a main post elsewhere today, by code. Of the records given the first counts; what the store
 * has of their keys is replaced by them. A file that says that its person left holds nobody; one without any post holds its person in its unit.
 */
export async function heldElsewhere(
  { client, sealer, now }: KindLooking,
  records: readonly OfficialRecord[],
): Promise<ReadonlyMap<string, Problem>> {
  const today = localDay(toInstant(now.getTime()));
  const posts = records.flatMap((record) => {
    const unit = record.deleted || !holdsPosts(record.state) ? undefined : unitToday(record, today);
    return unit === undefined
      ? []
      : [{ code: record.code, unit, person: sealer.keyedHash(record.personalId) }];
  });
  if (posts.length === 0) return new Map();
  // A date known in part begins on the first day that it may be, as in domain/partial-date.
  const { rows } = await client.query<{ person: Buffer; code: string; unit: string }>(
    `select o.person_hash as person, o.code, coalesce(p.unit, o.unit) as unit
      from official o join subject s on s.id = o.subject_id left join official_post p on p.official_id = o.subject_id
      where o.person_hash = any($1::bytea[]) and o.code <> all($2::text[]) and s.deleted_at is null and o.state = any($3::text[])
        and (p.official_id is null or (p.kind = 'MAIN' and rpad(p.from_date, 10, '-01-01') <= $4
          and (p.to_date is null or rpad(p.to_date, 10, '-01-01') > $4)))`,
    [posts.map(({ person }) => person), records.map(({ code }) => code), IN_OFFICE, today],
  );
  const known = new Map(rows.map(({ person, code, unit }) => [person.toString('hex'), { code, unit }]));
  const problems = new Map<string, Problem>();
  for (const { code, unit, person } of posts) {
    const id = person.toString('hex');
    const other = known.get(id);
    if (other === undefined || other.code === code) known.set(id, { code, unit });
    else if (other.unit !== unit) problems.set(code, HELD_ELSEWHERE);
  }
  return problems;
}

/** Where a file has its person in a main post; undefined: in none. */
function unitToday({ posts, unit }: OfficialRecord, today: string): string | undefined {
  return posts.length === 0 ? unit : mainPostHeld(posts, today)?.unit;
}
