/** The functions that say who an official is by a name, as migration 0057 made them: like migrations, never changed once they are released. */

/** A line of a trace or a register: how it has the name, in which units the one who is meant stands, and when. */
interface Line {
  name: string;
  units: string;
  at: string;
}

const DAY = (at: string) => `(${at} at time zone 'Asia/Ho_Chi_Minh')::date`;

/** Whether somebody with this place, whose name may be written so, stood in one of the line's units then. */
function standsIn(place: string, { name, units, at }: Line): string {
  return `${place}.written = ${name} and ${place}.unit = any (${units}) and ${at} between ${place}.unit_since and ${place}.unit_until`;
}

/** The place is that of the one who is meant: surely held on that day, and by nobody else of the name as far as is known. */
export function isMeant(place: string, line: Line): string {
  return `${standsIn(place, line)} and ${DAY(line.at)} between ${place}.surely_since and ${place}.surely_until
    and not exists (select from place other where other.person <> ${place}.person and ${standsIn('other', line)}
      and ${DAY(line.at)} between other.maybe_since and other.maybe_until)`;
}

export const FOUND: Line = { name: 'l.written', units: 'l.units', at: 'l.at' };
const GIVEN: Line = { name: 'given', units: 'units', at: 'moment' };

/** `me`, the official; `place`, where those of the name stood, for each spelling among the lines `line`. */
export const ME = `me as (
    select o.full_name, o.person_hash from official o join subject s on s.id = o.subject_id
    where o.subject_id = official_id and s.deleted_at is null
  )`;
export const PLACE = `place as materialized (
    select p.*, w.written
    from me cross join lateral official_places(person_name(me.full_name)) p
    join (select distinct l.written from line l) w on names_agree(p.full_name, w.written)
  )`;

/** When a post in one counts in the other: since that took over, and while what is written was not there yet. */
const SPANS = (ended: string, heir: string) =>
  `(values (${ended}.valid_to, 'infinity'::timestamptz), ('-infinity', ${heir}.valid_from)) as span (since, until)`;

/** Good signatures `s` with the certificates `c` of a person; what they sign is named by the references `f`. */
export const SIGNED = `join subject cs on cs.id = c.subject_id and cs.deleted_at is null
  join file_signature s on s.serial = c.serial and s.issuer_dn = c.issuer_dn
  join signed_file g on g.sha256 = s.sha256
  join file_reference f on f.sha256 in (s.sha256, g.content)
    and exists (select from file_reference beside where beside.subject_id = f.subject_id and beside.sha256 = s.sha256)`;
export const IS_GOOD = `c.holder_kind = 'PERSON' and not s.is_timestamp and s.result <> 'TOTAL_FAILED'
  and 2 = (select count(*) from file_signature_check k where k.signature_id = s.id and k.name in ('INTEGRITY', 'CHAIN') and k.state = 'PASSED')`;

/** `found`, what says that an official worked on a dossier. */
export const DOSSIERS_FOUND = `with ${ME},
  line as materialized (
    select e.dossier_id, e.actor as written, array[d.receiving_unit, d.processing_unit] as units, e.at
    from me join trace_entry e on person_name(e.actor) = person_name(me.full_name) join dossier d on d.subject_id = e.dossier_id
    where e.removed_version is null
  ),
  ${PLACE},
  found as (
    select r.dossier_id, 'CERTIFICATE' as way, coalesce(s.timestamp_at, s.signed_at) as at
    from me join certificate c on c.person_hash = me.person_hash ${SIGNED}
    join dossier_result r on r.dossier_id = f.subject_id and r.file = f.reference
    where ${IS_GOOD}
    union all
    select l.dossier_id, 'NAME_IN_UNIT', l.at from line l
    where exists (select from place p where p.official = official_id and ${isMeant('p', FOUND)})
  )`;

/** What an official worked on and signed, until migration 0060. */
export const OFFICIAL_ACTS = `create function official_dossiers(official_id bigint) returns table (dossier_id bigint, matched_by text[], at timestamptz) language sql stable as $$
  ${DOSSIERS_FOUND}
  select found.dossier_id, array_agg(distinct found.way), max(found.at) from found group by found.dossier_id
$$;
comment on function official_dossiers is 'dossiers that an official worked on, by each way in which that is known, and when last';

create function official_documents(official_id bigint) returns table (document_id bigint, matched_by text[], at timestamptz) language sql stable as $$
  with ${ME},
  line as materialized (
    select d.subject_id as document_id, d.signer as written, array[document_issuer(d)] as units, d.issued_at as at
    from me join document d on person_name(d.signer) collate "C" = person_name(me.full_name)
  ),
  ${PLACE},
  found as (
    select l.document_id, 'CERTIFICATE' as way, coalesce(s.timestamp_at, s.signed_at) as at
    from me join certificate c on c.person_hash = me.person_hash ${SIGNED}
    join document_file l on l.document_id = f.subject_id and l.file = f.reference
    where ${IS_GOOD}
    union all
    select l.document_id, 'NAME_IN_UNIT', l.at from line l
    where exists (select from place p where p.official = official_id and ${isMeant('p', FOUND)})
  )
  select found.document_id, array_agg(distinct found.way), max(found.at) from found group by found.document_id
$$;
comment on function official_documents is 'documents that an official signed, by each way in which that is known, and when';
`;

export const OFFICIAL_FUNCTIONS = `
create function person_name(written text) returns text language sql immutable strict parallel safe as $$
  select regexp_replace(
    regexp_replace(lower(translate(normalize(written, NFD), E'đĐÐ\\u0300\\u0301\\u0303\\u0309\\u0323\\u0302\\u0306\\u031b', 'ddd') collate "C"),
      '\\s+', ' ', 'g'),
    '^ ?((ong|ba|ong/ba|d/c|dong chi|ths|ts|bs|ks|cn)([.] ?| ))+', '')
$$;
comment on function person_name is 'a name without accents and capitals, and without the words of address before it: what names are first found by';

create function name_as_written(written text) returns text language sql immutable strict parallel safe as $$
  select regexp_replace(
    regexp_replace(regexp_replace(translate(lower(normalize(written, NFD) collate "C"), 'ĐÐ', 'đđ'), '\\s+', ' ', 'g'),
      '([\\u0300\\u0301\\u0303\\u0309\\u0323])([^ ]*)', '\\2\\1', 'g'),
    '^ ?((o\\u0302?ng|ba\\u0300?|o\\u0302?ng/ba\\u0300?|[dđ]/c|[dđ]o\\u0302?ng\\u0300? chi\\u0301?|ths|ts|bs|ks|cn)([.] ?| ))+', '')
$$;
comment on function name_as_written is 'the same with its accents, those of tone behind each word: wherever in it they are put, they are the same';

create function names_agree(one text, other text) returns boolean language sql immutable strict parallel safe as $$
  select name_as_written(one) = name_as_written(other)
    or (person_name(one) = person_name(other) and person_name(one) in (name_as_written(one), name_as_written(other)))
$$;
comment on function names_agree is 'written alike, or one of them without any accents and else alike';

create function unit_homes(unit_code text) returns table (code text, since timestamptz, until timestamptz) language sql stable rows 5 as $$
  with recursive home (code, onwards, since, until) as (
    select unit_known(unit_code) collate "C", way.onwards, '-infinity'::timestamptz, 'infinity'::timestamptz
    from (values (true), (false)) as way (onwards)
    union
    select next.code, home.onwards, greatest(home.since, next.since), least(home.until, next.until)
    from home join unit u on u.code = home.code cross join lateral (
      select u.parent_code, coalesce(u.parent_since, '-infinity'), 'infinity'::timestamptz where u.level = 'PHONG_BAN'
      union all
      select p.parent_code, coalesce(p.valid_from, '-infinity'), p.valid_to
      from unit_former_parent p where p.unit_id = u.subject_id and u.level = 'PHONG_BAN'
      union all
      select heir.code, span.since, span.until
      from unit heir cross join lateral ${SPANS('u', 'heir')} where home.onwards and heir.code = any (u.successors)
      union all
      select ended.code, span.since, span.until
      from unit ended cross join lateral ${SPANS('ended', 'u')} where not home.onwards and u.code = any (ended.successors)
    ) as next (code, since, until)
    where next.code is not null and next.since is not null and next.until is not null
      and greatest(home.since, next.since) <= least(home.until, next.until)
  )
  select distinct home.code, home.since, home.until from home
$$;
comment on function unit_homes is
  'units in which whoever has a post in this one stands, and when: itself; for a department also the authority above it; what it went into since then, and what it came from, also where one is written before it was there';

create function official_places(name text) returns table (official bigint, person bytea, full_name text, unit text,
  unit_since timestamptz, unit_until timestamptz, surely_since date, surely_until date, maybe_since date, maybe_until date)
language sql stable rows 5 as $$
  select o.subject_id, coalesce(o.person_hash, convert_to(o.code, 'UTF8')), o.full_name, home.code, home.since, home.until,
    post.first_day + post.vague_first, case when post.last_day is not null then post.last_day - 1
      when o.state in ('PROBATION', 'ACTIVE', 'LEAVE', 'SECONDED', 'SUSPENDED') then 'infinity'::date else '-infinity'::date end,
    post.first_day, coalesce(post.last_day + post.vague_last, 'infinity')
  from official o join subject s on s.id = o.subject_id and s.deleted_at is null
  cross join lateral (
    select p.unit, begins.day as first_day, begins.vague as vague_first, ends.day as last_day, ends.vague as vague_last
    from official_post p
    cross join lateral day_span(p.from_date) as begins left join lateral day_span(p.to_date) as ends on p.to_date is not null
    where p.official_id = o.subject_id
    union all
    select o.unit, '-infinity', 0, '-infinity', null where not exists (select from official_post p where p.official_id = o.subject_id)
  ) post
  cross join lateral unit_homes(post.unit) home
  where person_name(o.full_name) collate "C" = name
$$;
comment on function official_places is
  'where officials of a name stood: surely, from the last day on which the post may have begun to the day before the first on which it may have ended; maybe, whatever it may have been';

create function official_named(given text, units text[], moment timestamptz) returns table (official bigint) language sql stable rows 1 as $$
  with place as materialized (
    select p.*, given as written from official_places(person_name(given)) p where names_agree(p.full_name, given)
  )
  select p.official from place p where ${isMeant('p', GIVEN)} order by p.official limit 1
$$;
comment on function official_named is 'the only official of a name who held a post in one of these units on that day; none where more than one may have';

create function document_issuer(d document) returns text language sql stable as $$
  select coalesce((select u.code from unit u where u.code = unit_known(d.issuer_code)), case when d.direction = 'OUT' then d.unit end)
$$;
comment on function document_issuer is 'the unit in which the signer of a document stands; null: an agency that is none of ours';

${OFFICIAL_ACTS}
create function document_signer(d document) returns table (official bigint, matched_by text[]) language sql stable rows 1 as $$
  with found as (
    select o.subject_id as official, 'CERTIFICATE' as way
    from document_file l join file_reference f on f.subject_id = l.document_id and f.reference = l.file
    join signed_file g on f.sha256 in (g.sha256, g.content)
      and exists (select from file_reference beside where beside.subject_id = f.subject_id and beside.sha256 = g.sha256)
    join file_signature s on s.sha256 = g.sha256
    join certificate c on c.serial = s.serial and c.issuer_dn = s.issuer_dn
    join subject cs on cs.id = c.subject_id and cs.deleted_at is null
    join official o on o.person_hash = c.person_hash join subject os on os.id = o.subject_id and os.deleted_at is null
    where l.document_id = d.subject_id and ${IS_GOOD} and names_agree(o.full_name, d.signer)
    union all
    select named.official, 'NAME_IN_UNIT'
    from official_named(d.signer, array[document_issuer(d)], d.issued_at) named where d.signer is not null
  )
  select found.official, array_agg(distinct found.way) from found group by found.official
  order by min(found.way), count(distinct found.way) desc, found.official limit 1
$$;
comment on function document_signer is 'the official whom the register names as the signer, by each way in which that is known';
`;
