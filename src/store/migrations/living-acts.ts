import { DOSSIERS_FOUND, FOUND, IS_GOOD, isMeant, ME, PLACE, SIGNED } from './official-functions.js';

/** What an official worked on and signed, as migration 0060 made it: never changed once it is released. */
export const LIVING_ACTS = `
create function official_dossiers(official_id bigint) returns table (dossier_id bigint, matched_by text[], at timestamptz) language sql stable as $$
  ${DOSSIERS_FOUND}
  select found.dossier_id, array_agg(distinct found.way), max(found.at)
  from found join subject s on s.id = found.dossier_id and s.deleted_at is null
  group by found.dossier_id
$$;
comment on function official_dossiers is 'dossiers that an official worked on and that were not given up, by each way in which that is known, and when last';

create function official_documents(official_id bigint)
returns table (document_id bigint, copy_id bigint, copies bigint[], matched_by text[], at timestamptz) language sql stable as $$
  with ${ME},
  line as materialized (
    select d.id as copy_id, d.signer as written, array[document_issuer(d)] as units, d.issued_at as at
    from me join document d on person_name(d.signer) collate "C" = person_name(me.full_name)
    where d.deleted_at is null
  ),
  ${PLACE},
  found as (
    select d.id as copy_id, 'CERTIFICATE' as way, coalesce(s.timestamp_at, s.signed_at) as at
    from me join certificate c on c.person_hash = me.person_hash ${SIGNED}
    join document_file l on l.document_id = f.subject_id and l.file = f.reference
    join document d on d.subject_id = l.document_id and d.deleted_at is null
    where ${IS_GOOD}
    union all
    select l.copy_id, 'NAME_IN_UNIT', l.at from line l
    where exists (select from place p where p.official = official_id and ${isMeant('p', FOUND)})
  ),
  known as (
    select found.copy_id, array_agg(distinct found.way) as ways, max(found.at) as at from found group by found.copy_id
  )
  select d.subject_id, d.id,
    array_agg(d.id) over (partition by d.subject_id order by cardinality(known.ways) desc, d.direction desc nulls last, d.id
      rows between unbounded preceding and unbounded following),
    known.ways, known.at
  from known join document d on d.id = known.copy_id
$$;
comment on function official_documents is
  'documents that an official signed, copy by copy that was not given up: each way in which that is known of the copy, and when; beside it all such copies, the one that says most and is the issuer''s first';
`;
