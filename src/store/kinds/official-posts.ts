import { holdsPosts, mainPostHeld, type OfficialRecord } from '../../domain/kinds/official.js';
import type { Problem } from '../../domain/ports.js';
import type { KindLooking } from './kind.js';

const HELD_ELSEWHERE: Problem = {
  field: 'QuaTrinhCongTac',
  code: 'TWO_MAIN_POSTS',
  message:
    'Cơ quan khác cũng ghi người này đang giữ chức vụ chính ở đơn vị khác (another agency has the person in a main post of another unit)',
};

/**
 * Records of people who by another agency's file hold a main post elsewhere, by code. Of the records given the first counts; what the store has
 * of their keys is replaced by them. A file that says that its person left holds nobody.
 */
export async function heldElsewhere(
  { client, sealer }: KindLooking,
  records: readonly OfficialRecord[],
): Promise<ReadonlyMap<string, Problem>> {
  const posts = records.flatMap(({ code, personalId, state, posts: all, deleted }) => {
    const held = deleted || !holdsPosts(state) ? undefined : mainPostHeld(all);
    return held ? [{ code, unit: held.unit, person: sealer.keyedHash(personalId) }] : [];
  });
  if (posts.length === 0) return new Map();
  const { rows } = await client.query<{ person: Buffer; code: string; unit: string }>(
    `select o.person_hash as person, o.code, p.unit from official o join official_post p on p.official_id = o.subject_id
        join subject s on s.id = o.subject_id
      where o.person_hash = any($1::bytea[]) and o.code <> all($2::text[]) and s.deleted_at is null
        and o.state in ('PROBATION', 'ACTIVE', 'LEAVE', 'SECONDED', 'SUSPENDED') and p.kind = 'MAIN' and p.to_date is null`,
    [posts.map(({ person }) => person), records.map(({ code }) => code)],
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
